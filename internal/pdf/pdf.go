// Package pdf draws a letter as a PDF document. It lays lines out on pages
// (layout, setting, opening, fit, share, ink, paginate, letterhead), finds the
// codes that draw them (chunk, line, spacing, codes) in fonts that are cut once for
// a language or for the letter (alphabet, fontset, subset, glyf, sfnt, program),
// and draws them (draw) on the pages of a document by gofpdf, to which it adds what
// gofpdf cannot (structure, links, archive, finish). A Book is many letters in one
// document (book, tree, bookmarks, offsets), Labels are their addresses. It knows
// nothing of wording.
package pdf

import (
	"errors"
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
	drawn    *drawnLines
	buffers  buffers
	document []byte
}

// buffers are what content streams are put together in.
type buffers struct {
	key, content, artifacts []byte

	// Of the line that is drawn.
	pieces []shape.Piece
	coded  []codedPiece
	glyphs []glyph
	chunks []chunk
}

// toolbox holds tools that nobody uses just now. A sync.Pool would throw them
// away whenever garbage is collected, which in a small heap is all the time.
type toolbox struct {
	language locale.Language
	memory   *shape.Memory
	drawn    *drawnLines
	sync.Mutex
	free []*tools
}

var toolsFor = map[locale.Language]*toolbox{}

func init() {
	for _, l := range locale.Languages {
		toolsFor[l] = &toolbox{language: l, memory: shape.NewMemory(), drawn: newDrawnLines()}
	}
}

func (b *toolbox) get() *tools {
	b.Lock()
	defer b.Unlock()
	if n := len(b.free); n > 0 {
		t := b.free[n-1]
		b.free = b.free[:n-1]
		return t
	}
	return &tools{shaper: shape.NewShaper(string(b.language), b.language.RightToLeft(), b.memory), drawn: b.drawn}
}

func (b *toolbox) put(t *tools) {
	b.Lock()
	defer b.Unlock()
	b.free = append(b.free, t)
}

// Pages returns how many pages the letter takes, without its enclosure. The
// error is a *shape.MissingError if no font has one of its characters.
func Pages(l letter.Letter) (int, error) {
	l.Enclosure = nil
	box := toolsFor[l.Language]
	t := box.get()
	defer box.put(t)
	laid, err := new(Style).layOut(l, t.shaper)
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
	address  Address

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
	box := toolsFor[l.Language]
	t := box.get()
	defer box.put(t)
	laid, err := s.layOut(l, t.shaper)
	if err != nil {
		return err
	}
	d := t.drawing(laid)
	d.fonts.room = mostBesides
	contents, err := d.streams(laid, false)
	if errors.Is(err, errNoRoom) {
		d = newDrawing(laid, newFontSet(nil, d.fonts.faces), newDrawnLines(), &t.buffers)
		contents, err = d.streams(laid, false)
	}
	if err != nil {
		return err
	}
	doc, err := finish(t.document[:0], contents, d, laid, l)
	if err != nil {
		return err
	}
	t.document = doc
	_, err = w.Write(doc)
	return err
}

// drawing returns what draws a letter into a document of its own.
func (t *tools) drawing(l *Laid) *drawing {
	return newDrawing(l, newFontSet(alphabets(l.language), l.style.typefaces()), t.drawn, &t.buffers)
}
