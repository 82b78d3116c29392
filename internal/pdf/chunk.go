package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"speakout/internal/locale"
	"speakout/internal/shape"
)

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

// chunks codes a line's pieces and gathers them, from left to right.
func (d *drawing) chunks(l shape.Line, label bool) ([]chunk, error) {
	pieces, x := d.piecesOf(l)
	coded, err := d.codeAll(pieces, label)
	if err != nil {
		return nil, err
	}
	chunks := d.buffers.chunks[:0]
	joins := 0 // where the chunk begins that stands beside the piece
	for i := range pieces {
		switch p, n := &pieces[i], len(chunks); {
		case p.Blank:
			joins = i + 1
		case joins < i && chunks[n-1].takes(p, coded[i].codes):
			chunks[n-1].pieces = coded[joins : i+1]
			chunks[n-1].width += p.Width
		default:
			joins = i
			chunks = append(chunks, chunk{coded[i : i+1], x, p.Width, p.Level})
		}
		x += pieces[i].Width
	}
	d.buffers.chunks = chunks
	return apart(chunks), nil
}

// piecesOf returns the pieces of a line, signs by one, and where they begin.
func (d *drawing) piecesOf(l shape.Line) (pieces []shape.Piece, x float64) {
	pieces = d.pieces[:0]
	var space shape.Piece
	if l.Space != nil {
		// The space that the line was broken at: words must not run together
		// where a document is read without its lines (ISO 32000-1, 14.8.2.5).
		space = *l.Space
		space.Level = d.level
	}
	if l.Space != nil && d.rightToLeft {
		pieces, x = appendBySign(pieces, &space), -space.Width
	}
	for i := range l.Pieces {
		pieces = appendBySign(pieces, &l.Pieces[i])
	}
	if l.Space != nil && !d.rightToLeft {
		pieces = appendBySign(pieces, &space)
	}
	d.pieces = pieces
	return pieces, x
}

// apart takes the signs of a chunk apart that runs from right to left and has
// no letters: readers do not turn them round. A solid space, which they count as
// a letter, stays beside its signs: PDFium leaves out spaces that stand alone.
func apart(chunks []chunk) []chunk {
	joined := func(c chunk) bool { return !c.level.RightToLeft() || len(c.pieces) == 1 || hasWords(c) }
	if !slices.ContainsFunc(chunks, func(c chunk) bool { return !joined(c) }) {
		return chunks
	}
	var out []chunk
	for _, c := range chunks {
		if joined(c) {
			out = append(out, c)
			continue
		}
		x, start := c.x, 0
		width := 0.0
		for i, p := range c.pieces {
			width += p.width
			if end := i + 1; end == len(c.pieces) || !p.isSolidSpace() && !c.pieces[end].isSolidSpace() {
				out = append(out, chunk{c.pieces[start:end], x, width, c.level})
				x, start, width = x+width, end, 0
			}
		}
	}
	return out
}

func (p codedPiece) isSolidSpace() bool {
	return len(p.glyphs) > 0 && strings.HasPrefix(p.texts[p.glyphs[0].code], locale.ArabicLetterMark)
}

// appendBySign appends a piece, divided if it is several signs, like those that
// end a sentence in brackets, so that apart can take them apart.
func appendBySign(pieces []shape.Piece, p *shape.Piece) []shape.Piece {
	if !p.Level.RightToLeft() || len(p.Clusters) < 2 || p.Width == 0 || slices.ContainsFunc(p.Clusters, hasLetter) {
		return append(pieces, *p)
	}
	advance := 0
	for _, c := range p.Clusters {
		advance += c.Advance
	}
	for k, c := range p.Clusters {
		sign := *p
		sign.Clusters = p.Clusters[k : k+1]
		sign.Width = p.Width * float64(c.Advance) / float64(advance)
		pieces = append(pieces, sign)
	}
	return pieces
}

func hasLetter(c shape.Cluster) bool { return strings.ContainsFunc(c.Text, unicode.IsLetter) }

// takes reports whether a piece that follows on the right is shown with the
// chunk. Where text runs from right to left, another font begins another chunk,
// which is shown before: readers turn round what one font shows.
func (c *chunk) takes(p *shape.Piece, in *codes) bool {
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
func hasWords(c chunk) bool { return c.firstLetter() != 0 }

// firstLetter returns the letter of a chunk that is furthest to the left, or 0.
func (c chunk) firstLetter() rune {
	for _, p := range c.pieces {
		for _, g := range p.glyphs {
			text := p.texts[g.code]
			if i := strings.IndexFunc(text, unicode.IsLetter); i >= 0 {
				r, _ := utf8.DecodeRuneInString(text[i:])
				return r
			}
		}
	}
	return 0
}
