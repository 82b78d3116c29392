package pdf

import (
	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/shape"
)

// Measures are in points (1/72 inch) unless they say otherwise.

// sheet is a page and its margins. The margin at the beginning of lines is
// that of DIN 5008 (25 mm, where letters are filed), the other 20 mm.
type sheet struct{ width, height, start, end, top, bottom float64 }

const millimetre = 72 / 25.4

var sheets = map[country.Paper]sheet{
	country.A4:       {210 * millimetre, 297 * millimetre, 25 * millimetre, 20 * millimetre, 20 * millimetre, 20 * millimetre},
	country.USLetter: {612, 792, 25 * millimetre, 20 * millimetre, 19 * millimetre, 19 * millimetre},
}

// textWidth is the room between the margins.
func (s sheet) textWidth() float64 { return s.width - s.start - s.end }

// columns says how far into the line, as a part of its length, each block of
// the frame begins.
type columns struct{ placeDate, recipient, close float64 }

// Where the blocks stand, as letters are written in each language: in English
// everything at the margin; in French date, recipient and signature in the
// right half; in Spanish the date; in Arabic date and signature to the left.
var columnsOf = map[locale.Language]columns{
	locale.English: {},
	locale.French:  {placeDate: 0.52, recipient: 0.52, close: 0.52},
	locale.Spanish: {placeDate: 0.52},
	locale.Arabic:  {placeDate: 0.58, close: 0.58},
}

// scale is a size of type, the distance of its base lines, and how much of the
// usual distance is left between the parts of the letter.
type scale struct{ size, leading, gaps float64 }

// scalesOf lists how a letter may be set: the first at which it fits on one
// page is taken. None is smaller than what is read with ease. Amiri's letters
// are smaller on their body than Gentium's and need more room between lines.
func scalesOf(l locale.Language) []scale {
	if l.RightToLeft() {
		return []scale{
			{14, 21, 1}, {13.5, 20, 1}, {13, 19, 0.9}, {12.5, 18, 0.8}, {12.5, 17.25, 0.7}, {12, 16.5, 0.7}, {11.5, 15.75, 0.6},
		}
	}
	return []scale{
		{11.5, 15.5, 1}, {11, 14.75, 1}, {11, 14.5, 0.8}, {10.5, 14, 0.8}, {10.5, 13.5, 0.7}, {10, 13, 0.7}, {9.5, 12.25, 0.6},
	}
}

// Distances between the parts of a letter, in lines of text.
const (
	afterSender     = 1.0
	afterPlaceDate  = 1.0
	afterRecipient  = 1.3
	afterSubject    = 0.9
	afterSalutation = 0.5
	afterParagraph  = 0.5
	betweenAsks     = 0.15
	beforeClose     = 0.9
	forSignature    = 3.0
	blankWidth      = 165.0 // of a ruled blank, enough for a name by hand
	shortBlank      = 100.0 // of one with words beside it, enough for a town
	askIndent       = 1.5   // of the asks behind their numbers, in sizes of type
	askGap          = 0.45  // between a number and its ask, likewise: any wider, and readers take the numbers for a column
)

// row is a line of the letter where it stands on a page: x from the beginning
// of lines, y from the top of the paper to its base line.
type row struct {
	line shape.Line
	x, y float64
	size float64
}

// page is the rows of one page, in reading order.
type page []row

// flow places one block after another, from page to page.
type flow struct {
	letter letter.Letter
	sheet  sheet
	scale  scale
	family family
	shaper *shape.Shaper

	pending []strip
	err     error
}

// strip is rows side by side with the space above them: an ask and its number.
type strip struct {
	rows  []row // y is not set yet
	above float64
	// with keeps the strip on the page of the next: nobody wants a subject
	// alone at the foot of a page, or a signature alone on the second.
	with bool
}

// layOut sets the letter at the first scale at which it fits on one page, or
// else, at the last, on as many as it takes.
func layOut(l letter.Letter, shaper *shape.Shaper) ([]page, sheet, error) {
	paper := sheets[l.Paper]
	var pages []page
	for _, sc := range scalesOf(l.Language) {
		f := &flow{letter: l, sheet: paper, scale: sc, family: familyFor(l.Language), shaper: shaper}
		f.all()
		if f.err != nil {
			return nil, paper, f.err
		}
		if pages = f.pages(); len(pages) == 1 {
			break
		}
	}
	return pages, paper, nil
}

// all flows the letter's blocks in reading order.
func (f *flow) all() {
	l, c := f.letter, columnsOf[f.letter.Language]
	f.block(l.Sender, 0, 0, false)
	f.block([]letter.Line{l.PlaceDate}, c.placeDate, afterSender, false)
	f.block(l.Recipient, c.recipient, afterPlaceDate, false)
	f.paragraph(l.Subject, true, 0, afterRecipient)
	f.keep()
	f.block(l.Salutation, 0, afterSubject, false)
	f.keep()
	above := afterSalutation
	for _, b := range l.Body {
		if b.Asks == nil {
			f.paragraph(b.Paragraph, false, 0, above)
		}
		for i, ask := range b.Asks {
			f.ask(l.AskLabel(i), ask, above)
			above = betweenAsks
		}
		above = afterParagraph
	}
	f.keep()
	f.block([]letter.Line{l.Close}, f.closeColumn(c.close), beforeClose, true)
	f.block(l.Signature, c.close, forSignature, true)
}

// closeColumn is where the closing formula begins: with the signature if it
// is short, at the margin if it is a sentence.
func (f *flow) closeColumn(column float64) float64 {
	lines := f.lines(f.letter.Close, false, (1-column)*f.sheet.textWidth())
	if len(lines) > 1 {
		return 0
	}
	return column
}

// keep holds the last strip together with what comes next.
func (f *flow) keep() {
	if n := len(f.pending); n > 0 {
		f.pending[n-1].with = true
	}
}

// leastColumn is how near to the margin a column may move.
const leastColumn = 0.3

// columnFor returns where lines begin that would begin at a column: there, or
// nearer to the margin if they are long.
func (f *flow) columnFor(lines []letter.Line, column float64) float64 {
	width := f.sheet.textWidth()
	x := column * width
	for _, l := range lines {
		for _, set := range f.lines(l, false, width) {
			x = min(x, width-set.Width)
		}
	}
	return max(x, min(column, leastColumn)*width)
}

// block flows lines that begin at a column.
func (f *flow) block(lines []letter.Line, column, above float64, together bool) {
	x := f.columnFor(lines, column)
	for _, l := range lines {
		for _, set := range f.lines(l, false, f.sheet.textWidth()-x) {
			f.strip(above, row{line: set, x: x})
			above = 0
			if together {
				f.keep()
			}
		}
	}
}

// paragraph flows running text. Two lines at least stay together at its
// beginning and its end.
func (f *flow) paragraph(l letter.Line, bold bool, indent, above float64) {
	first := len(f.pending)
	for _, set := range f.lines(l, bold, f.sheet.textWidth()-indent) {
		f.strip(above, row{line: set, x: indent})
		above = 0
	}
	if last := len(f.pending) - 2; last >= first {
		f.pending[first].with, f.pending[last].with = true, true
	}
}

// ask flows a numbered ask, its lines hanging behind the number.
func (f *flow) ask(number string, l letter.Line, above float64) {
	label := f.lines(letter.Line{{Text: number}}, false, f.sheet.textWidth())
	at := len(f.pending)
	f.paragraph(l, false, askIndent*f.scale.size, above)
	if len(label) > 0 && len(f.pending) > at {
		x := (askIndent-askGap)*f.scale.size - label[0].Width
		f.pending[at].rows = append([]row{{line: label[0], x: x}}, f.pending[at].rows...)
	}
}

func (f *flow) strip(above float64, rows ...row) {
	f.pending = append(f.pending, strip{rows: rows, above: above * f.scale.leading * f.scale.gaps})
}

// lines sets one line of the letter in lines of at most width points.
func (f *flow) lines(l letter.Line, bold bool, width float64) []shape.Line {
	blank := blankWidth
	if len(l) > 1 {
		blank = shortBlank
	}
	var spans []shape.Span
	for _, r := range l {
		faces, text := f.family.regular, r.Text
		switch {
		case r.Blank:
			text = string(shape.Blank)
		case r.Strong || bold:
			faces = f.family.bold
		case r.Emph:
			faces = f.family.italic
		}
		var fonts []*shape.Font
		for _, t := range faces {
			fonts = append(fonts, t.font())
		}
		spans = append(spans, shape.Span{Text: text, Fonts: fonts})
	}
	lines, err := f.shaper.Paragraph(spans, shape.Style{
		RightToLeft: f.letter.Language.RightToLeft(), Size: f.scale.size, BlankWidth: min(blank, width),
	}, width)
	if err != nil && f.err == nil {
		f.err = err
	}
	return lines
}

// pages puts the strips on pages.
func (f *flow) pages() []page {
	pages := []page{nil}
	bottom := f.sheet.height - f.sheet.bottom
	y := f.sheet.top
	for i := 0; i < len(f.pending); {
		// What is kept together is moved together.
		j := i
		for j < len(f.pending)-1 && f.pending[j].with {
			j++
		}
		height := 0.0
		for _, s := range f.pending[i : j+1] {
			height += s.above + f.scale.leading
		}
		current := &pages[len(pages)-1]
		if y+height > bottom && len(*current) > 0 {
			pages = append(pages, nil)
			current, y = &pages[len(pages)-1], f.sheet.top
		}
		for _, s := range f.pending[i : j+1] {
			if len(*current) > 0 {
				y += s.above
			}
			y += f.scale.leading
			for _, r := range s.rows {
				r.y, r.size = y-f.baseline(), f.scale.size
				*current = append(*current, r)
			}
		}
		i = j + 1
	}
	return pages
}

// baseline is how far the base line is above the foot of its line.
func (f *flow) baseline() float64 { return f.scale.leading - f.scale.size }
