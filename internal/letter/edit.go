package letter

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"speakout/internal/locale"
)

// Editable returns what users may rewrite of a letter, its subject and its
// body, as text: a paragraph each, asks behind their numbers, *emphasis* and
// **strong** words, a blank as ____. WithEdits reads it back.
func (l Letter) Editable() string {
	var b strings.Builder
	b.WriteString(wrapped("", atLineStart(marked(Line{{Text: l.Title}}))))
	for _, block := range l.Body {
		b.WriteByte('\n')
		if block.Asks == nil {
			b.WriteString(wrapped("", atLineStart(marked(block.Paragraph))))
		}
		for i, ask := range block.Asks {
			label := l.AskLabel(i) + " "
			b.WriteString(label + wrapped(strings.Repeat(" ", utf8.RuneCountInString(label)), marked(ask)))
		}
	}
	return b.String()
}

// editColumns is where lines of editable text are broken.
const editColumns = 76

// EditBlank is a blank to be filled in by hand, as editable text has it.
const EditBlank = "____"

// longUnderscores would be read as a blank, or with one beside them.
var longUnderscores = regexp.MustCompile("^_+|_+$|_{4,}")

// marked writes a line's styles as marks and keeps its text from being read as
// such.
func marked(l Line) string {
	var b strings.Builder
	var strong, emph bool
	turn := func(r Run) {
		if r.Strong != strong {
			b.WriteString("**")
		}
		if r.Emph != emph {
			b.WriteString("*")
		}
		strong, emph = r.Strong, r.Emph
	}
	for _, r := range l {
		turn(r)
		if r.Blank {
			b.WriteString(EditBlank)
			continue
		}
		s := strings.NewReplacer(`\`, `\\`, `*`, `\*`).Replace(r.Text)
		b.WriteString(longUnderscores.ReplaceAllStringFunc(s, func(u string) string {
			return strings.ReplaceAll(u, "_", `\_`)
		}))
	}
	turn(Run{})
	return b.String()
}

// numbered is how an ask begins.
var numbered = regexp.MustCompile(`^[ \t]*[0-9٠-٩]+[.)][ \t]`)

// atLineStart keeps the words that begin a line from being read as a comment
// or an ask.
func atLineStart(s string) string {
	switch {
	case strings.HasPrefix(s, "#"):
		return `\` + s
	case numbered.MatchString(s + " "):
		at := strings.IndexAny(s, ".)")
		return s[:at] + `\` + s[at:]
	}
	return s
}

// wrapped breaks text at single spaces; its further lines begin with indent.
// No line begins with what would be read as a comment or an ask.
func wrapped(indent, text string) string {
	var b strings.Builder
	width := utf8.RuneCountInString(indent)
	for i, word := range words(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case width+1+n > editColumns && atLineStart(word) == word:
			b.WriteString("\n" + indent)
			width = len(indent)
		default:
			b.WriteByte(' ')
			width++
		}
		b.WriteString(word)
		width += n
	}
	b.WriteByte('\n')
	return b.String()
}

// words cuts text at single spaces that have words on both sides.
func words(s string) []string {
	var out []string
	start := 0
	for i := 1; i < len(s)-1; i++ {
		if s[i] == ' ' && s[i-1] != ' ' && s[i+1] != ' ' {
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}

// WithEdits returns the letter with the subject and the body that the text
// has. An error is an *EditError.
func (l Letter) WithEdits(text string) (Letter, error) {
	blocks, err := readEdited(text)
	if err != nil {
		return l, err
	}
	old := append([]Block{{Paragraph: Line{{Text: l.Title}}}}, l.Body...)
	for i, b := range blocks {
		// What is as it was keeps its signs; what was typed gets those of its language.
		if !slices.ContainsFunc(old, func(o Block) bool { return sameBlock(o, b) }) {
			blocks[i] = typeset(b, l.Language)
		}
	}
	title := blocks[0].Paragraph.Plain()
	subject := slices.Clone(l.Subject)
	for i, r := range subject {
		if at := strings.LastIndex(r.Text, l.Title); at >= 0 {
			subject[i].Text = r.Text[:at] + title + r.Text[at+len(l.Title):]
			l.Subject, l.Title, l.Body = subject, title, blocks[1:]
			return l, nil
		}
	}
	return l, fmt.Errorf("the subject %q does not hold the title %q", l.Subject.Plain(), l.Title)
}

func sameBlock(a, b Block) bool {
	return slices.Equal(a.Paragraph, b.Paragraph) &&
		slices.EqualFunc(a.Asks, b.Asks, func(x, y Line) bool { return slices.Equal(x, y) })
}

func typeset(b Block, language locale.Language) Block {
	for _, line := range append([]Line{b.Paragraph}, b.Asks...) {
		for i := range line {
			line[i].Text = locale.Hold(language, locale.Typeset(language, line[i].Text))
		}
	}
	return b
}
