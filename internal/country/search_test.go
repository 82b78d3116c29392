package country

import (
	"strings"
	"testing"

	"speakout/internal/locale"
)

func TestSearch(t *testing.T) {
	tests := []struct {
		typed string
		l     locale.Language
		first string // codes of the first found
	}{
		{"leb", locale.English, "LB"},
		{"leb", locale.Arabic, "LB"},
		{"le liban", locale.French, "LB"},
		{"lib", locale.French, "LB LR LY"},
		{"لبن", locale.English, "LB"},
		{"المغر", locale.Arabic, "MA"},
		{"emirats", locale.French, "AE"},
		{"peru", locale.Spanish, "PE"},
		{"cote d ivoire", locale.English, "CI"},
		{"ivory", locale.English, "CI"},
		{"uk", locale.English, "GB UA"},
		{"ni", locale.English, "NI NE NG NU"},
		{"guinea", locale.English, "GN GW GQ PG"},
		{"lebanan", locale.English, "LB"},
		{"", locale.Spanish, "AF AL DE AD"},
		{"", locale.French, "AF ZA AL DZ DE"},
	}
	for _, tt := range tests {
		t.Run(tt.typed+"/"+string(tt.l), func(t *testing.T) {
			var got []string
			found, near := Search(tt.typed, tt.l)
			if want := tt.typed == "lebanan"; near != want {
				t.Errorf("near is %v; want %v", near, want)
			}
			for _, c := range found {
				got = append(got, string(c.Code))
			}
			if want := strings.Fields(tt.first); len(got) < len(want) || strings.Join(got[:len(want)], " ") != tt.first {
				t.Errorf("Search(%q, %s) = %s; want first %s", tt.typed, tt.l, got, want)
			}
		})
	}
	if got, _ := Search("qqqqqq", locale.English); len(got) != 0 {
		t.Errorf("Search of nonsense = %v; want nothing", got)
	}
}

// TestSearchFindsEveryCountry types each country's name in each language.
func TestSearchFindsEveryCountry(t *testing.T) {
	for _, c := range All() {
		for _, l := range locale.Languages {
			if got, _ := Search(c.Name(l), l); len(got) == 0 || got[0] != c {
				t.Errorf("%s is not the first that Search(%q, %s) finds", c.Code, c.Name(l), l)
			}
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	Search("", locale.English)
	for b.Loop() {
		Search("united", locale.English)
	}
}
