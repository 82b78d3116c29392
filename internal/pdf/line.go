package pdf

import (
	"math"
	"slices"
	"strings"

	"speakout/internal/locale"
	"speakout/internal/shape"
)

// drawnLine is the operators that show a line, from the place where it begins,
// and the codes that they use. Lines that use only those of an alphabet are the
// same in each document.
type drawnLine struct {
	ops  []byte
	uses []*codes
}

// line draws a line's words. What it is a label of stands on the same line.
func (d *drawing) line(l shape.Line, size float64, label bool) (drawnLine, error) {
	chunks, err := d.chunks(l, label)
	if err != nil {
		return drawnLine{}, err
	}
	w := lineWriter{size: size}
	for _, c := range inReadingOrder(chunks) {
		w.moveTo(c)
		end := ""
		if letter := c.firstLetter(); letter != 0 && c.level.RightToLeft() != d.rightToLeft {
			w.ops = append(append(append(w.ops, "/Span <</Lang ("...), foreignLanguage(letter)...), ")>> BDC\n"...)
			end = "EMC\n"
		}
		if c.level.RightToLeft() {
			w.ops, end = append(w.ops, "/ReversedChars BMC\n"...), end+"EMC\n"
		}
		w.show(c.pieces)
		w.ops = append(w.ops, end...)
	}
	return w.drawnLine, nil
}

// lineWriter writes the operators of a line.
type lineWriter struct {
	drawnLine
	size   float64
	font   *codes  // that is chosen
	x, pen float64 // where Td counts from, and where the pen is
}

// moveTo moves the pen to where a chunk begins.
func (w *lineWriter) moveTo(c chunk) {
	if math.Abs(c.x-w.pen) > 0.001 {
		w.ops = append(appendNum(w.ops, c.x-w.x), " 0 Td\n"...)
		w.x = c.x
	}
	w.pen = c.x + c.width
}

// show shows pieces that stand side by side, in as few operators as there are
// changes of the font: readers that know reversed text turn round what one
// operator shows (ISO 32000-1, 14.8.2.3.3).
func (w *lineWriter) show(pieces []codedPiece) {
	open := false
	for _, p := range pieces {
		if p.codes != w.font {
			if open {
				w.ops = append(w.ops, ")] TJ\n"...)
			}
			w.choose(p.codes)
			open = false
		}
		if !open {
			w.ops, open = append(w.ops, "[("...), true
		}
		w.ops = appendGlyphs(w.ops, p.glyphs, float64(p.subset.source.UnitsPerEm()))
	}
	w.ops = append(w.ops, ")] TJ\n"...)
}

func (w *lineWriter) choose(c *codes) {
	w.font = c
	w.ops = append(append(append(w.ops, '/'), c.name...), ' ')
	w.ops = append(appendNum(w.ops, w.size), " Tf\n"...)
	if !slices.Contains(w.uses, c) {
		w.uses = append(w.uses, c)
	}
}

// codeAll codes pieces that are not blanks. Readers put a space between words
// where there is room between what is shown one after the other from left to
// right; so they lose one that is shown before something on its left, and one
// before a mark, which they give no room. There, spaces are solid. A mark that a
// chunk begins with they give to what they read before, unless a solid space
// leads it.
func (d *drawing) codeAll(pieces []shape.Piece, label bool) ([]codedPiece, error) {
	coded := slices.Grow(d.coded[:0], len(pieces))[:len(pieces)]
	clear(coded)
	d.coded, d.glyphs = coded, d.glyphs[:0]
	for i := range pieces {
		if !pieces[i].Blank {
			var err error
			if coded[i], err = d.code(pieces, i, spacing{}); err != nil {
				return nil, err
			}
		}
	}
	for i := range pieces {
		s := spacing{
			solid: needsSolid(pieces, coded, i) || label && d.rightToLeft && i == 0,
			lead:  endsInMark(pieces[i], 0) && (i == 0 || coded[i-1].codes != coded[i].codes || pieces[i-1].Level != pieces[i].Level),
		}
		if s != (spacing{}) {
			var err error
			if coded[i], err = d.code(pieces, i, s); err != nil {
				return nil, err
			}
		}
	}
	return coded, nil
}

// code finds the codes that draw a piece: all those of the alphabet, or else all
// the document's own, so that no word is in two fonts.
func (d *drawing) code(pieces []shape.Piece, i int, s spacing) (codedPiece, error) {
	f := pieces[i].Font
	if base := d.fonts.alphabet[f]; base != nil {
		if coded, ok := d.codeIn(base, false, pieces, i, s); ok {
			return coded, nil
		}
	}
	own, err := d.fonts.codesOf(f)
	if err != nil {
		return codedPiece{}, err
	}
	coded, _ := d.codeIn(own, true, pieces, i, s)
	return coded, nil
}

// codeIn finds the codes that draw a piece in a font, to which it may add them;
// if not, ok tells whether all are there.
func (d *drawing) codeIn(in *codes, add bool, pieces []shape.Piece, i int, s spacing) (p codedPiece, ok bool) {
	c := coder{codes: in, add: add, spacing: s, key: d.key}
	start := len(d.glyphs)
	glyphs := c.glyphs(d.glyphs, pieces, i, d.rightToLeft)
	d.key = c.key
	if c.missing {
		return codedPiece{}, false
	}
	d.glyphs = glyphs
	return codedPiece{in, glyphs[start:len(glyphs):len(glyphs)], pieces[i].Width}, true
}

// glyphs appends the codes that draw a piece of a line to out.
//
// Readers that take text out see only where things stand on the page. Words of
// the other direction, and signs that also stand in numbers, they read together
// with the spaces and signs beside them: "in 2012, and" becomes "in ,2012 and".
// Direction marks, which draw nothing, tell them where such words end.
func (c *coder) glyphs(out []glyph, pieces []shape.Piece, i int, rightToLeft bool) []glyph {
	p := &pieces[i]
	foreign := func(j int) bool { return pieces[j].Level.RightToLeft() != rightToLeft && !pieces[j].Blank }
	left := locale.RightToLeftMark
	if foreign(i) && !slices.ContainsFunc(pieces, func(p shape.Piece) bool { return p.Level.RightToLeft() == rightToLeft && !p.Blank }) {
		left = locale.LeftToRightMark // the whole line is
	}
	marks := "" // direction marks before what comes next
	if foreign(i) && (i == 0 || !foreign(i-1)) {
		marks = left
		if i > 0 && pieces[i-1].Level > p.Level { // for PDFium, as around signs
			marks += locale.LeftToRightMark
		}
	}
	if c.lead {
		out = c.appendMarks(out, marks)
		out, marks = append(out, c.leadingSpace()), ""
	}
	for k, cl := range p.Clusters {
		var after string
		if rightToLeft && p.Level.RightToLeft() {
			var before string
			if before, after = marksAround(pieces, i, k); !strings.HasSuffix(marks, before) {
				marks += before
			}
		}
		out = c.appendMarks(out, marks)
		marks = after
		if c.solid && isSpace(cl) {
			out = append(out, glyph{code: c.get(makeSolid(cl))})
			continue
		}
		out = c.appendOf(out, cl, p.Level.RightToLeft())
	}
	if foreign(i) && (i == len(pieces)-1 || !foreign(i+1)) {
		marks += locale.LeftToRightMark
	}
	return c.appendMarks(out, marks)
}

// appendGlyphs appends glyphs to the strings that an operator shows: codes, with
// the pen's steps back between them in thousandths of the size.
func appendGlyphs(b []byte, glyphs []glyph, unitsPerEm float64) []byte {
	back := func(units int) {
		if units != 0 {
			b = append(appendNum(append(b, ")"...), 1000*float64(units)/unitsPerEm), '(')
		}
	}
	for _, g := range glyphs {
		back(g.before)
		b = appendEscaped(appendEscaped(b, byte(g.code>>8)), byte(g.code))
		back(g.after)
	}
	return b
}

// appendEscaped appends a byte of a literal string (ISO 32000-1, 7.3.4.2).
func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r': // would be read as a line feed
		return append(b, `\r`...)
	}
	return append(b, c)
}
