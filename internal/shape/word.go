package shape

import (
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// Cluster is the smallest part of a text that is drawn as one: a letter, a
// letter with its marks, a ligature. Measures are in units of its font.
type Cluster struct {
	Text    string
	Advance int
	Glyphs  []Glyph
}

// Glyph is a shape in a font, placed relative to its cluster's origin.
type Glyph struct {
	ID   uint16
	X, Y int
}

// word is a text without line breaks, of one direction, script and font.
type word struct {
	text        string
	font        *Font
	script      language.Script
	rightToLeft bool
}

// maxWords bounds the memory that shaped words may take: the words of a
// campaign are some thousands; names come without end.
const maxWords = 20_000

// shapeWord returns the word's clusters in the order they stand from left to
// right.
func (s *Shaper) shapeWord(w word) []Cluster {
	if c, ok := s.words[w]; ok {
		return c
	}
	text := []rune(w.text)
	direction := di.DirectionLTR
	if w.rightToLeft {
		direction = di.DirectionRTL
	}
	// At a size of one em per unit of the font, measures come out whole.
	out := s.harfbuzz.ShapeNoExtents(shaping.Input{
		Text: text, RunEnd: len(text), Direction: direction, Face: s.face(w.font),
		Size: fixed.I(w.font.UnitsPerEm()), Script: w.script, Language: s.language,
	})
	clusters := clustersOf(out.Glyphs, text)
	if len(s.words) >= maxWords {
		clear(s.words)
	}
	s.words[w] = clusters
	return clusters
}

func (s *Shaper) face(f *Font) *font.Face {
	face := s.faces[f]
	if face == nil {
		face = font.NewFace(f.parse().font)
		s.faces[f] = face
	}
	return face
}

// clustersOf gathers the glyphs that stand for the same characters.
func clustersOf(glyphs []shaping.Glyph, text []rune) []Cluster {
	var out []Cluster
	for i := 0; i < len(glyphs); {
		first := glyphs[i]
		c := Cluster{Text: string(text[first.TextIndex() : first.TextIndex()+first.RunesCount()])}
		for end := i + first.GlyphsCount(); i < end; i++ {
			g := glyphs[i]
			c.Glyphs = append(c.Glyphs, Glyph{uint16(g.GlyphID), c.Advance + g.XOffset.Round(), g.YOffset.Round()})
			c.Advance += g.Advance.Round()
		}
		out = append(out, c)
	}
	return out
}
