package shape

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/text/unicode/norm"
)

// Font is a parsed OpenType font. It may be used from several goroutines.
type Font struct {
	UnitsPerEm int
	loader     *opentype.Loader
	font       *font.Font
	tables     sync.Map // by tag: they are read for each document
}

// ParseFont reads a TrueType or OpenType font.
func ParseFont(data []byte) (*Font, error) {
	loader, err := opentype.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("not a font: %w", err)
	}
	f, err := font.NewFont(loader)
	if err != nil {
		return nil, fmt.Errorf("not a usable font: %w", err)
	}
	return &Font{UnitsPerEm: int(f.Upem()), loader: loader, font: f}, nil
}

// Table returns one of the font's tables ("glyf", "head") as it stands in the
// file. It must not be changed.
func (f *Font) Table(tag string) ([]byte, error) {
	if t, ok := f.tables.Load(tag); ok {
		return t.([]byte), nil
	}
	t, err := f.loader.RawTable(opentype.MustNewTag(tag))
	if err == nil {
		f.tables.Store(tag, t)
	}
	return t, err
}

// Has reports whether the font can show r, itself or taken apart into a base
// and its marks, which the shaper does.
func (f *Font) Has(r rune) bool {
	if _, ok := f.font.NominalGlyph(r); ok {
		return true
	}
	parts := []rune(norm.NFD.String(string(r)))
	for _, p := range parts {
		if _, ok := f.font.NominalGlyph(p); !ok {
			return false
		}
	}
	return len(parts) > 1
}
