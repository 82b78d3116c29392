// Package display prepares lines of text for terminals to show. Many terminals
// put characters where they are sent, one beside the other: for those, Arabic
// must be joined and lines must be ordered here. Others do so themselves. What
// is prepared is for the eye alone and never goes into a file.
package display

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"

	"speakout/internal/locale"
	"speakout/internal/shape"
)

// Terminal shows lines of text.
type Terminal struct {
	// Bidi is what it does by itself about right-to-left text.
	Bidi Bidi
}

// Bidi is what a terminal does about right-to-left text.
type Bidi int

const (
	// Unordered is nothing: each character stands where it is sent.
	Unordered Bidi = iota
	// LeftToRight is to join and order it within a line that runs from left to
	// right, whatever stands on it.
	LeftToRight
	// ByFirstLetter is to give each line the direction of its first letter, and
	// to put it at the side where that begins.
	ByFirstLetter
	// Spoken is not to show it at all, but to hand it on as it is written.
	Spoken
)

// Begin and End are what a terminal is sent before and after lines ordered
// here. Those that know the mode (ECMA-48's bi-directional support mode, in
// VTE and mlterm) leave the order alone; the others take no notice.
func (t Terminal) Begin() string { return t.mode("\x1b[8l") }

// End is the other half of Begin.
func (t Terminal) End() string { return t.mode("\x1b[8h") }

func (t Terminal) mode(sequence string) string {
	if t.Bidi != Unordered {
		return ""
	}
	return sequence
}

// Width is the number of columns that text takes up.
func (t Terminal) Width(text string) int { return ansi.StringWidth(text) }

// Cell is a character as it stands on a line.
type Cell struct {
	Text string
	At   int // the index of its rune in the text
}

// Cells returns one line's characters in the order they must be sent. The
// direction is the line's own, not that of its first letter.
func (t Terminal) Cells(text string, rightToLeft bool) []Cell {
	clusters := split(text)
	switch {
	case !needsOrder(text, rightToLeft), t.Bidi == Spoken:
		return cellsOf(clusters)
	case t.Bidi == ByFirstLetter:
		mark := locale.LeftToRightMark
		if rightToLeft {
			mark = locale.RightToLeftMark
		}
		return append([]Cell{{mark, 0}}, cellsOf(clusters)...)
	case t.Bidi == LeftToRight && rightToLeft:
		return backwards(clusters)
	case t.Bidi == LeftToRight:
		return cellsOf(clusters)
	}
	clusters = shaped(clusters)
	order, reversed := shape.Order(textsOf(clusters), rightToLeft)
	var ordered []cluster
	for _, i := range order {
		if reversed[i] {
			clusters[i].text = mirrored(clusters[i].text)
		}
		ordered = append(ordered, clusters[i])
	}
	return cellsOf(ordered)
}

// backwards orders a line that runs from right to left for a terminal that
// takes it for one from left to right: its stretches stand in reverse, each as
// it is written. Marks hold the signs at a stretch's ends in its direction.
func backwards(clusters []cluster) []Cell {
	_, reversed := shape.Order(textsOf(clusters), true)
	var stretches [][]Cell
	for i := 0; i < len(clusters); {
		j := i
		latin := !reversed[i]
		for j < len(clusters) && reversed[j] != latin {
			j++
		}
		cells := cellsOf(clusters[i:j])
		// Numbers alone go with the words around them.
		if latin = latin && hasLatin(clusters[i:j]); !latin {
			for j < len(clusters) {
				k := j
				for k < len(clusters) && reversed[k] == reversed[j] {
					k++
				}
				if !reversed[j] && hasLatin(clusters[j:k]) {
					break
				}
				cells = append(cells, cellsOf(clusters[j:k])...)
				j = k
			}
			mark := Cell{locale.RightToLeftMark, clusters[i].at}
			cells = append(append([]Cell{mark}, cells...), mark)
		}
		stretches = append(stretches, cells)
		i = j
	}
	slices.Reverse(stretches)
	return slices.Concat(stretches...)
}

func hasLatin(clusters []cluster) bool {
	return strings.ContainsFunc(strings.Join(textsOf(clusters), ""), locale.IsLeftToRight)
}

// cellsOf leaves out what is not for showing.
func cellsOf(clusters []cluster) []Cell {
	var cells []Cell
	for _, c := range clusters {
		if c.text = visible(c.text); c.text != "" {
			cells = append(cells, Cell{c.text, c.at})
		}
	}
	return cells
}

func textsOf(clusters []cluster) []string {
	texts := make([]string, len(clusters))
	for i, c := range clusters {
		texts[i] = c.text
	}
	return texts
}

// Text returns one line as it must be sent, without any alignment.
func (t Terminal) Text(text string, rightToLeft bool) string {
	var b strings.Builder
	for _, c := range t.Cells(text, rightToLeft) {
		b.WriteString(c.Text)
	}
	return b.String()
}

// Line returns one line as it must be sent, at the side of a column of that
// width where its direction begins.
func (t Terminal) Line(text string, rightToLeft bool, width int) string {
	return t.Align(t.Text(text, rightToLeft), rightToLeft, width)
}

// Align puts a finished line at its side of a column.
func (t Terminal) Align(line string, rightToLeft bool, width int) string {
	line = ansi.Truncate(line, width, "")
	if !rightToLeft || t.Bidi == ByFirstLetter || t.Bidi == Spoken {
		return line
	}
	return strings.Repeat(" ", max(0, width-ansi.StringWidth(line))) + line
}

func split(text string) []cluster {
	var out []cluster
	at, state := 0, -1
	for text != "" {
		var c string
		c, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		// A direction control is one of its own: it steers, and is not shown.
		out = append(out, cluster{c, at})
		at += len([]rune(c))
	}
	return out
}

func needsOrder(text string, rightToLeft bool) bool {
	return rightToLeft || strings.ContainsFunc(text, locale.IsRightToLeft)
}

// visible leaves out what is not for showing, and shows no-break spaces as
// plain ones: not every terminal's font has the narrow one.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case locale.IsDirectionMark(r):
			return -1
		case r == '\u00a0', r == '\u202f':
			return ' '
		}
		return r
	}, s)
}

var mirrors = map[string]string{
	"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "<": ">", ">": "<", "«": "»", "»": "«", "‹": "›", "›": "‹",
}

// mirrored is how a bracket stands in text that reads from right to left.
func mirrored(s string) string {
	if m, ok := mirrors[s]; ok {
		return m
	}
	return s
}
