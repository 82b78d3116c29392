// Package shape turns text into lines of positioned glyphs. It finds the
// direction of each part (Unicode bidirectional algorithm, UAX #9), chooses a
// font that has its characters, shapes it (HarfBuzz) and breaks it into lines
// (UAX #14). It knows nothing of letters or of how glyphs are drawn.
package shape

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
)

// Blank stands in a text for a ruled blank: U+FFFC, the object replacement
// character.
const Blank = '\ufffc'

// Span is text in one style. Each character is drawn in the first font that
// has it.
type Span struct {
	Text  string
	Fonts []*Font
}

// Measure is the room that a paragraph is set in, in points.
type Measure struct {
	Size       float64 // of the type
	BlankWidth float64 // of a ruled blank
	Width      float64 // of the lines
	Even       bool    // the last line too: of a title, say
}

// Line is one line of a paragraph: its pieces as they stand from left to right.
type Line struct {
	Pieces []Piece
	Width  float64
	// Space is the white space at which the line was broken, which its width
	// does not count; nil if it was not broken at one.
	Space *Piece
}

// Piece is part of a line: clusters in one font from left to right, or a ruled
// blank, which has none.
type Piece struct {
	Font     *Font
	Clusters []Cluster
	Width    float64
	Level    Level
	Blank    bool
}

// MissingError names characters that no font has.
type MissingError struct{ Runes []rune }

func (e *MissingError) Error() string {
	var names []string
	for _, r := range e.Runes {
		names = append(names, fmt.Sprintf("%q (U+%04X)", r, r))
	}
	return "no font of the letter has " + strings.Join(names, ", ")
}

// Shaper shapes text of one language. A Shaper is for one goroutine.
type Shaper struct {
	language    language.Language
	rightToLeft bool
	harfbuzz    shaping.HarfbuzzShaper
	segmenter   segmenter.Segmenter
	faces       map[*Font]*font.Face
	memory      *Memory
}

// NewShaper returns a shaper for text in the language (an ISO 639-1 code),
// whose paragraphs run in the direction given. It remembers in m what it has
// shaped.
func NewShaper(lang string, rightToLeft bool, m *Memory) *Shaper {
	return &Shaper{language: language.NewLanguage(lang), rightToLeft: rightToLeft, faces: map[*Font]*font.Face{}, memory: m}
}

// Paragraph is shaped text that can be set in lines of any width and size.
type Paragraph []unit

// Shape shapes the spans, which are one paragraph. The error is a
// *MissingError.
func (s *Shaper) Shape(spans []Span) (Paragraph, error) {
	text, fontOf, err := chooseFonts(spans)
	if err != nil {
		return nil, err
	}
	return s.units(text, fontOf, levelsOf(text, s.rightToLeft)), nil
}

// chooseFonts returns the runes of the spans and the font of each.
func chooseFonts(spans []Span) (text []rune, fontOf []*Font, err error) {
	var missing []rune
	size := 0
	for _, sp := range spans {
		size += len(sp.Text)
	}
	text, fontOf = make([]rune, 0, size), make([]*Font, 0, size)
	for _, sp := range spans {
		var current *Font
		poor := poorScripts(sp)
		for _, r := range sp.Text {
			f := current
			if f == nil || !follows(r) || !f.Has(r) {
				fonts := sp.Fonts
				if len(poor) > 0 && slices.Contains(poor, language.LookupScript(r)) {
					fonts = fonts[1:]
				}
				f = firstWith(fonts, r)
			}
			switch {
			case f != nil:
				current = f
			case harfbuzz.IsDefaultIgnorable(r) || r == Blank:
				f = sp.Fonts[0]
			case !slices.Contains(missing, r):
				missing = append(missing, r)
			}
			text, fontOf = append(text, r), append(fontOf, f)
		}
	}
	if len(missing) > 0 {
		return nil, nil, &MissingError{missing}
	}
	return text, fontOf, nil
}

// poorScripts returns the scripts of which the span's first font lacks a
// character that it would have to put together of others: names are not half in
// one font and half in another, nor with accents that collide.
func poorScripts(sp Span) []language.Script {
	var poor []language.Script
	if len(sp.Fonts) < 2 {
		return nil
	}
	for _, r := range sp.Text {
		if r < 0x80 || sp.Fonts[0].hasWhole(r) {
			continue
		}
		if s := language.LookupScript(r); s.Strong() && !slices.Contains(poor, s) && sp.Fonts[1].Has(r) {
			poor = append(poor, s)
		}
	}
	return poor
}

// follows reports whether r keeps the font of the character before it: a
// mark, which must sit on its base, a space, an invisible character.
func follows(r rune) bool {
	return unicode.IsMark(r) || unicode.IsSpace(r) || harfbuzz.IsDefaultIgnorable(r)
}

func firstWith(fonts []*Font, r rune) *Font {
	for _, f := range fonts {
		if f.Has(r) {
			return f
		}
	}
	return nil
}
