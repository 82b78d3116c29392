package pdf

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// bytes returns the subset as a font file (OpenType 1.9, "Organization of an
// OpenType font") with the tables that ISO 32000-1, table 126, wants of a
// TrueType font program for a CIDFontType2.
func (s *subset) bytes() []byte {
	var glyf, loca, hmtx []byte
	for i, outline := range s.outlines {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = pad(append(glyf, outline...))
		hmtx = binary.BigEndian.AppendUint16(hmtx, s.advances[i])
		left := uint16(0)
		if len(outline) > 0 {
			left = binary.BigEndian.Uint16(outline[2:]) // xMin
		}
		hmtx = binary.BigEndian.AppendUint16(hmtx, left)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))

	head, hhea, maxp := slices.Clone(s.head), slices.Clone(s.hhea), slices.Clone(s.maxp)
	binary.BigEndian.PutUint32(head[8:], 0)  // checkSumAdjustment, below
	binary.BigEndian.PutUint16(head[50:], 1) // indexToLocFormat: long
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(s.outlines)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(s.outlines)))
	s.raiseLimits(maxp)
	return sfnt([]table{{"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}})
}

// raiseLimits allows for glyphs put together from composites of the original:
// rasterisers reserve room by what maxp says.
func (s *subset) raiseLimits(maxp []byte) {
	const maxPoints, maxContours, maxCompositePoints, maxCompositeContours, maxElements, maxDepth = 6, 8, 10, 12, 28, 30
	parts := max(1, s.parts)
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

// sfnt writes tables, in order of their tags, as a TrueType file.
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
