package pdf

import (
	"slices"
	"strings"
	"testing"

	"speakout/internal/country"
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

// A sheet to be folded in thirds says where, and where its middle is; letter paper
// is not punched there.
func TestMarks(t *testing.T) {
	for paper, want := range map[country.Paper][]float64{
		country.A4: {105 * millimetre, 148.5 * millimetre, 210 * millimetre}, country.USLetter: {264, 528},
	} {
		for _, lang := range locale.Languages {
			l := compose(t, letter.Request{Country: "FR", Language: lang, Issue: "syria", Paper: paper, Sender: senders[lang]})
			laid, err := (&Style{window: true}).LayOut(l)
			if err != nil {
				t.Fatal(err)
			}
			var got []float64
			for _, o := range laid.pages[0].ornaments {
				if o.x < 30 || o.x+o.width > laid.sheet.width-30 {
					got = append(got, o.y)
				}
			}
			if slices.Sort(got); !slices.Equal(got, want) {
				t.Errorf("%s %s: marks at %.1f; want %.1f", paper, lang, got, want)
			}
		}
	}
}

// What is filled in by hand has room for a hand.
func TestBlanksForHand(t *testing.T) {
	for _, paper := range []country.Paper{country.A4, country.USLetter} {
		for _, lang := range locale.Languages {
			for _, window := range []bool{false, true} {
				l := compose(t, letter.Request{Country: "FR", Language: lang, Issue: "syria", Paper: paper})
				laid, err := (&Style{window: window}).LayOut(l)
				if err != nil {
					t.Fatal(err)
				}
				rows := laid.pages[0].rows[:len(l.Sender)]
				for i := range rows[1:] {
					if apart := (rows[i+1].y - rows[i].y) / millimetre; apart < 7.5 || apart > 8.01 {
						t.Errorf("%s %s, window %v: blanks are %.1f mm apart", paper, lang, window, apart)
					}
				}
			}
		}
	}
}

// No word of a long name stands alone below the others where the letter is signed.
func TestSignatureIsEven(t *testing.T) {
	l := compose(t, letter.Request{Country: "FR", Language: locale.Arabic, Issue: "syria", Sender: letter.Sender{
		Name: "Rana Haddad", Organisation: "Norwegian People’s Aid – Lebanon Office",
	}})
	laid, err := LayOut(l)
	if err != nil {
		t.Fatal(err)
	}
	rows := laid.pages[0].rows
	last := rows[len(rows)-2:]
	if first, second := last[0].line.Width, last[1].line.Width; second < first/2 {
		t.Errorf("%q is %.0f points wide, %q below it %.0f", textOf(last[0]), first, textOf(last[1]), second)
	}
}
