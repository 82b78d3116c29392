package shape

import (
	"bytes"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/text/unicode/norm"
)

// Font is an OpenType font. It may be used from several goroutines.
type Font struct {
	parsed func() (*parsedFont, error)
	tables sync.Map // by tag: they are read for each document
	number uint64   // tells it from other fonts
}

// fonts counts them.
var fonts atomic.Uint64

type parsedFont struct {
	loader *opentype.Loader
	font   *font.Font
}

// ParseFont reads a TrueType or OpenType font.
func ParseFont(data []byte) (*Font, error) {
	f := LazyFont(func() (Source, error) { return bytes.NewReader(data), nil })
	_, err := f.parsed()
	return f, err
}

// Source is where a font is read from.
type Source = opentype.Resource

// LazyFont returns a font that is read when a character is first looked for in
// it. If it cannot be read then, that panics: it is for fonts that are part of
// the program.
func LazyFont(open func() (Source, error)) *Font {
	return &Font{number: fonts.Add(1), parsed: sync.OnceValues(func() (*parsedFont, error) {
		source, err := open()
		if err != nil {
			return nil, err
		}
		loader, err := opentype.NewLoader(source)
		if err != nil {
			return nil, fmt.Errorf("not a font: %w", err)
		}
		f, err := font.NewFont(loader)
		if err != nil {
			return nil, fmt.Errorf("not a usable font: %w", err)
		}
		return &parsedFont{loader, f}, nil
	})}
}

func (f *Font) parse() *parsedFont {
	p, err := f.parsed()
	if err != nil {
		panic("shape: " + err.Error())
	}
	return p
}

// UnitsPerEm is how many of the font's units make the size of the type.
func (f *Font) UnitsPerEm() int { return int(f.parse().font.Upem()) }

// Table returns one of the font's tables ("glyf", "head") as it stands in the
// file. It must not be changed.
func (f *Font) Table(tag string) ([]byte, error) {
	if t, ok := f.tables.Load(tag); ok {
		return t.([]byte), nil
	}
	t, err := f.parse().loader.RawTable(opentype.MustNewTag(tag))
	if err == nil {
		f.tables.Store(tag, t)
	}
	return t, err
}

// Has reports whether the font can show r, itself or taken apart into a base
// and its marks, which the shaper does.
func (f *Font) Has(r rune) bool {
	if f.hasWhole(r) {
		return true
	}
	glyphs := f.parse().font
	parts := []rune(norm.NFD.String(string(r)))
	for _, p := range parts {
		if _, ok := glyphs.NominalGlyph(p); !ok {
			return false
		}
	}
	return len(parts) > 1
}

// hasWhole reports whether the font has a glyph for r itself.
func (f *Font) hasWhole(r rune) bool {
	_, ok := f.parse().font.NominalGlyph(r)
	return ok
}
