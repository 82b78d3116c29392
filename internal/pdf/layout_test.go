package pdf

import (
	"speakout/internal/letter"
	"speakout/internal/locale"
	"testing"
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

// checkInside reports rows that reach over a margin or into each other.
func checkInside(t *testing.T, name string, pages []page, paper sheet, rightToLeft bool) {
	t.Helper()
	text := rect{paper.start, paper.top, paper.width - paper.end, paper.height - paper.bottom}
	if rightToLeft {
		text.left, text.right = paper.end, paper.width-paper.start
	}
	for n, p := range pages {
		var all []rect
		for _, r := range append(p.asides[:len(p.asides):len(p.asides)], p.rows...) {
			at := rectOf(r, paper, rightToLeft)
			if r.size == 0 || !at.inside(text) {
				t.Errorf("%s: page %d: a row at %.1f is not inside %.1f", name, n+1, at, text)
			}
			for _, other := range all {
				if at.overlaps(other) {
					t.Errorf("%s: page %d: rows at %.1f and %.1f overlap", name, n+1, at, other)
				}
			}
			all = append(all, at)
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
