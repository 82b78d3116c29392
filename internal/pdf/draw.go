package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"speakout/internal/recent"
	"speakout/internal/shape"
)

// ruleWeight is the thickness of ruled blanks, ruleDrop how far they are below
// the base line.
const (
	ruleWeight = 0.5
	ruleDrop   = 1.5
)

// drawing writes the content streams of letters of one language.
type drawing struct {
	sheet       sheet
	rightToLeft bool
	absolute    bool        // rows stand so far from the left edge of the paper
	level       shape.Level // of the paragraphs
	fonts       *fontSet
	drawn       *drawnLines
	*buffers
}

func newDrawing(l *Laid, fonts *fontSet, drawn *drawnLines, b *buffers) *drawing {
	d := &drawing{sheet: l.sheet, rightToLeft: l.language.RightToLeft(), fonts: fonts, drawn: drawn, buffers: b}
	if d.rightToLeft {
		d.level = 1
	}
	return d
}

// drawnLines are lines that were drawn before, by their pieces: those of an
// alphabet only.
type drawnLines = recent.Map[*shape.Piece, drawnLine]

func newDrawnLines() *drawnLines {
	const most = 300 // bounds the memory that they may take
	return recent.NewMap[*shape.Piece, drawnLine](most)
}

// frameKind is what tells frames apart.
type frameKind struct {
	sheet sheet
	pages int
}

// frames are what gofpdf makes of documents whose pages are empty yet: the same
// for all letters of as many pages on the same paper.
var frames = recent.NewMap[frameKind, objects](20)

// frameOf makes a document with gofpdf whose pages, fonts and properties are put
// in afterwards: what it has of its own can neither shape Arabic nor tag.
func frameOf(kind frameKind) (objects, error) {
	if o, ok := frames.Get(kind); ok {
		return slices.Clone(o), nil
	}
	doc := gofpdf.NewCustom(&gofpdf.InitType{
		UnitStr: "pt", Size: gofpdf.SizeType{Wd: kind.sheet.width, Ht: kind.sheet.height},
	})
	doc.SetAutoPageBreak(false, 0)
	doc.SetCatalogSort(true)
	for range kind.pages {
		doc.AddPage()
	}
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		return nil, fmt.Errorf("gofpdf: %w", err)
	}
	o, err := splitObjects(out.Bytes())
	if err != nil {
		return nil, err
	}
	if want := firstPage - 1 + 2*kind.pages + 2; len(o) != want {
		return nil, fmt.Errorf("finishing the PDF: %d objects, not %d", len(o), want)
	}
	frames.Put(kind, o)
	return slices.Clone(o), nil
}

// content returns a page's content stream (ISO 32000-1, 9.4), which the next
// page's overwrites: the text, in sequences that belong to the elements of the
// structure tree, numbered as sequencesOf does (14.7.4.2), then what is only
// drawn, artifacts (14.8.2.2).
func (d *drawing) content(p page) ([]byte, error) {
	b, artifacts := d.buffers.content[:0], d.artifacts[:0]
	id := 0
	for _, o := range p.ornaments {
		if o.isFigure() {
			b = append(d.appendOrnament(appendMarked(b, tagFigure, id), o), "EMC\n"...)
			id++
		} else {
			artifacts = d.appendOrnament(artifacts, o)
		}
	}
	var rules []byte
	var err error
	for _, r := range p.asides {
		if artifacts, rules, err = d.row(artifacts, rules, r); err != nil {
			return nil, err
		}
	}
	artifacts = append(artifacts, rules...)
	if b, artifacts, _, err = d.rows(b, artifacts, p.rows, id); err != nil {
		return nil, err
	}
	b = appendArtifacts(b, artifacts)
	d.buffers.content, d.artifacts = b, artifacts
	return b, nil
}

// rows draws rows, in sequences whose numbers begin at id. It returns the next
// number.
func (d *drawing) rows(b, artifacts []byte, rows []row, id int) (text, drawn []byte, next int, err error) {
	for i, r := range rows {
		if i == 0 || rows[i-1].element != r.element {
			if i > 0 {
				b = append(b, "EMC\n"...)
			}
			b = appendMarked(b, r.tag, id)
			id++
		}
		if b, artifacts, err = d.row(b, artifacts, r); err != nil {
			return nil, nil, 0, err
		}
	}
	if len(rows) > 0 {
		b = append(b, "EMC\n"...)
	}
	return b, artifacts, id, nil
}

func appendArtifacts(b, artifacts []byte) []byte {
	if len(artifacts) == 0 {
		return b
	}
	return append(append(append(b, "/Artifact BMC\n"...), artifacts...), "EMC\n"...)
}

// appendMarked begins a sequence of content that belongs to an element.
func appendMarked(b []byte, t tag, id int) []byte {
	b = append(append(append(b, '/'), t...), " <</MCID "...)
	return append(strconv.AppendInt(b, int64(id), 10), ">> BDC\n"...)
}

// begins is where the left end of a row's base line is, from the left and the foot
// of the paper.
func (s sheet) begins(r row, rightToLeft bool) (x, y float64) {
	if rightToLeft {
		return s.width - s.start - r.x - r.line.Width, s.height - r.y
	}
	return s.start + r.x, s.height - r.y
}

// row draws a line's words, and its rules.
func (d *drawing) row(b, rules []byte, r row) (text, lines []byte, err error) {
	x, y := d.sheet.begins(r, d.rightToLeft && !d.absolute)
	drawn, err := d.drawnLine(r)
	if err != nil {
		return nil, nil, err
	}
	if len(drawn.ops) > 0 {
		if r.ink != "" {
			b = append(append(b, "q "...), r.ink...)
		}
		b = append(appendPoint(append(b, "BT 1 0 0 1 "...), x, y), " Tm\n"...)
		b = append(append(b, drawn.ops...), "ET\n"...)
		if r.ink != "" {
			b = append(b, "Q\n"...)
		}
	}
	for _, p := range r.line.Pieces {
		if p.Blank {
			rules = append(appendNum(rules, ruleWeight), " w "...)
			rules = append(appendPoint(rules, x, y-ruleDrop), " m "...)
			rules = append(appendPoint(rules, x+p.Width, y-ruleDrop), " l S\n"...)
		}
		x += p.Width
	}
	return b, rules, nil
}

// drawnLine draws a row's line, unless that was done before.
func (d *drawing) drawnLine(r row) (drawnLine, error) {
	if len(r.line.Pieces) == 0 {
		return drawnLine{}, nil
	}
	// The shaper gives the same line for the same text.
	first := &r.line.Pieces[0]
	drawn, ok := d.drawn.Get(first)
	if !ok {
		var err error
		if drawn, err = d.line(r.line, r.size, r.tag == tagLabel); err != nil {
			return drawnLine{}, err
		}
		if d.fonts.onlyAlphabet(drawn.uses) {
			d.drawn.Put(first, drawn)
		} else if err := d.fonts.checkRoom(); err != nil {
			return drawnLine{}, err
		}
	}
	for _, c := range drawn.uses {
		d.fonts.use(c)
	}
	return drawn, nil
}

func appendPoint(b []byte, x, y float64) []byte {
	return appendNum(append(appendNum(b, x), ' '), y)
}
