package docx

import (
	"math"
	"unicode/utf8"

	"speakout/internal/letter"
	"speakout/internal/paper"
)

// typeSize is a size of type, in half points, and how much of the usual
// distance is left between the parts of the letter.
type typeSize struct {
	size int
	gaps float64
}

// sizesOf lists how a letter may be set; Arabic letters are smaller on their
// body than Latin ones.
func sizesOf(rightToLeft bool) []typeSize {
	if rightToLeft {
		return []typeSize{{28, 1}, {27, 1}, {26, 1}, {25, 0.9}, {24, 0.8}, {23, 0.7}, {22, 0.7}}
	}
	return []typeSize{{24, 1}, {23, 1}, {22, 1}, {22, 0.8}, {21, 0.8}, {20, 0.7}, {19, 0.7}}
}

// What letters take on average, in sizes of type: those of Times New Roman and,
// for Arabic, of the wider DejaVu Sans, which often stands in for it.
const (
	lineHeight       = 1.15
	latinAdvance     = 0.43
	arabicLineHeight = 1.18
	arabicAdvance    = 0.46
)

// fitting returns the first size at which the letter will, as far as can be
// told without measuring, fit on one page.
func fitting(l letter.Letter) typeSize {
	sizes := sizesOf(l.Language.RightToLeft())
	for _, t := range sizes {
		if height(l, t) <= room(l) {
			return t
		}
	}
	return sizes[len(sizes)-1]
}

func room(l letter.Letter) float64 {
	s := paper.Sheets[l.Paper]
	return s.Height - s.Top - s.Bottom
}

// height estimates how much of a page the letter takes, in points.
func height(l letter.Letter, t typeSize) float64 {
	size, advance, leading := float64(t.size)/2, latinAdvance, lineHeight
	if l.Language.RightToLeft() {
		advance, leading = arabicAdvance, arabicLineHeight
	}
	width := paper.Sheets[l.Paper].TextWidth()
	aside := width - side(l, t)
	lines := 0.0
	add := func(above, width float64, block ...letter.Line) {
		lines += above * t.gaps
		for _, b := range block {
			lines += max(1, math.Ceil(float64(characters(b))*advance*size/width))
		}
	}
	add(0, width, l.Sender...)
	add(1, aside, l.PlaceDate)
	add(1, aside, l.Recipient...)
	add(1.3, width, l.Subject)
	add(0.9, width, l.Salutation...)
	for _, b := range l.Body {
		if b.Asks == nil {
			add(0.5, width, b.Paragraph)
		}
		for i, ask := range b.Asks {
			above := 0.15
			if i == 0 {
				above = 0.5
			}
			add(above, width-1.5*size, ask)
		}
	}
	add(0.9, width, l.Close)
	add(3, aside, l.Signature...)
	if l.Enclosure != nil {
		add(1, width, l.Enclosure.Note)
	}
	return lines * leading * size
}

// leastSide is how near to the margin the column on the side may move, as a
// part of the line; wideAdvance is what a short line may take.
const (
	leastSide   = 0.3
	wideAdvance = 0.5
)

// side returns where the column on the side begins: where it is arranged to, or
// nearer to the margin if a line in it is long.
func side(l letter.Letter, t typeSize) float64 {
	a, width := paper.Arrangements[l.Language], paper.Sheets[l.Paper].TextWidth()
	var lines []letter.Line
	if a.PlaceDate {
		lines = append(lines, l.PlaceDate)
	}
	if a.Recipient {
		lines = append(lines, l.Recipient...)
	}
	if a.Close {
		lines = append(lines, l.Signature...)
	}
	x := a.Side * width
	for _, line := range lines {
		x = min(x, width-float64(characters(line))*wideAdvance*float64(t.size)/2)
	}
	return max(x, min(a.Side, leastSide)*width)
}

func characters(l letter.Line) int {
	n := 0
	for _, r := range withBlanks(l) {
		n += utf8.RuneCountInString(r.Text)
	}
	return n
}
