package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/shape"
	"speakout/memos"
)

// rect is a part of a page, from the left and the top of the paper.
type rect struct{ left, top, right, bottom float64 }

// rectOf is what a row may cover: from the height of its letters to what hangs
// below the base line. Neighbouring lines of text do not reach each other so.
func rectOf(r row, paper sheet, rightToLeft bool) rect {
	x := paper.start + r.x
	if rightToLeft {
		x = paper.width - paper.start - r.x - r.line.Width
	}
	return rect{x, r.y - 0.75*r.size, x + r.line.Width, r.y + 0.25*r.size}
}

func (a rect) overlaps(b rect) bool {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

func (a rect) inside(b rect) bool {
	const rounding = 0.1
	return a.left >= b.left-rounding && a.right <= b.right+rounding && a.top >= b.top-rounding && a.bottom <= b.bottom+rounding
}

// checkInside reports rows that reach over a margin or into each other or the
// logo.
func checkInside(t *testing.T, name string, pages []page, paper sheet, rightToLeft bool) {
	t.Helper()
	text := rect{paper.start, paper.top, paper.width - paper.end, paper.height - paper.bottom}
	if rightToLeft {
		text.left, text.right = paper.end, paper.width-paper.start
	}
	for n, p := range pages {
		text := text
		if n == 0 {
			text.top = headTop
		}
		var all []rect
		for _, o := range p.ornaments {
			if o.logo != nil {
				all = append(all, rect{o.x, o.y, o.x + o.width, o.y + o.height})
			}
		}
		for _, r := range slices.Concat(p.asides, p.rows) {
			at := rectOf(r, paper, rightToLeft)
			if r.size == 0 || !at.inside(text) {
				t.Errorf("%s: page %d: a row at %.1f is not inside %.1f", name, n+1, at, text)
			}
			for _, other := range all {
				if at.overlaps(other) {
					t.Errorf("%s: page %d: what stands at %.1f and %.1f overlaps", name, n+1, at, other)
				}
			}
			all = append(all, at)
		}
	}
}

// textOf is a row's text in reading order, if it is all of one direction.
func textOf(r row) string {
	var parts []string
	for _, p := range r.line.Pieces {
		var piece []string
		for _, c := range p.Clusters {
			piece = append(piece, c.Text)
		}
		if p.Level.RightToLeft() {
			slices.Reverse(piece)
		}
		parts = append(parts, strings.Join(piece, ""))
	}
	if len(r.line.Pieces) > 0 && r.line.Pieces[len(r.line.Pieces)-1].Level.RightToLeft() {
		slices.Reverse(parts)
	}
	return strings.Join(parts, "")
}

// Further pages say to whom the letter is, its date, and which they are.
func TestFurtherPages(t *testing.T) {
	for _, tt := range []struct {
		country country.Code
		lang    locale.Language
		label   string
		words   []string
	}{
		{"GB", locale.English, "2/2", []string{"Secretary of State", "24 November 2026"}},
		{"FR", locale.French, "2/2", []string{"Ministre de l’Europe", "24 novembre 2026"}},
		{"ES", locale.Spanish, "2/2", []string{"Asuntos Exteriores", "24 de noviembre de 2026"}},
		{"KW", locale.Arabic, "٢/٢", []string{"وزير الخارجية", "٢٤ نوفمبر ٢٠٢٦"}},
	} {
		l := compose(t, letter.Request{Country: tt.country, Language: tt.lang, Issue: "syria", Enclose: true})
		laid, err := new(Style).LayOut(l)
		if err != nil || len(laid.pages) != 2 {
			t.Fatalf("%s: %d laid.pages, %v", tt.lang, len(laid.pages), err)
		}
		if len(laid.pages[0].asides) > 0 {
			t.Errorf("%s: the first page has a head", tt.lang)
		}
		var head []string
		for _, r := range laid.pages[1].asides {
			head = append(head, squeeze(textOf(r)))
			if r.y > laid.pages[1].rows[0].y-laid.pages[1].rows[0].size {
				t.Errorf("%s: the head is at %.1f, the text begins at %.1f", tt.lang, r.y, laid.pages[1].rows[0].y)
			}
		}
		if !slices.Contains(head, tt.label) {
			t.Errorf("%s: the head is %q; want the page %s in it", tt.lang, head, tt.label)
		}
		for _, w := range tt.words {
			if !strings.Contains(strings.Join(head, " "), w) {
				t.Errorf("%s: the head is %q; want %q in it", tt.lang, head, w)
			}
		}
	}
}

// No page ends between the lines of a salutation, or with what leads to the asks.
func TestPagesEndWell(t *testing.T) {
	turned := 0
	for _, lang := range locale.Languages {
		for _, paper := range []country.Paper{country.A4, country.USLetter} {
			for lines := range 144 {
				l := compose(t, letter.Request{Country: "LB", Language: lang, Issue: "syria", Paper: paper,
					Sender:    letter.Sender{Name: "Rana Haddad", Address: slices.Repeat([]string{strings.Repeat("Line of a building behind the old market ", 3)}, lines/12+1)},
					Recipient: letter.Recipient{Address: slices.Repeat([]string{"Floor of the ministry"}, lines%12+1)},
				})
				laid, err := LayOut(l)
				if err != nil {
					t.Fatal(err)
				}
				for i, p := range laid.pages[1:] {
					turned++
					before := laid.pages[i].rows
					last, next := before[len(before)-1], p.rows[0]
					if next.tag == tagLabel && last.tag != tagItemBody {
						t.Errorf("%s %s, %d lines: a page ends with %q, the next begins with an ask", lang, paper, lines, textOf(last))
					}
					if first := l.Salutation[0].Plain(); squeeze(textOf(last)) == squeeze(first) {
						t.Errorf("%s %s, %d lines: a page ends with %q", lang, paper, lines, first)
					}
				}
			}
		}
	}
	if turned == 0 {
		t.Error("no letter has two pages")
	}
}

// Whatever people are called and wherever they live, nothing overlaps and nothing is cut off.
func TestHardLettersStayInside(t *testing.T) {
	names := map[string]string{
		"none":              "",
		"without a space":   strings.Repeat("Wolfeschlegel", 5),
		"as long as may be": strings.Repeat("Maximilian ", 27),
		"stacked marks":     strings.Repeat("Z\u0303\u0301\u0323\u0327a\u0308\u0304\u0331lg\u0302o\u030b ", 6),
		"mixed":             "Rana رنا O’Neil-حداد (MP) ١٢ 34",
		"other direction":   "مُحَمَّدٌ بن عبد الرحمن الإدريسيّ",
	}
	addresses := map[string][]string{
		"none":   nil,
		"twelve": slices.Repeat([]string{"Flat 12, 345 Long Street Name, Quarter 6789"}, 12),
		"long":   slices.Repeat([]string{strings.Repeat("Long Street Name 12345 ", 10)}, 12),
	}
	style := &Style{window: true, accent: &colour{}, logo: &logo{width: 3, height: 2}}
	for _, lang := range locale.Languages {
		shaper := shape.NewShaper(string(lang), lang.RightToLeft(), shape.NewMemory())
		for _, paper := range []country.Paper{country.A4, country.USLetter} {
			for called, name := range names {
				for lives, address := range addresses {
					l := compose(t, letter.Request{
						Country: "CD", Language: lang, Issue: "ukraine", Paper: paper, Enclose: true, Specimen: lives == "none",
						Sender:    letter.Sender{Name: name, Organisation: name, Address: address, Email: name, Place: name},
						Recipient: letter.Recipient{Name: name, Title: name, Address: address},
					})
					laid, err := style.layOut(l, shaper)
					if err != nil {
						t.Fatal(err)
					}
					checkInside(t, fmt.Sprintf("%s %s, name %s, address %s", lang, paper, called, lives), laid.pages, laid.sheet, lang.RightToLeft())
					if t.Failed() {
						return
					}
				}
			}
		}
	}
}

// A short letter has its white between its parts, and the rest at the foot.
func TestShortLettersAreAiry(t *testing.T) {
	l := compose(t, request(0))
	l.Body = l.Body[:2]
	laid, err := new(Style).LayOut(l)
	if err != nil || len(laid.pages) != 1 {
		t.Fatal(len(laid.pages), err)
	}
	last := laid.pages[0].rows[len(laid.pages[0].rows)-1]
	if last.size != scalesOf(l.Language)[0].size || last.y > 0.75*laid.sheet.height || last.y < 0.5*laid.sheet.height {
		t.Errorf("it is set in %.1f points and ends at %.1f of %.1f", last.size, last.y, laid.sheet.height)
	}
}

// Lines of Arabic stand well apart, unless a letter is very long; each scale
// takes less room than the one before.
func TestArabicLeading(t *testing.T) {
	for _, country := range []country.Code{"LB", "RU", "SY", "EG", "MR"} {
		for _, issue := range memos.Issues {
			l := compose(t, letter.Request{Country: country, Language: locale.Arabic, Issue: issue, Sender: senders[locale.Arabic]})
			laid, err := LayOut(l)
			if err != nil || len(laid.pages) != 1 {
				t.Fatal(country, len(laid.pages), err)
			}
			rows := laid.pages[0].rows
			for i := 1; i < len(rows); i++ {
				if apart := rows[i].y - rows[i-1].y; rows[i].element == rows[i-1].element && rows[i].tag == tagItemBody && apart < 1.4*rows[i].size {
					t.Errorf("%s %s: lines of %.1f points are %.2f apart", country, issue, rows[i].size, apart)
				}
			}
		}
	}
	for _, l := range locale.Languages {
		scales := scalesOf(l)
		for i, s := range scales[1:] {
			if before := scales[i]; s.size > before.size || s.leading > before.leading || s.gaps > before.gaps {
				t.Errorf("%s: %v comes after %v", l, s, before)
			}
		}
	}
}

// How long it takes to lay out letters like others that were laid out before,
// as in a batch.
func BenchmarkLayOut(b *testing.B) {
	for _, lang := range locale.Languages {
		b.Run(string(lang), func(b *testing.B) {
			l := compose(b, letter.Request{Country: "LB", Language: lang, Issue: "ukraine", Sender: senders[lang]})
			b.ReportAllocs()
			for b.Loop() {
				if _, err := LayOut(l); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
