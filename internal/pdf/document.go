package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"speakout/internal/shape"
)

// codes gives each cluster of a document a character code in its font. A code
// stands for one drawing, one width and one text: two texts that look alike (a
// space and a no-break space) have two, so that what is taken out is what was
// written, and kerned letters have their own, so that nothing stands between
// codes which a reader could take for a space.
type codes struct {
	face   *typeface
	subset *subset
	code   map[string]uint16
	texts  map[uint16]string
	key    []byte
}

func newCodes(t *typeface) (*codes, error) {
	s, err := newSubset(t.font)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.file, err)
	}
	return &codes{face: t, subset: s, code: map[string]uint16{}, texts: map[uint16]string{}}, nil
}

// glyph is a character code as content streams show it.
type glyph struct {
	// before and after are how far the pen goes back before and after it, in
	// units of the font.
	before int
	code   uint16
	after  int
}

// mark returns a direction mark, which draws nothing. It lies under the end of
// what stands before it: readers take what begins at one place for drawn twice.
func (c *codes) mark(m string) glyph {
	width := c.subset.source.UnitsPerEm() / 8
	return glyph{before: width, code: c.get(shape.Cluster{Text: m, Advance: width})}
}

// appendOf appends the codes that draw a cluster.
//
// Readers put text that runs from right to left in order by turning round what
// stands from left to right; some turn round the text of a single code with
// it, some do not. There, a cluster's letters, and the marks on them, have
// codes of their own, the last ones first, that share its width; the first
// one's draws it all.
func (c *codes) appendOf(out []glyph, cl shape.Cluster, rightToLeft bool) []glyph {
	back := max(0, -cl.Advance)
	cl.Advance += back
	// A width cannot be negative, but a letter set below another one advances so.
	if !rightToLeft {
		return append(out, glyph{code: c.get(cl), after: back})
	}
	parts := lettersAndMarks(cl.Text)
	if len(parts) <= 1 {
		return append(out, glyph{code: c.get(cl), after: back})
	}
	share := cl.Advance / len(parts)
	shift := share * (len(parts) - 1)
	for _, p := range slices.Backward(parts[1:]) {
		out = append(out, glyph{code: c.get(shape.Cluster{Text: p, Advance: share})})
	}
	glyphs := slices.Clone(cl.Glyphs)
	for i := range glyphs {
		glyphs[i].X -= shift
	}
	return append(out, glyph{code: c.get(shape.Cluster{Text: parts[0], Advance: cl.Advance - shift, Glyphs: glyphs}), after: back})
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

func (c *codes) get(cl shape.Cluster) uint16 {
	// The key is put together in a buffer that is used again: most clusters
	// have a code already.
	c.key = append(c.key[:0], cl.Text...)
	c.key = binary.AppendVarint(append(c.key, 0), int64(cl.Advance))
	for _, g := range cl.Glyphs {
		c.key = binary.AppendVarint(binary.AppendVarint(binary.AppendVarint(c.key, int64(g.ID)), int64(g.X)), int64(g.Y))
	}
	code, ok := c.code[string(c.key)]
	if !ok {
		code = c.subset.add(cl.Glyphs, cl.Advance)
		c.code[string(c.key)], c.texts[code] = code, cl.Text
	}
	return code
}

// name returns the font's name in the document, with the tag that tells
// subsets apart (ISO 32000-1, 9.6.4).
func (c *codes) name(program []byte) string {
	h := fnv.New32a()
	h.Write(program)
	tag, sum := make([]byte, 6), h.Sum32()
	for i := range tag {
		tag[i], sum = byte('A'+sum%26), sum/26
	}
	return string(tag) + "+" + c.face.name
}

// toUnicode is the CMap that takes codes back to text (ISO 32000-1, 9.10.3).
func (c *codes) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n")
	mapped := slices.Sorted(maps.Keys(c.texts))
	const most = 100 // entries a block may have
	for len(mapped) > 0 {
		n := min(most, len(mapped))
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, code := range mapped[:n] {
			fmt.Fprintf(&b, "<%04x> <%s>\n", code, utf16Hex(c.texts[code]))
		}
		b.WriteString("endbfchar\n")
		mapped = mapped[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

func utf16Hex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		writeHex(&b, u)
	}
	return b.String()
}

// writeHex writes a code of two bytes as strings in PDF have it.
func writeHex(b io.ByteWriter, code uint16) {
	const digits = "0123456789abcdef"
	for shift := 12; shift >= 0; shift -= 4 {
		b.WriteByte(digits[code>>shift&15]) // to memory: cannot fail
	}
}

// fontSet holds the codes of every font that a document uses.
type fontSet map[*shape.Font]*codes

func (fs fontSet) codesOf(f *shape.Font, faces []*typeface) (*codes, error) {
	if c := fs[f]; c != nil {
		return c, nil
	}
	for _, t := range faces {
		if t.font == f {
			c, err := newCodes(t)
			fs[f] = c
			return c, err
		}
	}
	return nil, fmt.Errorf("a font of no typeface")
}

// inOrder returns the codes by the names of their fonts.
func (fs fontSet) inOrder() []*codes {
	return slices.SortedFunc(maps.Values(fs), func(a, b *codes) int { return strings.Compare(a.face.name, b.face.name) })
}
