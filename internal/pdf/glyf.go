package pdf

import (
	"encoding/binary"
	"math"
	"slices"

	"speakout/internal/shape"
)

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

// component is a glyph inside a composite one.
type component struct {
	glyph  uint16
	x, y   int32
	asItIs bool // only moved, neither scaled nor set at a point of another one

	at, end int // where it stands in the outline
}

// componentsOf returns what a composite glyph is made of; nothing for others.
func componentsOf(outline []byte) []component {
	if len(outline) == 0 || !isComposite(outline) {
		return nil
	}
	var all []component
	for at, more := 10, true; more; {
		flags := binary.BigEndian.Uint16(outline[at:])
		c := component{glyph: binary.BigEndian.Uint16(outline[at+2:]), at: at,
			asItIs: flags&argsAreXY != 0 && flags&(haveScale|haveXYScale|haveTwoByTwo) == 0}
		if at += 4; flags&argsAreWords != 0 {
			c.x, c.y = int32(int16(binary.BigEndian.Uint16(outline[at:]))), int32(int16(binary.BigEndian.Uint16(outline[at+2:])))
			at += 4
		} else {
			c.x, c.y = int32(int8(outline[at])), int32(int8(outline[at+1]))
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
		c.end = at
		all = append(all, c)
		more = flags&moreComponents != 0
	}
	return all
}

func isComposite(outline []byte) bool { return int16(binary.BigEndian.Uint16(outline)) < 0 }

// copied returns a glyph of the original as the font has it, its parts under
// their new numbers.
func copied(outline []byte, number map[uint16]uint16) []byte {
	if len(outline) == 0 {
		return nil
	}
	components := componentsOf(outline)
	if len(components) == 0 {
		return withoutInstructions(outline)
	}
	out := slices.Clone(outline[:components[len(components)-1].end])
	for _, c := range components {
		binary.BigEndian.PutUint16(out[c.at:], binary.BigEndian.Uint16(out[c.at:])&^haveInstruction)
		binary.BigEndian.PutUint16(out[c.at+2:], number[c.glyph])
	}
	return out
}

// withoutInstructions drops a simple glyph's hinting: documents are printed,
// and readers smooth type on screens without it.
func withoutInstructions(outline []byte) []byte {
	at := 10 + 2*int(binary.BigEndian.Uint16(outline))
	n := int(binary.BigEndian.Uint16(outline[at:]))
	out := append(make([]byte, 0, len(outline)-n), outline[:at]...)
	out = append(out, 0, 0)
	return append(out, outline[at+2+n:]...)
}

// composite returns the outline of a glyph made of others, each at its place.
func (s *subset) composite(parts []shape.Glyph, number map[uint16]uint16) []byte {
	box := [4]int32{math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16}
	out := make([]byte, 10, 10+8*len(parts))
	for i, p := range parts {
		outline := s.original(p.ID)
		at := func(i int) int32 { return int32(int16(binary.BigEndian.Uint16(outline[2+2*i:]))) }
		box[0], box[1] = min(box[0], at(0)+p.X), min(box[1], at(1)+p.Y)
		box[2], box[3] = max(box[2], at(2)+p.X), max(box[3], at(3)+p.Y)
		flags := uint16(argsAreXY)
		if i < len(parts)-1 {
			flags |= moreComponents
		}
		short := p.X == int32(int8(p.X)) && p.Y == int32(int8(p.Y))
		if !short {
			flags |= argsAreWords
		}
		out = binary.BigEndian.AppendUint16(out, flags)
		out = binary.BigEndian.AppendUint16(out, number[p.ID])
		if short {
			out = append(out, byte(p.X), byte(p.Y))
			continue
		}
		out = binary.BigEndian.AppendUint16(out, uint16(int16(p.X)))
		out = binary.BigEndian.AppendUint16(out, uint16(int16(p.Y)))
	}
	binary.BigEndian.PutUint16(out, 0xffff) // −1 contours: composite
	for i, v := range box {
		binary.BigEndian.PutUint16(out[2+2*i:], uint16(int16(v)))
	}
	return out
}
