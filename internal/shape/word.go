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
	X, Y int32
}

// word is a text without line breaks, of one direction, script and font.
type word struct {
	text        string
	font        *Font
	script      language.Script
	rightToLeft bool
}

// shapeWord returns the word's clusters in the order they stand from left to
// right.
func (s *Shaper) shapeWord(w word) []Cluster {
	if c, ok := s.memory.words.Get(w); ok {
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
	clusters := clustersOf(out.Glyphs, w.text)
	s.memory.words.Put(w, clusters)
	return clusters
}

func (s *Shaper) face(f *Font) *font.Face {
	face := s.faces[f]
	if face == nil {
		face = font.NewFace(must(f.parsed()))
		s.faces[f] = face
	}
	return face
}

// clustersOf gathers the glyphs that stand for the same characters of a word.
func clustersOf(glyphs []shaping.Glyph, word string) []Cluster {
	var starts []int // of the runes
	for at := range word {
		starts = append(starts, at)
	}
	starts = append(starts, len(word))
	n := 0
	for i := 0; i < len(glyphs); i += glyphs[i].GlyphsCount() {
		n++
	}
	// What is remembered by the thousand takes as little room as it can.
	out, all := make([]Cluster, 0, n), make([]Glyph, 0, len(glyphs))
	for i := 0; i < len(glyphs); {
		first := glyphs[i]
		at := first.TextIndex()
		c := Cluster{Text: word[starts[at]:starts[at+first.RunesCount()]]}
		begin := len(all)
		for end := i + first.GlyphsCount(); i < end; i++ {
			g := glyphs[i]
			all = append(all, Glyph{uint16(g.GlyphID), int32(c.Advance + g.XOffset.Round()), int32(g.YOffset.Round())})
			c.Advance += g.Advance.Round()
		}
		c.Glyphs = all[begin:len(all):len(all)]
		out = append(out, c)
	}
	return out
}
