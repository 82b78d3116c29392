package pdf

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"github.com/klauspost/compress/zlib"
)

// readDocument is a document as a reader of PDF sees it, written from ISO
// 32000-1 and independent of what wrote it.
type readDocument struct {
	*faults
	objects []any // by number; object 0 is no object
	trailer pdfDict
	pages   []*readPage
	byRef   map[pdfRef]int // pages by object
	fonts   map[pdfRef]*readFont
}

var (
	fileStart = regexp.MustCompile(`^%PDF-1\.4\n%[\x80-\xff]{4,}\n`)
	fileEnd   = regexp.MustCompile(`trailer\n(<<.*>>)\nstartxref\n(\d+)\n%%EOF\n?$`)
	xrefStart = regexp.MustCompile(`^xref\n0 (\d+)\n0000000000 65535 f \n`)
)

// read reads a document and checks how the file is put together (ISO 32000-1,
// 7.5; ISO 19005-1, 6.1): each object begins where the cross-reference table
// says, after the end of another one; nothing stands between them.
func read(doc []byte, f *faults) *readDocument {
	d := &readDocument{faults: f, objects: []any{nil}, byRef: map[pdfRef]int{}, fonts: map[pdfRef]*readFont{}}
	start, end := fileStart.FindString(latin1(doc[:min(40, len(doc))])), fileEnd.FindStringSubmatch(latin1(doc[max(0, len(doc)-1000):]))
	if start == "" || end == nil {
		f.add("the file does not begin or end as it must")
		return d
	}
	d.trailer, _ = d.parse([]byte(end[1])).(pdfDict)
	xref, _ := strconv.Atoi(end[2])
	if xref > len(doc) {
		f.add("startxref is beyond the end")
		return d
	}
	head := xrefStart.FindSubmatch(doc[xref:])
	if head == nil {
		f.add("no cross-reference table at %d", xref)
		return d
	}
	count, _ := strconv.Atoi(string(head[1]))
	table := doc[xref+len(head[0]):]
	if d.trailer["Size"] != count || len(table) < 20*(count-1) || !bytes.HasPrefix(table[20*(count-1):], []byte("trailer\n")) {
		f.add("the cross-reference table does not have the %d lines it says, or /Size is another", count)
		return d
	}
	d.objects = make([]any, count)
	begins := map[int]int{} // the object that begins at a place
	for n := 1; n < count; n++ {
		line := string(table[20*(n-1) : 20*n])
		at, _ := strconv.Atoi(line[:10])
		if line != fmt.Sprintf("%010d 00000 n \n", at) || begins[at] != 0 {
			f.add("the cross-reference table's line %d is %q", n, line)
		}
		begins[at] = n
	}
	at := len([]rune(start))
	for _, begin := range slices.Sorted(maps.Keys(begins)) {
		if begin != at || begin >= xref {
			f.add("object %d is said to begin at %d; the one before ends at %d", begins[begin], begin, at)
			return d
		}
		at += d.object(begins[begin], doc[begin:xref])
	}
	if at != xref {
		f.add("the objects end at %d, the cross-reference table begins at %d", at, xref)
	}
	return d
}

// latin1 makes each byte a character.
func latin1(b []byte) string {
	r := make([]rune, len(b))
	for i, c := range b {
		r[i] = rune(c)
	}
	return string(r)
}

func (d *readDocument) parse(b []byte) any {
	s := &scanner{data: b, faults: d.faults}
	v, _ := s.next()
	if s.skip(); s.at < len(b) {
		d.add("%.40q after an object", b[s.at:])
	}
	return v
}

// object reads an object at the beginning of b and returns how long it is.
func (d *readDocument) object(n int, b []byte) int {
	head := fmt.Sprintf("%d 0 obj\n", n)
	s := &scanner{data: b, faults: d.faults}
	if !s.take(head) {
		d.add("object %d does not begin where the table says", n)
		return 0
	}
	v, _ := s.next()
	if s.take("\nstream\n") {
		dict, _ := v.(pdfDict)
		length, _ := dict["Length"].(int)
		if s.at+length > len(b) {
			d.add("object %d: its length is beyond the end", n)
			return 0
		}
		v = d.stream(n, dict, b[s.at:s.at+length])
		s.at += length
		if !s.take("\nendstream") {
			d.add("object %d: its stream is not as long as it says", n)
		}
	}
	if !s.take("\nendobj\n") {
		d.add("object %d: no endobj after it", n)
	}
	d.objects[n] = v
	return s.at
}

// stream decodes a stream: not with LZW, and from nowhere else than the file
// (ISO 19005-1, 6.1.7 and 6.1.10).
func (d *readDocument) stream(n int, dict pdfDict, data []byte) *pdfStream {
	for _, key := range []pdfName{"F", "FFilter", "FDecodeParms", "DecodeParms"} {
		if dict[key] != nil {
			d.add("object %d: a stream with /%s", n, key)
		}
	}
	switch dict["Filter"] {
	case nil:
		return &pdfStream{dict, data}
	case pdfName("FlateDecode"):
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err == nil {
			data, err = io.ReadAll(z)
		}
		if err != nil {
			d.add("object %d: %v", n, err)
		}
	default:
		d.add("object %d: the filter %v", n, dict["Filter"])
	}
	return &pdfStream{dict, data}
}

// get follows a reference.
func (d *readDocument) get(v any) any {
	if r, ok := v.(pdfRef); ok {
		if int(r) <= 0 || int(r) >= len(d.objects) {
			return nil
		}
		return d.objects[r]
	}
	return v
}

// dict returns a dictionary, empty if there is none.
func (d *readDocument) dict(v any) pdfDict {
	switch v := d.get(v).(type) {
	case pdfDict:
		return v
	case *pdfStream:
		return v.pdfDict
	}
	return pdfDict{}
}

func (d *readDocument) array(v any) []any {
	a, _ := d.get(v).([]any)
	return a
}

func (d *readDocument) data(v any) []byte {
	s, _ := d.get(v).(*pdfStream)
	if s == nil {
		return nil
	}
	return s.data
}

func (d *readDocument) catalog() pdfDict { return d.dict(d.trailer["Root"]) }
