package pdf

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
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
}

func newCodes(t *typeface) (*codes, error) {
	s, err := newSubset(t.font())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.file, err)
	}
	return &codes{face: t, subset: s, code: map[string]uint16{}, texts: map[uint16]string{}}, nil
}

// of returns the codes that draw a cluster.
//
// Readers put text that runs from right to left in order by turning round what
// stands from left to right; some turn round the text of a single code with
// it, some do not. There, each character of the cluster has a code of its own,
// the last one first; the first one's draws it all.
func (c *codes) of(cl shape.Cluster, rightToLeft bool) []uint16 {
	text := []rune(cl.Text)
	if !rightToLeft || len(text) < 2 {
		return []uint16{c.get(cl)}
	}
	var out []uint16
	for _, r := range slices.Backward(text[1:]) {
		out = append(out, c.get(shape.Cluster{Text: string(r)}))
	}
	cl.Text = string(text[0])
	return append(out, c.get(cl))
}

func (c *codes) get(cl shape.Cluster) uint16 {
	key := fmt.Sprint(cl.Text, cl.Advance, cl.Glyphs)
	code, ok := c.code[key]
	if !ok {
		code = c.subset.add(cl.Glyphs, cl.Advance)
		c.code[key], c.texts[code] = code, cl.Text
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
		fmt.Fprintf(&b, "%04x", u)
	}
	return b.String()
}

// fontSet holds the codes of every font that a document uses.
type fontSet map[*shape.Font]*codes

func (fs fontSet) codesOf(f *shape.Font, faces []*typeface) (*codes, error) {
	if c := fs[f]; c != nil {
		return c, nil
	}
	for _, t := range faces {
		if t.font() == f {
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
