// Package text draws a letter as plain text: UTF-8, wrapped at 72 columns of
// display width, in logical order. It knows nothing of wording.
package text

import (
	"bufio"
	"io"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// Columns is the display width that lines are wrapped at: what e-mail has
// kept to since RFC 678, and what leaves room to be quoted in.
const Columns = 72

// ruledBlank is a blank to be filled in by hand.
const ruledBlank = "______________________________"

// Render writes the letter to w; it ends with one newline.
func Render(w io.Writer, l letter.Letter) error {
	p := &printer{w: bufio.NewWriter(w), columns: Columns, addresses: true}
	return p.letter(l)
}

// Lines returns the letter's lines, each at most columns wide, for a screen.
func Lines(l letter.Letter, columns int) []string {
	var b strings.Builder
	p := &printer{w: bufio.NewWriter(&b), columns: max(columns, leastColumns)}
	p.letter(l) // writing to memory does not fail
	return strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
}

// leastColumns leave room for words behind the numbers of asks.
const leastColumns = 16

func (p *printer) letter(l letter.Letter) error {
	p.rightToLeft = l.Language.RightToLeft()
	p.block(l.Sender...)
	p.block(l.Recipient...)
	p.block(l.PlaceDate)
	p.block(l.Subject)
	p.block(l.Salutation...)
	for _, b := range l.Body {
		if b.Asks == nil {
			p.block(b.Paragraph)
			continue
		}
		p.gap()
		for i, ask := range b.Asks {
			p.wrap(l.AskLabel(i)+" ", flat(ask))
		}
	}
	p.block(l.Close)
	p.gap()
	p.gap() // room to sign
	p.block(l.Signature...)
	if e := l.Enclosure; e != nil {
		p.block(e.Note)
		p.gap()
		p.enclosure(*e)
	}
	return p.w.Flush()
}

// RenderEnclosure writes a letter's enclosure alone.
func RenderEnclosure(w io.Writer, l letter.Letter) error {
	p := &printer{w: bufio.NewWriter(w), rightToLeft: l.Language.RightToLeft(), columns: Columns, addresses: true}
	p.enclosure(*l.Enclosure)
	return p.w.Flush()
}

func (p *printer) enclosure(e letter.Enclosure) {
	p.block(e.Title)
	for _, item := range e.Items {
		p.block(item...)
	}
}

// printer writes wrapped lines. An error stays with its writer until Flush.
type printer struct {
	w           *bufio.Writer
	rightToLeft bool
	columns     int
	begun       bool
	addresses   bool // of the web stay whole, on lines of their own
}

// gap separates what comes from what came.
func (p *printer) gap() {
	if p.begun {
		p.w.WriteByte('\n')
	}
	p.begun = true
}

// block writes lines after a gap.
func (p *printer) block(lines ...letter.Line) {
	p.gap()
	for _, l := range lines {
		p.wrap("", flat(l))
	}
}

// flat is a line's text. Emphasis has no plain-text form that reads well aloud.
func flat(l letter.Line) string {
	var b strings.Builder
	for _, r := range l {
		if r.Blank {
			b.WriteString(ruledBlank)
		} else {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// wrap writes text behind a label, its further lines indented by the label's
// width.
func (p *printer) wrap(label, text string) {
	p.w.WriteString(wrapped.of(wrapping{label, text, p.columns, p.addresses, p.rightToLeft}))
}

// write returns the wrapped text.
func (w wrapping) write() string {
	var b strings.Builder
	label := w.label
	indent := strings.Repeat(" ", uniseg.StringWidth(label))
	room := w.columns - len(indent)
	var open []rune // isolates that are not closed yet
	lines := breakLines(w.text, room, w.addresses)
	for i, line := range lines {
		prefix := label
		if i > 0 {
			prefix = indent
		}
		// A reader of plain text orders each line by itself: an isolate that
		// runs on is closed at the line's end and opened again on the next.
		line = string(open) + line
		open = unclosed(line)
		line += strings.Repeat(string(popIsolate), len(open))
		switch {
		case w.addresses && address().FindString(line) == line && line != "":
			// What encloses it would be copied with it.
			line = strings.Trim(line, isolates)
		case w.rightToLeft && !startsRightToLeft(line):
			prefix = locale.RightToLeftMark + prefix
		}
		// Where lines end is settled: what kept words together is a space now.
		b.WriteString(prefix + strings.ReplaceAll(line, noBreakSpace, " ") + "\n")
	}
	return b.String()
}

const noBreakSpace = "\u00a0"

const popIsolate = '\u2069'

const isolates = "\u2066\u2067\u2068\u2069"

// address is one of the web where a word may begin, with what encloses it and
// the spaces after it.
var address = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[(«“` + isolates + `]*` + locale.WebAddress + ` *`)
})

// unclosed returns the isolates that line opens and does not close.
func unclosed(line string) []rune {
	var open []rune
	for _, r := range line {
		switch {
		case r == popIsolate && len(open) > 0:
			open = open[:len(open)-1]
		case r != popIsolate && locale.IsIsolate(r):
			open = append(open, r)
		}
	}
	return open
}

// Wrap breaks text, in logical order, into lines for a screen.
func Wrap(text string, columns int) []string { return breakLines(text, max(columns, 1), false) }

// breakLines breaks text at the places Unicode allows (UAX #14) into lines of
// at most room columns; a word longer than that is broken where it must be. An
// address of the web may have a line of its own instead, however long it is: one
// that is broken leads nowhere.
func breakLines(text string, room int, addresses bool) []string {
	if columnsOf(text) <= room {
		return []string{strings.TrimRight(text, " ")}
	}
	addresses = addresses && (strings.Contains(text, "://") || strings.Contains(text, "www.")) // few have any
	var lines []string
	line, width := "", 0
	state := -1
	for len(text) > 0 {
		if addresses {
			if a := address().FindString(text); a != "" {
				if line != "" {
					lines = append(lines, strings.TrimRight(line, " "))
				}
				lines = append(lines, strings.TrimRight(a, " "))
				text, line, width, state = text[len(a):], "", 0, -1
				continue
			}
		}
		var segment string
		segment, text, state = nextUnit(text, state)
		w := columnsOf(strings.TrimRight(segment, " "))
		if width > 0 && width+w > room {
			lines = append(lines, strings.TrimRight(line, " "))
			line, width = "", 0
		}
		for w > room {
			head, rest := splitAt(segment, room)
			lines = append(lines, head)
			segment, w = rest, columnsOf(strings.TrimRight(rest, " "))
		}
		line += segment
		width += columnsOf(segment)
	}
	if line == "" && len(lines) > 0 { // it ends with an address
		return lines
	}
	return append(lines, strings.TrimRight(line, " "))
}

// columnsOf is how many columns of a screen the text takes.
func columnsOf(s string) int {
	if isPlain(s) {
		return len(s)
	}
	return uniseg.StringWidth(s)
}

// nextUnit returns the text up to the next place where a line may be broken.
func nextUnit(text string, state int) (unit, rest string, newState int) {
	rest, newState = text, state
	for {
		var segment string
		segment, rest, _, newState = uniseg.FirstLineSegmentInString(rest, newState)
		unit += segment
		last, _ := utf8.DecodeLastRuneInString(unit)
		if rest == "" || !locale.JoinsWords(last) {
			return unit, rest, newState
		}
	}
}

// splitAt cuts the first room columns from a word, between grapheme clusters.
func splitAt(word string, room int) (head, rest string) {
	width, state := 0, -1
	for rest = word; rest != ""; {
		cluster, after, w, next := uniseg.FirstGraphemeClusterInString(rest, state)
		if width+w > room && head != "" {
			break
		}
		head, rest, state = head+cluster, after, next
		width += w
	}
	return head, rest
}

// startsRightToLeft reports whether a reader that takes a line's direction
// from its first strong letter, as the Unicode bidi algorithm does (rules P2
// and P3), will take it for right to left.
func startsRightToLeft(line string) bool {
	depth := 0
	for _, r := range line {
		switch {
		case r == popIsolate:
			depth--
		case locale.IsIsolate(r):
			depth++
		case depth > 0:
		case locale.IsRightToLeft(r):
			return true
		case locale.IsLeftToRight(r):
			return false
		}
	}
	return false
}
