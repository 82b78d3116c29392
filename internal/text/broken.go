package text

import (
	"strings"
	"sync"
)

// broken holds paragraphs that are broken into lines already: those of a
// campaign are the same in thousands of letters.
var broken = paragraphs{known: map[paragraph][]string{}}

type paragraph struct {
	text       string
	room       int
	wholeWords bool
}

type paragraphs struct {
	mutex sync.RWMutex
	known map[paragraph][]string
}

// Names and addresses are short, and each letter's own; maxParagraphs bounds
// the memory of the others.
const (
	shortText     = 60
	maxParagraphs = 5_000
)

// lines is breakLines, once for each text.
func (p *paragraphs) lines(text string, room int, wholeWords bool) []string {
	if len(text) <= room && isPlain(text) {
		return []string{strings.TrimRight(text, " ")}
	}
	if len(text) < shortText {
		return breakLines(text, room, wholeWords)
	}
	key := paragraph{text, room, wholeWords}
	p.mutex.RLock()
	lines, ok := p.known[key]
	p.mutex.RUnlock()
	if ok {
		return lines
	}
	lines = breakLines(text, room, wholeWords)
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if len(p.known) >= maxParagraphs {
		clear(p.known)
	}
	p.known[key] = lines
	return lines
}

// isPlain reports whether each byte of the text is a column.
func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}
