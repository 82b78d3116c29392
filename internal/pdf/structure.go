package pdf

import (
	"strconv"
	"unicode"

	"speakout/internal/locale"
)

// tag is a type of structure element (ISO 32000-1, 14.8.4).
type tag string

// The types that letters have. Blocks of lines that are not one sentence, such
// as an address, are divisions with a paragraph for each line, so that a
// screen reader stops between them.
const (
	tagDiv       tag = "Div"
	tagHeading   tag = "H1"
	tagHeading2  tag = "H2"
	tagParagraph tag = "P"
	tagList      tag = "L"
	tagItem      tag = "LI"
	tagLabel     tag = "Lbl"
	tagItemBody  tag = "LBody"
	tagFigure    tag = "Figure"
	tagLink      tag = "Link"
)

// element is a part of the letter as assistive technology is told of it: what
// it is, in which other it is (-1: in the letter itself), of a picture what it
// shows and where, of a link whither it leads, and in which language it is if not
// in that of all.
type element struct {
	tag      tag
	parent   int
	alt      string
	box      [4]float64 // where it stands, from the left and the foot of the paper
	web      string
	language locale.Language
}

// outline is the elements of a letter, in reading order: an element comes after
// the one it is in.
type outline []element

// add puts an element in another one and returns its number.
func (o *outline) add(t tag, parent int) int {
	*o = append(*o, element{tag: t, parent: parent})
	return len(*o) - 1
}

// marked is a sequence of content that belongs to an element: on which page,
// and under which number there (ISO 32000-1, 14.7.4.2).
type marked struct{ element, page, id int }

// addElements adds the elements of a letter, under an object that stands for the
// letter. It returns references to those directly in the letter, for each page, to
// those that its marked content belongs to, by its number, and for each link its
// element.
func (l *Laid) addElements(letter int, pages []int, links []link, to objectWriter) (top []byte, ofPage [][]byte, ofLink []int) {
	first := to.reserve(len(l.outline))
	kids := make([][]byte, len(l.outline))
	begins := make([]int, len(l.outline)) // on which page, counted from 1; 0: has no content of its own
	ofPage = make([][]byte, len(pages))
	for _, m := range sequencesOf(l.pages) {
		ofPage[m.page] = appendReference(ofPage[m.page], first+m.element)
		k := kids[m.element]
		switch {
		case begins[m.element] == 0:
			begins[m.element] = m.page + 1
			k = strconv.AppendInt(k, int64(m.id), 10)
		case begins[m.element] == m.page+1:
			k = strconv.AppendInt(append(k, ' '), int64(m.id), 10)
		default: // it goes on, on another page
			k = append(appendEntry(append(k, " << /Type /MCR"...), "Pg", pages[m.page]), " /MCID "...)
			k = append(strconv.AppendInt(k, int64(m.id), 10), " >>"...)
		}
		kids[m.element] = k
	}
	for _, k := range links {
		kids[k.element] = k.appendObject(kids[k.element], pages)
		ofLink = append(ofLink, first+k.element)
	}
	for i, e := range l.outline {
		if e.parent < 0 {
			top = appendReference(top, first+i)
		} else {
			kids[e.parent] = appendReference(kids[e.parent], first+i)
		}
	}
	for i, e := range l.outline {
		parent, page := letter, 0
		if e.parent >= 0 {
			parent = first + e.parent
		}
		if n := begins[i]; n > 0 {
			page = pages[n-1]
		}
		to.put(first+i, e.body(parent, page, kids[i]))
	}
	return top, ofPage, ofLink
}

// body is the element's dictionary (ISO 32000-1, 14.7.2). page is 0 if it has
// only other elements in it.
func (e element) body(parent, page int, kids []byte) []byte {
	b := make([]byte, 0, 100+len(kids)) // there are some forty in a letter
	b = appendEntry(append(append(b, "<< /S /"...), e.tag...), "P", parent)
	if page > 0 {
		b = appendEntry(b, "Pg", page)
	}
	if e.language != "" {
		b = append(b, reading(e.language)...)
	}
	switch e.tag {
	case tagList:
		b = append(b, " /A << /O /List /ListNumbering /Decimal >>"...)
	case tagFigure:
		b = append(append(b, " /Alt "...), textString(e.alt)...)
		b = appendPoint(append(b, " /A << /O /Layout /BBox ["...), e.box[0], e.box[1])
		b = append(appendPoint(append(b, ' '), e.box[2], e.box[3]), "] >>"...)
	}
	return append(append(append(b, " /K ["...), kids...), "] >>"...)
}

// addStructure adds the structure tree of a document that is one letter and
// returns its root.
func (l *Laid) addStructure(pages []int, links []link, to objectWriter) int {
	root := to.reserve(1)
	document := to.reserve(1)
	top, ofPage, ofLink := l.addElements(document, pages, links, to)
	b := append([]byte("<< /S /Document"), reading(l.language)...)
	b = append(append(appendEntry(b, "P", root), " /K ["...), top...)
	to.put(document, append(b, "] >>"...))
	b = []byte("<< /Nums [")
	for i, elements := range ofPage {
		b = append(append(append(strconv.AppendInt(b, int64(i), 10), " ["...), elements...), "] "...)
	}
	for i, element := range ofLink {
		b = append(appendReference(strconv.AppendInt(b, int64(len(pages)+i), 10), element), ' ')
	}
	parents := to.add(append(b, "] >>"...))
	to.put(root, append(appendEntry(appendEntry([]byte("<< /Type /StructTreeRoot"), "K", document), "ParentTree", parents), " >>"...))
	return root
}

// reading is the entries of an element that say in which language it is, and
// the direction of its writing (ISO 32000-1, 14.9.2 and 14.8.5.4).
func reading(l locale.Language) string {
	entries := " /Lang (" + string(l) + ")"
	if l.RightToLeft() {
		entries += " /A << /O /Layout /WritingMode /RlTb >>"
	}
	return entries
}

// appendReference appends " n 0 R", without the space at the beginning.
func appendReference(b []byte, object int) []byte {
	if len(b) > 0 {
		b = append(b, ' ')
	}
	return append(strconv.AppendInt(b, int64(object), 10), " 0 R"...)
}

// appendEntry appends a dictionary's entry that refers to an object.
func appendEntry(b []byte, key string, object int) []byte {
	b = append(append(append(b, " /"...), key...), ' ')
	return append(strconv.AppendInt(b, int64(object), 10), " 0 R"...)
}

// scripts are those that the program's fonts have, by their names in ISO 15924.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{{"Latn", unicode.Latin}, {"Arab", unicode.Arabic}, {"Grek", unicode.Greek}, {"Cyrl", unicode.Cyrillic}}

// foreignLanguage is what a reader is told of words of the other direction
// inside a letter: their language is not known, their script is that of their
// first letter (BCP 47).
func foreignLanguage(firstLetter rune) string {
	for _, s := range scripts {
		if unicode.Is(s.table, firstLetter) {
			return "und-" + s.name
		}
	}
	return "und"
}

// sequencesOf numbers the content of pages: what belongs to one element and
// stands together on a page is one sequence.
func sequencesOf(pages []page) []marked {
	var all []marked
	for i, p := range pages {
		id := 0
		for _, o := range p.ornaments {
			if o.isFigure() {
				all = append(all, marked{o.element, i, id})
				id++
			}
		}
		for j, r := range p.rows {
			if j > 0 && p.rows[j-1].element == r.element {
				continue
			}
			all = append(all, marked{r.element, i, id})
			id++
		}
	}
	return all
}
