package letter

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"speakout/internal/country"
	"speakout/internal/locale"
)

// styleLetters are letters of each treaty status and own case, with sources.
func styleLetters(t *testing.T, l locale.Language) map[string]Letter {
	t.Helper()
	all := map[string]Letter{}
	for _, code := range []country.Code{"LB", "US", "KE", "LT", "SY", "UA", "RU", "IL", "VA"} {
		for _, c := range ours(t) {
			all[string(code)+" "+string(l)+" "+c.Issue] = compose(t, Request{Country: code, Language: l, Issue: c.Issue, Enclose: true})
		}
	}
	return all
}

// ownWords are the lines that are not typed by users.
func ownWords(l Letter) []Line {
	lines := append([]Line{l.PlaceDate, l.Subject, l.Close, l.Enclosure.Note, l.Enclosure.Title}, slices.Concat(l.Enclosure.Items...)...)
	for _, b := range l.Body {
		lines = append(append(lines, b.Paragraph), b.Asks...)
	}
	return lines
}

// No line can end between a number and its unit, a day and its month, the word
// for an article and its number.
func TestNumbersAreHeld(t *testing.T) {
	parts := map[locale.Language]*regexp.Regexp{
		locale.English: regexp.MustCompile(`\d per|per cent|[Aa]rticle \d|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)|\d (?:states|people|attacks)`),
		locale.French:  regexp.MustCompile(`\d pour|pour cent|article \d|article premier|\b(?:\d{1,2}|1er) (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)|\d (?:États|personnes|attaques)`),
		locale.Spanish: regexp.MustCompile(`\d por|por ciento|artículo \d|\b\d{1,2} de|\b\d{1,2}\x{00a0}de |\d (?:Estados|personas|ataques)`),
		locale.Arabic:  regexp.MustCompile(`[\d٩] في|في المائة|المادة [\d٠-٩]|\b\d{1,2} (?:شباط|آذار|أيار|أيلول|تشرين|كانون)|[\d٠-٩] (?:دولة|شخصاً|هجوماً)`),
	}
	for _, lang := range locale.Languages {
		for name, l := range styleLetters(t, lang) {
			for _, line := range ownWords(l) {
				if part := parts[lang].FindString(line.Plain()); part != "" {
					t.Errorf("%s: a line can end inside %q of %q", name, part, line.Plain())
				}
			}
		}
	}
}

// What users type in an editor is held as what they edit is.
func TestEditsAreHeld(t *testing.T) {
	l, err := letterOf(t, locale.Spanish).WithEdits("Asunto\n\nEl 24 de febrero, el 97 por ciento, artículo 21.\n")
	if err != nil {
		t.Fatal(err)
	}
	const want = "El 24\u00a0de\u00a0febrero, el 97\u00a0por\u00a0ciento, artículo\u00a021."
	if got := l.Body[0].Paragraph.Plain(); got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

// Letters in English are in British English, whatever the country; the
// titles of offices and the order of dates are the addressees' own.
func TestEnglishIsBritish(t *testing.T) {
	american := regexp.MustCompile(`(?i)\b(?:percent|(?:organ|recogn|author|real|minim)iz|defense|programs?\b|centers?\b|honor|labor|favor)`)
	for name, l := range styleLetters(t, locale.English) {
		for _, line := range ownWords(l) {
			if word := american.FindString(line.Plain()); word != "" {
				t.Errorf("%s: %q in %q", name, word, line.Plain())
			}
		}
		if l.Close.Plain() != "Yours faithfully," {
			t.Errorf("%s: the close is %q", name, l.Close.Plain())
		}
	}
}

// The salutation goes by the office and the gender, as far as they are known: a
// name alone changes it in no language.
func TestSalutation(t *testing.T) {
	want := map[locale.Language]map[country.Gender]string{
		locale.English: {country.Unknown: "Excellency,", country.Woman: "Dear Minister,", country.Man: "Dear Minister,"},
		locale.French:  {country.Unknown: "Excellence,", country.Woman: "Madame la Ministre,", country.Man: "Monsieur le Ministre,"},
		locale.Spanish: {country.Unknown: "Excelencia:", country.Woman: "Excelentísima señora ministra:", country.Man: "Excelentísimo señor ministro:"},
		locale.Arabic: {
			country.Unknown: "معالي وزير الخارجية المحترم،", country.Woman: "معالي وزيرة الخارجية المحترمة،", country.Man: "معالي وزير الخارجية المحترم،",
		},
	}
	for lang, genders := range want {
		for gender, salutation := range genders {
			for _, name := range []string{"", "Jane Doe", "رنا حداد"} {
				l := compose(t, Request{Country: "EE", Language: lang, Issue: "syria", Recipient: Recipient{Name: name, Gender: gender}})
				if got := l.Salutation[0].Plain(); !strings.HasPrefix(got, salutation) {
					t.Errorf("%s, name %q, gender %q: %q; want %q", lang, name, gender, got, salutation)
				}
			}
		}
	}
}
