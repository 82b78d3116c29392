package pdf

import (
	"encoding/binary"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"speakout/internal/shape"
)

// codes gives each cluster of text a character code in a font. A code stands
// for one drawing, one width and one text: two texts that look alike (a space
// and a no-break space) have two, so that what is taken out is what was
// written.
type codes struct {
	face   *typeface
	name   string // as content streams call the font
	subset *subset
	code   map[string]uint16
	texts  []string // by code
	cut    *program // once no more are added
	keys   []byte   // of all, in the order in which they were added
}

func newCodes(t *typeface, name string) (*codes, error) {
	s, err := newSubset(t.font)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.file, err)
	}
	return &codes{face: t, name: name, subset: s, code: map[string]uint16{}, texts: []string{""}}, nil
}

// glyph is a character code as content streams show it.
type glyph struct {
	// before and after are how far the pen goes back before and after it, in
	// units of the font.
	before int
	code   uint16
	after  int
}

// coder finds the codes of clusters. Those that are lacking it adds if it may;
// else missing tells that there were any.
type coder struct {
	*codes
	add     bool
	missing bool
	spacing
	key []byte // most clusters have a code: the buffer is used again
}

// appendMarks appends direction marks, which draw nothing. pdf.js leaves them
// out with their width, so that what follows is further left for it, by as much
// as it would still not take for another place: they are one code, and narrow.
func (c *coder) appendMarks(out []glyph, marks string) []glyph {
	if marks == "" {
		return out
	}
	return append(out, c.under(shape.Cluster{Text: marks}, c.subset.source.UnitsPerEm()/16))
}

// leadingSpace returns a solid space that takes no room.
func (c *coder) leadingSpace() glyph {
	return c.under(makeSolid(shape.Cluster{Text: " "}), c.subset.source.UnitsPerEm()/8)
}

// under returns a cluster that draws nothing and lies under the end of what
// stands before it: readers take what begins at one place for drawn twice.
func (c *coder) under(cl shape.Cluster, width int) glyph {
	cl.Advance = width
	return glyph{before: width, code: c.get(cl)}
}

// appendOf appends the codes that draw a cluster.
//
// Readers put text that runs from right to left in order by turning round what
// stands from left to right; some turn round the text of a single code with
// it, some do not. There, a cluster's letters, and the marks on them, have
// codes of their own, the last ones first, that share its width; the first
// one's draws it all.
func (c *coder) appendOf(out []glyph, cl shape.Cluster, rightToLeft bool) []glyph {
	back := max(0, -cl.Advance)
	cl.Advance += back
	// A width cannot be negative, but a letter set below another one advances so.
	if kern, ok := c.kern(cl); ok {
		cl.Advance, back = cl.Advance+kern, back+kern
	}
	if !rightToLeft {
		return append(out, glyph{code: c.get(cl), after: back})
	}
	if _, size := utf8.DecodeRuneInString(cl.Text); size == len(cl.Text) {
		return append(out, glyph{code: c.get(cl), after: back})
	}
	parts := lettersAndMarks(cl.Text)
	share := cl.Advance / len(parts)
	shift := share * (len(parts) - 1)
	for _, p := range slices.Backward(parts[1:]) {
		out = append(out, glyph{code: c.get(shape.Cluster{Text: p, Advance: share})})
	}
	glyphs := slices.Clone(cl.Glyphs)
	for i := range glyphs {
		glyphs[i].X -= int32(shift)
	}
	return append(out, glyph{code: c.get(shape.Cluster{Text: parts[0], Advance: cl.Advance - shift, Glyphs: glyphs}), after: back})
}

// kern returns how much nearer than by its width a cluster stands to the next
// one. Kerned letters have the code of others, and the pen goes back, unless it
// would have to go on so far that a reader could take it for a space.
func (c *coder) kern(cl shape.Cluster) (units int, ok bool) {
	width := 0
	for _, g := range cl.Glyphs {
		width += int(c.subset.advanceOf(g.ID))
	}
	em := c.subset.source.UnitsPerEm()
	kern := width - cl.Advance
	return kern, kern != 0 && width > 0 && kern > -em/40 && kern < em/5
}

// lettersAndMarks divides text into letters and the marks between them. Marks
// that follow each other stay together: their order, which Unicode lets vary,
// says nothing.
func lettersAndMarks(text string) []string {
	var parts []string
	start, inMarks := 0, false
	for i, r := range text {
		mark := unicode.IsMark(r)
		if i > 0 && (!mark || !inMarks) {
			parts, start = append(parts, text[start:i]), i
		}
		inMarks = mark
	}
	parts = append(parts, text[start:])
	return parts
}

func (c *coder) get(cl shape.Cluster) uint16 {
	c.key = append(c.key[:0], cl.Text...)
	c.key = binary.AppendVarint(append(c.key, 0), int64(cl.Advance))
	for _, g := range cl.Glyphs {
		c.key = binary.AppendVarint(binary.AppendVarint(binary.AppendVarint(c.key, int64(g.ID)), int64(g.X)), int64(g.Y))
	}
	code, ok := c.code[string(c.key)]
	switch {
	case ok:
	case !c.add:
		c.missing = true
	default:
		code = c.subset.add(cl.Glyphs, cl.Advance)
		c.code[string(c.key)] = code
		c.texts = append(c.texts, cl.Text)
		c.keys = append(binary.AppendUvarint(c.keys, uint64(len(c.key))), c.key...)
	}
	return code
}
