// Package prose holds the words of a letter as styled lines and blocks, and
// reads them from the small part of Markdown that memos are written in. It
// knows nothing of what the words say or how they are drawn.
package prose

import "strings"

// Line is one line or paragraph: runs of text of one style each.
type Line []Run

// Run is text of one style, or a blank to be filled in by hand.
type Run struct {
	Text   string
	Strong bool
	Emph   bool
	Blank  bool // a ruled blank; Text is empty
}

// Block is a paragraph, or the numbered list of asks.
type Block struct {
	Paragraph Line
	Asks      []Line // numbered from 1; nil for a paragraph
}

// Plain returns the line's text without styles; a blank contributes nothing.
func (l Line) Plain() string {
	if len(l) == 1 {
		return l[0].Text
	}
	var b strings.Builder
	for _, r := range l {
		b.WriteString(r.Text)
	}
	return b.String()
}
