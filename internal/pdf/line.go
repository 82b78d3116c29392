package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

// chunk is pieces that are shown one after the other from left to right: all of
// one level, and in one font if they run from right to left.
type chunk struct {
	pieces   []codedPiece
	x, width float64 // from the beginning of the line
	level    shape.Level
}

type codedPiece struct {
	*codes
	glyphs []glyph
	width  float64
}

// line draws a line's words. What it is a label of stands on the same line.
func (d *drawing) line(l shape.Line, size float64, label bool) (drawnLine, error) {
	chunks, err := d.chunks(l, label)
	if err != nil {
		return drawnLine{}, err
	}
	var out drawnLine
	var font *codes
	x := 0.0 // where the text line begins that Td counts from
	pen := 0.0
	for _, c := range inReadingOrder(chunks) {
		if math.Abs(c.x-pen) > 0.001 {
			out.ops = append(appendNum(out.ops, c.x-x), " 0 Td\n"...)
			x = c.x
		}
		pen = c.x + c.width
		end := ""
		if c.level.RightToLeft() != d.rightToLeft && hasWords(c) {
			out.ops = append(append(append(out.ops, "/Span <</Lang ("...), foreignLanguage(c.level.RightToLeft())...), ")>> BDC\n"...)
			end = "EMC\n"
		}
		if c.level.RightToLeft() {
			out.ops, end = append(out.ops, "/ReversedChars BMC\n"...), end+"EMC\n"
			c.pieces = []codedPiece{joined(c.pieces)}
		}
		for _, p := range c.pieces {
			if p.codes != font {
				font = p.codes
				out.ops = append(append(append(out.ops, '/'), font.name...), ' ')
				out.ops = append(appendNum(out.ops, size), " Tf\n"...)
				if !slices.Contains(out.uses, font) {
					out.uses = append(out.uses, font)
				}
			}
			out.ops = appendShow(out.ops, p.glyphs, float64(font.subset.source.UnitsPerEm()))
		}
		out.ops = append(out.ops, end...)
	}
	return out, nil
}

// joined makes pieces of one font a single one. Readers that know reversed text
// turn round what one operator shows, and take the next to come after it
// (ISO 32000-1, 14.8.2.3.3).
func joined(pieces []codedPiece) codedPiece {
	p := pieces[0]
	p.glyphs = slices.Clip(p.glyphs)
	for _, next := range pieces[1:] {
		p.glyphs = append(p.glyphs, next.glyphs...)
	}
	return p
}

// chunks codes a line's pieces and gathers them, from left to right.
func (d *drawing) chunks(l shape.Line, label bool) ([]chunk, error) {
	pieces, x := l.Pieces, 0.0
	if s := l.Space; s.Font != nil {
		// The space that the line was broken at: words must not run together
		// where a document is read without its lines (ISO 32000-1, 14.8.2.5).
		s.Level = d.level
		if d.rightToLeft {
			pieces, x = slices.Insert(slices.Clone(pieces), 0, s), -s.Width
		} else {
			pieces = append(slices.Clip(pieces), s)
		}
	}
	coded, err := d.codeAll(pieces, label)
	if err != nil {
		return nil, err
	}
	var chunks []chunk
	joins := false // the piece stands beside the one before
	for i, p := range pieces {
		switch n := len(chunks); {
		case p.Blank:
		case joins && chunks[n-1].takes(p, coded[i].codes):
			chunks[n-1].pieces = append(chunks[n-1].pieces, coded[i])
			chunks[n-1].width += p.Width
		default:
			chunks = append(chunks, chunk{coded[i : i+1 : i+1], x, p.Width, p.Level})
		}
		x, joins = x+p.Width, !p.Blank
	}
	return apart(chunks), nil
}

// apart takes the signs of a chunk apart that runs from right to left and has
// no letters: readers do not turn them round.
func apart(chunks []chunk) []chunk {
	var out []chunk
	for _, c := range chunks {
		if !c.level.RightToLeft() || len(c.pieces) == 1 || hasWords(c) {
			out = append(out, c)
			continue
		}
		x := c.x
		for i, p := range c.pieces {
			out = append(out, chunk{c.pieces[i : i+1], x, p.width, c.level})
			x += p.width
		}
	}
	return out
}

// codeAll codes pieces that are not blanks. Readers put a space between words
// where there is room between what is shown one after the other from left to
// right; so they lose one that is shown before something on its left, and one
// before a mark, which they give no room. There, spaces are solid. A mark that a
// chunk begins with they give to what they read before, unless a solid space
// leads it.
func (d *drawing) codeAll(pieces []shape.Piece, label bool) ([]codedPiece, error) {
	coded := make([]codedPiece, len(pieces))
	for i, p := range pieces {
		if !p.Blank {
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

// spacing is how a piece is coded so that readers find its spaces.
type spacing struct {
	solid bool // its spaces are solid
	lead  bool // a solid space stands before it that takes no room
}

// needsSolid reports whether a piece has a space that would be lost.
func needsSolid(pieces []shape.Piece, coded []codedPiece, i int) bool {
	clusters := pieces[i].Clusters
	other := func(j int) bool {
		return pieces[i].Level.RightToLeft() && j >= 0 && j < len(pieces) && !pieces[j].Blank &&
			(!pieces[j].Level.RightToLeft() || coded[j].codes != coded[i].codes)
	}
	for k, c := range clusters {
		if !isSpace(c) {
			continue
		}
		last := k == len(clusters)-1
		switch {
		case k == 0 && other(i-1), last && other(i+1):
			return true
		case !last && endsInMark(pieces[i], k+1), last && i+1 < len(pieces) && endsInMark(pieces[i+1], 0):
			return true
		}
	}
	return false
}

func isSpace(c shape.Cluster) bool {
	r, size := utf8.DecodeRuneInString(c.Text)
	return size == len(c.Text) && unicode.IsSpace(r)
}

// endsInMark reports whether a piece runs from right to left and what stands at
// the left of its cluster k is a mark, on the cluster's last letter.
func endsInMark(p shape.Piece, k int) bool {
	if !p.Level.RightToLeft() || k >= len(p.Clusters) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(p.Clusters[k].Text)
	return unicode.IsMark(r)
}

// makeSolid puts a direction mark to a space, so that readers take it for a
// sign, not for room: the Arabic one, which they count among the letters when
// they find out the direction of a text.
func makeSolid(cl shape.Cluster) shape.Cluster {
	cl.Text = locale.ArabicLetterMark + cl.Text
	return cl
}

// takes reports whether a piece that follows on the right is shown with the
// chunk. Where text runs from right to left, another font begins another chunk,
// which is shown before: readers turn round what one font shows.
func (c *chunk) takes(p shape.Piece, in *codes) bool {
	return c.level == p.Level && (!c.level.RightToLeft() || c.pieces[0].codes == in)
}

// inReadingOrder puts chunks, which are given as they stand from left to right,
// in the order in which they are read.
func inReadingOrder(chunks []chunk) []chunk {
	if len(chunks) < 2 {
		return chunks
	}
	levels := make([]shape.Level, len(chunks))
	for i, c := range chunks {
		levels[i] = c.level
	}
	out := make([]chunk, 0, len(chunks))
	for _, i := range shape.ReadingOrder(levels) {
		out = append(out, chunks[i])
	}
	return out
}

// hasWords reports whether a chunk has letters: numbers are of no language.
func hasWords(c chunk) bool {
	for _, p := range c.pieces {
		for _, g := range p.glyphs {
			if strings.ContainsFunc(p.texts[g.code], unicode.IsLetter) {
				return true
			}
		}
	}
	return false
}

// code finds the codes that draw a piece: all those of the alphabet, or else all
// the document's own, so that no word is in two fonts.
func (d *drawing) code(pieces []shape.Piece, i int, s spacing) (codedPiece, error) {
	f := pieces[i].Font
	if base := d.fonts.alphabet[f]; base != nil {
		c := coder{codes: base, spacing: s, key: d.key}
		glyphs := c.glyphs(pieces, i, d.rightToLeft)
		d.key = c.key
		if !c.missing {
			return codedPiece{base, glyphs, pieces[i].Width}, nil
		}
	}
	own, err := d.fonts.codesOf(f)
	if err != nil {
		return codedPiece{}, err
	}
	c := coder{codes: own, spacing: s, add: true, key: d.key}
	return codedPiece{own, c.glyphs(pieces, i, d.rightToLeft), pieces[i].Width}, nil
}

// glyphs returns the codes that draw a piece of a line.
//
// Readers that take text out see only where things stand on the page. Words of
// the other direction, and signs that also stand in numbers, they read together
// with the spaces and signs beside them: "in 2012, and" becomes "in ,2012 and".
// Direction marks, which draw nothing, tell them where such words end.
func (c *coder) glyphs(pieces []shape.Piece, i int, rightToLeft bool) []glyph {
	p := pieces[i]
	foreign := func(j int) bool { return pieces[j].Level.RightToLeft() != rightToLeft && !pieces[j].Blank }
	left := locale.RightToLeftMark
	if foreign(i) && !slices.ContainsFunc(pieces, func(p shape.Piece) bool { return p.Level.RightToLeft() == rightToLeft && !p.Blank }) {
		left = locale.LeftToRightMark // the whole line is
	}
	out := make([]glyph, 0, len(p.Clusters)+2)
	if foreign(i) && (i == 0 || !foreign(i-1)) {
		out = append(out, c.mark(left))
	}
	if c.lead {
		out = append(out, c.under(makeSolid(shape.Cluster{Text: " "})))
	}
	for _, cl := range p.Clusters {
		if rightToLeft && p.Level.RightToLeft() && locale.IsNumberSign(cl.Text) {
			out = append(out, c.mark(locale.RightToLeftMark))
		}
		if c.solid && isSpace(cl) {
			out = append(out, glyph{code: c.get(makeSolid(cl))})
			continue
		}
		out = c.appendOf(out, cl, p.Level.RightToLeft())
	}
	if foreign(i) && (i == len(pieces)-1 || !foreign(i+1)) {
		out = append(out, c.mark(locale.LeftToRightMark))
	}
	return out
}

// appendShow appends the operator that shows glyphs, as strings of codes, with
// the pen's steps back between them in thousandths of the size.
func appendShow(b []byte, glyphs []glyph, unitsPerEm float64) []byte {
	back := func(units int) {
		if units != 0 {
			b = append(appendNum(append(b, ")"...), 1000*float64(units)/unitsPerEm), '(')
		}
	}
	b = append(b, "[("...)
	for _, g := range glyphs {
		back(g.before)
		b = appendEscaped(appendEscaped(b, byte(g.code>>8)), byte(g.code))
		back(g.after)
	}
	return append(b, ")] TJ\n"...)
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
