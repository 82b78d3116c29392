package pdf

import (
	"slices"
	"strings"
	"unicode"

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
	pieces, x := l.Pieces, 0.0
	if l.Space != nil {
		// The space that the line was broken at: words must not run together
		// where a document is read without its lines (ISO 32000-1, 14.8.2.5).
		s := *l.Space
		s.Level = d.level
		if d.rightToLeft {
			pieces, x = slices.Insert(slices.Clone(pieces), 0, s), -s.Width
		} else {
			pieces = append(slices.Clip(pieces), s)
		}
	}
	pieces = signByOne(pieces)
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
// no letters: readers do not turn them round. A solid space, which they count as
// a letter, stays beside its signs: PDFium leaves out spaces that stand alone.
func apart(chunks []chunk) []chunk {
	var out []chunk
	for _, c := range chunks {
		if !c.level.RightToLeft() || len(c.pieces) == 1 || hasWords(c) {
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

// signByOne divides pieces of several signs, like those that end a sentence in
// brackets, so that apart can take them apart.
func signByOne(pieces []shape.Piece) []shape.Piece {
	for i := 0; i < len(pieces); i++ {
		p := pieces[i]
		if !p.Level.RightToLeft() || len(p.Clusters) < 2 || p.Width == 0 || slices.ContainsFunc(p.Clusters, hasLetter) {
			continue
		}
		advance := 0
		for _, c := range p.Clusters {
			advance += c.Advance
		}
		signs := make([]shape.Piece, len(p.Clusters))
		for k, c := range p.Clusters {
			signs[k] = p
			signs[k].Clusters = p.Clusters[k : k+1]
			signs[k].Width = p.Width * float64(c.Advance) / float64(advance)
		}
		pieces = slices.Concat(pieces[:i], signs, pieces[i+1:])
		i += len(signs) - 1
	}
	return pieces
}

func hasLetter(c shape.Cluster) bool { return strings.ContainsFunc(c.Text, unicode.IsLetter) }

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
