package pdf

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// never is what PDF/A-1 or PDF/UA-1 forbids wherever it stands, or what our
// documents have no use for and these checks do not know (ISO 19005-1, 6.1 to
// 6.6 and 6.9; ISO 14289-1, 7.11 to 7.20).
var never = []pdfName{
	"AA", "OpenAction", "JS", "JavaScript", "Names", "EmbeddedFiles", "EF", "AF", "AcroForm", "XFA",
	"Encrypt", "Perms", "OCProperties", "Group", "SMask", "CA", "ca", "BM", "TR", "TR2", "HTP", "OPI", "Ref", "PS",
	"Alternates", "Interpolate", "RoleMap", "Suspects", "Requirements", "ActualText", "E",
}

// checkArchive checks what ISO 19005-1 wants of the whole document.
func (d *readDocument) checkArchive() {
	for n, o := range d.objects[1:] {
		d.walk(n+1, o)
	}
	d.walk(0, d.trailer)
	id := d.array(d.trailer["ID"])
	if keys := slices.Sorted(maps.Keys(d.trailer)); !slices.Equal(keys, []pdfName{"ID", "Info", "Root", "Size"}) {
		d.add("the trailer has %s", keys)
	}
	if len(id) != 2 || id[0] == "" || id[0] != id[1] {
		d.add("the trailer's /ID is %q", id)
	}
	c := d.catalog()
	if c["Type"] != pdfName("Catalog") || d.dict(c["MarkInfo"])["Marked"] != true || d.dict(c["ViewerPreferences"])["DisplayDocTitle"] != true {
		d.add("the catalogue is not one, does not say that it is tagged, or not to show the title: %v", c)
	}
	d.checkLanguage("the catalogue", c["Lang"])
	intents := d.array(c["OutputIntents"])
	if len(intents) != 1 {
		d.add("%d output intents", len(intents))
		return
	}
	intent := d.dict(intents[0])
	profile := d.data(intent["DestOutputProfile"])
	if intent["S"] != pdfName("GTS_PDFA1") || intent["OutputConditionIdentifier"] == nil || len(profile) < 128 ||
		string(profile[36:40]) != "acsp" || string(profile[16:20]) != "RGB " || profile[8] > 2 || d.dict(intent["DestOutputProfile"])["N"] != 3 {
		d.add("the output intent %v has no ICC profile of version 2 for RGB", intent)
	}
	d.checkMetadata()
}

// walk looks at all that an object holds.
func (d *readDocument) walk(n int, v any) {
	switch v := v.(type) {
	case pdfRef:
		if d.get(v) == nil {
			d.add("object %d refers to object %d, which is not there", n, v)
		}
	case []any:
		for _, e := range v {
			d.walk(n, e)
		}
	case pdfDict:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if slices.Contains(never, key) {
				d.add("object %d has /%s", n, key)
			}
			d.walk(n, v[key])
		}
	case *pdfStream:
		d.walk(n, v.pdfDict)
	case pdfWord:
		d.add("object %d is the word %q", n, v)
	}
}

// checkLanguage checks that something has a tag of BCP 47.
func (d *readDocument) checkLanguage(of string, v any) {
	tag := pdfText(v)
	if _, err := language.Parse(tag); err != nil || tag == "" {
		d.add("%s: the language %q: %v", of, tag, err)
	}
}

// checkMetadata checks the claims, and that the metadata says the same as the
// information dictionary (ISO 19005-1, 6.7.3).
func (d *readDocument) checkMetadata() {
	dict := d.dict(d.catalog()["Metadata"])
	if dict["Type"] != pdfName("Metadata") || dict["Subtype"] != pdfName("XML") || dict["Filter"] != nil {
		d.add("the metadata stream is %v", dict)
	}
	packet := d.data(d.catalog()["Metadata"])
	if !bytes.HasPrefix(packet, []byte("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")) || !bytes.HasSuffix(packet, []byte("\n<?xpacket end=\"w\"?>")) {
		d.add("the metadata is not between the marks of a packet")
	}
	got, err := readXMP(packet)
	if err != nil {
		d.add("metadata: %v", err)
	}
	info := d.dict(d.trailer["Info"])
	want := map[string][]string{
		"http://www.aiim.org/pdfa/ns/id/ part":              {"1"},
		"http://www.aiim.org/pdfa/ns/id/ conformance":       {"A"},
		"http://www.aiim.org/pdfua/ns/id/ part":             {"1"},
		"http://purl.org/dc/elements/1.1/ format":           {"application/pdf"},
		"http://purl.org/dc/elements/1.1/ title":            {pdfText(info["Title"])},
		"http://ns.adobe.com/xap/1.0/ CreatorTool":          {pdfText(info["Creator"])},
		"http://ns.adobe.com/xap/1.0/ CreateDate":           {isoDate(info["CreationDate"])},
		"http://ns.adobe.com/xap/1.0/ ModifyDate":           {isoDate(info["ModDate"])},
		"http://ns.adobe.com/pdf/1.3/ Producer":             {pdfText(info["Producer"])},
		"http://www.aiim.org/pdfa/ns/schema# namespaceURI":  {"http://www.aiim.org/pdfua/ns/id/"},
		"http://www.aiim.org/pdfa/ns/schema# prefix":        {"pdfuaid"},
		"http://www.aiim.org/pdfa/ns/schema# schema":        {"PDF/UA identification schema"},
		"http://www.aiim.org/pdfa/ns/property# name":        {"part"},
		"http://www.aiim.org/pdfa/ns/property# valueType":   {"Integer"},
		"http://www.aiim.org/pdfa/ns/property# category":    {"internal"},
		"http://www.aiim.org/pdfa/ns/property# description": {"part of ISO 14289 that the document conforms to"},
	}
	if info["Author"] != nil {
		want["http://purl.org/dc/elements/1.1/ creator"] = []string{pdfText(info["Author"])}
	}
	if !maps.EqualFunc(got, want, slices.Equal) {
		d.add("the metadata says\n%q; the information dictionary, and the standards, want\n%q", got, want)
	}
	for key := range info {
		if !slices.Contains([]pdfName{"Title", "Author", "Creator", "Producer", "CreationDate", "ModDate"}, key) {
			d.add("the information dictionary has /%s", key)
		}
		if pdfText(info[key]) == "" {
			d.add("the information dictionary's /%s is empty", key)
		}
	}
}

// isoDate writes a date of PDF (7.9.4) in UTC as XMP does.
func isoDate(v any) string {
	s, _ := strings.CutPrefix(pdfText(v), "D:")
	if len(s) != len("20060102150405Z") {
		return "no date: " + s
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:8] + "T" + s[8:10] + ":" + s[10:12] + ":" + s[12:]
}

// readXMP returns the text of properties, by name space and name.
func readXMP(packet []byte) (map[string][]string, error) {
	const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	got := map[string][]string{}
	var path []xml.Name
	for dec := xml.NewDecoder(bytes.NewReader(packet)); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return got, nil
		}
		if err != nil {
			return got, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			path = append(path, token.Name)
			if !strings.Contains(token.Name.Space, ":") {
				return got, errors.New("<" + token.Name.Space + ":" + token.Name.Local + ">: the prefix is not declared")
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			i := len(path) - 1
			for i >= 0 && path[i].Space == rdf { // in a container
				i--
			}
			if i < 0 || strings.TrimSpace(string(token)) == "" {
				break
			}
			key := path[i].Space + " " + path[i].Local
			got[key] = append(got[key], string(token))
		}
	}
}
