package shape

import (
	"reflect"
	"slices"

	"github.com/go-text/typesetting/bidi"
)

// Level is an embedding level of the Unicode bidirectional algorithm (UAX #9):
// even is left to right, odd right to left.
type Level int8

func (l Level) RightToLeft() bool { return l%2 != 0 }

// levelsOf returns the embedding level of each rune of a paragraph.
func levelsOf(text []rune, rightToLeft bool) []Level {
	levels := make([]Level, len(text))
	direction := bidi.LeftToRight
	if rightToLeft {
		direction = bidi.RightToLeft
	} else if !slices.ContainsFunc(text, mayTurn) {
		return levels
	}
	var p bidi.Paragraph
	runs := p.Segment(asOneParagraph(text), direction)
	// The library computes a level for each rune, but shows only runs of one
	// direction, in which a number inside Arabic inside English (level 2) is
	// one with the English (level 0) after it. The order of a line needs both.
	// The tests notice if a later version names its levels otherwise.
	all := reflect.ValueOf(runs).FieldByName("levels")
	if !all.IsValid() || all.Len() < len(text) {
		panic("shape: the bidi library no longer keeps its levels where they are read")
	}
	for i := range levels {
		levels[i] = Level(all.Index(i).Int())
	}
	return levels
}

// asOneParagraph returns the text with spaces for what would end a paragraph
// (U+2029, and lesser known signs), which leaves what follows without levels.
func asOneParagraph(text []rune) []rune {
	ends := func(r rune) bool { return r == '\u2029' || r == '\u0085' || r >= 0x1c && r <= 0x1e }
	if !slices.ContainsFunc(text, ends) {
		return text
	}
	text = slices.Clone(text)
	for i, r := range text {
		if ends(r) {
			text[i] = ' '
		}
	}
	return text
}

// mayTurn reports whether r may run from right to left, or make something do so.
// Nothing before Hebrew does, nor do further Latin letters and the signs of
// general punctuation.
func mayTurn(r rune) bool {
	return r >= 0x0590 && (r < 0x1e00 || r > 0x1eff) && (r < 0x2010 || r > 0x2027) && r != '\u202f'
}

// visualOrder returns the indices of pieces, whose levels are given in logical
// order, in the order they stand on the line from left to right (rule L2).
func visualOrder(levels []Level) []int {
	order := make([]int, len(levels))
	var highest Level
	lowestOdd := Level(127)
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
		if l.RightToLeft() {
			lowestOdd = min(lowestOdd, l)
		}
	}
	for l := highest; l >= lowestOdd; l-- {
		for i := 0; i < len(order); {
			j := i
			for j < len(order) && levels[order[j]] >= l {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = max(j, i+1)
		}
	}
	return order
}
