package letter

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"speakout/internal/country"
	"speakout/internal/locale"
	"speakout/internal/memo"
	"speakout/memos"
)

var november = time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)

func compose(t *testing.T, r Request) Letter {
	t.Helper()
	if r.Date.IsZero() {
		r.Date = november
	}
	l, err := Compose(r)
	if err != nil {
		t.Fatalf("Compose(%s, %s, %s): %v", r.Country, r.Language, r.Issue, err)
	}
	return l
}

func ours(t testing.TB) []*memo.Campaign {
	t.Helper()
	all, err := Campaigns()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// eachLetter calls fn with every letter there is.
func eachLetter(t *testing.T, fn func(name string, l Letter)) {
	for _, c := range country.All() {
		for _, lang := range locale.Languages {
			for _, campaign := range ours(t) {
				l := compose(t, Request{Country: c.Code, Language: lang, Issue: campaign.Issue})
				fn(fmt.Sprintf("%s %s %s", c.Code, lang, campaign.Issue), l)
			}
		}
	}
}

// allLines returns every line of a letter's text, a blank as nothing.
func allLines(l Letter) []Line {
	lines := slices.Concat(l.Sender, []Line{l.PlaceDate}, l.Recipient, []Line{l.Subject}, l.Salutation)
	for _, b := range l.Body {
		lines = append(lines, b.Asks...)
		if b.Asks == nil {
			lines = append(lines, b.Paragraph)
		}
	}
	return slices.Concat(lines, []Line{l.Close}, l.Signature)
}

func asksOf(l Letter) []string {
	var asks []string
	for _, b := range l.Body {
		for _, a := range b.Asks {
			asks = append(asks, a.Plain())
		}
	}
	return asks
}

func TestEveryLetter(t *testing.T) {
	n := 0
	told := map[string]bool{}
	once := func(name string, l Letter, format string, args ...any) { // not for each country
		country, issue, _ := strings.Cut(name, " "+string(l.Language)+" ")
		problem := fmt.Sprintf("memos/%s/%s.md: ", issue, l.Language) + fmt.Sprintf(format, args...)
		if !told[problem] {
			told[problem] = true
			t.Errorf("%s (as to %s)", problem, country)
		}
	}
	eachLetter(t, func(name string, l Letter) {
		n++
		for _, line := range allLines(l) {
			text := line.Plain()
			if len(line) == 0 {
				t.Errorf("%s: an empty line", name)
			}
			for _, bad := range []string{"<no value>", "{{", "  ", " ,", " .", "..", ",,", "\ufffc", "'", "\""} {
				if strings.Contains(text, bad) {
					t.Errorf("%s: %q in %q", name, bad, text)
				}
			}
			if text != norm.NFC.String(text) || text != strings.TrimSpace(text) && !hasBlank(line) {
				t.Errorf("%s: %q is not clean", name, text)
			}
			checkTypography(t, name, l.Language, text)
		}
		if n := len(asksOf(l)); n < 3 || n > 4 {
			once(name, l, "%d asks; want three or four", n)
		}
		if len(l.Facts) < 3 {
			once(name, l, "%d facts; want three or more", len(l.Facts))
		}
		for _, f := range l.Facts {
			if f.Claim == "" || f.Value == "" || f.Source.URL == "" || f.Source.Checked.IsZero() {
				t.Errorf("%s: fact without source: %+v", name, f)
			}
		}
	})
	if want := 197 * len(locale.Languages) * len(memos.Issues); n != want {
		t.Errorf("%d letters; want %d: 197 states × languages × issues", n, want)
	}
}

func hasBlank(l Line) bool { return slices.ContainsFunc(l, func(r Run) bool { return r.Blank }) }

func checkTypography(t *testing.T, name string, l locale.Language, text string) {
	t.Helper()
	runes := []rune(text)
	for i, r := range runes {
		before, after := ' ', ' '
		if i > 0 {
			before = runes[i-1]
		}
		if i < len(runes)-1 {
			after = runes[i+1]
		}
		narrow := []rune(locale.NarrowNoBreakSpace)[0]
		switch {
		case l == locale.French && strings.ContainsRune(";:!?»", r) && before != narrow,
			l == locale.French && r == '«' && after != narrow,
			l == locale.Arabic && strings.ContainsRune(",;?", r) && !unicode.IsDigit(after),
			l != locale.Arabic && strings.ContainsRune("،؛؟", r):
			t.Errorf("%s: %q stands wrong in %q", name, r, text)
		}
	}
}

// The governments an issue is about, and known transferors, get a first
// sentence or asks of their own.
func TestOwnCases(t *testing.T) {
	for _, lang := range locale.Languages {
		for _, tt := range []struct {
			issue string
			codes []country.Code // the last is any other state outside
		}{
			{"syria", []country.Code{"SY", "RU", "TR", "KE"}},
			{"ukraine", []country.Code{"UA", "RU", "US", "TR", "JO"}},
		} {
			seen := map[string]country.Code{}
			for _, code := range tt.codes {
				asks := strings.Join(asksOf(compose(t, Request{Country: code, Language: lang, Issue: tt.issue})), "\n")
				if other, same := seen[asks]; same {
					t.Errorf("%s %s: %s is asked the same as %s", lang, tt.issue, code, other)
				}
				seen[asks] = code
			}
		}
	}
}

// Every language says the same: the same facts, the same number of asks.
func TestLanguagesAgree(t *testing.T) {
	facts := func(l Letter) string {
		var names []string
		for _, f := range l.Facts {
			names = append(names, f.Name)
		}
		slices.Sort(names)
		return strings.Join(names, " ")
	}
	for _, c := range country.All() {
		for _, campaign := range ours(t) {
			first := compose(t, Request{Country: c.Code, Language: locale.English, Issue: campaign.Issue})
			for _, lang := range locale.Languages {
				l := compose(t, Request{Country: c.Code, Language: lang, Issue: campaign.Issue})
				if facts(l) != facts(first) || len(asksOf(l)) != len(asksOf(first)) || len(l.Body) != len(first.Body) {
					t.Errorf("%s %s: %s has facts %s and %d asks; English has %s and %d",
						c.Code, campaign.Issue, lang, facts(l), len(asksOf(l)), facts(first), len(asksOf(first)))
				}
			}
		}
	}
}

func TestMissingSenderIsBlank(t *testing.T) {
	l := compose(t, Request{Country: "LB", Language: locale.French, Issue: "syria"})
	blanks := 0
	for _, line := range append(slices.Clone(l.Sender), l.PlaceDate, l.Signature[0]) {
		if hasBlank(line) {
			blanks++
		}
	}
	if blanks != 6 { // name, two of the address, e-mail or phone; place; signature
		t.Errorf("%d lines have a blank to fill in; want 6", blanks)
	}
}

// Who gives one way for an answer has no blank for another.
func TestOneWayToAnswer(t *testing.T) {
	for _, tt := range []struct {
		sender Sender
		want   []string
	}{
		{Sender{Name: "Rana", Address: []string{"12 Hamra", "1107 2020"}}, []string{"Rana", "12 Hamra", "1107 2020"}},
		{Sender{Name: "Rana", Address: []string{"12 Hamra"}, Phone: "+961 1 234567"}, []string{"Rana", "12 Hamra", "+961 1 234567"}},
		{Sender{Name: "Rana", Email: "r@fields.example"}, []string{"Rana", "", "", "r@fields.example"}},
		{Sender{Name: "Rana"}, []string{"Rana", "", "", ""}},
	} {
		l := compose(t, Request{Country: "LB", Language: locale.French, Issue: "syria", Sender: tt.sender})
		var got []string
		for _, line := range l.Sender {
			got = append(got, line.Plain())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%+v: %q; want %q", tt.sender, got, tt.want)
		}
	}
}

func TestRecipient(t *testing.T) {
	tests := []struct {
		name string
		to   Recipient
		want []string
		sal  string
	}{
		{"default", Recipient{}, []string{"Minister of Foreign Affairs and Emigrants", "Beirut", "Lebanon"}, "Excellency,"},
		{"woman", Recipient{Gender: country.Woman, Name: "Leila Khoury"}, []string{"Leila Khoury", "Minister of Foreign Affairs and Emigrants", "Beirut", "Lebanon"}, "Dear Minister,"},
		{"office", Recipient{Office: country.HeadOfGovernment, Gender: country.Man}, []string{"President of the Council of Ministers", "Beirut", "Lebanon"}, "Dear Prime Minister,"},
		{"ambassador", Recipient{Office: country.Ambassador}, []string{"Ambassador of Lebanon", "␣"}, "Excellency,"},
		{"title", Recipient{Title: "Director of Disarmament"}, []string{"Director of Disarmament", "Beirut", "Lebanon"}, "Dear Sir or Madam,"},
		{"address", Recipient{Address: []string{"Sursock Street", "Beirut"}}, []string{"Minister of Foreign Affairs and Emigrants", "Sursock Street", "Beirut"}, "Excellency,"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := compose(t, Request{Country: "LB", Language: locale.English, Issue: "syria", Recipient: tt.to})
			var got []string
			for _, line := range l.Recipient {
				if hasBlank(line) {
					got = append(got, "␣")
				} else {
					got = append(got, line.Plain())
				}
			}
			if !slices.Equal(got, tt.want) || l.Salutation[0].Plain() != tt.sal {
				t.Errorf("got %q, %q; want %q, %q", got, l.Salutation[0].Plain(), tt.want, tt.sal)
			}
		})
	}
}

// Every office, gender and way to name the recipient makes a letter, with the
// same kind of lines.
func TestEveryRecipient(t *testing.T) {
	for _, code := range []country.Code{"LB", "US", "FR", "MX", "MA", "VA", "BN", "CH", "SV", "KW"} {
		for _, lang := range locale.Languages {
			for _, office := range country.Offices {
				for _, gender := range []country.Gender{country.Unknown, country.Woman, country.Man} {
					for _, name := range []string{"", "Leila Khoury"} {
						l := compose(t, Request{Country: code, Language: lang, Issue: "ukraine", Recipient: Recipient{Office: office, Gender: gender, Name: name}})
						where := fmt.Sprintf("%s %s %s %q %q", code, lang, office, gender, name)
						for _, line := range append(slices.Clone(l.Recipient), l.Salutation[0], l.Close) {
							text := line.Plain()
							if strings.Contains(text, "<no value>") || strings.Contains(text, "  ") || strings.HasPrefix(text, ",") || strings.HasPrefix(text, ":") || strings.HasPrefix(text, "،") {
								t.Errorf("%s: %q", where, text)
							}
						}
						if len(l.Recipient) < 2 || name != "" && !strings.Contains(l.Recipient[0].Plain(), name) {
							t.Errorf("%s: recipient %v", where, l.Recipient)
						}
					}
				}
			}
		}
	}
}

func TestForeignNamesAreIsolated(t *testing.T) {
	l := compose(t, Request{Country: "LB", Language: locale.Arabic, Issue: "syria", Sender: Sender{
		Name: "Rana Haddad", Phone: "+961 1 234 567", Email: "rana@example.org", Place: "بيروت",
	}})
	var got []string
	for _, line := range l.Sender {
		got = append(got, line.Plain())
	}
	for _, want := range []string{"\u2068Rana Haddad\u2069", "\u2066+961 1 234 567\u2069", "\u2066rana@example.org\u2069"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}

func TestComposeErrors(t *testing.T) {
	good := Request{Country: "LB", Language: locale.English, Issue: "syria", Date: november}
	tests := []struct {
		name, field string
		change      func(*Request)
	}{
		{"country", "country", func(r *Request) { r.Country = "XX" }},
		{"language", "lang", func(r *Request) { r.Language = "de" }},
		{"issue", "issue", func(r *Request) { r.Issue = "laos" }},
		{"date", "date", func(r *Request) { r.Date = time.Time{} }},
		{"control character", "from", func(r *Request) { r.Sender.Name = "A\x1b[31mB" }},
		{"broken UTF-8", "org", func(r *Request) { r.Sender.Organisation = "a\xffb" }},
		{"private use", "to", func(r *Request) { r.Recipient.Name = "a\ue000" }},
		{"too long", "place", func(r *Request) { r.Sender.Place = strings.Repeat("x", 301) }},
		{"too many lines", "address", func(r *Request) { r.Sender.Address = slices.Repeat([]string{"x"}, 13) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := good
			tt.change(&r)
			_, err := Compose(r)
			var field *FieldError
			if !errors.As(err, &field) || field.Field != tt.field {
				t.Errorf("error %v; want one about %s", err, tt.field)
			}
		})
	}
}

// What users type is words, never markup, template or layout.
func TestTypedValuesAreWords(t *testing.T) {
	for _, name := range []string{"**A** _B_ `c` <b>", "{{.Country}}", "1. x", "# x", `a\b`, "[x](y)", "&amp; &", "O'Neil"} {
		l := compose(t, Request{Country: "LB", Language: locale.English, Issue: "syria", Sender: Sender{Name: name}})
		if got := l.Sender[0].Plain(); got != name {
			t.Errorf("sender %q is written %q", name, got)
		}
	}
	l := compose(t, Request{Country: "LB", Language: locale.English, Issue: "syria", Sender: Sender{Name: " \u202eA \u200f \t B\u00a0"}})
	if got := l.Sender[0].Plain(); got != "A B" {
		t.Errorf("white space and direction marks are not cleaned: %q", got)
	}
}

// bare is a text without white space, direction marks and what else is not seen.
func bare(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || locale.IsDirectionMark(c) || strings.ContainsRune("\u200b\u00ad\ufeff", c) {
			return -1
		}
		return c
	}, norm.NFC.String(s))
}

// What is typed stands in the letter, where it belongs, but for what is not seen;
// all that is refused is refused by field; the same request is the same letter.
func FuzzCompose(f *testing.F) {
	f.Add("Rana Haddad", "12 Hamra Street", "Ms", "ar", true)
	f.Add("رنا", "شارع 12", "{{.}}", "en", false)
	f.Add("\u202e\x00", "*x*", "\ufffc", "fr", true)
	f.Add("\u202eRana  Haddad", "شارع\u2066 12", "Mr.\u200f", "ar", true)
	f.Fuzz(func(t *testing.T, name, address, title, lang string, unknown bool) {
		r := Request{
			Country: "LB", Language: locale.Language(lang), Issue: "ukraine", Date: november,
			Sender: Sender{Name: name, Address: []string{address}}, Recipient: Recipient{Title: title},
		}
		if unknown {
			r.Recipient.Name, r.Recipient.Title = title, ""
		}
		l, err := Compose(r)
		var field *FieldError
		if err != nil {
			if !errors.As(err, &field) {
				t.Fatalf("error %v is not about a field", err)
			}
			return
		}
		if again, err := Compose(r); err != nil || !reflect.DeepEqual(again, l) {
			t.Fatalf("the second time: %v, %+v; the first %+v", err, again, l)
		}
		for typed, in := range map[string][]Line{name: l.Signature, address: l.Sender, title: l.Recipient} {
			holds := func(line Line) bool { return strings.Contains(bare(line.Plain()), bare(typed)) }
			if !slices.ContainsFunc(in, holds) {
				t.Fatalf("%q is not in %+v", typed, in)
			}
		}
		if bare(l.Author) != bare(name) {
			t.Fatalf("the author of %q is %q", name, l.Author)
		}
		for _, line := range allLines(l) {
			for _, c := range line.Plain() {
				if unicode.IsControl(c) || c == blank || c >= '\u202a' && c <= '\u202e' {
					t.Fatalf("U+%04X in %q", c, line.Plain())
				}
			}
		}
	})
}
