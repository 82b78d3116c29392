package pdf

import (
	"speakout/internal/letter"
	"speakout/internal/shape"
)

// row is a line of the letter where it stands on a page: x from the beginning
// of lines, y from the top of the paper to its base line.
type row struct {
	line shape.Line
	x, y float64
	size float64
	// of the outline, and its type
	element int
	tag     tag
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
	outline outline
	element int // that strips belong to
	err     error
}

// strip is rows side by side with the space above them: an ask and its number.
type strip struct {
	rows  []row // y is not set yet
	above float64
	// with keeps the strip on the page of the next: nobody wants a subject
	// alone at the foot of a page, or a signature alone on the second.
	with bool
	// newPage begins a page with the strip.
	newPage bool
}

// layOut sets the letter at the first scale at which it fits on one page, or
// else, at the last, on as many as it takes.
func layOut(l letter.Letter, shaper *shape.Shaper) (*Laid, error) {
	paper := sheets[l.Paper]
	var f *flow
	for _, sc := range scalesOf(l.Language) {
		f = &flow{letter: l, sheet: paper, scale: sc, family: familyFor(l.Language), shaper: shaper}
		f.all()
		if f.err != nil || len(f.pages()) == 1 {
			break
		}
	}
	if l.Enclosure != nil {
		f.enclosed(l.Enclosure.Title, l.Enclosure.Items)
	}
	return &Laid{language: l.Language, pages: f.pages(), outline: f.outline, sheet: paper}, f.err
}

// all flows the letter's blocks in reading order.
func (f *flow) all() {
	l, a := f.letter, arrangements[f.letter.Language]
	side := f.sideColumn(a)
	at := func(onSide bool) float64 {
		if onSide {
			return side
		}
		return 0
	}
	f.block(l.Sender, 0, 0, false)
	f.block([]letter.Line{l.PlaceDate}, at(a.placeDate), afterSender, false)
	f.block(l.Recipient, at(a.recipient), afterPlaceDate, false)
	f.begin(tagHeading, -1)
	f.paragraph(l.Subject, true, 0, afterRecipient)
	f.keep()
	f.block(l.Salutation, 0, afterSubject, false)
	f.keep()
	above := afterSalutation
	for _, b := range l.Body {
		if b.Asks == nil {
			f.begin(tagParagraph, -1)
			f.paragraph(b.Paragraph, false, 0, above)
		} else {
			list := f.outline.add(tagList, -1)
			for i, ask := range b.Asks {
				f.ask(list, l.AskLabel(i), ask, above)
				above = betweenAsks
			}
		}
		above = afterParagraph
	}
	f.keep()
	// A closing formula that is a sentence begins at the margin.
	closeAside := a.close && len(f.lines(l.Close, false, f.sheet.textWidth()-side)) == 1
	f.block([]letter.Line{l.Close}, at(closeAside), beforeClose, true)
	f.block(l.Signature, at(a.close), forSignature, true)
	if l.Enclosure != nil {
		f.block([]letter.Line{l.Enclosure.Note}, 0, afterSender, true)
	}
}

// enclosed flows what goes with the letter, on a page of its own.
func (f *flow) enclosed(title letter.Line, items []letter.Line) {
	first := len(f.pending)
	f.begin(tagHeading2, -1)
	f.paragraph(title, true, 0, 0)
	f.pending[first-1].with = false
	f.pending[first].newPage = true
	f.keep()
	for _, item := range items {
		f.begin(tagParagraph, -1)
		f.paragraph(item, false, 0, afterParagraph)
	}
}

// leastSide is how near to the margin the side column may move, as a part of
// the line.
const leastSide = 0.3

// sideColumn returns where the column on the side begins: where it is arranged
// to, or nearer to the margin if a line in it is long.
func (f *flow) sideColumn(a arrangement) float64 {
	var lines []letter.Line
	if a.placeDate {
		lines = append(lines, f.letter.PlaceDate)
	}
	if a.recipient {
		lines = append(lines, f.letter.Recipient...)
	}
	if a.close {
		lines = append(lines, f.letter.Signature...)
	}
	width := f.sheet.textWidth()
	x := a.side * width
	for _, l := range lines {
		for _, set := range f.lines(l, false, width) {
			x = min(x, width-set.Width)
		}
	}
	return max(x, min(a.side, leastSide)*width)
}

// begin says what the strips that follow are.
func (f *flow) begin(t tag, in int) { f.element = f.outline.add(t, in) }

// keep holds the last strip together with what comes next.
func (f *flow) keep() {
	if n := len(f.pending); n > 0 {
		f.pending[n-1].with = true
	}
}

// block flows lines that begin at x.
func (f *flow) block(lines []letter.Line, x, above float64, together bool) {
	in := -1
	if len(lines) > 1 {
		in = f.outline.add(tagDiv, -1)
	}
	for _, l := range lines {
		f.begin(tagParagraph, in)
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
func (f *flow) ask(list int, number string, l letter.Line, above float64) {
	item := f.outline.add(tagItem, list)
	labelled := f.outline.add(tagLabel, item)
	f.begin(tagItemBody, item)
	label := f.lines(letter.Line{{Text: number + " "}}, false, f.sheet.textWidth())
	at := len(f.pending)
	f.paragraph(l, false, askIndent*f.scale.size, above)
	if len(label) > 0 && len(f.pending) > at {
		x := (askIndent-askGap)*f.scale.size - label[0].Width
		f.pending[at].rows = append([]row{{line: label[0], x: x, element: labelled, tag: tagLabel}}, f.pending[at].rows...)
	}
}

func (f *flow) strip(above float64, r row) {
	r.element, r.tag = f.element, f.outline[f.element].tag
	f.pending = append(f.pending, strip{rows: []row{r}, above: above * f.scale.leading * f.scale.gaps})
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
		spans = append(spans, shape.Span{Text: text, Fonts: fontsOf(faces)})
	}
	set, err := f.shaper.Lines(spans, shape.Measure{Size: f.scale.size, BlankWidth: min(blank, width), Width: width})
	if err != nil && f.err == nil {
		f.err = err
	}
	return set
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
		if (y+height > bottom || f.pending[i].newPage) && len(*current) > 0 {
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
