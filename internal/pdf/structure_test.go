package pdf

import (
	"maps"
	"slices"
	"strings"
)

// inside is what each type of element may have in it (ISO 32000-1, 14.8.4); an
// empty string: content. Ours have one or the other; a paragraph may be a link.
var inside = map[pdfName]string{
	"Document": "Sect Div P H1 H2 L Figure", "Sect": "Part", "Part": "Div P H1 H2 L Figure",
	"Div": "P", "L": "LI", "LI": "Lbl LBody", "P": "Link", "H1": "", "H2": "", "Lbl": "", "LBody": "", "Figure": "", "Link": "",
}

// readLetter is a letter as assistive technology reads it: the elements that
// have text, in their order.
type readLetter struct {
	language string
	parts    []readPart
}

// readPart is an element with text: its type and those it is in, the text, and
// whither it leads if it is a link.
type readPart struct{ path, text, web string }

// structureReader reads the structure tree (ISO 32000-1, 14.7).
type structureReader struct {
	*readDocument
	parents map[int]any // the parent tree, by key
	seen    map[pdfRef]bool
	last    [2]int // page and MCID of what was read last
	letters []*readLetter
}

// readStructure reads the letters of a document, and checks the tree: each
// element knows its parent, each sequence of content its element, and that one
// the sequence; all content is read, in the order in which it is drawn.
func (d *readDocument) readStructure() []*readLetter {
	rootRef, _ := d.catalog()["StructTreeRoot"].(pdfRef)
	root := d.dict(rootRef)
	r := &structureReader{readDocument: d, parents: map[int]any{}, seen: map[pdfRef]bool{}, last: [2]int{-1, 0}}
	r.readParents(root["ParentTree"], nil)
	if next, ok := root["ParentTreeNextKey"]; ok && next != len(r.parents) {
		d.add("the next key of the parent tree is %v", next)
	}
	top, _ := root["K"].(pdfRef)
	if root["Type"] != pdfName("StructTreeRoot") || d.dict(top)["S"] != pdfName("Document") {
		d.add("the structure tree has no document in it: %v", root)
	}
	r.element(top, rootRef, "", nil)
	keys := len(d.pages)
	for _, p := range d.pages {
		keys += len(p.links)
		for _, k := range p.links {
			if k.elements != 1 {
				d.add("page %d: the link %d belongs to %d elements", p.ref, k.ref, k.elements)
			}
		}
		for id, s := range p.sequences {
			if s.elements != 1 {
				d.add("page %d: sequence %d belongs to %d elements", p.ref, id, s.elements)
			}
		}
		key, ok := p.dict["StructParents"].(int)
		if of := d.array(r.parents[key]); !ok || len(of) != len(p.sequences) {
			d.add("page %d has %d sequences; its entry %v in the parent tree has %d", p.ref, len(p.sequences), key, len(of))
		}
	}
	if keys != len(r.parents) {
		d.add("the parent tree has %d keys for %d pages and links", len(r.parents), keys)
	}
	return r.letters
}

// readParents reads a number tree (7.9.7) of arrays, one a page, and of elements,
// one a link.
func (r *structureReader) readParents(v any, limits []any) {
	node := r.dict(v)
	before := len(r.parents)
	for _, kid := range r.array(node["Kids"]) {
		r.readParents(kid, r.array(r.dict(kid)["Limits"]))
	}
	nums := r.array(node["Nums"])
	for i := 0; i+1 < len(nums); i += 2 {
		if nums[i] != len(r.parents) {
			r.add("the parent tree has the key %v where %d is wanted", nums[i], len(r.parents))
		}
		r.parents[len(r.parents)] = nums[i+1]
	}
	if limits != nil && !slices.Equal(limits, []any{before, len(r.parents) - 1}) {
		r.add("a node of the parent tree with the keys from %d to %d has the limits %v", before, len(r.parents)-1, limits)
	}
}

// element reads an element and all that is in it.
func (r *structureReader) element(ref, parent pdfRef, path string, in *readLetter) {
	e := r.dict(ref)
	kind, _ := e["S"].(pdfName)
	allowed, known := inside[kind]
	if e["P"] != parent || r.seen[ref] || !known {
		r.add("element %d (%s) is of no type that letters have, or read twice, or has the parent %v, not %d", ref, kind, e["P"], parent)
		return
	}
	r.seen[ref] = true
	path = strings.TrimPrefix(path+" "+string(kind), " ")
	kids := r.array(e["K"])
	if len(kids) == 0 {
		r.add("element %d (%s) has nothing in it", ref, path)
	}
	if kind == "Part" || kind == "Document" && r.kind(kids[:min(1, len(kids))]) != "Sect" {
		in, path = r.letter(e), "Document"
	}
	if in != nil {
		r.checkEntries(path, e)
	}
	if allowed == "" || kind == "P" && r.kind(kids[:min(1, len(kids))]) == "" {
		r.content(ref, path, e, in)
		return
	}
	for i := range kids {
		k, _ := kids[i].(pdfRef)
		if !slices.Contains(strings.Fields(allowed), r.kind(kids[i:i+1])) {
			r.add("element %d: %s in %s", ref, r.kind(kids[i:i+1]), path)
			continue
		}
		r.element(k, ref, path, in)
	}
}

// kind returns the types of elements.
func (r *structureReader) kind(elements []any) string {
	var all []string
	for _, e := range elements {
		s, _ := r.dict(e)["S"].(pdfName)
		all = append(all, string(s))
	}
	return strings.Join(all, " ")
}

// letter begins a letter.
func (r *structureReader) letter(e pdfDict) *readLetter {
	l := &readLetter{language: pdfText(e["Lang"])}
	r.letters = append(r.letters, l)
	r.checkLanguage("a letter", e["Lang"])
	var want pdfDict
	if l.language == "ar" {
		want = pdfDict{"O": pdfName("Layout"), "WritingMode": pdfName("RlTb")}
	}
	if !maps.Equal(r.dict(e["A"]), want) {
		r.add("a letter in %q has the attributes %v", l.language, e["A"])
	}
	headings := []string{}
	for _, k := range strings.Fields(r.kind(r.array(e["K"]))) {
		if strings.HasPrefix(k, "H") {
			headings = append(headings, k)
		}
	}
	if len(headings) == 0 || headings[0] != "H1" || slices.ContainsFunc(headings[1:], func(h string) bool { return h != "H2" }) {
		r.add("the headings of a letter are %q", headings)
	}
	return l
}

// checkEntries checks what elements of some types must have (ISO 32000-1,
// 14.8.5.5; ISO 14289-1, 7.3 and 7.6).
func (r *structureReader) checkEntries(path string, e pdfDict) {
	kids := r.kind(r.array(e["K"]))
	switch e["S"] {
	case pdfName("L"):
		if a := r.dict(e["A"]); a["O"] != pdfName("List") || a["ListNumbering"] != pdfName("Decimal") {
			r.add("%s has the attributes %v", path, a)
		}
	case pdfName("LI"):
		if kids != "Lbl LBody" {
			r.add("%s has %s in it", path, kids)
		}
	case pdfName("Figure"):
		if pdfText(e["Alt"]) == "" {
			r.add("%s says nothing of what it shows", path)
		}
	}
}

// content reads an element's sequences of content (14.7.4.2).
func (r *structureReader) content(ref pdfRef, path string, e pdfDict, in *readLetter) {
	var text strings.Builder
	var links []*readLink
	var places []place
	for _, k := range r.array(e["K"]) {
		if link := r.linkOf(k, ref); link != nil {
			links = append(links, link)
			continue
		}
		id, ok := k.(int)
		page := e["Pg"]
		if reference := r.dict(k); !ok && reference["Type"] == pdfName("MCR") {
			id, ok = reference["MCID"].(int)
			page = reference["Pg"]
		}
		pageRef, _ := page.(pdfRef)
		n, isPage := r.byRef[pageRef]
		if !ok || !isPage || id >= len(r.pages[n].sequences) {
			r.add("element %d (%s): no content %v on page %v", ref, path, k, page)
			continue
		}
		p := r.pages[n]
		key, _ := p.dict["StructParents"].(int)
		if of := r.array(r.parents[key]); id >= len(of) || of[id] != ref {
			r.add("page %d: sequence %d is of element %d; the parent tree says %v", pageRef, id, ref, of)
		}
		if at := [2]int{n, id}; slices.Compare(at[:], r.last[:]) <= 0 {
			r.add("element %d (%s) is read after what is drawn later", ref, path)
		} else {
			r.last = at
		}
		s := p.sequences[id]
		s.elements++
		if s.tag != e["S"] {
			r.add("page %d: sequence %d is called %s in an element %s", pageRef, id, s.tag, path)
		}
		if in != nil {
			s.checkForeign(in.language == "ar", r.faults)
		}
		text.WriteString(s.text())
		places = append(places, s.places...)
	}
	if e["S"] == pdfName("Figure") {
		text.WriteString(pdfText(e["Alt"]))
	}
	web := ""
	if e["S"] == pdfName("Link") {
		web = r.checkLink(ref, text.String(), links, places)
	}
	if in != nil {
		in.parts = append(in.parts, readPart{path, text.String(), web})
	}
}
