package pdf

import (
	"strings"
	"testing"
	"unicode"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/memos"
)

// A font of the user's own must have the letters that each language is written
// in.
func TestFontsMustHaveEveryLanguagesLetters(t *testing.T) {
	for _, lang := range locale.Languages {
		lacking := map[rune]bool{}
		for _, issue := range memos.Issues {
			for _, b := range compose(t, letter.Request{Country: "LB", Language: lang, Issue: issue}).Body {
				for _, line := range append(b.Asks, b.Paragraph) {
					for _, r := range line.Plain() {
						if unicode.IsLetter(r) && !strings.ContainsRune(latinLetters+arabicLetters, r) {
							lacking[r] = true
						}
					}
				}
			}
		}
		for r := range lacking {
			t.Errorf("internal/pdf/userfont.go: the letters that fonts must have lack %q of %s", r, lang)
		}
	}
}
