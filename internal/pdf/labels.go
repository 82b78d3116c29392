package pdf

import (
	"errors"
	"io"
	"slices"
	"time"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/shape"
)

// LabelSheet is a sheet of self-adhesive labels, as its maker measures it.
type LabelSheet struct {
	Name             string
	paper            country.Paper
	across, down     int
	width, height    float64 // of a label
	left, top        float64 // of the first one
	toRight, toBelow float64 // from one label's corner to the next one's
}

const inch = 72

// LabelSheets are the address labels that most offices have: L7160 (63.5 × 38.1
// mm, 21 on A4) and 5160 (2⅝ × 1 inch, 30 on letter paper). The measures are
// those of Avery's own templates, which LibreOffice's list of labels has too
// (extras/source/labels/labels.xml); both sheets are symmetrical to 0.1 mm.
var LabelSheets = []LabelSheet{
	{"L7160", country.A4, 3, 7, 63.5 * millimetre, 38.1 * millimetre, 7.2 * millimetre, 15.15 * millimetre, 66.04 * millimetre, 38.1 * millimetre},
	{"5160", country.USLetter, 3, 10, 2.625 * inch, 1 * inch, 0.1875 * inch, 0.5 * inch, 2.75 * inch, 1 * inch},
}

// How far from a label's edges the address stays: printers do not draw paper in
// to the point.
const (
	besideLabel = 3 * millimetre
	aboveLabel  = 2 * millimetre // and below it
)

// labelScales are how an address may be set on a label: the first in which it
// fits is taken. None is smaller than what sorting machines and postmen read.
func labelScales(l locale.Language) []scale {
	if l.RightToLeft() {
		return []scale{{13, 18, 0}, {12, 16.5, 0}, {11, 15, 0}, {10, 13.5, 0}, {9, 12, 0}, {8, 10, 0}}
	}
	return []scale{{11, 13.5, 0}, {10, 12.5, 0}, {9, 11.25, 0}, {8, 10, 0}, {7, 8.75, 0}}
}

// ErrLabelTooSmall is that an address has no room on a label in readable type.
var ErrLabelTooSmall = errors.New("too long for an address label")

// Label is an address in lines, ready to be put on a sheet.
type Label struct {
	language locale.Language
	rows     []row // from the label's corner; their elements are the lines of the address, counted from 0
	lines    int   // of the address
}

// Set sets an address in the largest type in which a label holds it. It may be
// called by several goroutines; style may be nil. The error is ErrLabelTooSmall
// or a *shape.MissingError.
func (s LabelSheet) Set(style *Style, l locale.Language, address []letter.Line) (set *Label, err error) {
	if style == nil {
		style = new(Style)
	}
	defer style.explainFonts(&err)
	t := toolsFor[l].get()
	defer toolsFor[l].put(t)
	setter := newSetter(style.familyFor(l), t.shaper)
	texts := setter.texts(address)
	if setter.err != nil {
		return nil, setter.err
	}
	for _, sc := range labelScales(l) {
		sc.leading *= style.leading(l)
		rows, height := s.rows(texts, sc, l.RightToLeft())
		if height > s.height-2*aboveLabel {
			continue
		}
		torn := slices.ContainsFunc(texts, func(t text) bool { return t.Tears(s.measure(sc)) })
		if set == nil || !torn { // a word in two is the last resort
			set = &Label{l, s.place(rows, height, l.RightToLeft()), len(address)}
		}
		if !torn {
			break
		}
	}
	if set == nil {
		return nil, ErrLabelTooSmall
	}
	return set, nil
}

func (s LabelSheet) measure(sc scale) shape.Measure {
	return shape.Measure{Size: sc.size, Width: s.width - 2*besideLabel, Even: true}
}

// rows breaks an address into lines that a label has room for, one below the other,
// and says how high they are.
func (s LabelSheet) rows(address []text, sc scale, rightToLeft bool) (rows []row, height float64) {
	above := new(drawn)
	for i, a := range address {
		for _, line := range a.Lines(s.measure(sc)) {
			this := drawnOf(line, sc.size, rightToLeft)
			height += above.apart(this, 0, sc.size, sc.leading, false) - sc.leading
			rows = append(rows, row{line: line, y: height + sc.size, size: sc.size, element: i, tag: tagParagraph})
			height += sc.leading
			above = this
		}
	}
	return rows, height
}

// place puts rows in the middle of a label's height, at the beginning of lines.
func (s LabelSheet) place(rows []row, height float64, rightToLeft bool) []row {
	for i := range rows {
		r := &rows[i]
		r.x, r.y = besideLabel, r.y+(s.height-height)/2
		if rightToLeft {
			r.x = s.width - besideLabel - r.line.Width
		}
	}
	return rows
}

// corner is where label number n of a sheet begins, counted from 0.
func (s LabelSheet) corner(n int) (x, y float64) {
	return s.left + float64(n%s.across)*s.toRight, s.top + float64(n/s.across)*s.toBelow
}

// Labels is a document of address labels, sheet after sheet, for one goroutine.
type Labels struct {
	sheet   LabelSheet
	style   *Style
	book    *Book
	fonts   bookFonts
	waiting []*Label // of the sheet that is not written yet
}

// NewLabels begins a document on w. style may be nil.
func NewLabels(w io.Writer, day time.Time, s LabelSheet, style *Style) *Labels {
	if style == nil {
		style = new(Style)
	}
	ls := &Labels{sheet: s, style: style, book: NewBook(w, day)}
	ls.beginFonts()
	return ls
}

// Add puts a label of the same kind of sheet after those before it, and returns
// the number of its page.
func (ls *Labels) Add(l *Label) (int, error) {
	page := ls.book.pages + 1
	ls.waiting = append(ls.waiting, l)
	if len(ls.waiting) == ls.sheet.across*ls.sheet.down {
		return page, ls.endSheet()
	}
	return page, nil
}

// endSheet writes the labels that wait.
func (ls *Labels) endSheet() error {
	b, paper := ls.book, sheets[ls.sheet.paper]
	paper.start = 0
	language := ls.waiting[0].language
	if b.language == "" {
		b.language = language
	}
	laid := &Laid{language: language, pages: []page{{}}, sheet: paper}
	var content, artifacts []byte
	id := 0
	for n, l := range ls.waiting {
		rows := ls.onSheet(n, l, &laid.outline)
		d := newDrawing(&Laid{language: l.language, sheet: paper}, ls.fonts.set, ls.fonts.drawn, &ls.fonts.buffers)
		d.absolute = true
		var err error
		if content, artifacts, id, err = d.rows(content, artifacts, rows, id); err != nil {
			return err
		}
		laid.pages[0].rows = append(laid.pages[0].rows, rows...)
	}
	page := b.page(paper, ls.fonts.resources, stream("", appendArtifacts(content, artifacts)), b.parents.whole, nil)
	b.addLetter(laid, []int{page}, nil)
	ls.waiting = ls.waiting[:0]
	if ls.fonts.set.most() > b.most {
		ls.endFonts()
		ls.beginFonts()
	}
	return b.err
}

// onSheet is a label's rows at its place, and in the outline: a division in the
// label's language.
func (ls *Labels) onSheet(n int, l *Label, o *outline) []row {
	group := o.add(tagDiv, -1)
	(*o)[group].language = l.language
	first := len(*o)
	for range l.lines {
		o.add(tagParagraph, group)
	}
	x, y := ls.sheet.corner(n)
	rows := make([]row, len(l.rows))
	for i, r := range l.rows {
		r.x, r.y, r.element = r.x+x, r.y+y, r.element+first
		rows[i] = r
	}
	return rows
}

func (ls *Labels) beginFonts() {
	ls.fonts = bookFonts{set: newFontSet(nil, ls.style.typefaces()), resources: ls.book.reserve(1), drawn: newDrawnLines()}
}

func (ls *Labels) endFonts() {
	ls.book.put(ls.fonts.resources, ls.fonts.set.resources("", ls.book))
}

// Close writes the last sheet and what comes after it.
func (ls *Labels) Close() error {
	if len(ls.waiting) > 0 {
		if err := ls.endSheet(); err != nil {
			return err
		}
	}
	ls.endFonts()
	return ls.book.Close()
}

// Abort ends a document that is not to be completed.
func (ls *Labels) Abort() { ls.book.Abort() }
