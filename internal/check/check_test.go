package check

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/memo"
)

var november = time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)

// The program's own campaigns keep every rule.
func TestOwnCampaigns(t *testing.T) {
	campaigns, err := letter.Campaigns()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range campaigns {
		for _, p := range Campaign(c, november) {
			t.Error(p)
		}
	}
}

const yaml = `names: {en: Laos, fr: Laos, es: Laos, ar: لاوس}
summary: {en: x, fr: x, es: x, ar: x}
treaty: ccm
reviewed: 2026-11-24
stale_after: 365d
facts:
  years:
    claim: {en: x, fr: x, es: x, ar: x}
    value: "50"
    kind: number
    as_of: 2025-09-15
    source: {title: T, publisher: P, date: 2025-09-15, url: "https://example.org", checked: 2026-11-24}
`

// good is a memo without slips, in no language.
const good = `---
subject: "{{.Country.Name}}"
translation: own
---
{{.Country.Name}}.

{{if .Treaty.Joining}}Omega{{else if .Treaty.Party}}Alpha{{else if .Treaty.Signatory}}Beta{{else if .Treaty.Withdrawn}}Gamma{{else}}Delta{{end}} {{fact "years"}}.

1. x,
2. y.
`

func check(t *testing.T, file, text string) []Problem {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, s := range map[string]string{"laos/memo.yaml": yaml, "laos/en.md": good, "laos/fr.md": good, "laos/es.md": good, "laos/ar.md": good, file: text} {
		fsys[name] = &fstest.MapFile{Data: []byte(s)}
	}
	c, err := memo.Load(fsys, "laos", "laos")
	if err != nil {
		t.Fatal(err)
	}
	// A state of each status, and names that are hard.
	var countries []*country.Country
	for _, code := range []country.Code{"AD", "AT", "KE", "JO", "LT", "SV", "LB"} {
		countries = append(countries, country.ByCode(code))
	}
	return campaign(c, november, countries)
}

func TestProblems(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"a figure", "laos/en.md", good + "\nIn 1964.\n", `laos/en.md:12: the figure 1964 is not a fact`},
		{"an article is no figure", "laos/en.md", good + "\nArticle 21.\n", ""},
		{"a code of nobody", "laos/memo.yaml", strings.Replace(yaml, "treaty: ccm", "treaty: ccm\ncases: {ZZ: user}", 1), "laos/memo.yaml: cases: ZZ is no country’s code"},
		{"a missing fact", "laos/fr.md", strings.Replace(good, ` {{fact "years"}}`, "", 1), "laos/fr.md: the fact years is not stated; en.md states it (letters to AD and 6 more)"},
		{"a text that nothing reads", "laos/de.md", good, "laos/de.md: memo.yaml has no names in de: the file is not used (languages: en, ar, fr, es)"},
		{"asks", "laos/es.md", good + "3. z.\n", "laos/es.md: 3 asks; en.md has 2"},
		{"a branch", "laos/en.md", strings.Replace(good, "Gamma", "Delta", 1), "laos/en.md: a withdrawn is told the same as a non_signatory"},
		{"a branch for those that join", "laos/en.md", strings.Replace(good, "Omega", "Alpha", 1), "laos/en.md: a state for which the Convention is not yet in force (.Treaty.Joining) is told the same as a State Party"},
		{"stale", "laos/memo.yaml", strings.Replace(yaml, "2026-11-24\nstale", "2025-01-01\nstale", 1), "laos/memo.yaml: the facts were last checked on 2025-01-01"},
		{"too long", "laos/en.md", good + strings.Repeat("\nWords that go on and on. ", 150), "laos/en.md: the letter takes"},
		{"two spaces", "laos/en.md", good + "\nA{{if .Treaty.Party}}  b{{end}}.\n", "laos/en.md: two spaces"},
		{"placeholder", "laos/en.md", good + "\nTODO.\n", "a placeholder is left"},
		{"French contraction", "laos/fr.md", good + "\nLe sort de le Laos.\n", "laos/fr.md: a contraction left open"},
		{"French contraction with accent", "laos/fr.md", good + "\nIl parle à le Laos.\n", "laos/fr.md: a contraction left open"},
		{"French word that ends like one", "laos/fr.md", good + "\nFidèle à ses engagements, parallèle aux lois.\n", ""},
		{"Spanish word that ends like one", "laos/es.md", good + "\nTodavía el Gobierno calla.\n", ""},
		{"French elision", "laos/fr.md", good + "\nLe sort de Andorre.\n", "laos/fr.md: an elision left open"},
		{"French spaces", "laos/fr.md", good + "\nOui;\n", "laos/fr.md: no narrow no-break space"},
		{"Spanish contraction", "laos/es.md", good + "\nEl caso de el Líbano.\n", "laos/es.md: a contraction left open"},
		{"Spanish name with article", "laos/es.md", good + "\nEl caso de El Salvador.\n", ""},
		{"Spanish question", "laos/es.md", good + "\nSabe?\n", "laos/es.md: no opening"},
		{"Arabic comma", "laos/ar.md", good + "\nنص, نص.\n", "laos/ar.md: Latin punctuation"},
		{"English article", "laos/en.md", good + "\nOf the the same.\n", "laos/en.md: an article or preposition twice"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var all []string
			for _, p := range check(t, tt.file, tt.text) {
				all = append(all, p.String())
			}
			got := strings.Join(all, "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("problems are\n%s\nwant %q", got, tt.want)
			}
		})
	}
}
