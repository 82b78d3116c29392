package pdf

import (
	"encoding/binary"
	"strings"
	"unicode"

	"speakout/internal/recent"
	"speakout/internal/shape"
)

// What stays white between what two lines draw, one above the other, in sizes of
// type: in text hardly anything, so that lines stay evenly apart; where they are
// tightened, or have marks upon marks, more, and beside marks, which readers would
// give to the wrong line, yet more. And how far beside it shapes count, too.
const (
	clearText   = 0.02
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

// drawn is what a line draws.
type drawn struct {
	boxes     []box
	low, high float64 // of all
	stacked   bool    // there are marks upon marks
}

// drawnKey is a line, by its first piece: lines are remembered with their texts.
type drawnKey struct {
	first       *shape.Piece
	size        float64
	rightToLeft bool
}

var drawnInk = recent.NewMap[drawnKey, *drawn](1000)

// drawnOf measures what a line of a letter, or of a label, draws.
func drawnOf(l shape.Line, size float64, rightToLeft bool) *drawn {
	if len(l.Pieces) == 0 {
		return new(drawn)
	}
	key := drawnKey{&l.Pieces[0], size, rightToLeft}
	d, ok := drawnInk.Get(key)
	if !ok {
		d = measured(l, size, rightToLeft)
		drawnInk.Put(key, d)
	}
	return d
}

func measured(l shape.Line, size float64, rightToLeft bool) *drawn {
	d := new(drawn)
	left := 0.0
	if rightToLeft {
		left = -l.Width
	}
	for _, p := range l.Pieces {
		if p.Blank {
			rule := box{left: left, low: -ruleDrop - ruleWeight, right: left + p.Width, high: -ruleDrop + ruleWeight}
			d.boxes, d.low = append(d.boxes, rule), min(d.low, rule.low)
		} else {
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
		d.stacked = d.stacked || shape.IsStacked(c.Text)
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
// nothing that the two lines draw touches. The one below begins so far to the right
// of the other.
func (d *drawn) apart(below *drawn, right, size, least float64, tight bool) float64 {
	most := clearMarks * size
	if below.high-d.low+most <= least {
		return least
	}
	tight = tight || d.stacked || below.stacked
	for _, b := range below.boxes {
		if b.high-d.low+most <= least { // as nearly all, whatever is above them
			continue
		}
		for _, a := range d.boxes {
			if b.high-a.low+most <= least || a.left >= b.right+right+clearBeside*size || b.left+right >= a.right+clearBeside*size {
				continue
			}
			white := clearText
			switch {
			case tight && (a.marked || b.marked):
				white = clearMarks
			case tight:
				white = clearBelow
			}
			least = max(least, b.high-a.low+white*size)
		}
	}
	return least
}

// keepApart sets strips, from the one after number first, further apart than the
// scale says where lines would touch.
func (f *flow) keepApart(first int) {
	rightToLeft := f.letter.Language.RightToLeft()
	if !f.setter.reaches {
		return
	}
	size := f.scale.size
	for i := first + 1; i < len(f.pending); i++ {
		s := &f.pending[i]
		if s.newPage {
			continue
		}
		usual := f.scale.leading + s.above
		least := usual
		for _, b := range s.rows {
			below := drawnOf(b.line, size, rightToLeft)
			for _, a := range f.pending[i-1].rows {
				right := b.x - a.x
				if rightToLeft {
					right = -right
				}
				least = drawnOf(a.line, size, rightToLeft).apart(below, right, size, least, false)
			}
		}
		s.apart = least - usual
	}
}
