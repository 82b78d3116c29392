package pdf

import (
	"encoding/binary"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/klauspost/compress/zlib"

	"speakout/internal/locale"
	"speakout/internal/shape"
)

// cutAlphabet makes the alphabet of words, as a file.
func cutAlphabet(t *testing.T, l locale.Language, words string) []byte {
	t.Helper()
	a, err := newAlphabet(l, words)
	if err != nil {
		t.Fatal(err)
	}
	return a.append(nil)
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// append writes an alphabet for readAlphabet.
func (a alphabet) append(b []byte) []byte {
	field := func(b []byte, s string) []byte { return append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	for _, t := range typefaces {
		c := a[t.font]
		if c == nil {
			continue
		}
		p := c.cut
		for _, s := range []string{c.name, p.name, p.descriptor, p.widths, string(p.file), string(p.cids), string(p.unicode)} {
			b = field(b, s)
		}
		keys := make([]string, len(c.texts))
		for key, code := range c.code {
			keys[code] = key
		}
		var all []byte
		for _, key := range keys[1:] { // 0 is not a code
			all = field(all, key)
		}
		b = field(b, string(all))
	}
	return b
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
		c.cut = newProgram(c, newDeflater(zlib.BestCompression).stream)
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
