package pdf

import (
	"errors"
	"slices"
	"strings"

	"speakout/internal/shape"
)

// fontSet holds the codes of every font that letters of one language use in a
// document: those of the alphabet, which are the same in each document, and the
// document's own, of what the alphabet lacks.
type fontSet struct {
	alphabet alphabet
	own      map[*shape.Font]*codes
	used     []*codes // in the order of their first use
	faces    []*typeface
	room     int // how many codes it may have besides the alphabet; 0: any number
}

func newFontSet(a alphabet, faces []*typeface) *fontSet {
	return &fontSet{alphabet: a, own: map[*shape.Font]*codes{}, faces: faces}
}

// codesOf returns the document's own codes in a font.
func (fs *fontSet) codesOf(f *shape.Font) (*codes, error) {
	if c := fs.own[f]; c != nil {
		return c, nil
	}
	t := faceOf(fs.faces, f)
	c, err := newCodes(t, t.resource+"x")
	fs.own[f] = c
	return c, err
}

func (fs *fontSet) use(c *codes) {
	if !slices.Contains(fs.used, c) {
		fs.used = append(fs.used, c)
	}
}

// onlyAlphabet reports whether all the codes are of the alphabet, the same in
// each document.
func (fs *fontSet) onlyAlphabet(uses []*codes) bool {
	for _, c := range uses {
		if fs.own[c.face.font] == c {
			return false
		}
	}
	return true
}

// mostBesides is how many codes a letter may have that the alphabet lacks. One
// that has more, in words for one government or with facts enclosed in Arabic, is
// drawn in fonts for it alone: a quarter smaller, in up to twice the time. With as
// many, a letter has 58 kB; a full name and address in Arabic have 50.
const mostBesides = 70

var errNoRoom = errors.New("too many codes that the alphabet lacks")

// checkRoom returns errNoRoom if the document has more codes besides the alphabet
// than it may, in fonts that the alphabet has too.
func (fs *fontSet) checkRoom() error {
	if fs.room == 0 {
		return nil
	}
	n := 0
	for f, c := range fs.own {
		if fs.alphabet[f] != nil {
			n += len(c.texts)
		}
	}
	if n > fs.room {
		return errNoRoom
	}
	return nil
}

// most returns how many glyphs the font with the most of them has.
func (fs *fontSet) most() int {
	n := 0
	for _, c := range fs.own {
		n = max(n, len(c.subset.coded)+len(c.subset.parts))
	}
	return n
}

// resources adds the fonts' objects and returns the dictionary that names them
// (ISO 32000-1, 7.8.3), with the other entries given.
func (fs *fontSet) resources(others string, to objectWriter) []byte {
	slices.SortFunc(fs.used, func(a, b *codes) int { return strings.Compare(a.name, b.name) })
	b := []byte("<< /Font <<")
	for _, c := range fs.used {
		b = appendEntry(b, c.name, c.addTo(to))
	}
	return append(append(append(b, " >>"...), others...), " >>"...)
}
