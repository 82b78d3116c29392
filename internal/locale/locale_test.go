package locale

import (
	"strings"
	"testing"
	"time"
)

func TestParseLanguage(t *testing.T) {
	for in, want := range map[string]Language{
		"en": English, "EN": English, "fr-CA": French, "es_MX.UTF-8": Spanish, "Arabic": Arabic,
		"العربية": Arabic, "Français": French, "francais": French, "عربي": Arabic, " español ": Spanish,
	} {
		if got, err := ParseLanguage(in); got != want || err != nil {
			t.Errorf("ParseLanguage(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"", "e", "eng", "de", "english please"} {
		if got, err := ParseLanguage(in); err == nil {
			t.Errorf("ParseLanguage(%q) = %q; want an error", in, got)
		}
	}
}

func TestDate(t *testing.T) {
	first := time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)
	november := time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		style Style
		day   time.Time
		want  string
	}{
		{Style{Language: English}, november, "23 November 2026"},
		{Style{Language: English, MonthFirst: true}, november, "November 23, 2026"},
		{Style{Language: French}, november, "23 novembre 2026"},
		{Style{Language: French}, first, "1er mars 2026"},
		{Style{Language: Spanish}, november, "23 de noviembre de 2026"},
		{Style{Language: Arabic, Months: MonthsLevant}, november, "23 تشرين الثاني/نوفمبر 2026"},
		{Style{Language: Arabic, Months: MonthsUN}, first, "1 آذار/مارس 2026"},
		{Style{Language: Arabic, Months: MonthsEgypt}, november, "23 نوفمبر 2026"},
		{Style{Language: Arabic, Months: MonthsMorocco}, november, "23 نونبر 2026"},
		{Style{Language: Arabic, Months: MonthsMaghreb}, first.AddDate(0, 4, 0), "1 جويلية 2026"},
		{Style{Language: Arabic, Months: MonthsMauritania}, november, "23 نوفمبر 2026"},
	}
	for _, tt := range tests {
		got := strings.ReplaceAll(tt.style.Date(tt.day), "\u00a0", " ") // inside day and month
		if got != tt.want {
			t.Errorf("%+v: Date(%s) = %q; want %q", tt.style, tt.day.Format(time.DateOnly), got, tt.want)
		}
	}
}

func TestNumber(t *testing.T) {
	tests := []struct {
		l    Language
		n    int
		want string
	}{
		{English, 314, "314"}, {English, 1200, "1,200"}, {English, 1234567, "1,234,567"},
		{French, 1200, "1\u202f200"}, {Spanish, 1200, "1200"}, {Spanish, 12000, "12\u202f000"}, {Arabic, 1200, "1,200"},
	}
	for _, tt := range tests {
		if got := (Style{Language: tt.l}).Number(tt.n); got != tt.want {
			t.Errorf("%s: Number(%d) = %q; want %q", tt.l, tt.n, got, tt.want)
		}
	}
}

func TestTypeset(t *testing.T) {
	tests := []struct {
		l        Language
		in, want string
	}{
		{English, "the people's", "the people’s"},
		{French, "Objet : l'appel ; « Excellence, » !", "Objet\u202f: l’appel\u202f; «\u202fExcellence,\u202f»\u202f!"},
		{Spanish, "Excelencia: ¿sí?", "Excelencia: ¿sí?"},
		{Arabic, "الموضوع: نص؛", "الموضوع: نص؛"},
	}
	for _, tt := range tests {
		if got := Typeset(tt.l, tt.in); got != tt.want {
			t.Errorf("Typeset(%s, %q) = %q; want %q", tt.l, tt.in, got, tt.want)
		}
	}
}

func TestForeign(t *testing.T) {
	tests := []struct {
		name     string
		l        Language
		in, want string
	}{
		{"Latin in Latin", English, "Rana Haddad 12", "Rana Haddad 12"},
		{"Arabic in Latin", French, "رنا حداد", "\u2068رنا حداد\u2069"},
		{"Latin in Arabic", Arabic, "Rana Haddad", "\u2068Rana Haddad\u2069"},
		{"digits in Arabic", Arabic, "شارع 12", "\u2068شارع 12\u2069"},
		{"Arabic in Arabic", Arabic, "رنا حداد", "رنا حداد"},
		{"nothing", Arabic, "", ""},
	}
	for _, tt := range tests {
		if got := Foreign(tt.l, tt.in); got != tt.want {
			t.Errorf("%s: got %q; want %q", tt.name, got, tt.want)
		}
	}
}

func TestDigitsWrite(t *testing.T) {
	tests := []struct {
		d        Digits
		in, want string
	}{
		{Western, "في 24 نوفمبر 2026", "في 24 نوفمبر 2026"},
		{ArabicIndic, "في 24 نوفمبر 2026، 1,584", "في ٢٤ نوفمبر ٢٠٢٦، ١٬٥٨٤"},
		{ArabicIndic, "هاتف \u2066+961 1\u2069، 2", "هاتف \u2066+961 1\u2069، ٢"},
		{ArabicIndic, "1, 2", "١, ٢"},
	}
	for _, tt := range tests {
		if got := tt.d.Write(tt.in); got != tt.want {
			t.Errorf("%s: Write(%q) = %q; want %q", tt.d, tt.in, got, tt.want)
		}
	}
}

// A name in ASCII is folded as it is beside a letter that is not.
func TestFoldASCII(t *testing.T) {
	var all strings.Builder
	for c := byte(0); c < 0x80; c++ {
		all.WriteByte(c)
	}
	for _, s := range []string{all.String(), "Trinidad & Tobago", "St. Kitts", "GUINEA-Bissau 2", ""} {
		if got, want := Fold(s), strings.TrimSuffix(Fold(s+"é"), "e"); got != want {
			t.Errorf("Fold(%q) = %q; want %q", s, got, want)
		}
	}
}

func TestRestyle(t *testing.T) {
	for _, tt := range []struct {
		style    Style
		in, want string
	}{
		{Style{Language: English}, "On 20 October 2014, and since 2012", "On 20\u00a0October 2014, and since 2012"},
		{Style{Language: English, MonthFirst: true}, "On 20 October 2014, by", "On October\u00a020, 2014, by"},
		{Style{Language: English}, "On 31 February 2014", "On 31 February 2014"},
		{Style{Language: French}, "le 1er août 2010 et le 20 octobre 2014", "le 1er\u00a0août 2010 et le 20\u00a0octobre 2014"},
		{Style{Language: Spanish}, "El 20 de octubre de 2014", "El 20\u00a0de\u00a0octubre de 2014"},
		{Style{Language: Arabic, Months: MonthsEgypt}, "في 20 تشرين الأول/أكتوبر 2014، أفادت", "في 20\u00a0أكتوبر 2014، أفادت"},
		{Style{Language: Arabic, Months: MonthsEgypt}, "منذ تموز/يوليو 2012، 1,584 شخصاً", "منذ يوليو 2012، 1,584 شخصاً"},
		{Style{Language: Arabic, Months: MonthsMorocco}, "منذ أيلول/سبتمبر 2025، 1,584 شخصاً و12,000 منزل", "منذ شتنبر 2025، 1584 شخصاً و12\u202f000 منزل"},
		{Style{Language: Arabic, Months: MonthsUN}, "منذ تموز/يوليو 2012، 1,584 شخصاً", "منذ تموز/يوليو 2012، 1,584 شخصاً"},
		{Style{Language: Arabic, Months: MonthsMaghreb}, "1,5 و99,999,999,999,999,999,999", "1,5 و99,999,999,999,999,999,999"},
	} {
		if got := tt.style.Restyle(tt.in); got != tt.want {
			t.Errorf("%q: %q; want %q", tt.in, got, tt.want)
		}
	}
}

// Numbers in parts keep their order among Arabic letters.
func TestForeignNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"بيروت 1103-2110": "\u2068بيروت \u20661103-2110\u2069\u2069",
		"مبنى ١٢-B":       "\u2068مبنى \u2066١٢-B\u2069\u2069",
		"12-14 Mill Lane": "\u206812-14 Mill Lane\u2069",
		"بيروت":           "بيروت",
	} {
		if got := Foreign(Arabic, in); got != want {
			t.Errorf("%q: %q; want %q", in, got, want)
		}
	}
}
