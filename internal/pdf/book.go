package pdf

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strconv"
	"time"

	"speakout/internal/locale"
)

// Book is one document of many letters, with shared fonts and a bookmark for
// each letter. It writes pages as they come and keeps nothing of them but where
// they are.
type Book struct {
	w       io.Writer
	day     time.Time
	sum     hash.Hash // the document's identifier
	at      int
	err     error
	offsets []int // of the objects, by number

	fonts map[locale.Language]*bookFonts
	most  int // codes of a font, before another one is begun

	language locale.Language // of the first letter
	leaves   []leaf          // of the tree of pages
	parents  []int           // by page: the elements that its content belongs to
	sections []section       // of the structure tree
	groups   []*bookmarks
	of       map[string]*bookmarks
}

// bookFonts are the fonts of the letters in one language.
type bookFonts struct {
	set       *fontSet
	resources int // the object that names them
	drawn     drawnLines
}

// section is a part of the structure tree: some letters, whose objects are told.
type section struct {
	number  int
	letters []byte // references
	n       int
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

// aLeaf is how many pages or letters a node of a tree has.
const aLeaf = 64

// codesAFont is how many character codes one subset of a font may have; then
// another one is begun. There are 65,536 in all.
const codesAFont = 48_000

// NewBook begins a document on w.
func NewBook(w io.Writer, day time.Time) *Book {
	b := &Book{
		w: w, day: day, sum: sha256.New(), offsets: make([]int, infoObject+1),
		fonts: map[locale.Language]*bookFonts{}, of: map[string]*bookmarks{}, most: codesAFont,
	}
	b.write([]byte(header))
	return b
}

func (b *Book) fontsFor(l locale.Language) *bookFonts {
	f := b.fonts[l]
	if f == nil {
		f = &bookFonts{newFontSet(alphabets[l](), typefaces), b.reserve(1), drawnLines{}}
		b.fonts[l] = f
	}
	return f
}

// Add draws a letter and returns the number of its first page. Letters of the
// same group stand together among the bookmarks, under the title that the
// group's first letter gives it.
func (b *Book) Add(l *Laid, group, groupTitle, title string) (int, error) {
	if b.language == "" {
		b.language = l.language
	}
	first := len(b.parents) + 1
	fonts := b.fontsFor(l.language)
	d := newDrawing(l, fonts.set, fonts.drawn)
	var pages []int
	for i, p := range l.pages {
		content, err := d.content(p)
		if err != nil {
			return 0, err
		}
		pages = append(pages, b.page(l.sheet, fonts.resources, content, first-1+i))
	}
	b.mark(group, groupTitle, bookmark{title, pages[0]})
	b.addLetter(l, pages)
	if fonts.set.most() > b.most {
		b.put(fonts.resources, fonts.set.resources("", b))
		delete(b.fonts, l.language)
	}
	return first, b.err
}

// page writes a page, whose marked content is told under a key, and returns its
// object.
func (b *Book) page(s sheet, resources int, content []byte, key int) int {
	if n := len(b.leaves); n == 0 || len(b.leaves[n-1].pages) == aLeaf {
		b.leaves = append(b.leaves, leaf{number: b.reserve(1)})
	}
	in := &b.leaves[len(b.leaves)-1]
	number := b.add(pageFor(s, in.number, resources, b.add(stream("", content)), key))
	in.pages = append(in.pages, number)
	return number
}

// addLetter writes a letter's elements of the structure tree, of which each
// letter is a part.
func (b *Book) addLetter(l *Laid, pages []int) {
	if n := len(b.sections); n == 0 || b.sections[n-1].n == aLeaf {
		b.sections = append(b.sections, section{number: b.reserve(1)})
	}
	in := &b.sections[len(b.sections)-1]
	letter := b.reserve(1)
	top, ofPage := l.addElements(letter, pages, b)
	e := appendEntry(append([]byte("<< /S /Part"), l.reading()...), "P", in.number)
	b.put(letter, append(append(append(e, " /K ["...), top...), "] >>"...))
	in.letters, in.n = appendReference(in.letters, letter), in.n+1
	for _, elements := range ofPage {
		b.parents = append(b.parents, b.add(append(append([]byte{'['}, elements...), ']')))
	}
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
	for _, l := range locale.Languages {
		if f := b.fonts[l]; f != nil {
			b.put(f.resources, f.set.resources("", b))
		}
	}
	b.pageTree()
	about := properties{title: programName, day: b.day}
	b.put(infoObject, about.info())
	c := appendEntry([]byte("<< /Type /Catalog"), "Pages", pagesObject)
	c = appendEntry(c, "Outlines", b.outlines())
	c = appendEntry(c, "Metadata", b.add(about.metadata()))
	c = appendEntry(c, "StructTreeRoot", b.structure())
	c = append(append(c, " /PageMode /UseOutlines /MarkInfo << /Marked true >> /OutputIntents "...), outputIntents(b)...)
	b.put(catalogObject, append(append(c, viewing(b.language)...), " >>"...))
	b.trailer()
	return b.err
}

func (b *Book) pageTree() {
	var kids []byte
	for _, l := range b.leaves {
		var pages []byte
		for _, p := range l.pages {
			pages = appendReference(pages, p)
		}
		b.put(l.number, fmt.Appendf(nil, "<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%s] >>", pagesObject, len(l.pages), pages))
		kids = appendReference(kids, l.number)
	}
	b.put(pagesObject, fmt.Appendf(nil, "<< /Type /Pages /Count %d /Kids [%s] >>", len(b.parents), kids))
}

// structure writes the upper part of the structure tree and the tree that tells
// the elements of each page, and returns the root.
func (b *Book) structure() int {
	root, document := b.reserve(1), b.reserve(1)
	var kids []byte
	for _, s := range b.sections {
		b.put(s.number, fmt.Appendf(nil, "<< /S /Sect /P %d 0 R /K [%s] >>", document, s.letters))
		kids = appendReference(kids, s.number)
	}
	b.put(document, fmt.Appendf(nil, "<< /S /Document /P %d 0 R /K [%s] >>", root, kids))
	var leaves []byte
	for from := 0; from < len(b.parents); from += aLeaf {
		to := min(from+aLeaf, len(b.parents))
		var numbers []byte
		for key := from; key < to; key++ {
			numbers = fmt.Appendf(numbers, " %d %d 0 R", key, b.parents[key])
		}
		leaves = appendReference(leaves, b.add(fmt.Appendf(nil, "<< /Limits [%d %d] /Nums [%s] >>", from, to-1, numbers)))
	}
	parents := b.add(fmt.Appendf(nil, "<< /Kids [%s] >>", leaves))
	b.put(root, fmt.Appendf(nil, "<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d >>", document, parents, len(b.parents)))
	return root
}

// outlines writes the bookmarks (ISO 32000-1, 12.3.3): groups, closed, with
// their letters.
func (b *Book) outlines() int {
	root := b.reserve(1)
	first := len(b.offsets)
	b.reserve(len(b.groups))
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
	var id [sha256.Size]byte
	b.sum.Sum(id[:0])
	xref := b.at
	b.write(fmt.Appendf(nil, "xref\n0 %d\n0000000000 65535 f \n", len(b.offsets)))
	var table []byte
	for i, o := range b.offsets[1:] {
		if table = appendOffset(table, o); i%1000 == 999 {
			b.write(table)
			table = table[:0]
		}
	}
	b.write(appendTrailer(table, len(b.offsets), catalogObject, infoObject, id, xref))
}

func (b *Book) reserve(n int) int {
	b.offsets = append(b.offsets, make([]int, n)...)
	return len(b.offsets) - n
}

func (b *Book) add(body []byte) int {
	number := b.reserve(1)
	b.put(number, body)
	return number
}

func (b *Book) put(number int, body []byte) {
	b.offsets[number] = b.at
	b.write(append(strconv.AppendInt(nil, int64(number), 10), " 0 obj\n"...))
	b.write(body)
	b.write([]byte("\nendobj\n"))
}

func (b *Book) write(p []byte) {
	if b.err != nil {
		return
	}
	b.sum.Write(p)
	n, err := b.w.Write(p)
	b.at, b.err = b.at+n, err
}
