package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"

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
// one direction, in one font.
type chunk struct {
	pieces      []codedPiece
	x, width    float64 // from the beginning of the line
	rightToLeft bool
	foreign     bool // words of the other direction
}

type codedPiece struct {
	*codes
	glyphs []glyph
}

// line draws a line's words.
func (d *drawing) line(l shape.Line, size float64) (drawnLine, error) {
	chunks, err := d.chunks(l)
	if err != nil {
		return drawnLine{}, err
	}
	var out drawnLine
	var font *codes
	x := 0.0 // where the text line begins that Td counts from
	pen := 0.0
	for _, c := range inReadingOrder(chunks, d.rightToLeft) {
		if math.Abs(c.x-pen) > 0.001 {
			out.ops = append(appendNum(out.ops, c.x-x), " 0 Td\n"...)
			x = c.x
		}
		pen = c.x + c.width
		end := ""
		if c.foreign && hasWords(c) {
			out.ops = append(append(append(out.ops, "/Span <</Lang ("...), foreignLanguage(c.rightToLeft)...), ")>> BDC\n"...)
			end = "EMC\n"
		}
		if c.rightToLeft {
			out.ops, end = append(out.ops, "/ReversedChars BMC\n"...), end+"EMC\n"
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

// chunks codes a line's pieces and gathers them, from left to right.
func (d *drawing) chunks(l shape.Line) ([]chunk, error) {
	var chunks []chunk
	x := 0.0
	joins := false // the piece stands beside the one before
	for i, p := range l.Pieces {
		if p.Blank {
			x, joins = x+p.Width, false
			continue
		}
		coded, err := d.code(l.Pieces, i)
		if err != nil {
			return nil, err
		}
		if n := len(chunks); joins && chunks[n-1].takes(p, coded.codes) {
			chunks[n-1].pieces = append(chunks[n-1].pieces, coded)
			chunks[n-1].width += p.Width
		} else {
			chunks = append(chunks, chunk{[]codedPiece{coded}, x, p.Width, p.RightToLeft, p.RightToLeft != d.rightToLeft})
		}
		x, joins = x+p.Width, true
	}
	if s := l.Space; s.Font != nil {
		// The space that the line was broken at: words must not run together
		// where a document is read without its lines (ISO 32000-1, 14.8.2.5).
		x := l.Width
		if d.rightToLeft {
			x = -s.Width
		}
		coded, err := d.code([]shape.Piece{s}, 0)
		if err != nil {
			return nil, err
		}
		c := chunk{[]codedPiece{coded}, x, s.Width, d.rightToLeft, false}
		if d.rightToLeft {
			return slices.Insert(chunks, 0, c), nil
		}
		chunks = append(chunks, c)
	}
	return chunks, nil
}

// takes reports whether a piece that follows on the right is shown with the
// chunk. Where text runs from right to left, another font begins another chunk,
// which is shown before: readers turn round what one font shows.
func (c *chunk) takes(p shape.Piece, in *codes) bool {
	return c.rightToLeft == p.RightToLeft && (!p.RightToLeft || c.pieces[0].codes == in)
}

// inReadingOrder puts chunks, which are given as they stand from left to right,
// in the order in which they are read.
func inReadingOrder(chunks []chunk, rightToLeft bool) []chunk {
	if rightToLeft {
		slices.Reverse(chunks)
	}
	for i := 0; i < len(chunks); {
		j := i + 1
		for j < len(chunks) && chunks[j].rightToLeft == chunks[i].rightToLeft {
			j++
		}
		if chunks[i].rightToLeft != rightToLeft {
			slices.Reverse(chunks[i:j])
		}
		i = j
	}
	return chunks
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
func (d *drawing) code(pieces []shape.Piece, i int) (codedPiece, error) {
	f := pieces[i].Font
	if base := d.fonts.alphabet[f]; base != nil {
		c := coder{codes: base, key: d.key}
		glyphs := glyphsOf(&c, pieces, i, d.rightToLeft, nil)
		d.key = c.key
		if !c.missing {
			return codedPiece{base, glyphs}, nil
		}
	}
	own, err := d.fonts.codesOf(f)
	if err != nil {
		return codedPiece{}, err
	}
	return codedPiece{own, glyphsOf(&coder{codes: own, add: true}, pieces, i, d.rightToLeft, nil)}, nil
}

// glyphsOf returns the codes that draw a piece of a line.
//
// Readers that take text out see only where things stand on the page. Words of
// the other direction, and signs that also stand in numbers, they read together
// with the spaces and signs beside them: "in 2012, and" becomes "in ,2012 and".
// Direction marks, which draw nothing, tell them where such words end.
func glyphsOf(c *coder, pieces []shape.Piece, i int, rightToLeft bool, out []glyph) []glyph {
	p := pieces[i]
	foreign := func(j int) bool { return pieces[j].RightToLeft != rightToLeft && !pieces[j].Blank }
	if foreign(i) && (i == 0 || !foreign(i-1)) {
		out = append(out, c.mark(locale.RightToLeftMark))
	}
	for _, cl := range p.Clusters {
		if rightToLeft && p.RightToLeft && locale.IsNumberSign(cl.Text) {
			out = append(out, c.mark(locale.RightToLeftMark))
		}
		out = c.appendOf(out, cl, p.RightToLeft)
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
