package pdf

import (
	"bytes"
	"crypto/md5"
	"fmt"
	"hash"
	"io"
	"strings"
	"time"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// Laid is a letter in lines on pages, ready to be drawn.
type Laid struct {
	language locale.Language
	pages    []page
	sheet    sheet
	style    *Style
}

// LayOut prepares a letter for a Book. It may be called by several goroutines.
func LayOut(l letter.Letter) (*Laid, error) { return new(Style).LayOut(l) }

// Book is one document of many letters, with shared fonts and a bookmark for
// each letter. It writes pages as they come and keeps nothing of them but where
// they are.
type Book struct {
	w       io.Writer
	day     time.Time
	sum     hash.Hash // the document's identifier
	at      int64
	err     error
	offsets []int64 // of the objects, by number

	fonts     fontSet
	names     map[*codes]string
	resources int // the object that names them
	most      int // codes of a font, before another one is begun
	style     *Style

	leaves []leaf // of the tree of pages
	pages  int
	groups []*bookmarks
	of     map[string]*bookmarks
}

// leaf is a node of the tree of pages that has pages only.
type leaf struct {
	number int
	pages  []int
}

// bookmarks are the letters of one group.
type bookmarks struct {
	title string
	items []bookmark
}

type bookmark struct {
	title string
	page  int // object
}

// The first objects of the document.
const (
	catalogObject = iota + 1
	pagesObject
	infoObject
)

// pagesALeaf is how many pages a node of the tree has.
const pagesALeaf = 64

// codesAFont is how many character codes one subset of a font may have; then
// another one is begun. There are 65,536 in all.
const codesAFont = 48_000

// NewBook begins a document on w.
func NewBook(w io.Writer, day time.Time) *Book {
	b := &Book{w: w, day: day, sum: md5.New(), offsets: make([]int64, infoObject+1), of: map[string]*bookmarks{}, most: codesAFont}
	b.write([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))
	b.newFonts()
	return b
}

func (b *Book) newFonts() {
	b.fonts, b.names, b.resources = fontSet{}, map[*codes]string{}, b.reserve()
}

// Add draws a letter and returns the number of its first page. Letters of the
// same group stand together among the bookmarks, under the title that the
// group's first letter gives it.
func (b *Book) Add(l *Laid, group, groupTitle, title string) (int, error) {
	first := b.pages + 1
	b.style = l.style
	d := &drawing{sheet: l.sheet, rightToLeft: l.language.RightToLeft(), faces: l.style.typefaces(), fonts: b.fonts, names: b.names}
	for i, p := range l.pages {
		content, err := d.content(p)
		if err != nil {
			return 0, err
		}
		number := b.page(l, content)
		if i == 0 {
			b.mark(group, groupTitle, bookmark{title, number})
		}
	}
	for _, c := range b.fonts {
		if len(c.subset.outlines) > b.most {
			b.endFonts()
			b.newFonts()
			break
		}
	}
	return first, b.err
}

// page writes a page and returns its object.
func (b *Book) page(l *Laid, content string) int {
	if n := len(b.leaves); n == 0 || len(b.leaves[n-1].pages) == pagesALeaf {
		b.leaves = append(b.leaves, leaf{number: b.reserve()})
	}
	in := &b.leaves[len(b.leaves)-1]
	stream := b.add(stream("", fmt.Appendf(nil, "/Span << /Lang (%s) >> BDC\n%sEMC\n", l.language, content)))
	number := b.add(fmt.Appendf(nil, "<< /Type /Page /Parent %d 0 R /Resources %d 0 R /MediaBox [0 0 %s %s] /Contents %d 0 R >>",
		in.number, b.resources, num(l.sheet.width), num(l.sheet.height), stream))
	in.pages = append(in.pages, number)
	b.pages++
	return number
}

func (b *Book) mark(group, title string, m bookmark) {
	g := b.of[group]
	if g == nil {
		g = &bookmarks{title: title}
		b.of[group] = g
		b.groups = append(b.groups, g)
	}
	g.items = append(g.items, m)
}

// Close writes what comes after the pages.
func (b *Book) Close() error {
	b.endFonts()
	b.pageTree()
	outlines := b.outlines()
	b.put(infoObject, fmt.Appendf(nil, "<< /Title %s /Creator (speakout) /Producer (speakout) /CreationDate (D:%s) /ModDate (D:%[2]s) >>",
		textString("speakout"), b.day.Format("20060102150405")))
	b.put(catalogObject, fmt.Appendf(nil, "<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines >>", pagesObject, outlines))
	b.trailer()
	return b.err
}

func (b *Book) endFonts() {
	var r bytes.Buffer
	r.WriteString("<< /ProcSet [/PDF /Text] /Font <<")
	for _, c := range b.fonts.inOrder() {
		fmt.Fprintf(&r, " /%s %d 0 R", b.names[c], addFont(c, b.add))
	}
	fmt.Fprintf(&r, " >>%s >>", b.style.resource(b.add))
	b.put(b.resources, r.Bytes())
}

func (b *Book) pageTree() {
	var kids []string
	for _, l := range b.leaves {
		b.put(l.number, fmt.Appendf(nil, "<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%s] >>", pagesObject, len(l.pages), references(l.pages)))
		kids = append(kids, fmt.Sprintf("%d 0 R", l.number))
	}
	b.put(pagesObject, fmt.Appendf(nil, "<< /Type /Pages /Count %d /Kids [%s] >>", b.pages, strings.Join(kids, " ")))
}

// outlines writes the bookmarks (ISO 32000-1, 12.3.3): groups, closed, with
// their letters.
func (b *Book) outlines() int {
	root := b.reserve()
	first := len(b.offsets)
	for range b.groups {
		b.reserve()
	}
	for i, g := range b.groups {
		number, items := first+i, len(b.offsets)
		for j, m := range g.items {
			b.add(fmt.Appendf(nil, "<< /Title %s /Parent %d 0 R /Dest [%d 0 R /Fit]%s >>", textString(m.title), number, m.page, siblings(items, j, len(g.items))))
		}
		b.put(number, fmt.Appendf(nil, "<< /Title %s /Parent %d 0 R /Dest [%d 0 R /Fit] /First %d 0 R /Last %d 0 R /Count %d%s >>",
			textString(g.title), root, g.items[0].page, items, items+len(g.items)-1, -len(g.items), siblings(first, i, len(b.groups))))
	}
	entries := ""
	if n := len(b.groups); n > 0 {
		entries = fmt.Sprintf(" /First %d 0 R /Last %d 0 R /Count %d", first, first+n-1, n)
	}
	b.put(root, fmt.Appendf(nil, "<< /Type /Outlines%s >>", entries))
	return root
}

// siblings links item i of n, whose objects begin at first, to those beside it.
func siblings(first, i, n int) string {
	s := ""
	if i > 0 {
		s += fmt.Sprintf(" /Prev %d 0 R", first+i-1)
	}
	if i < n-1 {
		s += fmt.Sprintf(" /Next %d 0 R", first+i+1)
	}
	return s
}

func (b *Book) trailer() {
	xref := b.at
	id := b.sum.Sum(nil)
	b.write(fmt.Appendf(nil, "xref\n0 %d\n0000000000 65535 f \n", len(b.offsets)))
	for _, o := range b.offsets[1:] {
		b.write(fmt.Appendf(nil, "%010d 00000 n \n", o))
	}
	b.write(fmt.Appendf(nil, "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%[4]x>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(b.offsets), catalogObject, infoObject, id, xref))
}

// reserve takes the number of an object that is written later.
func (b *Book) reserve() int {
	b.offsets = append(b.offsets, 0)
	return len(b.offsets) - 1
}

// add writes an object and returns its number.
func (b *Book) add(body []byte) int {
	number := b.reserve()
	b.put(number, body)
	return number
}

func (b *Book) put(number int, body []byte) {
	b.offsets[number] = b.at
	b.write(fmt.Appendf(nil, "%d 0 obj\n", number))
	b.write(body)
	b.write([]byte("\nendobj\n"))
}

func (b *Book) write(p []byte) {
	if b.err != nil {
		return
	}
	b.sum.Write(p)
	n, err := b.w.Write(p)
	b.at, b.err = b.at+int64(n), err
}

func references(objects []int) string {
	var all []string
	for _, o := range objects {
		all = append(all, fmt.Sprintf("%d 0 R", o))
	}
	return strings.Join(all, " ")
}

// textString writes text outside of pages (ISO 32000-1, 7.9.2.2).
func textString(s string) string { return "<feff" + utf16Hex(s) + ">" }
