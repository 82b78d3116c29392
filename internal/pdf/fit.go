package pdf

import (
	"iter"
	"math"
	"slices"

	"speakout/internal/letter"
)

// Of blocks that stand at fixed places, the sender's and the recipient's: the
// least size they are set in, and the least distance of base lines, in sizes of
// type. Post offices want addresses no smaller (DIN 5008: 8 points).
const (
	leastLatin, tightLatin   = 8.0, 1.21
	leastArabic, tightArabic = 9.0, 1.32
	leastWhole               = 10.0 // in Arabic: a sender's lines share some before they are smaller
)

// The sender's block, if it is long, begins higher than text does. Between it
// and the address is so much, in sizes of type: poppler takes blocks whose lines
// reach into each other, with all that their font could draw there, for columns.
const (
	headTop   = 16 * millimetre
	headClear = 0.55
)

// fitted is how lines are set to fit their place.
type fitted struct {
	scale
	texts []text
	lines int       // that they take
	apart []float64 // how far a base line is below the one before; none: as the scale says
	over  float64   // how far marks of the first line reach above the block
	fits  bool      // else they are longer than their place
	torn  bool      // words are in two
}

// height is from the top of the block to what hangs below its last base line.
func (b fitted) height() float64 { return b.heightOf(b.lines) }

func (b fitted) heightOf(lines int) float64 {
	height := 1.25 * b.size
	for i := 1; i < lines; i++ {
		height += b.above(i)
	}
	return height
}

// above is how far the base line of line i, which is not the first, is below the
// one before.
func (b fitted) above(i int) float64 {
	if b.apart == nil {
		return b.leading
	}
	return b.apart[i-1]
}

// below counts the lines that reach below y, from the top of the block.
func (b fitted) below(y float64) int {
	n := 0
	for b.lines > n && b.heightOf(b.lines-n) > y+0.01 {
		n++
	}
	return n
}

// Address is how much of the recipient's address shows in the window of an
// envelope: how many lines it has, and how many of them do not.
type Address struct {
	Lines, Hidden int
	Crowded       bool // it stands in no window, since the sender above it is too long
}

// Address tells beforehand how the address of a letter in this style will show.
// The error is that of Render.
func (s *Style) Address(l letter.Letter) (a Address, err error) {
	l.Enclosure = nil
	if s == nil {
		s = new(Style)
	}
	defer s.explainFonts(&err)
	box := toolsFor[l.Language]
	t := box.get()
	defer box.put(t)
	laid, err := s.layOut(l, t.shaper)
	if err != nil {
		return Address{}, err
	}
	return laid.address, nil
}

// leastSizes are the least size of such a block, and of a sender whose lines do
// not share any.
func (f *flow) leastSizes() (least, whole float64) {
	if f.letter.Language.RightToLeft() {
		return leastArabic, leastWhole
	}
	return leastLatin, leastLatin
}

// tighter yields how a block may be set: as the letter is, then with its lines
// nearer to each other, then smaller.
func (f *flow) tighter(least float64) iter.Seq[scale] {
	tight := tightLatin
	if f.letter.Language.RightToLeft() {
		tight = tightArabic
	}
	return func(yield func(scale) bool) {
		s := f.scale
		for more := yield(s); more && s.size >= least; s.size -= 0.5 {
			s.leading = s.size * tight * f.style.leading(f.letter.Language)
			more = yield(s)
		}
	}
}

// setIn sets lines in a width.
func (f *flow) setIn(lines []text, width float64, s scale) fitted {
	b := fitted{scale: s, texts: lines}
	for _, l := range lines {
		as := setting{even: true, size: s.size}
		b.lines += f.count(l, width, as)
		b.torn = b.torn || l.Text != nil && l.Tears(f.measure(l, width, as))
	}
	return b
}

// fit finds how lines fit in a height: with whole words if they can, else with
// words in two, else as tight as it goes.
func (f *flow) fit(lines []text, width, height, least float64) fitted {
	var divided fitted // the first to fit so
	var b fitted
	for s := range f.tighter(least) {
		if b = (fitted{scale: s, texts: lines, lines: len(lines)}); b.height() > height && s.size > least {
			continue // without counting
		}
		b = f.spread(f.setIn(lines, width, s), width, height)
		switch {
		case b.fits && !b.torn:
			return b
		case b.fits && !divided.fits:
			divided = b
		}
	}
	if divided.fits {
		return divided
	}
	return b
}

// spread sets lines further apart where what they draw would touch: if they are
// tightened, or reach far. It says whether they fit in the height.
func (f *flow) spread(b fitted, width, height float64) fitted {
	least, _ := f.leastSizes()
	rightToLeft := f.letter.Language.RightToLeft()
	if b.fits = b.height() <= height; !b.fits && b.size > least ||
		b.scale == f.scale && !slices.ContainsFunc(b.texts, text.reaches) {
		return b
	}
	apart := make([]float64, 0, b.lines)
	above, tight := new(drawn), b.scale != f.scale
	for _, t := range b.texts {
		for _, l := range f.lines(t, width, setting{even: true, size: b.size}) {
			this := drawnOf(l, b.size, rightToLeft)
			if len(apart) == 0 && t.stacked() {
				b.over = max(0, this.high-b.size)
			}
			apart = append(apart, above.apart(this, 0, b.size, b.leading, tight))
			above = this
		}
	}
	if len(apart) < 2 || slices.Max(apart[1:]) <= b.leading {
		return b
	}
	even := b
	if even.leading = slices.Max(apart[1:]); even.height() <= height {
		return even
	}
	b.apart = apart[1:]
	b.fits = b.height() <= height
	return b
}

// letterhead fits the sender's lines above an address that begins at top. If
// they are too many, some share a line, and if they are too long, they stand in
// a column as wide as they take, higher, where no window shows them.
func (f *flow) letterhead(address, opposite column, top float64) (b fitted, c column, y float64) {
	foot := top - headClear*f.scale.size
	if f.style.window {
		foot -= returnAbove + returnSize
	}
	c = opposite
	lines := f.letter.Sender
	_, whole := f.leastSizes()
	if b = f.fit(f.texts.sender, c.width, foot-headTop, whole); !b.fits {
		b = f.share(lines, f.senderJoints(), c.width, foot-headTop)
	}
	if !b.fits || b.scale != f.scale && b.lines > len(b.texts) {
		above, across := min(foot, f.window.above), f.across(address, opposite)
		if wide := f.share(lines, f.senderJoints(), across.width, above-headTop); !b.fits || wide.fits && wide.size >= b.size {
			b, c, foot = wide, across, above
		}
	}
	if b.texts = f.emphasised(b.texts, c.width, b.size); c != opposite && opposite.x > 0 {
		c.x = min(opposite.x, c.x+c.width-f.widest(b, c.width)) // no further from its usual place than it must
	}
	b = f.forHand(b, foot-headTop)
	// Base lines are those of the address, if they can be.
	grid := top - math.Floor((top-f.sheet.top)/b.leading)*b.leading
	if y = min(f.sheet.top, foot-b.height()); b.scale == f.scale && b.apart == nil && grid+b.height() <= foot {
		y = grid
	}
	return b, c, y
}

// forHand sets ruled blanks further apart, as far as the height allows: they are
// filled in by hand.
func (f *flow) forHand(b fitted, height float64) fitted {
	ruled := 0
	for _, t := range b.texts {
		if t.ruled {
			ruled++
		}
	}
	if ruled == 0 || b.apart != nil || b.lines != len(b.texts) {
		return b
	}
	further := max(0, min(handLeading-b.leading, (height-b.height())/float64(ruled)))
	for _, t := range b.texts[1:] {
		apart := b.leading
		if t.ruled {
			apart += further
		}
		b.apart = append(b.apart, apart)
	}
	return b
}

// widest is how wide the widest of the lines is.
func (f *flow) widest(b fitted, width float64) float64 {
	widest := 0.0
	for _, t := range b.texts {
		for _, l := range f.lines(t, width, setting{even: true, size: b.size}) {
			widest = max(widest, l.Width)
		}
	}
	return widest
}
