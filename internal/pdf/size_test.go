package pdf

import (
	"bytes"
	"testing"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// largest is how many bytes a letter may have, with all of a sender. Arabic
// letters have a form for each of their neighbours.
func largest(l locale.Language) int {
	if l.RightToLeft() {
		return 60_000
	}
	return 40_000
}

// Letters are small, also those in words for one government.
func TestSizes(t *testing.T) {
	for _, lang := range locale.Languages {
		sum, most, n := 0, 0, 0
		for _, i := range everyIn(lang, 1) {
			r := request(i)
			r.Sender = senders[lang]
			size := len(render(t, compose(t, r)))
			if size > largest(lang) {
				t.Errorf("%s %s %s: %d bytes, more than %d", r.Country, lang, r.Issue, size, largest(lang))
			}
			sum, most, n = sum+size, max(most, size), n+1
		}
		t.Logf("%s: %d bytes on average, %d at most", lang, sum/n, most)
	}
}

// A letter that needs much that the alphabet lacks is drawn in fonts for it alone,
// and has the same bytes whatever was drawn before.
func TestAlone(t *testing.T) {
	usual := letter.Request{Country: "LB", Language: locale.Arabic, Issue: "ukraine", Sender: senders[locale.Arabic]}
	ownCase, enclosing := usual, usual
	ownCase.Country, enclosing.Enclose = "UA", true
	for _, tt := range []struct {
		letter.Request
		alone bool
	}{{usual, false}, {ownCase, true}, {enclosing, true}} {
		l := compose(t, tt.Request)
		doc := render(t, l)
		if alone := !bytes.Contains(doc, []byte("/Font << /A ")); alone != tt.alone {
			t.Errorf("%s, enclosing: %v: drawn alone: %v", tt.Country, tt.Enclose, alone)
		}
		for _, i := range everyIn(locale.Arabic, 19) {
			render(t, compose(t, request(i)))
		}
		if !bytes.Equal(render(t, l), doc) {
			t.Errorf("%s, enclosing: %v: other bytes after other letters", tt.Country, tt.Enclose)
		}
	}
}
