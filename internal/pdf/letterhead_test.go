package pdf

import (
	"slices"
	"strings"
	"testing"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// With a logo or an accent the organisation's line is a letterhead's, also where
// the opening flows.
func TestLetterheadFlows(t *testing.T) {
	for _, lang := range locale.Languages {
		sender := senders[lang]
		sender.Address = slices.Repeat([]string{strings.Repeat("Long Street Name 12345 ", 10)}, 12)
		l := compose(t, letter.Request{Country: "FR", Language: lang, Issue: "syria", Sender: sender})
		laid, err := (&Style{accent: &colour{31, 58, 95}}).LayOut(l)
		if err != nil {
			t.Fatal(err)
		}
		if laid.address.Hidden < laid.address.Lines {
			t.Fatalf("%s: the opening does not flow: %+v", lang, laid.address)
		}
		for _, p := range laid.pages {
			for i, r := range p.rows {
				bold := len(r.line.Pieces) > 0 && slices.Contains([]string{"LB", "AB"}, faceOf(typefaces, r.line.Pieces[0].Font).resource)
				if emphasised := r.ink != ""; emphasised != (squeeze(textOf(r)) == sender.Organisation && i < 2) || emphasised && !bold {
					t.Errorf("%s: row %d, %q: ink %q, bold %v", lang, i, textOf(r), r.ink, bold)
				}
			}
		}
	}
}
