package pdf

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/bidi"

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

// foreignScripts are the languages that may be given for words of a script.
var foreignScripts = map[string]*unicode.RangeTable{
	"und-Latn": unicode.Latin, "und-Grek": unicode.Greek, "und-Cyrl": unicode.Cyrillic, "und-Arab": unicode.Arabic,
}

// isForeign reports whether a language is that of words that begin with a letter.
func isForeign(first rune, language string) bool {
	if script := foreignScripts[language]; script != nil {
		return unicode.In(first, script)
	}
	for _, script := range foreignScripts {
		if unicode.In(first, script) {
			return false
		}
	}
	return language == "und" // a letter of all scripts, such as µ
}

// checkForeign checks that words of the other direction than the letter's, and
// no others, have a language of their own, which names their script.
func (s *readSequence) checkForeign(rightToLeft bool, f *faults) {
	for i, run := range s.runs {
		own := run.language == ""
		toRight := rightToLeft == own // the text runs from right to left
		if !own {
			goesOn := i > 0 && s.runs[i-1].language == run.language // in another font
			first := strings.IndexFunc(run.text, unicode.IsLetter)
			if first >= 0 && !goesOn && !isForeign([]rune(run.text[first:])[0], run.language) {
				f.add("%q is said to be of the language %q", run.text, run.language)
			}
		}
		for _, c := range run.text {
			if p, _ := bidi.LookupRune(c); unicode.IsLetter(c) && (p.Class() == bidi.R || p.Class() == bidi.AL) != toRight {
				f.add("%q is said to be of the language %q", run.text, run.language)
				break
			}
		}
	}
}
