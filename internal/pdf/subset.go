package pdf

import (
	"encoding/binary"
	"fmt"
	"math"

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

	outlines [][]byte          // by new glyph number
	advances []uint16          // likewise
	copied   map[uint16]uint16 // original glyph → new number
	parts    int               // of the glyph put together of most
}

// Flags of a component of a composite glyph.
const (
	argsAreWords    = 0x0001
	argsAreXY       = 0x0002
	haveScale       = 0x0008
	moreComponents  = 0x0020
	haveXYScale     = 0x0040
	haveTwoByTwo    = 0x0080
	haveInstruction = 0x0100
)

func newSubset(f *shape.Font) (*subset, error) {
	s := &subset{source: f, copied: map[uint16]uint16{}}
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
	s.copy(0) // .notdef
	return s, nil
}

// add puts a cluster's glyphs into the font as one glyph of a number of its
// own, which it returns. Without glyphs, it draws nothing.
func (s *subset) add(glyphs []shape.Glyph, advance int) uint16 {
	if len(glyphs) == 1 && glyphs[0].X == 0 && glyphs[0].Y == 0 && advance == int(s.advanceOf(glyphs[0].ID)) {
		if _, twice := s.copied[glyphs[0].ID]; !twice {
			return s.copy(glyphs[0].ID)
		}
	}
	number := s.reserve(uint16(advance))
	var parts []shape.Glyph
	for _, g := range glyphs {
		if len(s.original(g.ID)) > 0 { // white space has no outline to place
			parts = append(parts, shape.Glyph{ID: s.copy(g.ID), X: g.X, Y: g.Y})
		}
	}
	if len(parts) > 0 {
		s.outlines[number] = s.composite(parts)
	}
	return number
}

// reserve makes room for a glyph.
func (s *subset) reserve(advance uint16) uint16 {
	s.outlines, s.advances = append(s.outlines, nil), append(s.advances, advance)
	return uint16(len(s.outlines) - 1)
}

// copy puts an original glyph into the font, with those it is made of.
func (s *subset) copy(id uint16) uint16 {
	if number, ok := s.copied[id]; ok {
		return number
	}
	number := s.reserve(s.advanceOf(id))
	s.copied[id] = number
	outline := append([]byte(nil), s.original(id)...)
	if len(outline) > 0 {
		if contours := int16(binary.BigEndian.Uint16(outline)); contours < 0 {
			outline = s.renumber(outline)
		} else {
			outline = withoutInstructions(outline, int(contours))
		}
	}
	s.outlines[number] = outline
	return number
}

// original returns a glyph's outline; empty for one that draws nothing.
func (s *subset) original(id uint16) []byte {
	var start, end uint32
	if binary.BigEndian.Uint16(s.head[50:]) == 0 {
		start = 2 * uint32(binary.BigEndian.Uint16(s.loca[2*int(id):]))
		end = 2 * uint32(binary.BigEndian.Uint16(s.loca[2*int(id)+2:]))
	} else {
		start = binary.BigEndian.Uint32(s.loca[4*int(id):])
		end = binary.BigEndian.Uint32(s.loca[4*int(id)+4:])
	}
	return s.glyf[start:end]
}

func (s *subset) advanceOf(id uint16) uint16 {
	return binary.BigEndian.Uint16(s.hmtx[4*min(int(id), s.metrics-1):])
}

// withoutInstructions drops a simple glyph's hinting: documents are printed,
// and readers smooth type on screens without it.
func withoutInstructions(outline []byte, contours int) []byte {
	at := 10 + 2*contours
	n := int(binary.BigEndian.Uint16(outline[at:]))
	out := append([]byte(nil), outline[:at]...)
	out = append(out, 0, 0)
	return append(out, outline[at+2+n:]...)
}

// renumber makes a composite glyph point at the copies of its components.
func (s *subset) renumber(outline []byte) []byte {
	at := 10
	for {
		flags := binary.BigEndian.Uint16(outline[at:])
		binary.BigEndian.PutUint16(outline[at+2:], s.copy(binary.BigEndian.Uint16(outline[at+2:])))
		binary.BigEndian.PutUint16(outline[at:], flags&^haveInstruction)
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&haveScale != 0:
			at += 2
		case flags&haveXYScale != 0:
			at += 4
		case flags&haveTwoByTwo != 0:
			at += 8
		}
		if flags&moreComponents == 0 {
			return outline[:at]
		}
	}
}

// composite returns the outline of a glyph made of others, already in the
// font, each at its place.
func (s *subset) composite(parts []shape.Glyph) []byte {
	s.parts = max(s.parts, len(parts))
	box := [4]int{math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16}
	out := make([]byte, 10)
	for i, p := range parts {
		outline := s.outlines[p.ID]
		at := func(i int) int { return int(int16(binary.BigEndian.Uint16(outline[2+2*i:]))) }
		box[0], box[1] = min(box[0], at(0)+int(p.X)), min(box[1], at(1)+int(p.Y))
		box[2], box[3] = max(box[2], at(2)+int(p.X)), max(box[3], at(3)+int(p.Y))
		flags := uint16(argsAreWords | argsAreXY)
		if i < len(parts)-1 {
			flags |= moreComponents
		}
		out = binary.BigEndian.AppendUint16(out, flags)
		out = binary.BigEndian.AppendUint16(out, p.ID)
		out = binary.BigEndian.AppendUint16(out, uint16(int16(p.X)))
		out = binary.BigEndian.AppendUint16(out, uint16(int16(p.Y)))
	}
	binary.BigEndian.PutUint16(out, 0xffff) // −1 contours: composite
	for i, v := range box {
		binary.BigEndian.PutUint16(out[2+2*i:], uint16(int16(v)))
	}
	return out
}
