package memo

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"speakout/internal/locale"
	"speakout/memos"
)

const goodYAML = `names: {en: Laos, fr: Laos}
summary: {en: clear, fr: dépolluer}
treaty: ccm
cases: {LA: territory}
reviewed: 2026-11-24
stale_after: 365d
facts:
  casualties:
    claim: {en: "People were killed.", fr: "Des personnes ont été tuées."}
    value: "12000"
    kind: number
    as_of: 2025-09-15
    source: {title: T, publisher: P, date: 2025-09-15, url: "https://example.org", checked: 2026-11-24}
`

const goodMemo = `---
subject: "About {{.Country.Name}}"
translation: own
---
{{if .Treaty.Party}}A party{{else}}Not one{{end}} : {{fact "casualties"}} of *them*, {{.Sender.Name}}.

1. stop;
2. clear.
`

// campaign returns a folder with a good campaign, some files changed.
func campaign(changes map[string]string) fs.FS {
	files := map[string]string{"laos/memo.yaml": goodYAML, "laos/en.md": goodMemo, "laos/fr.md": goodMemo}
	for name, text := range changes {
		files[name] = text
	}
	fsys := fstest.MapFS{}
	for name, text := range files {
		if text != "" {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return fsys
}

func TestWrite(t *testing.T) {
	c, err := Load(campaign(nil), "laos", "laos")
	if err != nil {
		t.Fatal(err)
	}
	w, err := c.Write(locale.Style{Language: locale.French}, Words{
		Country: Country{Name: "le *Laos*"}, Treaty: Treaty{Party: true}, Sender: Sender{Name: "*Ana* {{x}}"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := w.Blocks[0].Paragraph.Plain(), "A party\u202f: 12\u202f000\u00a0of them, *Ana* {{x}}."; got != want {
		t.Errorf("first paragraph is %q; want %q", got, want)
	}
	if got := c.Translation(locale.French); got != "own" {
		t.Errorf("the text is said to be %q; want own", got)
	}
	if len(w.Blocks) != 2 || len(w.Blocks[1].Asks) != 2 {
		t.Errorf("blocks are %+v; want a paragraph and two asks", w.Blocks)
	}
	if len(w.Facts) != 1 || w.Facts[0].Claim != "Des personnes ont été tuées." {
		t.Errorf("facts are %+v", w.Facts)
	}
	if _, err := c.Write(locale.Style{Language: locale.Arabic}, Words{}); err == nil || !strings.Contains(err.Error(), "Arabic") {
		t.Errorf("a language without memo: error %v", err)
	}
}

func TestLoadErrors(t *testing.T) {
	tests := []struct {
		name, file, text string
		want             []string
	}{
		{"no memo.yaml", "laos/memo.yaml", "", []string{"laos/memo.yaml"}},
		{"no memo", "laos/fr.md", "", []string{"laos/fr.md"}},
		{"unknown key", "laos/memo.yaml", goodYAML + "colour: red\n", []string{"laos/memo.yaml", "colour", "14"}},
		{"review date", "laos/memo.yaml", strings.Replace(goodYAML, "reviewed: 2026-11-24", "reviewed: yesterday", 1), []string{"laos/memo.yaml", "reviewed", "yesterday"}},
		{"stale_after", "laos/memo.yaml", strings.Replace(goodYAML, "365d", "a year", 1), []string{"stale_after", "a year"}},
		{"value", "laos/memo.yaml", strings.Replace(goodYAML, `"12000"`, `"many"`, 1), []string{"fact casualties", "many"}},
		{"kind", "laos/memo.yaml", strings.Replace(goodYAML, "kind: number", "kind: figure", 1), []string{"fact casualties", "figure"}},
		{"source", "laos/memo.yaml", strings.Replace(goodYAML, "title: T, ", "", 1), []string{"fact casualties", "title"}},
		{"no scheme", "laos/memo.yaml", strings.Replace(goodYAML, "https://example.org", "treaties.un.org", 1), []string{"laos/memo.yaml: fact casualties: source.url", "begins with https://"}},
		{"a missing text", "laos/fr.md", "", []string{"laos/fr.md is missing: write it, or take fr out of names"}},
		{"a condition without end", "laos/en.md", goodMemo + "\n{{if .Treaty.Party}}x\n", []string{"laos/en.md:", "an {{if}} has no {{end}}"}},
		{"an end without condition", "laos/en.md", goodMemo + "\nx{{end}}\n", []string{"laos/en.md:10: an {{end}} has no {{if}}"}},
		{"an else without condition", "laos/en.md", goodMemo + "\nx{{else}}\n", []string{"laos/en.md:10: an {{else}} has no {{if}}"}},
		{"one brace", "laos/en.md", goodMemo + "\n{{.Country.Name} x\n", []string{"laos/en.md:10: }} is missing"}},
		{"no brace", "laos/en.md", goodMemo + "\n{{.Country.Name\n", []string{"laos/en.md:10: }} is missing"}},
		{"a word with a capital", "laos/en.md", goodMemo + "\n{{Capital .Country.Name}}\n", []string{"laos/en.md:10: there is no word “Capital”", "fact, cite, capital, eq, ne, and, or, not"}},
		{"checked", "laos/memo.yaml", strings.Replace(goodYAML, ", checked: 2026-11-24", "", 1), []string{"fact casualties", "source.checked"}},
		{"claim", "laos/memo.yaml", strings.Replace(goodYAML, `, fr: "Des personnes ont été tuées."`, "", 1), []string{"fact casualties", "claim in fr"}},
		{"no front matter", "laos/en.md", "Hello.\n", []string{"laos/en.md", "line 1", "front matter"}},
		{"open front matter", "laos/en.md", "---\nsubject: x\n", []string{"laos/en.md", "line 1"}},
		{"broken front matter", "laos/en.md", strings.Replace(goodMemo, "translation", "translation: x: y", 1), []string{"laos/en.md", "[3:", "in quotation marks"}},
		{"translation", "laos/en.md", strings.Replace(goodMemo, "own", "google", 1), []string{"laos/en.md", "google"}},
		{"unknown word", "laos/en.md", goodMemo + "\n{{.Country.Nmae}}\n", []string{"laos/en.md:10", ".Country.Nmae"}},
		{"unknown word in a condition", "laos/en.md", goodMemo + "\n{{if .Treaty.Member}}x{{end}}\n", []string{"laos/en.md:10", ".Treaty.Member"}},
		{"unknown word in the subject", "laos/en.md", strings.Replace(goodMemo, ".Country.Name", ".Nation", 1), []string{"laos/en.md", ".Nation"}},
		{"unknown fact", "laos/en.md", strings.Replace(goodMemo, `fact "casualties"`, `fact "deaths"`, 1), []string{"laos/en.md:5", `"deaths"`}},
		{"broken action", "laos/en.md", goodMemo + "\n{{if}}\n", []string{"laos/en.md:10"}},
		{"unknown case", "laos/en.md", goodMemo + "\n{{if eq .Case \"territroy\"}}x{{end}}\n", []string{"laos/en.md:10", `case "territroy"`}},
		{"a loop", "laos/en.md", goodMemo + "\n{{range .Fields}}x{{end}}\n", []string{"laos/en.md:10", "words, conditions and facts"}},
		{"a loop over a number", "laos/en.md", goodMemo + "\n{{range 1000000000}}x{{end}}\n", []string{"laos/en.md:10"}},
		{"another function", "laos/en.md", goodMemo + "\n{{printf \"%1000000000d\" 1}}\n", []string{"laos/en.md:10", "printf"}},
		{"a template of its own", "laos/en.md", goodMemo + "\n{{define \"x\"}}{{template \"x\"}}{{end}}{{template \"x\"}}\n", []string{"laos/en.md:10"}},
		{"a variable", "laos/en.md", goodMemo + "\n{{$x := .Country.Name}}{{$x}}\n", []string{"laos/en.md:10"}},
		{"aliases", "laos/memo.yaml", "names: &a {en: x}\nsummary: *a\n", []string{"laos/memo.yaml", "aliases"}},
		{"a large file", "laos/en.md", goodMemo + strings.Repeat("x", 300<<10), []string{"laos/en.md"}},
		{"not UTF-8", "laos/fr.md", "---\nsubject: d\xe9claration\n---\n", []string{"laos/fr.md:2", "UTF-8"}},
		{"memo.yaml not UTF-8", "laos/memo.yaml", goodYAML + "# \xe9\n", []string{"laos/memo.yaml:14", "UTF-8"}},
		{"no names", "laos/memo.yaml", strings.Replace(goodYAML, "names: {en: Laos, fr: Laos}", "names: {}", 1), []string{"names"}},
		{"unknown language", "laos/memo.yaml", strings.Replace(goodYAML, "names: {en: Laos, fr: Laos}", "names: {en: Laos, de: Laos}", 1), []string{"names", "de"}},
		{"no summary", "laos/memo.yaml", strings.Replace(goodYAML, "summary: {en: clear, fr: dépolluer}", "summary: {en: clear}", 1), []string{"summary in fr"}},
		{"treaty", "laos/memo.yaml", strings.Replace(goodYAML, "ccm", "npt", 1), []string{"treaty", "npt"}},
		{"heading", "laos/en.md", goodMemo + "\n# Title\n", []string{"laos/en.md", "line 10", "a heading"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(campaign(map[string]string{tt.file: tt.text}), "laos", "laos")
			if err == nil {
				t.Fatal("no error")
			}
			for _, w := range tt.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("error %q does not name %q", err, w)
				}
			}
		})
	}
}

func TestStale(t *testing.T) {
	c, err := Load(campaign(nil), "laos", "laos")
	if err != nil {
		t.Fatal(err)
	}
	if day := time.Date(2027, time.November, 23, 0, 0, 0, 0, time.UTC); c.Stale(day) {
		t.Error("stale after 364 days")
	}
	if day := time.Date(2027, time.November, 25, 0, 0, 0, 0, time.UTC); !c.Stale(day) {
		t.Error("not stale after 366 days")
	}
}

// The memos are written in all languages.
func TestEmbeddedCampaigns(t *testing.T) {
	for _, issue := range memos.Issues {
		c, err := Load(memos.FS, issue, "memos/"+issue)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Languages(); len(got) != len(locale.Languages) {
			t.Errorf("memos/%s has texts in %v; want all of %v", issue, got, locale.Languages)
		}
		for _, l := range locale.Languages {
			if c.Names[l] == "" || c.Summary[l] == "" {
				t.Errorf("memos/%s/memo.yaml has no name or summary in %s", issue, l)
			}
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(goodYAML, goodMemo)
	f.Add("names: {en: x}", "---\nsubject: x\ntranslation: own\n---\n{{range .Fields}}{{.}}{{end}}")
	f.Add("a: &a [1]\nb: [*a, *a]", "")
	f.Add("facts: {a: }", "---\n---\n")
	f.Fuzz(func(t *testing.T, yaml, memo string) {
		c, err := Load(campaign(map[string]string{"laos/memo.yaml": yaml, "laos/en.md": memo}), "laos", "laos")
		if err != nil {
			return
		}
		for _, l := range c.Languages() {
			c.Write(locale.Style{Language: l}, Words{}) // may fail, must not panic
		}
	})
}
