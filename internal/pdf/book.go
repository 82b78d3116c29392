package pdf

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"strconv"
	"time"

	"speakout/internal/country"
	"speakout/internal/locale"
)

// Book is one document of many letters, with shared fonts and a bookmark for
// each letter. It writes letters as they come and keeps nothing of them.
type Book struct {
	// BlankBacks puts an empty page after each letter that ends on a front, so
	// that letters printed on both sides begin on sheets of their own.
	BlankBacks bool

	w       io.Writer
	day     time.Time
	sum     hash.Hash // the document's identifier
	at      int64
	err     error
	offsets *offsets
	limit   int // of objects

	fonts map[locale.Language]*bookFonts
	most  int // codes of a font, before another one is begun

	look    string // what resources say of the style's images
	hasLook bool

	language locale.Language // of the first letter
	pages    int
	pageTree tree
	sections tree // of the structure
	parents  tree // by page and link: the elements that its content belongs to
	marks    bookmarks
}

// bookFonts are the fonts of the letters in one language.
type bookFonts struct {
	set       *fontSet
	style     *Style // of all letters
	resources int    // the object that names them
	drawn     *drawnLines
	buffers   buffers
}

// The first objects of the document.
const (
	catalogObject = iota + 1
	pagesObject
	infoObject
	structureObject
	documentObject
	outlinesObject
)

// codesAFont is how many character codes one subset of a font may have; then
// another one is begun. There are 65,536 in all.
const codesAFont = 48_000

// NewBook begins a document on w.
func NewBook(w io.Writer, day time.Time) *Book {
	b := &Book{
		w: w, day: day, sum: sha256.New(), offsets: newOffsets(), limit: MaxObjects,
		fonts: map[locale.Language]*bookFonts{}, marks: newBookmarks(), most: codesAFont,
	}
	b.reserve(outlinesObject + 1) // there is no object 0
	b.write([]byte(header))
	return b
}

func (b *Book) fontsFor(l *Laid) *bookFonts {
	f := b.fonts[l.language]
	if f == nil {
		f = &bookFonts{set: newFontSet(alphabets(l.language), l.style.typefaces()), resources: b.reserve(1), drawn: newDrawnLines(), style: l.style}
		b.fonts[l.language] = f
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
	first := b.pages + 1
	fonts := b.fontsFor(l)
	contents, err := l.contents(fonts)
	if err != nil {
		return 0, err
	}
	var pages []int
	links := l.links(b)
	for i, c := range contents {
		pages = append(pages, b.page(l.sheet, fonts.resources, c, b.parents.whole+i, on(i, links)))
	}
	b.marks.add(b, group, groupTitle, bookmark{title, pages[0]})
	b.addLetter(l, pages, links)
	if b.BlankBacks && b.pages%2 != 0 {
		b.page(l.sheet, fonts.resources, stream("", nil), b.parents.whole, nil)
		b.addParents(nil)
	}
	if fonts.set.most() > b.most {
		b.endFonts(l.language)
	}
	return first, b.err
}

// contents returns the content streams of the letter's pages.
func (l *Laid) contents(fonts *bookFonts) ([][]byte, error) {
	if l.streams != nil {
		for _, c := range l.uses {
			fonts.set.use(c)
		}
		return l.streams, nil
	}
	return newDrawing(l, fonts.set, fonts.drawn, &fonts.buffers).streams(l, false)
}

// drawAlphabet draws the letter beforehand if it needs no more than the alphabet.
func (l *Laid) drawAlphabet(t *tools) (err error) {
	d := t.drawing(l)
	l.streams, err = d.streams(l, true)
	l.uses = d.fonts.used
	return err
}

// streams draws the letter's pages; none, if it needs more than the alphabet
// and may not.
func (d *drawing) streams(l *Laid, onlyAlphabet bool) ([][]byte, error) {
	var all [][]byte
	for _, p := range l.pages {
		content, err := d.content(p)
		if err != nil || onlyAlphabet && len(d.fonts.own) > 0 {
			return nil, err
		}
		all = append(all, stream("", content))
	}
	return all, nil
}

// page writes a page, whose marked content is told under a key, and returns its
// object.
func (b *Book) page(s sheet, resources int, content []byte, key int, annotations []byte) int {
	in := b.pageTree.leaf(b)
	number := b.add(pageFor(s, in, resources, b.add(content), key, annotations))
	b.pageTree.add(b, appendReference(nil, number), b.pageLeaf)
	return number
}

// addLetter writes a letter's elements of the structure tree, of which each
// letter is a part, and its links.
func (b *Book) addLetter(l *Laid, pages []int, links []link) {
	section := b.sections.leaf(b)
	letter := b.reserve(1)
	top, ofPage, ofLink := l.addElements(letter, pages, links, b)
	e := appendEntry(append([]byte("<< /S /Part"), reading(l.language)...), "P", section)
	b.put(letter, append(append(append(e, " /K ["...), top...), "] >>"...))
	b.sections.add(b, appendReference(nil, letter), b.sectionLeaf)
	for _, elements := range ofPage {
		b.addParents(elements)
	}
	l.addLinks(links, pages, b.parents.whole, b)
	for _, element := range ofLink {
		b.addParent(element)
	}
}

func (b *Book) endFonts(l locale.Language) {
	f := b.fonts[l]
	if !b.hasLook { // fonts of all languages share it
		b.look, b.hasLook = f.style.resource(b), true
	}
	b.put(f.resources, f.set.resources(b.look, b))
	delete(b.fonts, l)
}

// Abort ends a document that is not to be completed.
func (b *Book) Abort() { b.offsets.close() }

// Close writes what comes after the pages.
func (b *Book) Close() error {
	defer b.offsets.close()
	if b.pages == 0 { // a document has a page at least (ISO 32000-1, 7.7.3.2)
		b.page(sheets[country.A4], b.add([]byte("<< >>")), stream("", nil), 0, nil)
		b.addParents(nil)
	}
	for _, l := range locale.Languages {
		if b.fonts[l] != nil {
			b.endFonts(l)
		}
	}
	b.endTrees()
	b.marks.end(b)
	about := properties{title: programName, day: b.day}
	b.put(infoObject, about.info())
	c := appendEntry([]byte("<< /Type /Catalog"), "Pages", pagesObject)
	c = appendEntry(c, "Outlines", outlinesObject)
	c = appendEntry(c, "Metadata", b.add(about.metadata()))
	c = appendEntry(c, "StructTreeRoot", structureObject)
	if len(b.marks.groups) > 0 {
		c = append(c, " /PageMode /UseOutlines"...)
	}
	c = append(append(c, " /MarkInfo << /Marked true >> /OutputIntents "...), outputIntents(b)...)
	b.put(catalogObject, append(append(c, viewing(b.language)...), " >>"...))
	b.trailer()
	return b.err
}

func (b *Book) trailer() {
	var id [sha256.Size]byte
	b.sum.Sum(id[:0])
	xref, size := b.at, b.offsets.len()
	table := strconv.AppendInt([]byte("xref\n0 "), int64(size), 10)
	table = append(table, "\n0000000000 65535 f \n"...)
	b.fail(b.offsets.each(func(number int, at int64) {
		if number == 0 {
			return
		}
		if table = appendOffset(table, at); number%1000 == 999 {
			b.write(table)
			table = table[:0]
		}
	}))
	b.write(appendTrailer(table, size, catalogObject, infoObject, id, xref))
}

// MaxObjects is how many objects a document of PDF/A-1 can have: as many as
// PDF 1.4 says that a reader takes in (ISO 19005-1, 6.1.12; PDF Reference, table C.1).
const MaxObjects = 8_388_607

// ErrTooLong says that letters do not fit in one document.
var ErrTooLong = errors.New("too much for one PDF")

// Objects is how many objects the document has by now.
func (b *Book) Objects() int { return b.offsets.len() - 1 } // there is no object 0

func (b *Book) reserve(n int) int {
	first := b.offsets.len()
	if first+n-1 > b.limit {
		b.fail(fmt.Errorf("%w: it can have %d objects", ErrTooLong, b.limit))
	}
	b.fail(b.offsets.grow(n))
	return first
}

func (b *Book) add(body []byte) int {
	number := b.reserve(1)
	b.put(number, body)
	return number
}

// longest is how many bytes of a document the cross-reference table can count:
// it has ten digits (ISO 32000-1, 7.5.4).
const longest = 10_000_000_000

func (b *Book) put(number int, body []byte) {
	if b.at >= longest {
		b.fail(fmt.Errorf("%w: it can have 10 GB", ErrTooLong))
	}
	b.fail(b.offsets.set(number, b.at))
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
	b.at += int64(n)
	b.fail(err)
}

func (b *Book) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}
