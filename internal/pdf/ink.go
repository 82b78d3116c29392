package pdf

import (
	"encoding/binary"
	"strings"
	"unicode"

	"speakout/internal/shape"
)

// What stays white between what two lines draw, one above the other, in sizes of
// type, more where there are marks, which readers would give to the wrong line;
// and how far beside it shapes count, too.
const (
	clearBelow  = 0.05
	clearMarks  = 0.12
	clearBeside = 0.04
)

// box is the least rectangle around a shape that a line draws, in points: from
// where the line begins, if need be backwards, and upwards from its base line.
type box struct {
	left, low, right, high float64
	marked                 bool // the shape has marks, or is one
}

// drawn is what a line draws, but for ruled blanks.
type drawn struct {
	boxes     []box
	low, high float64 // of all
}

// drawnOf measures what a line of a letter, or of a label, draws.
func drawnOf(l shape.Line, size float64, rightToLeft bool) drawn {
	var d drawn
	left := 0.0
	if rightToLeft {
		left = -l.Width
	}
	for _, p := range l.Pieces {
		if !p.Blank {
			d.add(p, left, size/float64(p.Font.UnitsPerEm()))
		}
		left += p.Width
	}
	return d
}

// add adds a piece that begins at left.
func (d *drawn) add(p shape.Piece, left, unit float64) {
	// Every font of a style was found to have these.
	glyf, _ := p.Font.Table("glyf")
	loca, _ := p.Font.Table("loca")
	head, _ := p.Font.Table("head")
	for _, c := range p.Clusters {
		marked := strings.ContainsFunc(c.Text, unicode.IsMark)
		for _, g := range c.Glyphs {
			outline := outlineOf(g.ID, glyf, loca, head)
			if len(outline) == 0 {
				continue
			}
			at := func(i int, from int32) float64 {
				return unit * float64(int32(int16(binary.BigEndian.Uint16(outline[i:])))+from)
			}
			b := box{left + at(2, g.X), at(4, g.Y), left + at(6, g.X), at(8, g.Y), marked}
			d.boxes = append(d.boxes, b)
			d.low, d.high = min(d.low, b.low), max(d.high, b.high)
		}
		left += unit * float64(c.Advance)
	}
}

// apart is how far, at least, a base line must be below the one before so that
// nothing that the two lines draw touches, if they begin at the same place.
func (d drawn) apart(below drawn, size, least float64) float64 {
	if below.high-d.low+clearMarks*size <= least {
		return least
	}
	for _, b := range below.boxes {
		for _, a := range d.boxes {
			if a.left >= b.right+clearBeside*size || b.left >= a.right+clearBeside*size {
				continue
			}
			white := clearBelow
			if a.marked || b.marked {
				white = clearMarks
			}
			least = max(least, b.high-a.low+white*size)
		}
	}
	return least
}

// lineOf is a line with the text that it is of.
type lineOf struct {
	text
	line shape.Line
}

// further is how much further apart than the scale says these lines must be, if one
// has marks upon marks.
func (s scale) further(above, below lineOf, rightToLeft bool) float64 {
	if !above.stacked() && !below.stacked() {
		return 0
	}
	low := drawnOf(below.line, s.size, rightToLeft)
	return drawnOf(above.line, s.size, rightToLeft).apart(low, s.size, s.leading) - s.leading
}
