package wizard

import (
	"strings"

	"speakout/internal/display"
	"speakout/internal/locale/ui"
	"speakout/internal/text"
)

// page is where fields draw: the part of the screen between its head and foot.
type page struct {
	words         *ui.Words
	terminal      display.Terminal
	width, height int
	turn          turn // where the last key leads
}

// The only styles there are: bold for what is chosen, reverse for the cursor.
// Both are readable on any projector, and nothing depends on them.
const (
	boldOn    = "\x1b[1m"
	reverseOn = "\x1b[7m"
	styleOff  = "\x1b[0m"
)

func bold(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = boldOn + l + styleOff
	}
	return out
}

// lines wraps text and puts it at its side.
func (p *page) lines(words string) []string {
	var out []string
	for _, l := range text.Wrap(words, p.width) {
		out = append(out, p.terminal.Line(l, p.words.RightToLeft(), p.width))
	}
	return out
}

// markWidth is the room for the mark before an option, with a space.
const markWidth = 2

// marked wraps text behind a mark, which stands on the first line alone.
func (p *page) marked(mark, words string) []string {
	rightToLeft := p.words.RightToLeft()
	var out []string
	for i, l := range text.Wrap(words, p.width-markWidth) {
		if i > 0 {
			mark = " "
		}
		switch {
		case !rightToLeft:
			out = append(out, mark+" "+p.terminal.Text(l, false))
		case p.terminal.Bidi == display.ByFirstLetter:
			out = append(out, p.terminal.Text(mark+" "+l, true))
		default:
			out = append(out, p.terminal.Line(l, true, p.width-markWidth)+" "+strings.ReplaceAll(mark, ">", "<"))
		}
	}
	return out
}

// fit cuts lines to the height, so that those from..to are among them.
func fit(lines []string, height, from, to int) []string {
	if len(lines) <= height {
		return lines
	}
	start := 0
	if to > height {
		start = min(to-height, from)
	}
	start = min(start, len(lines)-height)
	return lines[start : start+height]
}
