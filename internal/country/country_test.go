package country

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"speakout/internal/locale"
	"speakout/internal/table"
)

func TestAll(t *testing.T) {
	told := map[locale.Language]bool{}
	all := All()
	if len(all) != 197 {
		t.Errorf("%d countries; want the 193 members of the United Nations and 4 more", len(all))
	}
	for _, c := range all {
		if ByCode(c.Code) != c {
			t.Errorf("ByCode(%s) is another country", c.Code)
		}
		if len(c.Alpha3) != 3 {
			t.Errorf("%s: alpha-3 code %q", c.Code, c.Alpha3)
		}
		for _, l := range locale.Languages {
			for what, s := range map[string]string{
				"name": c.Name(l), "with article": c.WithArticle(l), "of": c.Of(l), "in": c.In(l), "to": c.To(l), "government": c.Government(l),
			} {
				if s == "" {
					if !told[l] { // once, not for each country
						t.Errorf("%s, %s: %s is empty (internal/country/forms.go, data/names.%s.csv)", c.Code, l, what, l)
					}
					told[l] = true
				} else if s != norm.NFC.String(s) || s != strings.Join(strings.Fields(s), " ") {
					t.Errorf("%s, %s: %s is %q", c.Code, l, what, s)
				}
			}
			// Where a capital would take sides in a dispute, none is named.
			if disputed := c.Code == "IL" || c.Code == "YE"; (c.Seat(ForeignMinister, l) == "") != disputed {
				t.Errorf("%s, %s: seat %q", c.Code, l, c.Seat(ForeignMinister, l))
			}
		}
	}
}

func TestSeat(t *testing.T) {
	za := ByCode("ZA")
	if got, parliament := za.Seat(ForeignMinister, locale.English), za.Seat(Parliament, locale.English); got != "Pretoria" || parliament != "Cape Town" {
		t.Errorf("South Africa: seats %q and %q; want Pretoria and Cape Town", got, parliament)
	}
	if got := ByCode("CL").Seat(Parliament, locale.Spanish); got != "Valparaíso" {
		t.Errorf("Chile: parliament in %q", got)
	}
}

// The hard ones: articles, contractions, elisions, plurals, names that are an
// article themselves.
func TestGrammar(t *testing.T) {
	tests := []struct {
		code       Code
		l          locale.Language
		government string
		in         string
	}{
		{"NL", locale.English, "the Government of the Netherlands", "in the Netherlands"},
		{"US", locale.English, "the Government of the United States", "in the United States"},
		{"GM", locale.English, "the Government of the Gambia", "in the Gambia"},
		{"CD", locale.English, "the Government of the Democratic Republic of the Congo", "in the Democratic Republic of the Congo"},
		{"CI", locale.English, "the Government of Côte d’Ivoire", "in Côte d’Ivoire"},
		{"VA", locale.English, "the Holy See", "in the Holy See"},
		{"LB", locale.English, "the Government of Lebanon", "in Lebanon"},
		{"LB", locale.French, "le Gouvernement du Liban", "au Liban"},
		{"NL", locale.French, "le Gouvernement des Pays-Bas", "aux Pays-Bas"},
		{"US", locale.French, "le Gouvernement des États-Unis", "aux États-Unis"},
		{"FR", locale.French, "le Gouvernement de la France", "en France"},
		{"UA", locale.French, "le Gouvernement de l’Ukraine", "en Ukraine"},
		{"IQ", locale.French, "le Gouvernement de l’Iraq", "en Iraq"},
		{"IL", locale.French, "le Gouvernement d’Israël", "en Israël"},
		{"HT", locale.French, "le Gouvernement d’Haïti", "en Haïti"},
		{"CU", locale.French, "le Gouvernement de Cuba", "à Cuba"},
		{"MT", locale.French, "le Gouvernement de Malte", "à Malte"},
		{"AD", locale.French, "le Gouvernement d’Andorre", "en Andorre"},
		{"DJ", locale.French, "le Gouvernement de Djibouti", "à Djibouti"},
		{"SC", locale.French, "le Gouvernement des Seychelles", "aux Seychelles"},
		{"BB", locale.French, "le Gouvernement de la Barbade", "à la Barbade"},
		{"VA", locale.French, "le Saint-Siège", "au Saint-Siège"},
		{"HN", locale.French, "le Gouvernement du Honduras", "au Honduras"},
		{"HU", locale.French, "le Gouvernement de la Hongrie", "en Hongrie"},
		{"CG", locale.French, "le Gouvernement du Congo", "au Congo"},
		{"CD", locale.French, "le Gouvernement de la République démocratique du Congo", "en République démocratique du Congo"},
		{"CI", locale.French, "le Gouvernement de la Côte d’Ivoire", "en Côte d’Ivoire"},
		{"SV", locale.French, "le Gouvernement d’El Salvador", "en El Salvador"},
		{"OM", locale.French, "le Gouvernement d’Oman", "à Oman"},
		{"SV", locale.Spanish, "el Gobierno de El Salvador", "en El Salvador"},
		{"LB", locale.Spanish, "el Gobierno del Líbano", "en el Líbano"},
		{"EC", locale.Spanish, "el Gobierno del Ecuador", "en el Ecuador"},
		{"US", locale.Spanish, "el Gobierno de los Estados Unidos", "en los Estados Unidos"},
		{"NL", locale.Spanish, "el Gobierno de los Países Bajos", "en los Países Bajos"},
		{"GB", locale.Spanish, "el Gobierno del Reino Unido", "en el Reino Unido"},
		{"IN", locale.Spanish, "el Gobierno de la India", "en la India"},
		{"UA", locale.Spanish, "el Gobierno de Ucrania", "en Ucrania"},
		{"DO", locale.Spanish, "el Gobierno de la República Dominicana", "en la República Dominicana"},
		{"VA", locale.Spanish, "la Santa Sede", "en la Santa Sede"},
		{"LB", locale.Arabic, "حكومة لبنان", "في لبنان"},
		{"GB", locale.Arabic, "حكومة المملكة المتحدة", "في المملكة المتحدة"},
		{"SY", locale.Arabic, "حكومة الجمهورية العربية السورية", "في الجمهورية العربية السورية"},
		{"ZA", locale.Arabic, "حكومة جنوب أفريقيا", "في جنوب أفريقيا"},
	}
	for _, tt := range tests {
		c := ByCode(tt.code)
		if got := c.Government(tt.l); got != tt.government {
			t.Errorf("%s, %s: government is %q; want %q", tt.code, tt.l, got, tt.government)
		}
		if got := c.In(tt.l); got != tt.in {
			t.Errorf("%s, %s: in is %q; want %q", tt.code, tt.l, got, tt.in)
		}
	}
}

// No contraction that a language makes is left open, and none is made of a
// name that is written whole.
func TestContractions(t *testing.T) {
	never := map[locale.Language][]string{
		locale.French:  {"de le ", "de les ", "à le ", "à les ", "du l’", "de Le ", " de A", " de E", " de I", " de O", " de U", " de É", "l’ ", "' "},
		locale.Spanish: {"de el ", "a el ", "del El", "del el"},
		locale.English: {"the the", "of The", "' "},
	}
	for _, c := range All() {
		for l, words := range never {
			all := strings.Join([]string{c.Of(l), c.In(l), c.To(l), c.Government(l)}, " | ") + " "
			for _, w := range words {
				if strings.Contains(all, w) {
					t.Errorf("%s, %s: %q in %q", c.Code, l, w, all)
				}
			}
		}
	}
}

func TestOfTitle(t *testing.T) {
	for code, want := range map[Code]string{
		"LT": "de Lituanie", "FR": "de France", "AO": "d’Angola", "UA": "d’Ukraine", "IN": "de l’Inde", "LB": "du Liban", "JP": "du Japon",
		"NL": "des Pays-Bas", "BB": "de la Barbade", "CD": "de la République démocratique du Congo", "RU": "de la Fédération de Russie",
		"PS": "de l’État de Palestine", "CU": "de Cuba", "CI": "de Côte d’Ivoire", "SA": "d’Arabie saoudite",
	} {
		if got := ByCode(code).OfTitle(locale.French); got != want {
			t.Errorf("%s: ambassador %q; want %q", code, got, want)
		}
	}
	if got := ByCode("NL").OfTitle(locale.English); got != "of the Netherlands" {
		t.Errorf("NL: ambassador %q", got)
	}
}

func TestTitles(t *testing.T) {
	tests := []struct {
		code   Code
		office Office
		gender Gender
		l      locale.Language
		want   Title
	}{
		{"US", ForeignMinister, Woman, locale.English, Title{"Secretary of State", "Dear Madam Secretary"}},
		{"GB", ForeignMinister, Unknown, locale.English, Title{"Secretary of State for Foreign, Commonwealth and Development Affairs", "Dear Foreign Secretary"}},
		{"DE", ForeignMinister, Unknown, locale.English, Title{"Federal Minister for Foreign Affairs", "Excellency"}},
		{"FR", ForeignMinister, Woman, locale.French, Title{"Ministre de l’Europe et des Affaires étrangères", "Madame la Ministre"}},
		{"LB", ForeignMinister, Man, locale.French, Title{"Ministre des Affaires étrangères et des Émigrés", "Monsieur le Ministre"}},
		{"CH", ForeignMinister, Woman, locale.French, Title{"Cheffe du Département fédéral des affaires étrangères", "Madame la Conseillère fédérale"}},
		{"ES", ForeignMinister, Man, locale.Spanish, Title{"Ministro de Asuntos Exteriores, Unión Europea y Cooperación", "Excelentísimo señor ministro"}},
		{"MX", ForeignMinister, Unknown, locale.Spanish, Title{"Titular de la Secretaría de Relaciones Exteriores", "Excelencia"}},
		{"LB", ForeignMinister, Unknown, locale.Arabic, Title{"وزير الخارجية والمغتربين", "معالي وزير الخارجية والمغتربين المحترم"}},
		{"MA", ForeignMinister, Man, locale.Arabic, Title{"وزير الشؤون الخارجية والتعاون الإفريقي والمغاربة المقيمين بالخارج", "معالي السيد الوزير المحترم"}},
	}
	for _, tt := range tests {
		if got := ByCode(tt.code).Title(tt.office, tt.gender, tt.l); got != tt.want {
			t.Errorf("%s %s %q in %s: got %+v; want %+v", tt.code, tt.office, tt.gender, tt.l, got, tt.want)
		}
	}
}

func TestTitleErrors(t *testing.T) {
	for row, want := range map[string]string{
		"VN,foreing-minister,x": "t.csv:2: foreing-minister is no office: there are foreign-minister, ",
		"XX,defence,x":          "t.csv:2: XX is not in states.csv",
	} {
		err := table.Each("t.csv", []byte("iso2,office,title\n"+row+"\n"), addTitle(map[titleKey]title{}, locale.English))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: error %v; want %q", row, err, want)
		}
	}
}

func TestEveryTitle(t *testing.T) {
	for _, c := range All() {
		for _, l := range locale.Languages {
			for _, o := range Offices {
				for _, g := range []Gender{Unknown, Woman, Man} {
					title := c.Title(o, g, l)
					if title.Name == "" || title.Address == "" {
						t.Errorf("%s %s %q in %s: %+v", c.Code, o, g, l, title)
					}
					if last := []rune(title.Address); unicode.IsPunct(last[len(last)-1]) && !strings.HasSuffix(title.Address, ".") {
						t.Errorf("%s %s %q in %s: address %q brings its own punctuation", c.Code, o, g, l, title.Address)
					}
				}
			}
		}
	}
}
