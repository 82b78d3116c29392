package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"speakout/internal/letter"
)

// mutation breaks a document: what first fits the pattern in an object, or in
// the data of its stream, becomes something else. fault is what must be said.
type mutation struct{ pattern, with, fault string }

// mutations break a letter in Arabic with a sender's Latin name, an enclosure
// and a second page, one rule after the other.
var mutations = []mutation{
	// The catalogue, and what it claims.
	{`/Marked true`, `/Marked false`, "does not say that it is tagged"},
	{`/DisplayDocTitle true`, `/DisplayDocTitle false`, "does not say that it is tagged"},
	{`/Lang \(ar\) /Viewer`, `/Viewer`, `the catalogue: the language ""`},
	{`/Lang \(ar\) /Viewer`, `/Lang (a_r!) /Viewer`, "the catalogue: the language"},
	{`/StructTreeRoot \d+ 0 R`, ``, "has no document in it"},
	{`GTS_PDFA1`, `GTS_PDFX`, "the output intent"},
	{`/N 3 `, `/N 4 `, "the output intent"},
	{`/Type /Catalog`, `/Type /Catalog /OpenAction [3 0 R /Fit]`, "has /OpenAction"},
	{`/Type /Catalog`, `/Type /Catalog /Names << /EmbeddedFiles << >> >>`, "has /EmbeddedFiles"},
	{`/Type /Page /`, `/Type /Page /Group << /S /Transparency >> /`, "has /Group"},
	{`/Font <<`, `/ExtGState << /G << /ca 0.5 >> >> /Font <<`, "has /ca"},
	{`conformance>A`, `conformance>B`, "the metadata says"},
	{`(<pdfuaid:part>)1`, `${1}2`, "the metadata says"},
	{`<dc:title>.*</dc:title>`, ``, "the metadata says"},
	{`</dc:title>`, ``, "metadata: XML syntax error"},
	{`xmlns:pdfuaid="[^"]*"`, ``, "the prefix is not declared"},
	{`/Producer \(speakout\)`, `/Producer (gofpdf)`, "the metadata says"},
	{`/CreationDate \(D:2026`, `/CreationDate (D:2025`, "the metadata says"},
	{`/Author <feff`, `/Author <feff0041`, "the metadata says"},
	{`<\?xpacket end="w"\?>`, ``, "not between the marks of a packet"},
	{`/Subtype /XML`, `/Subtype /Text`, "the metadata stream is"},
	// The syntax and its limits.
	{`/Filter /FlateDecode`, `/Filter /LZWDecode`, "the filter LZWDecode"},
	{`(/Filter /FlateDecode /Length \d+)`, `${1}000`, "its length is beyond the end"},
	{`\nendstream`, ``, "its stream is not as long as it says"},
	{`/Contents \d+`, `/Contents 999`, "refers to object 999"},
	{`/MediaBox \[0`, `/MediaBox [2147483648`, "beyond the limit"},
	{`/MediaBox \[0`, `/MediaBox [40000.5`, "beyond the limit"},
	{`/MediaBox \[0`, `/MediaBox [0` + strings.Repeat(" 0", 8191), "8191 is the limit"},
	{`/Type /Page /`, "/Type /Page /" + strings.Repeat("x", 128) + " 0 /", "too long"},
	{`/Creator \(`, "/Creator (" + strings.Repeat("x", 65536), "65535 is the limit"},
	{`/Title <feff0`, "/Title <feff", "odd length hex string"},
	{`/Type /Page /`, "/Type /Page /Type /Page /", "is there twice"},
	// Fonts.
	{`/Encoding /Identity-H`, `/Encoding /Identity-V`, "is not a Type 0 font"},
	{`/CIDToGIDMap /Identity`, ``, "is not a Type 0 font"},
	{`/FontName /[A-Z]{6}\+`, `/FontName /`, "is called"},
	{`/FontFile2 \d+ 0 R`, ``, "is not TrueType"},
	{`/Flags 4`, `/Flags 36`, "either symbolic or not"},
	{`/Length1 (\d+)`, `/Length1 ${1}0`, "/Length1 is not"},
	{`(?s)(hmtx.{8}).{4}`, "${1}\x00\x00\x00\x00", "0 of hmtx"},
	{`/W \[ (\d+) \[[\d.]+`, `/W [$1 [1`, "not that of its glyph"},
	{`^\x{fffd}(\x{fffd}+)$`, `$1`, "bytes for"}, // bytes above 127
	{`^\x{fffd}(\x{fffd}+)$`, "\x7f$1", "the CIDSet is wrong about glyph 0"},
	{`(beginbfrange[^]]*)<0020>`, `${1}<0000>`, `its text is "\x00"`},
	{`(beginbfrange[^]]*)<0020>`, `${1}<feff>`, `its text is "\ufeff"`},
	{`(beginbfrange[^]]*)<0020>`, `${1}<>`, `its text is ""`},
	{`(beginbfrange[^]]*)<0020>`, `${1}<0058>`, "is read as"},
	{`beginbfrange\n<0001>`, "beginbfrange\n<0002>", "texts for the codes 0002 to"},
	{`(beginbfrange\n<0001> <00ff> \[[^]]*)\]\nendbfrange\n1 beginbfrange\n<0100> (<....>) \[`, `$1$2`, "texts for the codes"},
	{`beginbfrange\n<0100> <(..)`, "beginbfrange\n<0000> <00", "twice"},
	// Content.
	{`EMC\n`, ``, "at its end"},
	{`\nET\n`, "\n", "at its end"},
	{`EMC\nET\nEMC\n`, "EMC\nEMC\nET\n", "the end of a BMC among"},
	{`/Artifact BMC\n`, "/Span BMC\n", "S is in 0 sequences"},
	{`/Artifact BMC\n`, "/P <</MCID 99>> BDC\n", "MCID 99 is number"},
	{`/P <</MCID 3>> BDC\n`, "/Artifact BMC\n", "MCID 4 is number 3"},
	{`/P <</MCID 3>> BDC\n`, "/P <</MCID 4>> BDC\n", "MCID 4 is number 3"},
	{`/P <</MCID 3>> BDC\n`, "/P <</MCID 3>> BDC /Artifact BMC EMC\n", "/Artifact map[] in"},
	{`/P <</MCID 3>> BDC\n`, "/H1 <</MCID 3>> BDC\n", "is called H1"},
	{`/P <</MCID 3>> BDC\n`, "/G gs /P <</MCID 3>> BDC\n", "the operator gs"},
	{`/P <</MCID 3>> BDC\n`, "0 0 0 1 k /P <</MCID 3>> BDC\n", "the operator k"},
	{`/ReversedChars BMC\n`, "/Span BMC\n", "is read as"},
	{`/ReversedChars BMC\n`, "/ReversedChars <<>> BDC\n", "marked content /ReversedChars"},
	{`/Span <</Lang \(und-Latn\)>> BDC`, `/Span BMC`, `is said to be of the language ""`},
	{`/Span <</Lang \(und-Latn\)>> BDC`, `/Span <</Lang (und-Grek)>> BDC`, `is said to be of the language "und-Grek"`},
	{`/Span <</Lang \(und-Latn\)>> BDC`, `/Span <</Lang (ar)>> BDC`, `is said to be of the language "ar"`},
	{`/Span <</Lang \(und-Latn\)>> BDC`, `/Span <</Lang (Latin!)>> BDC`, `a span: the language "Latin!"`},
	{`\] TJ\n`, "<0000>] TJ\n", "code 0 is shown"},
	{`\] TJ\n`, "<ffff>] TJ\n", "code 65535 is shown"},
	{`/Ax? [\d.]+ Tf`, `/Z 10 Tf`, "the font Z"},
	// The structure tree.
	{`(/S /LI /P) \d+`, `$1 3`, "has the parent"},
	{`/S /P /P`, `/S /Paragraph /P`, "Paragraph in Document Div"},
	{`/S /LI /P`, `/S /P /P`, "P in Document L"},
	{`/S /Lbl /P`, `/S /LBody /P`, "LBody LBody in it"},
	{`/S /H1 /P`, `/S /H2 /P`, "the headings"},
	{`/S /H2 /P`, `/S /H1 /P`, "the headings"},
	{`/S /H1 /P`, `/S /Figure /P`, "says nothing of what it shows"},
	{`/ListNumbering /Decimal`, ``, "has the attributes"},
	{`/WritingMode /RlTb`, `/WritingMode /LrTb`, "has the attributes"},
	{`/Document /Lang \(ar\)`, `/Document /Lang (en)`, "is said to be"},
	{`/K \[3\]`, `/K [4]`, "the parent tree says"},
	{`/K \[3\]`, `/K [3 3]`, "belongs to 2 elements"},
	{`/K \[3\]`, `/K []`, "has nothing in it"},
	{`(/S /H1 /P \d+ 0 R /Pg) \d+`, `$1 5`, "the parent tree says"},
	{`/StructParents 1`, `/StructParents 0`, "in the parent tree has"},
	{`/Nums \[0 \[\d+ 0 R`, `/Nums [0 [`, "in the parent tree has"},
	{`/Nums \[0 \[(\d+ 0 R) (\d+ 0 R)`, `/Nums [0 [$2 $1`, "the parent tree says"},
	{`(/S /Document .*/K \[)(\d+ 0 R) (\d+ 0 R)`, `$1$3 $2`, "is read after what is drawn later"},
	{`/Type /Pages /Count 2|/Count 2`, `/Count 3`, "has 2 pages; it says 3"},
	{`/Parent \d+`, `/Parent 4`, "has the parent 4"},
}

// fileMutations break what stands around the objects.
var fileMutations = []mutation{
	{"file: %PDF-1.4", "%PDF-1.7", "does not begin or end"},
	{"file: %\xe2\xe3\xcf\xd3", "%abcd", "does not begin or end"},
	{"file: %PDF", " %PDF", "does not begin or end"},
	{"file: %%EOF\n", "%%EOF\n\n\n", "does not begin or end"},
	{"file: /ID [<", "/IX [<", "the trailer has [IX"},
	{"file: /ID [<", "/ID [(x) <", "the trailer's /ID"},
	{"file: trailer\n<<", "trailer\n<< /Encrypt 3 0 R", "has /Encrypt"},
	{"file: /Size ", "/Size 1", "/Size is another"},
	{"file: startxref\n", "startxref\n1", "startxref is beyond the end"},
	{"file: 0000000015 00000 n", "0000000016 00000 n", "object 1 is said to begin at 16"},
	{"file: 00000 n \n", "00001 n \n", "line 1 is"},
	{"file: 00000 n \n", "00000 n\n", "lines it says"},
	{"file: 1 0 obj", "1 1 obj", "does not begin where the table says"},
	{"file: endobj\n", "endobj ", "no endobj after it"},
}

// bookMutations break what only books have.
var bookMutations = []mutation{
	{`/Dest \[\d+`, `/Dest [1`, "bookmark"},
	{`/Prev \d+`, `/Prev 1`, "bookmark"},
	{`/Count -\d+`, `/Count -9`, "it says -9"},
	{`/Type /Outlines(.*)/Count \d+`, `/Type /Outlines$1/Count 9`, "the tree says 9"},
	{`/Type /Outlines(.*)/Last \d+`, `/Type /Outlines$1/Last 1`, "the last bookmark"},
	{`/Limits \[0 \d+`, `/Limits [0 999`, "has the limits"},
	{`/Nums \[0 `, `/Nums [1 `, "the parent tree has the key 1"},
	{`/ParentTreeNextKey \d+`, `/ParentTreeNextKey 1`, "the next key"},
	{`/S /Part /Lang \(en\)`, `/S /Part`, "a letter: the language"},
	{`/S /Part`, `/S /Sect`, "Sect in Document Sect"},
}

// lookMutations break what only letters with a logo have.
var lookMutations = []mutation{
	{`/Alt <[^>]*>`, ``, "says nothing of what it shows"},
	{`/Alt <feff`, `/Alt <feff0041`, "the logo is read as"},
	{`/Figure <</MCID 0>> BDC\n`, "/Span BMC\n", "Do is in 0 sequences"},
	{`/Subtype /Image`, `/Subtype /Form`, "the image Logo"},
	{`/Width \d`, `/Width 9`, "the image Logo"},
	{`/ColorSpace /\w+`, `/ColorSpace /DeviceCMYK`, "the image Logo"},
	{`/BitsPerComponent 8`, `/BitsPerComponent 8 /SMask 3 0 R`, "has /SMask"},
	{`/Artifact BMC\n`, "/Span BMC\n", "f is in 0 sequences"},
}

// Every check can fail.
func TestMutations(t *testing.T) {
	r := request(1)
	r.Sender, r.Enclose = letter.Sender{Name: "Grace Okafor"}, true
	l := compose(t, r)
	checkMutations(t, render(t, l), append(mutations, fileMutations...), l)
	l = compose(t, request(0))
	checkMutations(t, renderIn(t, looks(t)[1], l), lookMutations, l)
	var letters []letter.Letter
	for i := range 6 {
		letters = append(letters, compose(t, request(i)))
	}
	checkMutations(t, bookWith(t, letters, nil), bookMutations, letters...)
}

func checkMutations(t *testing.T, doc []byte, mutations []mutation, letters ...letter.Letter) {
	t.Helper()
	checkDocument(t, "before", doc, letters...)
	for _, m := range mutations {
		var broken []byte
		old, inFile := strings.CutPrefix(m.pattern, "file: ")
		changed := bytes.Contains(doc, []byte(old))
		if inFile {
			broken = bytes.Replace(doc, []byte(old), []byte(m.with), 1)
		} else {
			broken, changed = mutate(t, doc, m)
		}
		d, got := conforms(broken)
		said := strings.Join(*d.faults, "\n")
		for i, g := range got[:min(len(got), len(letters))] {
			said += "\n" + misread(g, letters[i])
		}
		if !changed || !strings.Contains(said, m.fault) {
			t.Errorf("%s → %.60s: changed %v; want %q, got\n%.600s", m.pattern, m.with, changed, m.fault, said)
		}
	}
}

// mutate returns the document with the first fit changed, put together as it
// must be.
func mutate(t *testing.T, doc []byte, m mutation) (broken []byte, ok bool) {
	t.Helper()
	all, err := splitObjects(doc)
	if err != nil {
		t.Fatal(err)
	}
	pattern := regexp.MustCompile(m.pattern)
	for i, body := range all {
		if s := pattern.FindSubmatchIndex(body); s != nil {
			all[i] = replace(pattern, body, m.with, s)
			ok = true
			break
		}
		o := (&readDocument{faults: &faults{}, objects: make([]any, i+2)})
		o.object(i+1, fmt.Appendf(nil, "%d 0 obj\n%s\nendobj\n", i+1, body))
		data := o.data(pdfRef(i + 1))
		if s := pattern.FindSubmatchIndex(data); s != nil && bytes.Contains(body, []byte("/FlateDecode")) {
			entries, _, _ := strings.Cut(strings.TrimPrefix(string(body), "<< "), "/Filter")
			all[i] = stream(entries, replace(pattern, data, m.with, s))
			ok = true
			break
		}
	}
	for i, body := range all {
		if bytes.Contains(body, []byte("/Type /Metadata")) { // it is not compressed: its length is to be right
			_, data, _ := bytes.Cut(body, []byte("\nstream\n"))
			all[i] = length.ReplaceAll(body, fmt.Appendf(nil, "/Length %d", len(bytes.TrimSuffix(data, []byte("\nendstream")))))
		}
	}
	return all.appendTo(nil, numberAfter(doc, "/Info "), numberAfter(doc, "/Root ")), ok
}

var length = regexp.MustCompile(`/Length \d+`)

func replace(pattern *regexp.Regexp, data []byte, with string, at []int) []byte {
	out := pattern.Expand(bytes.Clone(data[:at[0]]), []byte(with), data, at)
	return append(out, data[at[1]:]...)
}

func numberAfter(doc []byte, key string) int {
	m := regexp.MustCompile(key + `(\d+)`).FindSubmatch(doc[bytes.LastIndex(doc, []byte("trailer")):])
	n, _ := strconv.Atoi(string(m[1]))
	return n
}
