package country

import (
	"errors"
	"slices"
	"testing"
	"unicode/utf8"

	"speakout/internal/locale"
)

func TestFind(t *testing.T) {
	for in, want := range map[string]Code{
		"LB": "LB", "lb": "LB", "LBN": "LB", "Lebanon": "LB", " lebanon ": "LB", "Liban": "LB", "le Liban": "LB", "Líbano": "LB", "libano": "LB", "لبنان": "LB",
		"UK": "GB", "U.K.": "GB", "Great Britain": "GB", "England": "GB", "Royaume-Uni": "GB", "reino unido": "GB", "بريطانيا": "GB",
		"Burma": "MM", "Ivory Coast": "CI", "côte d’ivoire": "CI", "COTE D'IVOIRE": "CI", "ساحل العاج": "CI",
		"Holland": "NL", "the Netherlands": "NL", "Turkey": "TR", "Türkiye": "TR", "Turkiye": "TR", "TÜRKİYE": "TR",
		"EE. UU.": "US", "EEUU": "US", "États-Unis": "US", "etats unis": "US", "USA": "US", "America": "US", "أمريكا": "US",
		"Russia": "RU", "Syria": "SY", "سوريا": "SY", "سورية": "SY", "South Korea": "KR", "North Korea": "KP",
		"Iran, Islamic Republic of": "IR", "Bolivia (Plurinational State of)": "BO", "Korea, Republic of": "KR", "Gambia, The": "GM", "Congo (Democratic Republic of the)": "CD", "S. Korea": "KR", "Myanmar (Birmanie)": "MM", "Congo (RDC)": "CD",
		"DRC": "CD", "Congo-Kinshasa": "CD", "Congo": "CG", "Vatican": "VA", "Palestine": "PS", "Swaziland": "SZ", "Niue": "NU",
		"الاردن": "JO", "الأُرْدُن": "JO", "السعوديه": "SA", "اسرائيل": "IL", "Guinée équatoriale": "GQ", "Bosnia": "BA", "Macedonia": "MK",
	} {
		if c, err := Find(in); err != nil || c.Code != want {
			t.Errorf("Find(%q) = %v, %v; want %s", in, c, err, want)
		}
	}
}

// Every name and alias leads to its own country; two countries claim none.
func TestFindEveryName(t *testing.T) {
	if clashes := byName().clashes; len(clashes) > 0 {
		t.Errorf("names of two countries: %v", clashes)
	}
	for _, c := range All() {
		names := []string{string(c.Code), c.Alpha3}
		for _, l := range locale.Languages {
			f := c.in(l)
			names = append(names, f.name, f.withArticle)
			names = append(names, f.aliases...)
		}
		for _, n := range names {
			if got, err := Find(n); err != nil || got != c {
				t.Errorf("Find(%q) = %v, %v; want %s", n, got, err, c.Code)
			}
		}
	}
}

func TestFindSuggests(t *testing.T) {
	tests := []struct {
		in   string
		want Code
	}{
		{"Lebanan", "LB"}, {"Germeny", "DE"}, {"Untied States", "US"}, {"Swizterland", "CH"}, {"Korea", "KR"}, {"Brazzaville", "CG"}, {"لبنا", "LB"}, {"كوريا", "KR"},
	}
	for _, tt := range tests {
		_, err := Find(tt.in)
		var notFound *NotFoundError
		if !errors.As(err, &notFound) {
			t.Errorf("Find(%q): error %v; want a *NotFoundError", tt.in, err)
			continue
		}
		if !slices.Contains(notFound.Similar, ByCode(tt.want)) {
			t.Errorf("Find(%q) suggests %v; want %s among them", tt.in, notFound.Similar, tt.want)
		}
	}
	for _, in := range []string{"", " ", "xx", "qqqqqqqqqq", "-", "日本"} {
		if c, err := Find(in); err == nil {
			t.Errorf("Find(%q) = %s; want an error", in, c.Code)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"LB", "Ivory Coast", "لبنان", "", "\xff", "İ", "\u200f", "ﬁji", "Å"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := Find(s)
		var notFound *NotFoundError
		if err != nil && (!errors.As(err, &notFound) || len(notFound.Similar) > maxSimilar) {
			t.Fatalf("Find(%q): %v", s, err)
		}
		if err == nil && utf8.ValidString(s) {
			if again, err := Find(" " + s + " "); err != nil || again != c {
				t.Fatalf("Find(%q) is %s, but with spaces around it %v, %v", s, c.Code, again, err)
			}
		}
	})
}
