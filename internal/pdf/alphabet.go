package pdf

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"speakout/internal/locale"
	"speakout/internal/shape"
)

// An alphabet is the codes that every document in a language begins with, so
// that its fonts are cut and compressed once, not for each letter. It is made
// of words in which what most letters draw occurs, the way it does there: an
// Arabic letter has a form for each of its neighbours. What a letter has beyond
// them, in a name for instance, goes into a font of its own. So the same letter
// gives the same bytes, whatever was drawn before it.
type alphabet map[*shape.Font]*codes

// The words, in sections for each style, are chosen from the letters by the
// test TestAlphabets with -update.
//
//go:embed alphabets/*.txt
var alphabetFiles embed.FS

var alphabets = map[locale.Language]func() alphabet{}

func init() {
	for _, l := range locale.Languages {
		alphabets[l] = sync.OnceValue(func() alphabet { return mustAlphabet(l) })
	}
}

// Prepare reads what letters in the language are drawn with, which the first
// one would otherwise wait for. The first letter may come meanwhile.
func Prepare(l locale.Language) { alphabets[l]() }

// mustAlphabet panics where the words, which are part of the program, cannot be
// drawn.
func mustAlphabet(l locale.Language) alphabet {
	words, err := alphabetFiles.ReadFile("alphabets/" + string(l) + ".txt")
	if err == nil {
		var a alphabet
		if a, err = newAlphabet(l, string(words)); err == nil {
			return a
		}
	}
	panic("pdf: alphabet of " + string(l) + ": " + err.Error())
}

// newAlphabet reads words: lines under the headings "# regular", "# bold" and
// "# italic".
func newAlphabet(l locale.Language, words string) (alphabet, error) {
	a := alphabet{}
	faces := familyFor(l)
	of := map[string][]*typeface{"regular": faces.regular, "bold": faces.bold, "italic": faces.italic}
	shaper := shape.NewShaper(string(l), l.RightToLeft(), shape.NewMemory())
	var style []*typeface
	for line := range strings.Lines(words) {
		line = strings.TrimSuffix(line, "\n")
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			style = of[heading]
			continue
		}
		if style == nil {
			return nil, fmt.Errorf("words under no style: %.40q", line)
		}
		// Each by itself: signs are drawn as what stands before them has it.
		words := strings.Split(line, " ")
		for _, w := range append(words, words[0]+" "+words[0]) {
			if err := a.add(l, shaper, style, w); err != nil {
				return nil, err
			}
		}
	}
	for _, c := range a {
		if l.RightToLeft() {
			marks := coder{codes: c, add: true}
			for _, m := range []string{locale.LeftToRightMark, locale.RightToLeftMark, leftThenRight} {
				marks.appendMarks(nil, m)
			}
			marks.leadingSpace()
		}
		c.cut = newProgram(c, smallStream)
	}
	return a, nil
}

// add gives codes to all that a line of words draws.
func (a alphabet) add(l locale.Language, shaper *shape.Shaper, style []*typeface, words string) error {
	set, err := shaper.Lines([]shape.Span{{Text: words, Fonts: fontsOf(style)}}, shape.Measure{Size: 1, Width: 1e6})
	if err != nil {
		return err
	}
	for _, line := range set {
		var pieces []shape.Piece
		for i := range line.Pieces {
			pieces = appendBySign(pieces, &line.Pieces[i])
		}
		for i, p := range pieces {
			if a[p.Font] == nil {
				t := faceOf(style, p.Font)
				c, err := newCodes(t, t.resource)
				if err != nil {
					return err
				}
				a[p.Font] = c
			}
			c := coder{codes: a[p.Font], add: true}
			c.glyphs(nil, pieces, i, l.RightToLeft())
			if l.RightToLeft() {
				c.solid = true
				c.glyphs(nil, pieces, i, true)
			}
		}
	}
	return nil
}
