package pdf

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"errors"
	"fmt"
	"github.com/klauspost/compress/zlib"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"speakout/internal/letter"
)

// finish puts into gofpdf's document what gofpdf cannot: Type 0 fonts with
// their glyphs (ISO 32000-1, 9.7), the document's language and direction
// (14.9.2, 12.2), its metadata and a file identifier (14.4). gofpdf numbers the root of the
// page tree 1 and the resources 2, and ends with the information dictionary
// and the catalogue; those two and the new objects are all that changes.
func finish(doc []byte, d *drawing, l letter.Letter) ([]byte, error) {
	objects, err := splitObjects(doc)
	if err != nil {
		return nil, err
	}
	info, catalog := len(objects)-1, len(objects)
	for i, body := range objects {
		if content, ok := contentOf(body); ok {
			objects[i] = stream("", content)
		}
	}
	add := func(body []byte) int {
		objects = append(objects, body)
		return len(objects)
	}
	var resources bytes.Buffer
	resources.WriteString("<< /ProcSet [/PDF /Text] /Font <<")
	for _, c := range d.fonts.inOrder() {
		fmt.Fprintf(&resources, " /%s %d 0 R", d.names[c], addFont(c, add))
	}
	fmt.Fprintf(&resources, " >>%s >>", d.style.resource(add))
	objects[2-1] = resources.Bytes()
	objects[info-1] = infoFor(l)
	objects[catalog-1] = catalogFor(l)
	return writeObjects(objects, info, catalog), nil
}

// contentOf returns the data of a content stream, which gofpdf writes plain.
func contentOf(body []byte) (content []byte, ok bool) {
	header, rest, ok := bytes.Cut(body, []byte("\nstream\n"))
	if !ok || !bytes.HasPrefix(header, []byte("<</Length ")) {
		return nil, false
	}
	return bytes.CutSuffix(rest, []byte("\nendstream"))
}

// infoFor is the information dictionary (ISO 32000-1, 14.3.3). gofpdf's own
// cannot hold all of Unicode. The same letter is the same file: it has its own
// date, not the clock's.
func infoFor(l letter.Letter) []byte {
	date := l.Date.Format("20060102150405")
	author := ""
	if l.Author != "" {
		author = fmt.Sprintf("/Author <feff%s> ", utf16Hex(l.Author))
	}
	return fmt.Appendf(nil, "<< /Title <feff%s> %s/Creator (speakout) /Producer (speakout) /CreationDate (D:%s) /ModDate (D:%s) >>",
		utf16Hex(l.Title), author, date, date)
}

func catalogFor(l letter.Letter) []byte {
	direction := "/L2R"
	if l.Language.RightToLeft() {
		direction = "/R2L"
	}
	return fmt.Appendf(nil, "<< /Type /Catalog /Pages 1 0 R /Lang (%s) /ViewerPreferences << /DisplayDocTitle true /Direction %s >> >>",
		l.Language, direction)
}

// addFont adds the objects of one font and returns the number of the Type 0
// font among them.
func addFont(c *codes, add func([]byte) int) int {
	program := c.subset.bytes()
	name := c.name(program)
	file := add(stream(fmt.Sprintf("/Length1 %d ", len(program)), program))
	descriptor := add(descriptorFor(c, name, file))
	unicode := add(stream("", c.toUnicode()))
	cid := add(fmt.Appendf(nil, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s "+
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "+
		"/FontDescriptor %d 0 R /CIDToGIDMap /Identity /W [0 [%s]] >>", name, descriptor, widths(c)))
	return add(fmt.Appendf(nil, "<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H "+
		"/DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>", name, cid, unicode))
}

func widths(c *codes) string {
	var all []string
	for _, w := range c.subset.advances {
		all = append(all, num(1000*float64(w)/float64(c.subset.source.UnitsPerEm())))
	}
	return strings.Join(all, " ")
}

// descriptorFor describes the font (ISO 32000-1, 9.8). Measures are in
// thousandths of its size; the width of stems, which fonts do not tell, is one
// usual for text, or for bold.
func descriptorFor(c *codes, name string, file int) []byte {
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
	return fmt.Appendf(nil, "<< /Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%s %s %s %s] "+
		"/ItalicAngle %s /Ascent %s /Descent %s /CapHeight %s /StemV %d /FontFile2 %d 0 R >>",
		name, flags, num(at(head, 36)), num(at(head, 38)), num(at(head, 40)), num(at(head, 42)),
		num(angle), num(at(hhea, 4)), num(at(hhea, 6)), num(capHeight), stem, file)
}

// deflaters are used again: each takes more memory than a letter.
var deflaters = sync.Pool{New: func() any {
	z, err := zlib.NewWriterLevel(nil, zlib.DefaultCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	return z
}}

// stream returns a compressed stream object's body.
func stream(entries string, data []byte) []byte {
	var b bytes.Buffer
	z := deflaters.Get().(*zlib.Writer)
	defer deflaters.Put(z)
	z.Reset(&b)
	z.Write(data) // to memory: neither can fail
	z.Close()
	out := fmt.Appendf(nil, "<< %s/Filter /FlateDecode /Length %d >>\nstream\n", entries, b.Len())
	return append(append(out, b.Bytes()...), "\nendstream"...)
}

var startXref = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n?$`)

// splitObjects returns the bodies of a document's objects, in order of their
// numbers, by its cross-reference table.
func splitObjects(doc []byte) ([][]byte, error) {
	m := startXref.FindSubmatch(doc)
	if m == nil {
		return nil, errors.New("finishing the PDF: no cross-reference table")
	}
	at, _ := strconv.Atoi(string(m[1]))
	lines := strings.Split(string(doc[at:]), "\n")
	var first, count int
	if _, err := fmt.Sscanf(lines[1], "%d %d", &first, &count); err != nil || first != 0 || count < 5 || len(lines) < count+2 {
		return nil, errors.New("finishing the PDF: a cross-reference table of another form")
	}
	var objects [][]byte
	for number := 1; number < count; number++ {
		offset, _ := strconv.Atoi(lines[2+number][:10])
		header := fmt.Appendf(nil, "%d 0 obj\n", number)
		body, ok := bytes.CutPrefix(doc[min(offset, at):at], header)
		end := endOf(body)
		if !ok || end < 0 {
			return nil, fmt.Errorf("finishing the PDF: object %d is not where the table says", number)
		}
		objects = append(objects, body[:end])
	}
	return objects, nil
}

// endOf finds where an object's body ends; the data of a stream may hold any
// bytes.
func endOf(body []byte) int {
	end := bytes.Index(body, []byte("\nendobj\n"))
	if s := bytes.Index(body, []byte("\nstream\n")); s >= 0 && s < end {
		if e := bytes.Index(body[s:], []byte("\nendstream\nendobj\n")); e >= 0 {
			return s + e + len("\nendstream")
		}
	}
	return end
}

// writeObjects writes a document of the objects, with the cross-reference
// table and the trailer (ISO 32000-1, 7.5). Its identifier is made of its
// contents, so that the same letter is the same file.
func writeObjects(objects [][]byte, info, catalog int) []byte {
	var b bytes.Buffer
	size := 1024
	for _, body := range objects {
		size += len(body) + 64 // its number, and its line in the table
	}
	b.Grow(size)
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(objects))
	for i, body := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", i+1)
		b.Write(body)
		b.WriteString("\nendobj\n")
	}
	id := md5.Sum(b.Bytes())
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(objects)+1, catalog, info, id, id, xref)
	return b.Bytes()
}
