package pdf

import (
	"fmt"
	"strconv"
)

// tree is a tree of a book whose leaves are written as they fill up: its pages
// (ISO 32000-1, 7.7.3), the sections of its structure (14.7.2), the elements of
// each page and link (7.9.7).
type tree struct {
	number int // of the open leaf; 0: there is none
	kids   []byte
	n      int
	leaves []byte // references to the leaves
	whole  int    // kids of all leaves
}

// aLeaf is how many kids a leaf has.
const aLeaf = 64

// leaf returns the object of the leaf that takes the next kid.
func (t *tree) leaf(to objectWriter) int {
	if t.number == 0 {
		t.number = to.reserve(1)
		t.leaves = appendReference(t.leaves, t.number)
	}
	return t.number
}

// add puts a kid into the open leaf. Once that is full, it is written: body
// gives what it is.
func (t *tree) add(to objectWriter, kid []byte, body func(t *tree) []byte) {
	t.leaf(to)
	if len(t.kids) > 0 {
		t.kids = append(t.kids, ' ')
	}
	t.kids = append(t.kids, kid...)
	t.n++
	t.whole++
	if t.n == aLeaf {
		t.end(to, body)
	}
}

// end writes the open leaf.
func (t *tree) end(to objectWriter, body func(t *tree) []byte) {
	if t.number > 0 {
		to.put(t.number, body(t))
		t.number, t.n, t.kids = 0, 0, t.kids[:0]
	}
}

func (b *Book) pageLeaf(t *tree) []byte {
	return fmt.Appendf(nil, "<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%s] >>", pagesObject, t.n, t.kids)
}

func (b *Book) sectionLeaf(t *tree) []byte {
	return fmt.Appendf(nil, "<< /S /Sect /P %d 0 R /K [%s] >>", documentObject, t.kids)
}

func (b *Book) parentsLeaf(t *tree) []byte {
	return fmt.Appendf(nil, "<< /Limits [%d %d] /Nums [%s] >>", t.whole-t.n, t.whole-1, t.kids)
}

// addParents tells the elements of the next page's content.
func (b *Book) addParents(elements []byte) {
	b.addParent(b.add(append(append([]byte{'['}, elements...), ']')))
	b.pages++
}

// addParent puts an object under the next number of the parent tree.
func (b *Book) addParent(object int) {
	key := strconv.AppendInt(nil, int64(b.parents.whole), 10)
	b.parents.add(b, appendReference(append(key, ' '), object), b.parentsLeaf)
}

// endTrees writes the open leaves, and the roots.
func (b *Book) endTrees() {
	b.pageTree.end(b, b.pageLeaf)
	b.put(pagesObject, fmt.Appendf(nil, "<< /Type /Pages /Count %d /Kids [%s] >>", b.pages, b.pageTree.leaves))
	b.sections.end(b, b.sectionLeaf)
	b.put(documentObject, fmt.Appendf(nil, "<< /S /Document /P %d 0 R /K [%s] >>", structureObject, b.sections.leaves))
	b.parents.end(b, b.parentsLeaf)
	parents := b.add(fmt.Appendf(nil, "<< /Kids [%s] >>", b.parents.leaves))
	b.put(structureObject, fmt.Appendf(nil, "<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d >>",
		documentObject, parents, b.parents.whole))
}
