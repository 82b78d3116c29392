package text

import (
	"strings"
	"sync"
)

// wrapping is all that decides how a text is wrapped.
type wrapping struct {
	label, text string
	columns     int
	addresses   bool // of the web stay whole, on lines of their own
	rightToLeft bool
}

// wrapped holds texts that are wrapped already: those of a campaign are the
// same in thousands of letters.
var wrapped = wrappings{known: map[wrapping]string{}}

type wrappings struct {
	mutex sync.RWMutex
	known map[wrapping]string
}

// What is short is often a letter's own, and soon wrapped; maxWrappings bounds
// the memory of the others.
const (
	shortText    = 40
	maxWrappings = 5_000
)

// of returns the wrapped text, wrapping each text once.
func (w *wrappings) of(text wrapping) string {
	if len(text.text) <= text.columns && text.label == "" && !text.rightToLeft && isPlain(text.text) && !strings.HasSuffix(text.text, " ") {
		return text.text + "\n"
	}
	if len(text.text) < shortText {
		return text.write()
	}
	w.mutex.RLock()
	out, ok := w.known[text]
	w.mutex.RUnlock()
	if ok {
		return out
	}
	out = text.write()
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if len(w.known) >= maxWrappings {
		clear(w.known)
	}
	w.known[text] = out
	return out
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
