package text

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/memos"
)

var update = flag.Bool("update", false, "write the golden letters anew; read the differences before you commit them")

var november = time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)

func render(t *testing.T, r letter.Request) string {
	t.Helper()
	r.Date = november
	l, err := letter.Compose(r)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := Render(&b, l); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// goldens are letters that a person has read: hard countries, each treaty
// status, each own case, in every language; one in each with its sources.
var goldens = []struct {
	name string
	r    letter.Request
}{
	{"en-NL-syria-party", letter.Request{Country: "NL", Language: locale.English, Issue: "syria", Enclose: true}},
	{"en-US-ukraine-transferor", letter.Request{Country: "US", Language: locale.English, Issue: "ukraine"}},
	{"en-UA-ukraine-own", letter.Request{Country: "UA", Language: locale.English, Issue: "ukraine"}},
	{"en-GM-syria-party", letter.Request{Country: "GM", Language: locale.English, Issue: "syria", Recipient: letter.Recipient{Gender: country.Man, Name: "Lamin Jallow"}}},
	{"fr-CD-syria-signatory", letter.Request{Country: "CD", Language: locale.French, Issue: "syria"}},
	{"fr-CI-ukraine-party", letter.Request{Country: "CI", Language: locale.French, Issue: "ukraine", Recipient: letter.Recipient{Gender: country.Woman}}},
	{"fr-HT-syria-signatory", letter.Request{Country: "HT", Language: locale.French, Issue: "syria", Enclose: true}},
	{"fr-IL-ukraine-outside", letter.Request{Country: "IL", Language: locale.French, Issue: "ukraine"}},
	{"fr-RU-ukraine-own", letter.Request{Country: "RU", Language: locale.French, Issue: "ukraine"}},
	{"es-SV-syria-party", letter.Request{Country: "SV", Language: locale.Spanish, Issue: "syria"}},
	{"es-CU-ukraine-party", letter.Request{Country: "CU", Language: locale.Spanish, Issue: "ukraine", Recipient: letter.Recipient{Gender: country.Man}}},
	{"es-LT-ukraine-withdrawn", letter.Request{Country: "LT", Language: locale.Spanish, Issue: "ukraine", Enclose: true}},
	{"es-VA-syria-ambassador", letter.Request{Country: "VA", Language: locale.Spanish, Issue: "syria", Recipient: letter.Recipient{Office: country.Ambassador}}},
	{"ar-LB-ukraine-party", letter.Request{Country: "LB", Language: locale.Arabic, Issue: "ukraine"}},
	{"ar-MA-syria-outside", letter.Request{Country: "MA", Language: locale.Arabic, Issue: "syria", Enclose: true}},
	{"ar-SY-syria-own", letter.Request{Country: "SY", Language: locale.Arabic, Issue: "syria"}},
	{"ar-DJ-ukraine-signatory", letter.Request{Country: "DJ", Language: locale.Arabic, Issue: "ukraine", Recipient: letter.Recipient{Gender: country.Woman}}},
}

// senders are fictional, one for each language.
var senders = map[locale.Language]letter.Sender{
	locale.English: {Name: "Grace Okafor", Organisation: "Clear Fields Network", Address: []string{"12 Mill Lane", "Leeds LS1 4AP"}, Email: "grace@example.org", Phone: "+44 113 496 0000", Place: "Leeds"},
	locale.French:  {Name: "Claire Fontaine", Address: []string{"8, rue des Lilas", "69003 Lyon"}, Email: "claire@example.org", Place: "Lyon"},
	locale.Spanish: {Name: "Lucía Herrera", Address: []string{"Calle Mayor 15, 2.º B", "28013 Madrid"}, Phone: "+34 910 000 000", Place: "Madrid"},
	locale.Arabic:  {Name: "رنا حداد", Organisation: "Clear Fields Network", Address: []string{"شارع الحمراء، بناية 12", "بيروت"}, Email: "rana@example.org", Phone: "+961 1 234 567", Place: "بيروت"},
}

func TestGoldenLetters(t *testing.T) {
	for _, g := range goldens {
		t.Run(g.name, func(t *testing.T) {
			r := g.r
			r.Sender = senders[r.Language]
			got := render(t, r)
			file := filepath.Join("testdata", g.name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("the letter is no longer the one in %s; see what changed with\n\tgo test ./internal/text -update && git diff internal/text/testdata\ngot:\n%s", file, got)
			}
		})
	}
}

func TestEveryLetter(t *testing.T) {
	for _, c := range country.All() {
		for _, lang := range locale.Languages {
			for _, issue := range memos.Issues {
				checkText(t, lang, render(t, letter.Request{Country: c.Code, Language: lang, Issue: issue}))
			}
		}
	}
}

func checkText(t *testing.T, l locale.Language, s string) {
	t.Helper()
	if !utf8.ValidString(s) || !strings.HasSuffix(s, "\n") || strings.HasSuffix(s, "\n\n") || strings.HasPrefix(s, "\n") {
		t.Errorf("not one letter that ends with one newline: %q", s)
	}
	for line := range strings.SplitSeq(s, "\n") {
		visible := locale.StripIsolates(strings.ReplaceAll(line, locale.RightToLeftMark, ""))
		if w := uniseg.StringWidth(visible); w > Columns {
			t.Errorf("%q is %d columns wide", line, w)
		}
		if strings.HasSuffix(line, " ") || strings.Contains(line, "\t") {
			t.Errorf("white space in %q", line)
		}
		if l.RightToLeft() && line != "" && !startsRightToLeft(line) {
			t.Errorf("a reader of plain text takes %q for left to right", line)
		}
	}
}
