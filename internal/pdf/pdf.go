// Package pdf draws a letter as a PDF document: it lays lines out on pages
// (layout), writes them with gofpdf (draw), cuts fonts to what a document uses
// (subset, sfnt, document) and adds what gofpdf cannot (finish). It knows
// nothing of wording.
package pdf

import (
	"io"
	"sync"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/shape"
)

// shapers hold words that are shaped already, for the next letter in the same
// language.
var shapers = map[locale.Language]*sync.Pool{}

func init() {
	for _, l := range locale.Languages {
		shapers[l] = &sync.Pool{New: func() any { return shape.NewShaper(string(l), l.RightToLeft()) }}
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

// Render writes the letter to w as a PDF document: one page, or more if it
// fits on one at no readable size. The same letter gives the same bytes. The
// error is a *shape.MissingError if no font has one of its characters.
func Render(w io.Writer, l letter.Letter) error { return new(Style).Render(w, l) }

func (s *Style) render(w io.Writer, l letter.Letter) error {
	laid, err := s.LayOut(l)
	if err != nil {
		return err
	}
	d := &drawing{
		sheet: laid.sheet, rightToLeft: l.Language.RightToLeft(), faces: s.typefaces(), style: s,
		fonts: fontSet{}, names: map[*codes]string{},
	}
	doc, err := d.draw(l, laid.pages)
	if err != nil {
		return err
	}
	if doc, err = finish(doc, d, l); err != nil {
		return err
	}
	_, err = w.Write(doc)
	return err
}
