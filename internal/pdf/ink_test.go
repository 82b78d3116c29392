package pdf

import (
	"slices"
	"strings"
	"testing"

	fontfile "golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/shape"
)

// Arabic with all its vowels, which only poems, scripture and some names have.
var vocalised = letter.Sender{
	Name:         "مُحَمَّدٌ بْنُ عَبْدِ الرَّحْمَٰنِ الْإِدْرِيسِيِّ",
	Organisation: "جَمْعِيَّةُ الْحُقُولِ الْآمِنَةِ",
	Address: []string{
		"شَارِعُ الشَّهِيدِ عَبْدِ الْقَادِرِ الْحُسَيْنِيِّ", "بِنَايَةُ رَقْمِ ١٢، الطَّابِقُ الثَّالِثُ",
		"حَيُّ رَأْسِ النَّبْعِ، بَيْرُوتُ", "صُنْدُوقُ الْبَرِيدِ ١١٣٥", "لُبْنَانٌ",
	},
	Place: "بيروت",
}

// marks are four upon a letter, as many as a name may have, and plain Arabic with
// one that reaches what hangs below the line before.
var marks = []string{"Z\u0303\u0301\u0302\u0300ao Qg\u0323\u0327\u0331\u0330", "پِّٖٓ بَّٰٓ", "الطابق الخامس، الجناح الغربي", "حيّ مجمّع الأندلس التجاريّ"}

// Nothing that a line draws touches the next one, however tight lines are, and
// however many marks they have.
func TestLinesDoNotTouch(t *testing.T) {
	for _, lang := range locale.Languages {
		for _, paper := range []country.Paper{country.A4, country.USLetter} {
			for _, lines := range []int{0, 3, 5, 8} {
				for called, sender := range map[string]letter.Sender{
					"vocalised": vocalised,
					"plain":     {Name: "رنا النبع", Organisation: "مجمّع الأندلس", Address: slices.Repeat([]string{"شارع الربيع", "مجمّع النبع", "إربد"}, 3)},
					"marks":     {Name: marks[0], Organisation: marks[1], Address: slices.Repeat(marks, 3)},
				} {
					sender.Address = sender.Address[:min(len(sender.Address), lines)]
					l := compose(t, letter.Request{Country: "LB", Language: lang, Issue: "syria", Paper: paper, Sender: sender,
						Recipient: letter.Recipient{Name: sender.Name, Address: sender.Address}})
					for _, style := range []*Style{{}, {window: true, accent: &colour{}}} {
						laid, err := style.LayOut(l)
						if err != nil {
							t.Fatal(err)
						}
						for _, p := range laid.pages {
							checkApart(t, string(lang)+" "+called, slices.Concat(p.asides, p.rows), lang.RightToLeft())
						}
					}
				}
			}
		}
	}
}

// Words of the letter may have marks upon marks, too.
func TestRunningTextDoesNotTouch(t *testing.T) {
	for _, lang := range locale.Languages {
		l := compose(t, letter.Request{Country: "LB", Language: lang, Issue: "syria"})
		words := strings.Join(slices.Repeat(slices.Concat(marks[:2], vocalised.Address), 3), " ")
		l.Body[0].Paragraph = letter.Line{{Text: words}}
		laid, err := LayOut(l)
		if err != nil {
			t.Fatal(err)
		}
		checkApart(t, string(lang), laid.pages[0].rows, lang.RightToLeft())
		last := laid.pages[0].rows[len(laid.pages[0].rows)-1]
		if len(laid.pages) == 1 && last.y > laid.sheet.height-laid.sheet.bottom {
			t.Errorf("%s: the page ends at %.0f", lang, last.y)
		}
	}
}

// Nor on labels, of which those that hold such an address hold it so.
func TestLabelsDoNotTouch(t *testing.T) {
	for _, s := range LabelSheets {
		for _, lang := range locale.Languages {
			held := 0
			for n := range len(marks) + 1 {
				for _, address := range [][]string{slices.Repeat(marks, 2)[n:][:n], slices.Repeat(vocalised.Address, 2)[n:][:n]} {
					set, err := s.Set(nil, lang, labelLines(address...))
					if err != nil {
						continue
					}
					held += len(address)
					checkApart(t, s.Name+" "+string(lang), set.rows, false) // their places are from the left
					for _, r := range set.rows {
						if r.y < aboveLabel+r.size-0.01 || r.y > s.height-aboveLabel {
							t.Errorf("%s %s: %q is at %.1f of %.1f", s.Name, lang, textOf(r), r.y, s.height)
						}
					}
				}
			}
			if held < 10 {
				t.Errorf("%s %s: only %d lines", s.Name, lang, held)
			}
		}
	}
}

// Nor in letters as most are, in Arabic neither, whose one mark may reach a long
// tail above it.
func TestLettersDoNotTouch(t *testing.T) {
	for i, lang := range locale.Languages {
		for n, c := range everyIn(lang, 29) {
			r := request(c)
			r.Sender, r.Enclose = senders[lang], true
			r.Paper = []country.Paper{country.A4, country.USLetter}[(n+i)%2]
			laid, err := (&Style{window: true}).LayOut(compose(t, r))
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range laid.pages {
				name := string(r.Country) + " " + string(lang)
				checkApart(t, name, slices.Concat(p.asides, p.rows), lang.RightToLeft())
				if i > 0 {
					checkRule(t, name, p, lang.RightToLeft())
				}
			}
		}
	}
}

// checkRule reports a head that strikes the rule below it.
func checkRule(t *testing.T, name string, p page, rightToLeft bool) {
	t.Helper()
	rule := p.ornaments[len(p.ornaments)-1].y
	for _, r := range p.asides {
		for _, d := range drawnBy(t, r, rightToLeft) {
			if d.bottom > rule-hairline/2 {
				t.Errorf("%s: %q reaches %.1f, the rule is at %.1f", name, textOf(r), d.bottom, rule)
				return
			}
		}
	}
}

// checkApart reports rows that touch the next one.
func checkApart(t *testing.T, name string, rows []row, rightToLeft bool) {
	t.Helper()
	for _, a := range rows {
		for _, b := range rows {
			if b.y <= a.y || b.y-a.y > 2.2*a.size {
				continue
			}
			upper, lower := drawnBy(t, a, rightToLeft), drawnBy(t, b, rightToLeft)
			for _, u := range upper {
				for _, l := range lower {
					if u.overlaps(l) {
						t.Errorf("%s: %q and %q touch, %.2f of %.1f points apart", name, textOf(a), textOf(b), b.y-a.y, a.size)
						return
					}
				}
			}
		}
	}
}

// drawnBy is where a row's glyphs are, as a library measures them.
func drawnBy(t *testing.T, r row, rightToLeft bool) []rect {
	t.Helper()
	var out []rect
	x := r.x
	if rightToLeft {
		x = -r.x - r.line.Width
	}
	for _, p := range r.line.Pieces {
		pen := x
		x += p.Width
		if p.Blank {
			continue
		}
		font, unit := libraryFont(t, p.Font), r.size/float64(p.Font.UnitsPerEm())
		for _, c := range p.Clusters {
			for _, g := range c.Glyphs {
				bounds, _, err := font.GlyphBounds(nil, fontfile.GlyphIndex(g.ID), fixed.I(p.Font.UnitsPerEm()), 0)
				if err != nil {
					t.Fatal(err)
				}
				at := func(v fixed.Int26_6, from int32) float64 { return unit * (float64(v)/64 + float64(from)) }
				if bounds.Min != bounds.Max {
					out = append(out, rect{
						pen + at(bounds.Min.X, g.X), r.y + at(bounds.Min.Y, -g.Y),
						pen + at(bounds.Max.X, g.X), r.y + at(bounds.Max.Y, -g.Y),
					})
				}
			}
			pen += unit * float64(c.Advance)
		}
	}
	return out
}

var libraryFonts = map[*shape.Font]*fontfile.Font{}

func libraryFont(t *testing.T, f *shape.Font) *fontfile.Font {
	t.Helper()
	if libraryFonts[f] == nil {
		libraryFonts[f] = parseFont(t, fontFile(t, faceOf(typefaces, f).file))
	}
	return libraryFonts[f]
}
