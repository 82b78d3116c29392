package pdf

import (
	"strconv"
	"strings"
)

// How far above and below its base line one can click on a line, in sizes of type:
// lines that are set as near to each other as can be do not overlap.
const (
	linkAbove = 0.9
	linkBelow = 0.27
)

// beginLine is begin for a line of a block, or a paragraph. One that is an address
// of the web is a link.
func (f *flow) beginLine(t text, in int) {
	f.begin(tagParagraph, in)
	if t.web != "" {
		f.begin(tagLink, f.element)
		f.outline[f.element].web = t.web
	}
}

// link is a line of a web address, on which a reader can click: one alone is no
// address where it goes on in the next line.
type link struct {
	element, page int
	annotation    int // its object
	box           [4]float64
}

// links returns the lines of web addresses, in reading order, each with an object
// for its annotation.
func (l *Laid) links(to objectWriter) []link {
	var all []link
	for i, p := range l.pages {
		for _, r := range p.rows {
			if l.outline[r.element].web == "" {
				continue
			}
			x, y := l.sheet.begins(r, l.language.RightToLeft())
			all = append(all, link{r.element, i, to.reserve(1), [4]float64{x, y - linkBelow*r.size, x + r.line.Width, y + linkAbove*r.size}})
		}
	}
	return all
}

// on returns references to the annotations of a page.
func on(page int, links []link) []byte {
	var b []byte
	for _, k := range links {
		if k.page == page {
			b = appendReference(b, k.annotation)
		}
	}
	return b
}

// addLinks writes the annotations of links (ISO 32000-1, 12.5.6.5), which draw
// nothing, as PDF/A-1 and PDF/UA-1 want them (ISO 19005-1, 6.5.3 and 6.6.1; ISO
// 14289-1, 7.18): the flag is to print them, what they say is the address. Their
// elements are found under numbers of the parent tree, of which key is the first.
func (l *Laid) addLinks(links []link, pages []int, key int, to objectWriter) {
	for i, k := range links {
		web := l.outline[k.element].web
		uri := append(appendURI([]byte{'('}, web), ')')
		says := uri
		if string(uri) != "("+web+")" {
			says = textString(web)
		}
		b := appendEntry([]byte("<< /Type /Annot /Subtype /Link"), "P", pages[k.page])
		b = appendPoint(append(b, " /Rect ["...), k.box[0], k.box[1])
		b = appendPoint(append(b, ' '), k.box[2], k.box[3])
		b = append(b, "] /Border [0 0 0] /F 4 /StructParent "...)
		b = append(strconv.AppendInt(b, int64(key+i), 10), " /Contents "...)
		b = append(append(b, says...), " /A << /S /URI /URI "...)
		to.put(k.annotation, append(append(b, uri...), " >> >>"...))
	}
}

// appendURI appends an address to a string of ASCII (ISO 32000-1, 12.6.4.7). What
// may not stand in one becomes the hexadecimal digits of its bytes, in UTF-8 (RFC
// 3987, 3.1).
func appendURI(b []byte, address string) []byte {
	const digits = "0123456789ABCDEF"
	for _, c := range []byte(address) {
		if c <= ' ' || c > '~' || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			b = append(b, '%', digits[c>>4], digits[c&15])
		} else {
			b = appendEscaped(b, c)
		}
	}
	return b
}

// appendObject appends what an element has of a link besides its words: its
// annotation (ISO 32000-1, 14.7.4.3).
func (k link) appendObject(b []byte, pages []int) []byte {
	b = appendEntry(append(b, " << /Type /OBJR"...), "Obj", k.annotation)
	return append(appendEntry(b, "Pg", pages[k.page]), " >>"...)
}
