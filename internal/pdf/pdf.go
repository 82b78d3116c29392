// Package pdf draws a letter as a PDF document: it lays lines out on pages
// (layout), writes them with gofpdf (draw), cuts fonts to what a document uses
// (subset, sfnt, document) and adds what gofpdf cannot (finish). It knows
// nothing of wording.
package pdf

import (
	"bytes"
	"io"
	"sync"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/shape"
)

// tools are what the next letter in the same language takes up again: words
// that are shaped already, lines that are drawn.
type tools struct {
	shaper   *shape.Shaper
	drawn    drawnLines
	buffers  buffers
	unready  bytes.Buffer // the document as gofpdf makes it
	document []byte       // as it is in the end
}

// buffers are what content streams are put together in.
type buffers struct{ key, content, artifacts []byte }

var toolsFor = map[locale.Language]*sync.Pool{}

func init() {
	for _, l := range locale.Languages {
		toolsFor[l] = &sync.Pool{New: func() any { return &tools{shaper: shape.NewShaper(string(l), l.RightToLeft()), drawn: drawnLines{}} }}
	}
}

// Pages returns how many pages the letter takes, without its enclosure. The
// error is a *shape.MissingError if no font has one of its characters.
func Pages(l letter.Letter) (int, error) {
	l.Enclosure = nil
	laid, err := LayOut(l)
	if err != nil {
		return 0, err
	}
	return len(laid.pages), nil
}

// Laid is a letter in lines on pages, ready to be drawn.
type Laid struct {
	language locale.Language
	pages    []page
	outline  outline
	sheet    sheet
	style    *Style

	// The content streams, and the codes they use, if that is all of the
	// alphabet: the same in each document.
	streams [][]byte
	uses    []*codes
}

// LayOut prepares a letter for a Book. It may be called by several goroutines.
// The error is a *shape.MissingError if no font has one of its characters.
func LayOut(l letter.Letter) (*Laid, error) { return new(Style).LayOut(l) }

// Render writes the letter to w as a PDF document: one page, or more if it
// fits on one at no readable size. The same letter gives the same bytes. The
// error is a *shape.MissingError if no font has one of its characters.
func Render(w io.Writer, l letter.Letter) error { return new(Style).Render(w, l) }

func (s *Style) render(w io.Writer, l letter.Letter) error {
	pool := toolsFor[l.Language]
	t := pool.Get().(*tools)
	defer pool.Put(t)
	laid, err := s.layOut(l, t.shaper)
	if err != nil {
		return err
	}
	d := t.drawing(laid)
	t.unready.Reset()
	if err := d.draw(&t.unready, laid.pages); err != nil {
		return err
	}
	doc, err := finish(t.document[:0], t.unready.Bytes(), d, laid, l)
	if err != nil {
		return err
	}
	t.document = doc
	_, err = w.Write(doc)
	return err
}

// drawing returns what draws a letter into a document of its own.
func (t *tools) drawing(l *Laid) *drawing {
	return newDrawing(l, newFontSet(alphabets[l.language](), l.style.typefaces()), t.drawn, &t.buffers)
}
