package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"unicode/utf16"

	"speakout/internal/recent"
)

// objectWriter takes the objects of a document (ISO 32000-1, 7.3.10).
type objectWriter interface {
	// reserve takes the numbers of n objects that are put later and returns the
	// first.
	reserve(n int) int
	put(number int, body []byte)
	// add puts an object under the next number, which it returns.
	add(body []byte) int
}

// program is what a font of a document is made of: streams, compressed, and
// dictionaries without the numbers of the objects that they refer to.
type program struct {
	file, cids, unicode []byte
	name                string
	descriptor          string
	widths              string
}

// fontProgram begins what is said of a font's stream, and of no other: how long it
// is unpacked (ISO 32000-1, 9.9).
const fontProgram = "/Length1 "

// newProgram makes the font of all codes there are.
func newProgram(c *codes, deflate func(entries string, data []byte) []byte) *program {
	data, glyphs := c.subset.bytes()
	name := tagOf(data) + "+" + c.face.name
	return &program{
		file: deflate(fmt.Sprintf(fontProgram+"%d ", len(data)), data), name: name,
		cids: deflate("", cidSet(glyphs)), unicode: deflate("", toUnicode(c.texts)),
		descriptor: descriptorFor(c, name), widths: widths(c),
	}
}

// addTo adds the objects of the font and returns the number of the Type 0 font
// among them (ISO 32000-1, 9.7.6).
func (c *codes) addTo(to objectWriter) int {
	p := c.program()
	file, cids, unicode := to.add(p.file), to.add(p.cids), to.add(p.unicode)
	b := append(make([]byte, 0, 400), "<< /Type /FontDescriptor"...)
	b = append(b, p.descriptor...)
	descriptor := to.add(append(appendEntry(appendEntry(b, "FontFile2", file), "CIDSet", cids), " >>"...))
	b = append(make([]byte, 0, 300+len(p.widths)), "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /"...)
	b = append(b, p.name...)
	b = append(b, " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity"...)
	b = append(appendEntry(b, "FontDescriptor", descriptor), p.widths...)
	cid := to.add(append(b, " >>"...))
	b = append(make([]byte, 0, 200), "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /BaseFont /"...)
	b = append(b, p.name...)
	b = append(appendReference(append(b, " /DescendantFonts ["...), cid), "]"...)
	return to.add(append(appendEntry(b, "ToUnicode", unicode), " >>"...))
}

// programs are fonts that letters had of their own: who signs one letter signs
// the next.
var programs = recent.NewMap[programKey, *program](200)

// programKey is all that makes a font: codes that were added in the same order
// have the same numbers.
type programKey struct {
	face *typeface
	keys string
}

// program returns the font of the codes.
func (c *codes) program() *program {
	if c.cut != nil {
		return c.cut
	}
	if len(c.texts) > mostBesides { // hardly ever the same again, and large
		return newProgram(c, stream)
	}
	key := programKey{c.face, string(c.keys)}
	p, ok := programs.Get(key)
	if !ok {
		p = newProgram(c, stream)
		programs.Put(key, p)
	}
	return p
}

// tagOf is what tells subsets of a font apart (ISO 32000-1, 9.6.4).
func tagOf(program []byte) string {
	h := fnv.New32a()
	h.Write(program)
	tag, sum := make([]byte, 6), h.Sum32()
	for i := range tag {
		tag[i], sum = byte('A'+sum%26), sum/26
	}
	return string(tag)
}

// cidSet says which codes there are: all (ISO 19005-1, 6.3.5).
func cidSet(n int) []byte {
	b := bytes.Repeat([]byte{0xff}, (n+7)/8)
	if n%8 != 0 {
		b[len(b)-1] = 0xff << (8 - n%8)
	}
	return b
}

// toUnicode is the CMap that takes codes back to text (ISO 32000-1, 9.10.3): a
// range of codes for each first byte, as it must be.
func toUnicode(texts []string) []byte {
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n")
	for first := 1; first < len(texts); { // 0 is never shown
		end := min(first|0xff+1, len(texts))
		b = appendHex(append(b, "1 beginbfrange\n<"...), uint16(first))
		b = append(appendHex(append(b, "> <"...), uint16(end-1)), "> ["...)
		for _, text := range texts[first:end] {
			b = append(appendUTF16(b, "<", text), '>')
		}
		b = append(b, "]\nendbfrange\n"...)
		first = end
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}

// widths are those of the codes in thousandths of the size, by runs of codes
// (ISO 32000-1, 9.7.4.3), each in arrays that readers of PDF 1.4 can hold (ISO
// 19005-1, 6.1.12).
func widths(c *codes) string {
	const most = 4000
	b := []byte(" /W [")
	n := 0
	for code := 1; code < len(c.subset.coded); code++ { // 0 is never shown
		if n == 0 || n == most {
			if n > 0 {
				b = append(b, ']')
			}
			b, n = append(strconv.AppendInt(append(b, ' '), int64(code), 10), " ["...), 0
		} else {
			b = append(b, ' ')
		}
		b = appendNum(b, 1000*float64(c.subset.coded[code].advance)/float64(c.subset.source.UnitsPerEm()))
		n++
	}
	return string(append(b, "]]"...))
}

// descriptorFor describes the font (ISO 32000-1, 9.8). Measures are in
// thousandths of its size; the width of stems, which fonts do not tell, is one
// usual for text, or for bold.
func descriptorFor(c *codes, name string) string {
	const symbolic, italic = 1 << 2, 1 << 6
	em := float64(c.subset.source.UnitsPerEm())
	at := func(table []byte, i int) float64 {
		return 1000 * float64(int16(binary.BigEndian.Uint16(table[i:]))) / em
	}
	head, hhea, os2, post := c.subset.head, c.subset.hhea, c.subset.os2, c.subset.post
	flags, stem := symbolic, 80
	if c.face.italic {
		flags |= italic
	}
	if binary.BigEndian.Uint16(os2[4:]) >= 600 { // usWeightClass: semi-bold
		stem = 140
	}
	capHeight := at(hhea, 4)
	if binary.BigEndian.Uint16(os2) >= 2 { // older tables do not tell
		capHeight = at(os2, 88)
	}
	angle := float64(int32(binary.BigEndian.Uint32(post[4:]))) / (1 << 16)
	return fmt.Sprintf(" /FontName /%s /Flags %d /FontBBox [%s %s %s %s] "+
		"/ItalicAngle %s /Ascent %s /Descent %s /CapHeight %s /StemV %d",
		name, flags, num(at(head, 36)), num(at(head, 38)), num(at(head, 40)), num(at(head, 42)),
		num(angle), num(at(hhea, 4)), num(at(hhea, 6)), num(capHeight), stem)
}

// textString writes text outside of pages (ISO 32000-1, 7.9.2.2).
func textString(s string) []byte {
	return append(appendUTF16(nil, "<feff", s), '>')
}

// appendUTF16 appends text in UTF-16, as hexadecimal digits after what begins
// them.
func appendUTF16(b []byte, begin, s string) []byte {
	b = append(b, begin...)
	for _, r := range s {
		if r1, r2 := utf16.EncodeRune(r); r1 != '\ufffd' {
			b = appendHex(appendHex(b, uint16(r1)), uint16(r2))
			continue
		}
		b = appendHex(b, uint16(r))
	}
	return b
}

func appendHex(b []byte, v uint16) []byte {
	const digits = "0123456789abcdef"
	for shift := 12; shift >= 0; shift -= 4 {
		b = append(b, digits[v>>shift&15])
	}
	return b
}

// num writes a number as PDF takes it, to a thousandth.
func num(v float64) string { return string(appendNum(nil, v)) }

func appendNum(b []byte, v float64) []byte {
	n := int64(math.RoundToEven(1000 * v))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/1000, 10)
	if n %= 1000; n == 0 {
		return b
	}
	b = append(b, '.', byte('0'+n/100), byte('0'+n/10%10), byte('0'+n%10))
	return bytes.TrimRight(b, "0")
}
