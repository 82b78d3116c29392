package pdf

import (
	"encoding/binary"
	"fmt"
	"slices"

	"speakout/internal/shape"
)

// subset builds a TrueType font that holds only the glyphs a document uses
// (OpenType 1.9: glyf, loca, hmtx, maxp). A glyph may be put together from
// several of the original's: a letter with its marks becomes one glyph, so
// that it is one character code in the document, and readers take out its text
// whole.
type subset struct {
	source  *shape.Font
	glyf    []byte
	loca    []byte
	hmtx    []byte
	head    []byte
	hhea    []byte
	maxp    []byte
	os2     []byte
	post    []byte
	metrics int // glyphs that have an advance width of their own

	coded []codedGlyph   // by code
	parts map[uint16]int // original glyphs that they are made of, in the order of their first use
}

// codedGlyph is the glyph of a character code: what it is made of, glyphs of
// the original that are not made of others, and how far it advances the pen.
type codedGlyph struct {
	parts   []shape.Glyph
	advance uint16
}

// isOriginal reports whether the glyph is one of the original's as it is, but for
// its advance.
func (g codedGlyph) isOriginal() bool {
	return len(g.parts) == 1 && g.parts[0].X == 0 && g.parts[0].Y == 0
}

func newSubset(f *shape.Font) (*subset, error) {
	s := &subset{source: f, parts: map[uint16]int{}}
	for _, t := range []struct {
		tag string
		to  *[]byte
	}{{"glyf", &s.glyf}, {"loca", &s.loca}, {"hmtx", &s.hmtx}, {"head", &s.head}, {"hhea", &s.hhea}, {"maxp", &s.maxp}, {"OS/2", &s.os2}, {"post", &s.post}} {
		table, err := f.Table(t.tag)
		if err != nil {
			return nil, fmt.Errorf("font has no table %q: %w", t.tag, err)
		}
		*t.to = table
	}
	s.metrics = int(binary.BigEndian.Uint16(s.hhea[34:]))
	s.add([]shape.Glyph{{}}, int(s.advanceOf(0))) // .notdef
	return s, nil
}

// add puts a cluster's glyphs into the font as one glyph under the next code,
// which it returns. Without glyphs, it draws nothing.
func (s *subset) add(glyphs []shape.Glyph, advance int) uint16 {
	g := codedGlyph{advance: uint16(advance)}
	for _, part := range glyphs {
		g.parts = s.appendParts(g.parts, part)
	}
	for _, part := range g.parts {
		s.use(part.ID)
	}
	s.coded = append(s.coded, g)
	return uint16(len(s.coded) - 1)
}

// appendParts appends what a glyph of the original is made of. A font may have a
// glyph for each form of a letter that is nothing but another one, or that with
// its dots: those in between, which documents would carry too, are left out.
func (s *subset) appendParts(parts []shape.Glyph, g shape.Glyph) []shape.Glyph {
	outline := s.original(g.ID)
	if len(outline) == 0 { // white space
		return parts
	}
	components := componentsOf(outline)
	if len(components) == 0 || slices.ContainsFunc(components, func(c component) bool { return !c.asItIs }) {
		return append(parts, g)
	}
	for _, c := range components {
		parts = s.appendParts(parts, shape.Glyph{ID: c.glyph, X: g.X + c.x, Y: g.Y + c.y})
	}
	return parts
}

// use notes that a glyph of the original is needed, with those it is made of.
func (s *subset) use(id uint16) {
	if _, ok := s.parts[id]; ok {
		return
	}
	s.parts[id] = len(s.parts)
	for _, c := range componentsOf(s.original(id)) {
		s.use(c.glyph)
	}
}

// original returns a glyph's outline; empty for one that draws nothing.
func (s *subset) original(id uint16) []byte { return outlineOf(id, s.glyf, s.loca, s.head) }

// outlineOf finds a glyph's outline by the tables of its font.
func outlineOf(id uint16, glyf, loca, head []byte) []byte {
	var start, end uint32
	if binary.BigEndian.Uint16(head[50:]) == 0 {
		start = 2 * uint32(binary.BigEndian.Uint16(loca[2*int(id):]))
		end = 2 * uint32(binary.BigEndian.Uint16(loca[2*int(id)+2:]))
	} else {
		start = binary.BigEndian.Uint32(loca[4*int(id):])
		end = binary.BigEndian.Uint32(loca[4*int(id)+4:])
	}
	return glyf[start:end]
}

func (s *subset) advanceOf(id uint16) uint16 {
	return binary.BigEndian.Uint16(s.hmtx[4*min(int(id), s.metrics-1):])
}
