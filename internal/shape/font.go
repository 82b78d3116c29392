package shape

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"golang.org/x/text/unicode/norm"
)

// Font is an OpenType font. It may be used from several goroutines.
type Font struct {
	data   []byte
	number uint64 // tells it from other fonts

	// Each is read when it is first asked for: of most fonts, only what
	// characters they have.
	characters func() (font.Cmap, error)
	parsed     func() (*font.Font, error)
}

// fonts counts them.
var fonts atomic.Uint64

// ParseFont reads a TrueType or OpenType font.
func ParseFont(data []byte) (*Font, error) {
	f := newFont(data, func() []byte { return data })
	if _, err := f.parsed(); err != nil {
		return nil, err
	}
	_, err := f.characters()
	return f, err
}

// EmbeddedFont returns a font that is part of the program and has a table GPOS.
// What of it is needed is read then; if it cannot be, that panics.
func EmbeddedFont(data []byte) *Font {
	return newFont(data, func() []byte { return withoutOutlines(data) })
}

// newFont returns a font, and says which file it is for the shaper.
func newFont(data []byte, forShaper func() []byte) *Font {
	return &Font{
		data: data, number: fonts.Add(1),
		characters: sync.OnceValues(func() (font.Cmap, error) { return charactersOf(data) }),
		parsed: sync.OnceValues(func() (*font.Font, error) {
			loader, err := opentype.NewLoader(bytes.NewReader(forShaper()))
			if err != nil {
				return nil, fmt.Errorf("not a font: %w", err)
			}
			f, err := font.NewFont(loader)
			if err != nil {
				return nil, fmt.Errorf("not a usable font: %w", err)
			}
			return f, nil
		}),
	}
}

// withoutOutlines returns a font with those of its tables that shaping reads.
// It takes a quarter of the time to read. (The shaper looks at outlines only to
// place marks in fonts without a table GPOS.)
func withoutOutlines(data []byte) []byte {
	var kept []opentype.Table
	for _, tag := range []string{"GDEF", "GPOS", "GSUB", "OS/2", "cmap", "head", "hhea", "hmtx", "maxp"} {
		if t, err := tableOf(data, tag); err == nil {
			kept = append(kept, opentype.Table{Content: t, Tag: opentype.MustNewTag(tag)})
		}
	}
	return opentype.WriteTTF(kept)
}

func charactersOf(data []byte) (font.Cmap, error) {
	table, err := tableOf(data, "cmap")
	if err != nil {
		return nil, err
	}
	all, _, err := tables.ParseCmap(table)
	if err != nil {
		return nil, err
	}
	table, _ = tableOf(data, "OS/2")
	os2, _, _ := tables.ParseOs2(table) // tells of fonts for Arabic of old
	characters, _, err := font.ProcessCmap(all, os2.FontPage())
	return characters, err
}

// tableOf finds a table by the directory that a font begins with (OpenType 1.9,
// "Organization of an OpenType font").
func tableOf(data []byte, tag string) ([]byte, error) {
	const header, entry = 12, 16
	for at := header; at+entry <= len(data) && at < header+entry*int(binary.BigEndian.Uint16(data[4:])); at += entry {
		if string(data[at:at+4]) != tag {
			continue
		}
		begin := uint64(binary.BigEndian.Uint32(data[at+8:]))
		end := begin + uint64(binary.BigEndian.Uint32(data[at+12:]))
		if end > uint64(len(data)) {
			return nil, fmt.Errorf("the table %q ends behind the file", tag)
		}
		return data[begin:end:end], nil
	}
	return nil, fmt.Errorf("no table %q", tag)
}

// must returns what was read of a font that can be read.
func must[T any](v T, err error) T {
	if err != nil {
		panic("shape: " + err.Error())
	}
	return v
}

// Prepare reads what shaping needs of the font, which the first text in it would
// otherwise wait for.
func (f *Font) Prepare() { must(f.parsed()) }

// UnitsPerEm is how many of the font's units make the size of the type.
func (f *Font) UnitsPerEm() int { return int(must(f.parsed()).Upem()) }

// Table returns one of the font's tables ("glyf", "head") as it stands in the
// file. It must not be changed.
func (f *Font) Table(tag string) ([]byte, error) { return tableOf(f.data, tag) }

// Has reports whether the font can show r, itself or taken apart into a base
// and its marks, which the shaper does.
func (f *Font) Has(r rune) bool {
	if f.hasWhole(r) {
		return true
	}
	parts := []rune(norm.NFD.String(string(r)))
	for _, p := range parts {
		if !f.hasWhole(p) {
			return false
		}
	}
	return len(parts) > 1
}

// hasWhole reports whether the font has a glyph for r itself.
func (f *Font) hasWhole(r rune) bool {
	_, ok := must(f.characters()).Lookup(r)
	return ok
}
