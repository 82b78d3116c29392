package ui

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"speakout/internal/locale"
)

var placeholder = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

// entries reads a language's file: the names used in each form of each entry.
func entries(t *testing.T, l locale.Language) map[string]map[string][]string {
	t.Helper()
	b, err := files.ReadFile(string(l) + ".yaml")
	if err != nil {
		t.Fatalf("internal/locale/ui: %v", err)
	}
	var raw map[string]any
	if err := yaml.Unmarshal(b, &raw); err != nil {
		t.Fatalf("%s: %v", l, err)
	}
	out := map[string]map[string][]string{}
	for entry, value := range raw {
		forms, plural := value.(map[string]any)
		if !plural {
			forms = map[string]any{"": value}
		}
		out[entry] = map[string][]string{}
		for form, text := range forms {
			var names []string
			for _, m := range placeholder.FindAllStringSubmatch(text.(string), -1) {
				names = append(names, m[1])
			}
			slices.Sort(names)
			out[entry][form] = slices.Compact(names)
			if strings.TrimSpace(text.(string)) == "" {
				t.Errorf("%s: %s is empty", l, entry)
			}
		}
	}
	return out
}

// plurals are the forms that the Unicode CLDR has for whole numbers.
var plurals = map[locale.Language][]string{
	locale.English: {"one", "other"}, locale.French: {"many", "one", "other"}, locale.Spanish: {"many", "one", "other"},
	locale.Arabic: {"few", "many", "one", "other", "two", "zero"},
}

// TestLanguagesHaveTheSame holds every language to the entries of English.
func TestLanguagesHaveTheSame(t *testing.T) {
	want := entries(t, locale.English)
	for _, l := range locale.Languages {
		got := entries(t, l)
		for _, entry := range slices.Sorted(maps.Keys(want)) {
			forms, ok := got[entry]
			if !ok {
				t.Errorf("%s: %s is missing", l, entry)
				continue
			}
			if _, single := want[entry][""]; single {
				if fmt.Sprint(forms) != fmt.Sprint(want[entry]) {
					t.Errorf("%s: %s names %v; English %v", l, entry, forms, want[entry])
				}
				continue
			}
			if has := slices.Sorted(maps.Keys(forms)); !slices.Equal(has, plurals[l]) {
				t.Errorf("%s: %s has the forms %v; want %v", l, entry, has, plurals[l])
			}
			for form, names := range forms {
				for _, n := range names { // "one country" needs no number
					if !slices.Contains(want[entry]["other"], n) {
						t.Errorf("%s: %s, %s: {{.%s}} is not in the English", l, entry, form, n)
					}
				}
			}
		}
		for entry := range got {
			if want[entry] == nil {
				t.Errorf("%s: %s is not in English", l, entry)
			}
		}
	}
}

var (
	said  = regexp.MustCompile(`(?:[Ss]ay|Count|says)\("([a-z][\w.-]*)"`)
	named = regexp.MustCompile(`"([a-z]+\.[a-z][a-z-]*)"`)
)

// TestCatalogueIsWhatIsSaid compares the entries with those that the program's
// source names.
func TestCatalogueIsWhatIsSaid(t *testing.T) {
	have := entries(t, locale.English)
	used := map[string]bool{}
	for _, pattern := range []string{"../../../cmd/*.go", "../../*/*.go"} {
		sources, err := filepath.Glob(pattern)
		if err != nil || len(sources) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, name := range sources {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range said.FindAllStringSubmatch(string(b), -1) {
				used[m[1]] = true
				if have[m[1]] == nil && !strings.HasSuffix(m[1], ".") {
					t.Errorf("%s says %q, which is not in the catalogue", name, m[1])
				}
			}
			for _, m := range named.FindAllStringSubmatch(string(b), -1) {
				used[m[1]] = true
			}
		}
	}
	for entry := range have {
		if !used[entry] {
			t.Errorf("%s is said nowhere", entry)
		}
	}
}

func TestCount(t *testing.T) {
	tests := []struct {
		l    locale.Language
		n    int
		want string
	}{
		{locale.English, 1, "1 country"}, {locale.English, 2, "2 countries"}, {locale.English, 0, "0 countries"},
		{locale.French, 0, "0 pays"}, {locale.Spanish, 1, "1 país"}, {locale.Spanish, 12, "12 países"},
		{locale.Arabic, 1, "بلد واحد"}, {locale.Arabic, 2, "بلدان"}, {locale.Arabic, 5, "5 بلدان"},
		{locale.Arabic, 11, "11 بلداً"}, {locale.Arabic, 100, "100 بلد"},
	}
	for _, tt := range tests {
		if got := In(tt.l).Count("country.matches", tt.n); got != tt.want {
			t.Errorf("%s: %d: got %q; want %q", tt.l, tt.n, got, tt.want)
		}
	}
}

func TestSay(t *testing.T) {
	if got, want := In(locale.French).Say("menu.output", "File", "lettre.pdf"), "Enregistrer sous lettre.pdf"; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
	if got, want := In(locale.Arabic).Say("menu.output", "File", "a.pdf"), "حفظ باسم \u2068a.pdf\u2069"; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

func TestDetect(t *testing.T) {
	tests := []struct {
		env    map[string]string
		l      locale.Language
		region string
	}{
		{nil, locale.English, ""},
		{map[string]string{"LANG": "C.UTF-8"}, locale.English, ""},
		{map[string]string{"LANG": "POSIX"}, locale.English, ""},
		{map[string]string{"LANG": "fr_FR.UTF-8"}, locale.French, "FR"},
		{map[string]string{"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "ar_MA.UTF-8"}, locale.Arabic, "MA"},
		{map[string]string{"LC_MESSAGES": "ar_MA", "LC_ALL": "es_MX@euro"}, locale.Spanish, "MX"},
		{map[string]string{"LANG": "de_AT.UTF-8"}, locale.English, "AT"},
		{map[string]string{"LANG": "ar"}, locale.Arabic, ""},
	}
	for _, tt := range tests {
		l, region := Detect(func(k string) string { return tt.env[k] })
		if l != tt.l || region != tt.region {
			t.Errorf("%v: got %s %q; want %s %q", tt.env, l, region, tt.l, tt.region)
		}
	}
}

func BenchmarkIn(b *testing.B) {
	for b.Loop() {
		In(locale.Arabic)
	}
}
