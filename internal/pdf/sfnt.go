package pdf

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
)

// bytes returns the subset as a font file, and how many glyphs it has.
func (s *subset) bytes() (file []byte, glyphs int) {
	outlines := s.outlines()
	return sfnt(s.tables(outlines)), len(outlines)
}

// tables returns those that ISO 32000-1, table 126, wants of a TrueType font
// program for a CIDFontType2. Glyphs that are only parts of others, which are
// never shown, come after those of all codes, and share one advance width.
func (s *subset) tables(outlines [][]byte) []table {
	var glyf, hmtx []byte
	offsets := make([]int, 1, len(outlines)+1)
	for i, outline := range outlines {
		if glyf = append(glyf, outline...); len(glyf)%2 != 0 {
			glyf = append(glyf, 0)
		}
		offsets = append(offsets, len(glyf))
		if i < len(s.coded) {
			hmtx = binary.BigEndian.AppendUint16(hmtx, s.coded[i].advance)
		}
		left := uint16(0)
		if len(outline) > 0 {
			left = binary.BigEndian.Uint16(outline[2:]) // xMin
		}
		hmtx = binary.BigEndian.AppendUint16(hmtx, left)
	}
	loca, form := locaOf(offsets)

	head, hhea, maxp := slices.Clone(s.head), slices.Clone(s.hhea), slices.Clone(s.maxp)
	binary.BigEndian.PutUint32(head[8:], 0) // checkSumAdjustment, below
	binary.BigEndian.PutUint16(head[50:], form)
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(s.coded)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(outlines)))
	s.raiseLimits(maxp)
	return []table{{"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}}
}

// outlines returns those of all glyphs, by their numbers.
func (s *subset) outlines() [][]byte {
	number, rest := s.numbers()
	all := make([][]byte, len(s.coded), len(s.coded)+len(rest))
	for code, g := range s.coded {
		switch {
		case g.isOriginal():
			all[code] = copied(s.original(g.parts[0].ID), number)
		case len(g.parts) > 0:
			all[code] = s.composite(g.parts, number)
		}
	}
	for _, id := range rest {
		all = append(all, copied(s.original(id), number))
	}
	return all
}

// numbers says which glyph of the font each part is: that of a code which shows
// it as it is, or else one of the rest, which it returns.
func (s *subset) numbers() (number map[uint16]uint16, rest []uint16) {
	number = make(map[uint16]uint16, len(s.parts))
	for code, g := range s.coded {
		if g.isOriginal() {
			if _, ok := number[g.parts[0].ID]; !ok {
				number[g.parts[0].ID] = uint16(code)
			}
		}
	}
	inOrder := make([]uint16, len(s.parts))
	for id, i := range s.parts {
		inOrder[i] = id
	}
	for _, id := range inOrder {
		if _, ok := number[id]; !ok {
			number[id] = uint16(len(s.coded) + len(rest))
			rest = append(rest, id)
		}
	}
	return number, rest
}

// locaOf returns the table loca for where outlines begin, in its short form (0)
// or, if that cannot tell, its long one (1: head, indexToLocFormat).
func locaOf(offsets []int) (loca []byte, form uint16) {
	if offsets[len(offsets)-1] > 2*math.MaxUint16 {
		for _, at := range offsets {
			loca = binary.BigEndian.AppendUint32(loca, uint32(at))
		}
		return loca, 1
	}
	for _, at := range offsets {
		loca = binary.BigEndian.AppendUint16(loca, uint16(at/2))
	}
	return loca, 0
}

// raiseLimits allows for glyphs put together from composites of the original:
// rasterisers reserve room by what maxp says.
func (s *subset) raiseLimits(maxp []byte) {
	const maxPoints, maxContours, maxCompositePoints, maxCompositeContours, maxElements, maxDepth = 6, 8, 10, 12, 28, 30
	parts := 1
	for _, g := range s.coded {
		parts = max(parts, len(g.parts))
	}
	at := func(i int) uint16 { return binary.BigEndian.Uint16(maxp[i:]) }
	raise := func(i int, v int) { binary.BigEndian.PutUint16(maxp[i:], uint16(min(v, 0xffff))) }
	raise(maxCompositePoints, parts*int(max(at(maxPoints), at(maxCompositePoints))))
	raise(maxCompositeContours, parts*int(max(at(maxContours), at(maxCompositeContours))))
	raise(maxElements, max(parts, int(at(maxElements))))
	raise(maxDepth, int(at(maxDepth))+1)
}

type table struct {
	tag  string
	data []byte
}

// sfnt writes tables, in order of their tags, as a TrueType file (OpenType 1.9,
// "Organization of an OpenType font").
func sfnt(tables []table) []byte {
	n := len(tables)
	log := bits.Len(uint(n)) - 1
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, 16 << log, log, 16*n - 16<<log} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	offset := 12 + 16*n
	headAt := 0
	for _, t := range tables {
		if t.tag == "head" {
			headAt = offset
		}
		out = append(out, t.tag...)
		out = binary.BigEndian.AppendUint32(out, checksum(t.data))
		out = binary.BigEndian.AppendUint32(out, uint32(offset))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t.data)))
		offset += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		out = pad(append(out, t.data...))
	}
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

// pad fills up to a multiple of four bytes.
func pad(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

func checksum(b []byte) uint32 {
	var sum uint32
	for i := 0; i < len(b); i += 4 {
		var four [4]byte
		copy(four[:], b[i:])
		sum += binary.BigEndian.Uint32(four[:])
	}
	return sum
}
