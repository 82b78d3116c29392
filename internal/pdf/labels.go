package pdf

import (
	"errors"
	"io"
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

// LabelSheets are the address labels that most offices have, with the measures
// of Avery's templates: L7160 (63.5 × 38.1 mm, 21 on A4) and 5160 (2⅝ × 1 inch,
// 30 on US Letter).
var LabelSheets = []LabelSheet{
	{"L7160", country.A4, 3, 7, 63.5 * millimetre, 38.1 * millimetre, 7.25 * millimetre, 15.15 * millimetre, 66.04 * millimetre, 38.1 * millimetre},
	{"5160", country.USLetter, 3, 10, 2.625 * inch, 1 * inch, 0.1875 * inch, 0.5 * inch, 2.75 * inch, 1 * inch},
}

// labelMargin is how far from a label's edges the address stays: printers do
// not draw paper in to the point.
const labelMargin = 3 * millimetre

// labelScales are how an address may be set on a label: the first in which it
// fits is taken.
var labelScales = []scale{{10, 12.5, 0}, {9, 11.25, 0}, {8, 10, 0}, {7, 8.5, 0}, {6, 7.25, 0}}

// ErrLabelTooSmall is that an address has no room on a label in readable type.
var ErrLabelTooSmall = errors.New("the address is too long for a label")

// Labels is a document of address labels, for one goroutine.
type Labels struct {
	sheet   LabelSheet
	style   *Style
	book    *Book
	shapers map[locale.Language]*shape.Shaper
	fonts   bookFonts
	labels  []label // of the page that is not written yet
	outline outline
}

// label is an address at its place.
type label struct {
	language locale.Language
	rows     []row
}

// NewLabels begins a document on w. style may be nil.
func NewLabels(w io.Writer, day time.Time, s LabelSheet, style *Style) *Labels {
	if style == nil {
		style = new(Style)
	}
	b := NewBook(w, day)
	return &Labels{
		sheet: s, style: style, book: b, shapers: map[locale.Language]*shape.Shaper{},
		fonts: bookFonts{set: newFontSet(nil, style.typefaces()), resources: b.reserve(1), drawn: drawnLines{}},
	}
}

// Add puts the letter's recipient on the next label. The error is
// ErrLabelTooSmall or a *shape.MissingError.
func (ls *Labels) Add(l letter.Letter) (err error) {
	defer ls.style.explainFonts(&err)
	shaper := ls.shapers[l.Language]
	if shaper == nil {
		shaper = shape.NewShaper(string(l.Language), l.Language.RightToLeft())
		ls.shapers[l.Language] = shaper
	}
	setter := &setter{family: ls.style.familyFor(l.Language), shaper: shaper}
	address := setter.texts(l.Recipient)
	if setter.err != nil {
		return setter.err
	}
	rows := ls.fit(l, setter, address)
	if rows == nil {
		return ErrLabelTooSmall
	}
	ls.labels = append(ls.labels, label{l.Language, rows})
	if len(ls.labels) == ls.sheet.across*ls.sheet.down {
		return ls.endPage()
	}
	return nil
}

// fit sets an address in the largest type in which the next label holds it, or
// returns nil.
func (ls *Labels) fit(l letter.Letter, setter *setter, address []text) []row {
	n, s := len(ls.labels), ls.sheet
	left, top := s.left+float64(n%s.across)*s.toRight, s.top+float64(n/s.across)*s.toBelow
	for _, sc := range labelScales {
		f := &flow{letter: l, setter: setter, style: ls.style, scale: sc, outline: ls.outline}
		group := f.outline.add(tagDiv, -1)
		f.outline[group].language = l.Language
		var rows []row
		for _, a := range address {
			f.begin(tagParagraph, group)
			for _, line := range f.lines(a, s.width-2*labelMargin, setting{}) {
				rows = append(rows, f.row(line, 0))
			}
		}
		height := float64(len(rows)) * sc.leading
		if len(rows) == 0 || height > s.height-2*labelMargin {
			continue
		}
		y := top + (s.height-height)/2
		for i := range rows {
			y += sc.leading
			r := &rows[i]
			r.x, r.y, r.size = left+labelMargin, y-f.baseline(), sc.size
			if l.Language.RightToLeft() {
				r.x = left + s.width - labelMargin - r.line.Width
			}
		}
		ls.outline = f.outline
		return rows
	}
	return nil
}

// endPage writes the labels that wait.
func (ls *Labels) endPage() error {
	if len(ls.labels) == 0 {
		return nil
	}
	paper := sheets[ls.sheet.paper]
	paper.start = 0
	laid := &Laid{language: ls.labels[0].language, pages: []page{{}}, outline: ls.outline, sheet: paper, style: ls.style}
	var content, artifacts []byte
	id := 0
	for _, l := range ls.labels {
		d := newDrawing(&Laid{language: l.language, sheet: paper}, ls.fonts.set, ls.fonts.drawn, &ls.fonts.buffers)
		d.absolute = true
		var err error
		if content, artifacts, id, err = d.rows(content, artifacts, l.rows, id); err != nil {
			return err
		}
		laid.pages[0].rows = append(laid.pages[0].rows, l.rows...)
	}
	b := ls.book
	if b.language == "" {
		b.language = laid.language
	}
	b.addLetter(laid, []int{b.page(paper, ls.fonts.resources, stream("", appendArtifacts(content, artifacts)), b.pages)})
	ls.labels, ls.outline = nil, nil
	return b.err
}

// Close writes what comes after the labels.
func (ls *Labels) Close() error {
	if err := ls.endPage(); err != nil {
		return err
	}
	ls.book.put(ls.fonts.resources, ls.fonts.set.resources("", ls.book))
	return ls.book.Close()
}
