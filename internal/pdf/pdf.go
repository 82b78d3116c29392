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
	buffer   []byte       // of content streams
	unready  bytes.Buffer // the document as gofpdf makes it
	document []byte       // as it is in the end
}

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
	pool := toolsFor[l.Language]
	t := pool.Get().(*tools)
	defer pool.Put(t)
	laid, err := layOut(l, t.shaper)
	return len(laid.pages), err
}

// Laid is a letter in lines on pages, ready to be drawn.
type Laid struct {
	language locale.Language
	pages    []page
	outline  outline
	sheet    sheet

	// The content streams, and the codes they use, if that is all of the
	// alphabet: the same in each document.
	streams [][]byte
	uses    []*codes
}

// LayOut prepares a letter for a Book. It may be called by several goroutines.
// The error is a *shape.MissingError if no font has one of its characters.
func LayOut(l letter.Letter) (*Laid, error) {
	pool := toolsFor[l.Language]
	t := pool.Get().(*tools)
	defer pool.Put(t)
	laid, err := layOut(l, t.shaper)
	if err != nil {
		return nil, err
	}
	d := newDrawing(laid, newFontSet(alphabets[l.Language](), typefaces), t.drawn)
	d.buffer = t.buffer
	var streams [][]byte
	for _, p := range laid.pages {
		content, err := d.content(p)
		if err != nil {
			return nil, err
		}
		streams = append(streams, stream("", content))
	}
	t.buffer = d.buffer
	if len(d.fonts.own) == 0 {
		laid.streams, laid.uses = streams, d.fonts.used
	}
	return laid, nil
}

// Render writes the letter to w as a PDF document: one page, or more if it
// fits on one at no readable size. The same letter gives the same bytes. The
// error is a *shape.MissingError if no font has one of its characters.
func Render(w io.Writer, l letter.Letter) error {
	pool := toolsFor[l.Language]
	t := pool.Get().(*tools)
	defer pool.Put(t)
	laid, err := layOut(l, t.shaper)
	if err != nil {
		return err
	}
	d := newDrawing(laid, newFontSet(alphabets[l.Language](), typefaces), t.drawn)
	d.buffer = t.buffer
	t.unready.Reset()
	if err := d.draw(&t.unready, laid.pages); err != nil {
		return err
	}
	doc, err := finish(t.document[:0], t.unready.Bytes(), d, laid, l)
	if err != nil {
		return err
	}
	t.buffer, t.document = d.buffer, doc
	_, err = w.Write(doc)
	return err
}
