package pdf

import (
	"sort"

	"speakout/internal/letter"
	"speakout/internal/shape"
)

// row is a line of the letter where it stands on a page: x from the beginning
// of lines, y from the top of the paper to its base line.
type row struct {
	line shape.Line
	x, y float64
	size float64
	ink  ink
	// of the outline, and its type; asides have none
	element int
	tag     tag
}

// page is what stands on one page.
type page struct {
	rows      []row      // the letter's lines, in reading order
	asides    []row      // lines that say again what stands elsewhere: a return address, the head of a further page
	ornaments []ornament // what is not text
}

// flow places one block after another, from page to page.
type flow struct {
	letter letter.Letter
	texts  texts
	setter *setter
	style  *Style
	sheet  sheet
	window window
	scale  scale

	fitting bool         // lines are only counted,
	empty   []shape.Line // and these stand for them

	first   page    // what stands at fixed places of the first page,
	below   float64 // and where it ends
	pending []strip
	rows    []row // of pending
	outline outline
	element int // that the next rows belong to
	figure  int // the element of the logo; -1: it shows nothing that is not said
	address Address
}

// layOut sets the letter at the first scale at which it fits on one page, or
// else on several.
func (s *Style) layOut(l letter.Letter, shaper *shape.Shaper) (*Laid, error) {
	setter := newSetter(s.familyFor(l.Language), shaper)
	f := &flow{
		letter: l, texts: setter.textsOf(l), setter: setter, style: s,
		sheet: sheets[l.Paper], window: windowFor(l.Paper, l.Language),
	}
	if setter.err != nil {
		return nil, setter.err
	}
	scales := scalesOf(l.Language)
	// Smaller type takes less room, so the largest that fits is found by halves.
	f.fitting = true
	i := sort.Search(len(scales), func(i int) bool {
		f.at(scales[i])
		return f.fitsOnePage()
	})
	f.fitting = false
	for fits := false; !fits && i < len(scales); {
		f.at(scales[i])
		f.keepApart(0)
		if fits = f.fitsOnePage(); !fits {
			i++
		}
	}
	if i == len(scales) {
		f.at(scales[severalPages])
	}
	f.addAir()
	f.keepApart(0)
	if l.Enclosure != nil {
		first := len(f.pending)
		f.enclosed(setter.title(l.Enclosure.Title), l.Enclosure.Items)
		f.keepApart(first)
	}
	return &Laid{language: l.Language, pages: f.pages(), outline: f.outline, sheet: f.sheet, style: s, address: f.address}, setter.err
}

// at places the letter in type of the scale.
func (f *flow) at(s scale) {
	f.scale = s
	f.scale.leading *= f.style.leading(f.letter.Language)
	f.first = page{rows: f.first.rows[:0]}
	f.pending, f.rows, f.outline = f.pending[:0], f.rows[:0], f.outline[:0]
	f.all()
}

// all places the letter's blocks in reading order.
func (f *flow) all() {
	t := f.texts
	margin := column{width: f.sheet.textWidth()}
	aside, above := f.opening()
	f.begin(tagHeading, -1)
	f.title(t.subject, above)
	f.keep()
	f.block(t.salutation, margin, afterSubject, true)
	f.keep()
	above = afterSalutation
	for _, b := range t.body {
		if b.asks == nil {
			f.beginLine(b.paragraph, -1)
			f.paragraph(b.paragraph, 0, above)
		} else {
			f.keep() // what leads to the asks
			list := f.outline.add(tagList, -1)
			indent := f.askIndent(b.labels)
			for i, ask := range b.asks {
				f.ask(list, b.labels[i], ask, indent, above)
				above = betweenAsks
			}
		}
		above = afterParagraph
	}
	f.keep()
	if !closesAside[f.letter.Language] {
		aside = margin
	}
	// A closing formula that is a sentence begins at the margin.
	at := aside
	if len(f.set(t.close, aside.width, setting{})) > 1 {
		at = margin
	}
	f.block([]text{t.close}, at, beforeClose, true)
	f.block(t.signature, aside, max(forSignature, leastSignature/(f.scale.leading*f.scale.gaps)), true)
	if t.note.Text != nil {
		f.block([]text{t.note}, margin, afterSender, true)
	}
}

// enclosed flows what goes with the letter, on a page of its own.
func (f *flow) enclosed(title text, items [][]letter.Line) {
	first := len(f.pending)
	f.begin(tagHeading2, -1)
	f.title(title, 0)
	if first > 0 {
		f.pending[first-1].with = false
	}
	f.pending[first].newPage = true
	f.keep()
	for _, item := range items {
		f.block(f.setter.texts(item), column{width: f.sheet.textWidth()}, afterParagraph, true)
		f.pending[len(f.pending)-1].with = false
	}
}

// begin says what the rows that follow are.
func (f *flow) begin(t tag, in int) { f.element = f.outline.add(t, in) }

// group returns the element that lines of one block are in: several are a
// division, so that a screen reader stops between them.
func (f *flow) group(lines []text) int {
	if len(lines) > 1 {
		return f.outline.add(tagDiv, -1)
	}
	return -1
}

// row is a line that belongs to the element begun last.
func (f *flow) row(l shape.Line, x float64) row {
	return row{line: l, x: x, element: f.element, tag: f.outline[f.element].tag}
}

// keep holds the last strip together with what comes next.
func (f *flow) keep() {
	if n := len(f.pending); n > 0 {
		f.pending[n-1].with = true
	}
}

// block flows lines in a column.
func (f *flow) block(lines []text, c column, above float64, together bool) {
	in := f.group(lines)
	as := setting{even: c.width < f.sheet.textWidth()} // there one word alone would stand out
	for _, l := range lines {
		f.beginLine(l, in)
		for _, set := range f.set(l, c.width, as) {
			r := f.row(set, c.x)
			r.ink = l.ink
			f.strip(above, r)
			above = 0
			if together {
				f.keep()
			}
		}
	}
}

// title flows a heading, its lines about as long as each other.
func (f *flow) title(t text, above float64) {
	f.running(f.set(t, f.sheet.textWidth(), setting{even: true}), 0, above)
}

// paragraph flows running text.
func (f *flow) paragraph(t text, indent, above float64) {
	f.running(f.set(t, f.sheet.textWidth()-indent, setting{}), indent, above)
}

// running flows the lines of a text. Two at least stay together at its
// beginning and its end.
func (f *flow) running(lines []shape.Line, indent, above float64) {
	first := len(f.pending)
	for _, set := range lines {
		f.strip(above, f.row(set, indent))
		above = 0
	}
	if last := len(f.pending) - 2; last >= first {
		f.pending[first].with, f.pending[last].with = true, true
	}
}

// askIndent is how far asks stand behind the margin, at which the longest of their
// numbers begins.
func (f *flow) askIndent(numbers []text) float64 {
	longest := 0.0
	for _, n := range numbers {
		longest = max(longest, f.widthOf(n))
	}
	return longest + askGap*f.scale.size
}

// ask flows a numbered ask, its lines hanging behind the number.
func (f *flow) ask(list int, number, t text, indent, above float64) {
	item := f.outline.add(tagItem, list)
	f.begin(tagLabel, item)
	label := f.lines(number, f.sheet.textWidth(), setting{})
	var labels []row
	for _, l := range label {
		labels = append(labels, f.row(l, indent-askGap*f.scale.size-l.Width))
	}
	f.begin(tagItemBody, item)
	at := len(f.pending)
	f.paragraph(t, indent, above)
	if len(f.pending) > at {
		f.pending[at].rows = append(labels, f.pending[at].rows...)
	}
}

func (f *flow) strip(above float64, rows ...row) {
	at := len(f.rows)
	f.rows = append(f.rows, rows...)
	f.pending = append(f.pending, strip{rows: f.rows[at:len(f.rows):len(f.rows)], above: above * f.scale.leading * f.scale.gaps})
}

// baseline is how far the base line is above the foot of its line.
func (f *flow) baseline() float64 { return f.scale.leading - f.scale.size }
