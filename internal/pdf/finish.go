package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zlib"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// gofpdf numbers the root of the page tree 1 and the resources 2; then come
// each page and its content, and at the end the information dictionary and the
// catalogue.
const (
	pagesNumber     = 1
	resourcesNumber = 2
	firstPage       = 3
)

// finish puts into gofpdf's document what gofpdf cannot: Type 0 fonts with
// their glyphs (ISO 32000-1, 9.7), the structure tree (14.7), the document's
// language (14.9.2), its metadata, what its colours mean, and a file identifier
// (14.4). The document is appended to out.
func finish(out []byte, contents [][]byte, d *drawing, laid *Laid, l letter.Letter) ([]byte, error) {
	objects, err := frameOf(frameKind{laid.sheet, len(laid.pages)})
	if err != nil {
		return nil, err
	}
	info, catalog := len(objects)-1, len(objects)
	pages, links := make([]int, len(laid.pages)), laid.links(&objects)
	for i, content := range contents {
		pages[i] = firstPage + 2*i
		objects[pages[i]] = content
		objects[pages[i]-1] = pageFor(laid.sheet, pagesNumber, resourcesNumber, pages[i]+1, i, on(i, links))
	}
	laid.addLinks(links, pages, len(pages), &objects)
	objects[resourcesNumber-1] = d.fonts.resources(laid.style.resource(&objects), &objects)
	about := properties{l.Title, l.Author, l.Date}
	objects[info-1] = about.info()
	b := appendEntry([]byte("<< /Type /Catalog"), "Pages", pagesNumber)
	b = appendEntry(b, "Metadata", objects.add(about.metadata()))
	b = appendEntry(b, "StructTreeRoot", laid.addStructure(pages, links, &objects))
	b = append(append(b, " /MarkInfo << /Marked true >> /OutputIntents "...), outputIntents(&objects)...)
	objects[catalog-1] = append(append(b, viewing(l.Language)...), " >>"...)
	return objects.appendTo(out, info, catalog), nil
}

// pageFor is a page's dictionary. Its marked content is found under the number
// key of the parent tree. Who steps from one of its annotations to the next goes by
// the structure (ISO 14289-1, 7.18.3).
func pageFor(s sheet, parent, resources, content, key int, annotations []byte) []byte {
	b := appendEntry([]byte("<< /Type /Page"), "Parent", parent)
	b = appendEntry(appendEntry(b, "Resources", resources), "Contents", content)
	b = append(appendPoint(append(b, " /MediaBox [0 0 "...), s.width, s.height), "] /StructParents "...)
	b = strconv.AppendInt(b, int64(key), 10)
	if len(annotations) > 0 {
		b = append(append(append(b, " /Tabs /S /Annots ["...), annotations...), ']')
	}
	return append(b, " >>"...)
}

// viewing is the catalogue's entries that say how the document is read and
// shown: in its language, under its title. That Arabic is written from right to
// left the structure tree says. The viewer's preference for a direction
// (ISO 32000-1, 12.2) is about facing pages; Chromium takes it for the direction
// of each line and turns round telephone numbers and e-mail addresses.
func viewing(l locale.Language) string {
	return fmt.Sprintf(" /Lang (%s) /ViewerPreferences << /DisplayDocTitle true >>", l)
}

// deflater compresses streams. It takes more memory than a letter, so it is used
// again.
type deflater struct {
	out bytes.Buffer
	zip *zlib.Writer
}

var deflaters = sync.Pool{New: func() any { return newDeflater(zlib.BestSpeed) }}

func newDeflater(level int) *deflater {
	d := &deflater{}
	var err error
	if d.zip, err = zlib.NewWriterLevel(&d.out, level); err != nil {
		panic(err) // the level is a constant
	}
	return d
}

// stream returns a compressed stream object's body.
func stream(entries string, data []byte) []byte {
	d := deflaters.Get().(*deflater)
	defer deflaters.Put(d)
	return d.stream(entries, data)
}

func (d *deflater) stream(entries string, data []byte) []byte {
	d.out.Reset()
	d.zip.Reset(&d.out)
	d.zip.Write(data) // to memory: neither can fail
	d.zip.Close()
	b := make([]byte, 0, d.out.Len()+len(entries)+80)
	b = append(append(append(b, "<< "...), entries...), "/Filter /FlateDecode /Length "...)
	b = append(strconv.AppendInt(b, int64(d.out.Len()), 10), " >>\nstream\n"...)
	return append(append(b, d.out.Bytes()...), "\nendstream"...)
}

var startXref = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n?$`)

// splitObjects returns the bodies of a document's objects, in order of their
// numbers, by its cross-reference table.
func splitObjects(doc []byte) (objects, error) {
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
	var objects objects
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

// objects are the bodies of a document's objects, in order of their numbers,
// which begin at 1.
type objects [][]byte

func (o *objects) reserve(n int) int {
	*o = append(*o, make([][]byte, n)...)
	return len(*o) - n + 1
}

func (o *objects) put(number int, body []byte) { (*o)[number-1] = body }

func (o *objects) add(body []byte) int {
	*o = append(*o, body)
	return len(*o)
}

// appendTo appends a document of the objects to b, with the cross-reference
// table and the trailer (ISO 32000-1, 7.5). Its identifier is made of its
// contents, so that the same letter is the same file; fonts are in it by their
// names, which are made of theirs.
func (o objects) appendTo(b []byte, info, catalog int) []byte {
	b = append(b, header...)
	offsets := make([]int, len(o))
	sum := sha256.New()
	for i, body := range o {
		offsets[i] = len(b)
		b = append(strconv.AppendInt(b, int64(i+1), 10), " 0 obj\n"...)
		b = append(append(b, body...), "\nendobj\n"...)
		if !bytes.HasPrefix(body, []byte("<< "+fontProgram)) {
			sum.Write(b[offsets[i]:])
		}
	}
	id := [sha256.Size]byte(sum.Sum(nil))
	xref := len(b)
	b = fmt.Appendf(b, "xref\n0 %d\n0000000000 65535 f \n", len(o)+1)
	for _, offset := range offsets {
		b = appendOffset(b, int64(offset))
	}
	return appendTrailer(b, len(o)+1, catalog, info, id, int64(xref))
}

// header names the version whose rules PDF/A-1 takes; the comment of bytes
// above 127 tells programs that the file is not text (ISO 19005-1, 6.1.2).
const header = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"

// appendOffset appends a line of the cross-reference table.
func appendOffset(b []byte, offset int64) []byte {
	line := [...]byte{9: '0'}
	for i := len(line) - 1; i >= 0; i-- {
		line[i], offset = byte('0'+offset%10), offset/10
	}
	return append(append(b, line[:]...), " 00000 n \n"...)
}

func appendTrailer(b []byte, size, catalog, info int, sum [sha256.Size]byte, xref int64) []byte {
	id := sum[:16]
	return fmt.Appendf(b, "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%[4]x>] >>\nstartxref\n%d\n%%%%EOF\n", size, catalog, info, id, xref)
}
