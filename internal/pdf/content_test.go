package pdf

import (
	"slices"
	"strings"
)

// readPage is a page as a reader of PDF sees it.
type readPage struct {
	ref       pdfRef
	dict      pdfDict
	sequences []*readSequence // by MCID
	links     map[pdfRef]*readLink
	aside     string // text that is an artifact
}

// readSequence is a sequence of marked content that has an MCID.
type readSequence struct {
	tag      pdfName
	runs     []readRun
	places   []place // of what is shown
	elements int     // that it belongs to
}

// place is where an operator shows text: on which page, counted from 0, from left
// to right, and its base line.
type place struct {
	page           int
	left, right, y float64
}

// readRun is text that is shown, and the language that is given for it.
type readRun struct{ text, language string }

// text is the sequence's text as it is read.
func (s *readSequence) text() string {
	var b strings.Builder
	for _, r := range s.runs {
		b.WriteString(r.text)
	}
	return b.String()
}

// operands is how many operands each operator has that may stand in our pages
// (ISO 32000-1, annex A). Colours are grey or those of the output intent.
var operands = map[pdfWord]int{
	"w": 1, "J": 1, "j": 1, "M": 1, "d": 2, "g": 1, "G": 1, "rg": 3, "RG": 3, "q": 0, "Q": 0, "cm": 6,
	"m": 2, "l": 2, "c": 6, "h": 0, "re": 4, "S": 0, "s": 0, "f": 0, "f*": 0, "B": 0, "n": 0,
	"BT": 0, "ET": 0, "Tf": 2, "Td": 2, "Tm": 6, "Tj": 1, "TJ": 1, "BMC": 1, "BDC": 2, "EMC": 0, "Do": 1,
}

var painting = []pdfWord{"S", "s", "f", "f*", "B", "Tj", "TJ", "Do"}

// contentReader reads a page's content stream.
type contentReader struct {
	*readDocument
	page  *readPage
	fonts pdfDict
	font  pdfRef
	size  float64
	line  float64 // where Td counts from
	pen   place   // its right side is where it is
	open  []scope // what is begun and not ended
}

// scope is a text object, marked content, or a saved graphics state.
type scope struct {
	begin    pdfWord // BT, BMC or q
	tag      pdfName
	sequence *readSequence
	language string
}

// readPages reads the tree of pages (7.7.3) and what they show.
func (d *readDocument) readPages(ref pdfRef, parent any) (count int) {
	node := d.dict(ref)
	if node["Parent"] != parent {
		d.add("page node %d has the parent %v, not %v", ref, node["Parent"], parent)
	}
	if node["Type"] == pdfName("Pages") {
		for _, kid := range d.array(node["Kids"]) {
			r, _ := kid.(pdfRef)
			count += d.readPages(r, ref)
		}
		if node["Count"] != count {
			d.add("page node %d has %d pages; it says %v", ref, count, node["Count"])
		}
		return count
	}
	box := d.array(node["MediaBox"])
	if _, twice := d.byRef[ref]; node["Type"] != pdfName("Page") || len(box) != 4 || twice {
		d.add("page %d is no page, or there twice: %v", ref, node)
		return 0
	}
	d.byRef[ref] = len(d.pages)
	page := &readPage{ref: ref, dict: node}
	d.pages = append(d.pages, page)
	d.readLinks(page, box)
	r := &contentReader{readDocument: d, page: page, fonts: d.dict(d.dict(node["Resources"])["Font"])}
	r.read(d.data(node["Contents"]))
	return 1
}

func (r *contentReader) read(content []byte) {
	s := &scanner{data: content, faults: r.faults}
	var before []any
	for v, ok := s.next(); ok; v, ok = s.next() {
		op, isOperator := v.(pdfWord)
		if !isOperator {
			before = append(before, v)
			continue
		}
		if n, known := operands[op]; !known || n != len(before) {
			r.add("page %d: the operator %s with %v", r.page.ref, op, before)
			return
		}
		r.operator(op, before)
		before = nil
	}
	if len(r.open) > 0 || len(before) > 0 {
		r.add("page %d: at its end, %v is open, and %v left", r.page.ref, r.open, before)
	}
}

func (r *contentReader) operator(op pdfWord, operands []any) {
	if slices.Contains(painting, op) {
		r.paint(op)
	}
	switch op {
	case "BT", "q":
		if r.in("BT") {
			r.add("page %d: %s in a text object", r.page.ref, op)
		}
		r.open = append(r.open, scope{begin: op})
	case "BMC", "BDC":
		r.begin(operands)
	case "ET":
		r.end("BT")
	case "EMC":
		r.end("BMC")
	case "Q":
		r.end("q")
	case "Tf":
		name, _ := operands[0].(pdfName)
		r.font, _ = r.fonts[name].(pdfRef)
		r.size = number(operands[1])
		if r.size <= 0 || r.font == 0 {
			r.add("page %d: the font %s %v", r.page.ref, name, operands[1])
		}
	case "Tm":
		if !slices.Equal(operands[:4], []any{1, 0, 0, 1}) {
			r.add("page %d: text that is not upright: %v", r.page.ref, operands)
		}
		r.line = number(operands[4])
		r.pen = place{page: r.byRef[r.page.ref], right: r.line, y: number(operands[5])}
	case "Td":
		r.line += number(operands[0])
		r.pen.right, r.pen.y = r.line, r.pen.y+number(operands[1])
	case "Tj", "TJ":
		r.show(operands[0])
	case "Do":
		r.image(operands[0])
	}
	if strings.HasPrefix(string(op), "T") && op != "Tf" && !r.in("BT") {
		r.add("page %d: %s outside of a text object", r.page.ref, op)
	}
}

func (r *contentReader) in(begin pdfWord) bool {
	return slices.ContainsFunc(r.open, func(s scope) bool { return s.begin == begin })
}

// end closes what was begun last: text objects and marked content hold each
// other whole (14.6.1).
func (r *contentReader) end(begin pdfWord) {
	if n := len(r.open); n > 0 && r.open[n-1].begin == begin {
		r.open = r.open[:n-1]
		return
	}
	r.add("page %d: the end of a %s among %v", r.page.ref, begin, r.open)
}

// begin opens marked content: of the structure, an artifact, a span in another
// language, or text in which codes stand in reverse. Those of the structure and
// artifacts stand in nothing else (14.8.2.2; ISO 14289-1, 7.1).
func (r *contentReader) begin(operands []any) {
	s := scope{begin: "BMC"}
	s.tag, _ = operands[0].(pdfName)
	var entries pdfDict
	if len(operands) > 1 {
		entries = r.dict(operands[1])
	}
	id, has := entries["MCID"].(int)
	switch {
	case has:
		if id != len(r.page.sequences) {
			r.add("page %d: MCID %d is number %d", r.page.ref, id, len(r.page.sequences))
		}
		s.sequence = &readSequence{tag: s.tag}
		r.page.sequences = append(r.page.sequences, s.sequence)
		fallthrough
	case s.tag == "Artifact":
		if r.in("BMC") {
			r.add("page %d: /%s %v in %v", r.page.ref, s.tag, entries, r.open)
		}
	case s.tag == "Span" && len(entries) == 1:
		s.language = pdfText(entries["Lang"])
		r.checkLanguage("a span", entries["Lang"])
	case s.tag != "ReversedChars" || entries != nil:
		r.add("page %d: marked content /%s %v", r.page.ref, s.tag, entries)
	}
	r.open = append(r.open, s)
}

// paint checks that what is drawn has a meaning, or is said to have none.
func (r *contentReader) paint(op pdfWord) {
	n := 0
	for _, s := range r.open {
		if s.sequence != nil || s.tag == "Artifact" {
			n++
		}
	}
	if n != 1 {
		r.add("page %d: %s is in %d sequences of content or artifacts", r.page.ref, op, n)
	}
}

// show reads what an operator shows. In reversed text its codes are turned
// round; operators stand in the order in which they are read (14.8.2.3.3).
func (r *contentReader) show(v any) {
	if s, ok := v.(string); ok {
		v = []any{s}
	}
	var texts []string
	r.pen.left = r.pen.right
	for _, part := range r.array(v) {
		s, isText := part.(string)
		if !isText {
			r.pen.right -= number(part) / 1000 * r.size
			continue
		}
		if len(s)%2 != 0 {
			r.add("page %d: half a code is shown", r.page.ref)
			continue
		}
		for i := 0; i < len(s); i += 2 {
			code := int(s[i])<<8 | int(s[i+1])
			texts = append(texts, r.text(r.font, code))
			r.pen.right += r.readDocument.font(r.font).widths[code] / 1000 * r.size
		}
	}
	language := ""
	var to *readSequence
	for _, s := range r.open {
		if s.tag == "ReversedChars" {
			slices.Reverse(texts)
		}
		if s.language != "" {
			language = s.language
		}
		if s.sequence != nil {
			to = s.sequence
		}
	}
	if to == nil {
		r.page.aside += strings.Join(texts, "") + " "
		return
	}
	to.runs = append(to.runs, readRun{strings.Join(texts, ""), language})
	to.places = append(to.places, r.pen)
}

// image checks an image (8.9.5): as large as it says, in colours of the output
// intent.
func (r *contentReader) image(name any) {
	n, _ := name.(pdfName)
	object := r.dict(r.dict(r.page.dict["Resources"])["XObject"])[n]
	image := r.dict(object)
	width, _ := image["Width"].(int)
	height, _ := image["Height"].(int)
	components := map[any]int{pdfName("DeviceGray"): 1, pdfName("DeviceRGB"): 3}[image["ColorSpace"]]
	if image["Subtype"] != pdfName("Image") || image["BitsPerComponent"] != 8 || width*height*components != len(r.data(object)) || width*height*components == 0 {
		r.add("page %d: the image %s is %v with %d bytes", r.page.ref, n, image, len(r.data(object)))
	}
}
