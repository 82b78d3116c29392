package locale

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// NarrowNoBreakSpace (U+202F) stands before French ; ! ? and between groups of
// digits (Imprimerie nationale, Lexique des règles typographiques). Inside
// guillemets and before a colon, where the Lexique has a whole no-break space, it
// stands as well: many houses set all of them alike.
const NarrowNoBreakSpace = "\u202f"

const noBreakSpace = "\u00a0"

var (
	apostrophe       = regexp.MustCompile(`(\pL)'`)
	frenchBefore     = regexp.MustCompile(`[ \x{00a0}]+([;:!?»])`)
	frenchAfter      = regexp.MustCompile(`«[ \x{00a0}]+`)
	frenchTypography = func(s string) string {
		s = frenchBefore.ReplaceAllString(s, NarrowNoBreakSpace+"$1")
		return frenchAfter.ReplaceAllString(s, "«"+NarrowNoBreakSpace)
	}
)

// Typeset gives text that was typed on a keyboard the apostrophes and spaces
// that the language prints: writers of memos and tables type plain ones. Hold
// does the same for where lines end, when the numbers are in the text.
func Typeset(l Language, s string) string {
	// Most texts have none of the signs, and every start sets thousands.
	if (l == English || l == French) && strings.Contains(s, "'") {
		s = apostrophe.ReplaceAllString(s, "$1’")
	}
	if l == French && strings.ContainsAny(s, ";:!?«»") {
		s = frenchTypography(s)
	}
	return s
}

// Unicode's directional isolates and marks.
const (
	leftToRightIsolate = "\u2066"
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"

	leftToRightOverride = "\u202d"
	popDirection        = "\u202c"
	RightToLeftMark     = "\u200f"
	LeftToRightMark     = "\u200e"
	ArabicLetterMark    = "\u061c"
)

// Isolate encloses s, which may be of another direction than the text around
// it, so that neither disturbs the other's order.
func Isolate(s string) string {
	if s == "" {
		return ""
	}
	return firstStrongIsolate + s + popIsolate
}

// IsolateLeftToRight encloses s, which reads from left to right whatever it
// holds: a phone number, an e-mail or web address. Groups of Arabic-Indic
// digits, which would stand from right to left even so, are overridden.
func IsolateLeftToRight(s string) string {
	if s == "" {
		return ""
	}
	if strings.ContainsFunc(s, isArabicNumber) {
		s = leftToRightOverride + s + popDirection
	}
	return leftToRightIsolate + s + popIsolate
}

func isArabicNumber(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.AN
}

// IsIsolate reports whether r is one of the isolate controls.
func IsIsolate(r rune) bool { return r >= '\u2066' && r <= '\u2069' }

// StripIsolates returns s without isolate controls.
func StripIsolates(s string) string {
	return strings.Map(func(r rune) rune {
		if IsIsolate(r) {
			return -1
		}
		return r
	}, s)
}

// NextLine is U+0085, a control character that Unicode counts as white space.
const NextLine = '\u0085'

// IsDirectionMark reports whether r is an invisible character that steers the
// direction of text: a mark, an embedding, an override or an isolate.
func IsDirectionMark(r rune) bool {
	switch {
	case r == '\u200e', r == '\u200f', r == '\u061c', r >= '\u202a' && r <= '\u202e', IsIsolate(r):
		return true
	}
	return false
}

// Foreign returns s, words from outside, as a text in l can hold them: they
// are isolated where their direction could differ from the text's.
func Foreign(l Language, s string) string {
	for _, r := range s {
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.AN:
			return Isolate(holdNumbers(s))
		case bidi.R, bidi.AL:
			if !l.RightToLeft() {
				return Isolate(holdNumbers(s))
			}
		case bidi.L, bidi.EN, bidi.ES, bidi.ET, bidi.CS:
			if l.RightToLeft() {
				return Isolate(holdNumbers(s))
			}
		}
	}
	return s
}

// compoundNumber is a number in parts, such as a postcode or a telephone number:
// 1103-2110, 12-B.
var compoundNumber = regexp.MustCompile(`[0-9\x{0660}-\x{0669}]+(?:[-\x{2010}-\x{2013}][0-9\x{0660}-\x{0669}A-Za-z]+)+`)

// holdNumbers keeps the parts of numbers in their order where they stand among
// Arabic letters: there, a hyphen does not hold them together.
func holdNumbers(s string) string {
	if !strings.ContainsFunc(s, IsRightToLeft) {
		return s
	}
	return compoundNumber.ReplaceAllString(s, leftToRightIsolate+"$0"+popIsolate)
}

// LineOf returns a line of several parts, which may be isolated each, for a text
// in l: one without a letter of l's direction reads from left to right.
func LineOf(l Language, s string) string {
	if l.RightToLeft() && !strings.ContainsFunc(s, IsRightToLeft) {
		return IsolateLeftToRight(s)
	}
	return s
}

// Code returns s, which reads from left to right whatever it holds (a phone
// number, an e-mail address), as a text in l can hold it.
func Code(l Language, s string) string {
	if l.RightToLeft() || Foreign(l, s) != s {
		return IsolateLeftToRight(s)
	}
	return s
}

// IsRightToLeft reports whether r is a letter written from right to left.
func IsRightToLeft(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.R || p.Class() == bidi.AL
}

// IsLeftToRight reports whether r is a letter written from left to right.
func IsLeftToRight(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.L
}

// JoinsWords reports whether r holds the words on its sides together, so that
// no line is broken after it, though it may be by UAX #14: programs that take
// text out of a document, or wrap it anew, make one word or two of what was
// broken there ("sous-munitions", "تموز/يوليو").
func JoinsWords(r rune) bool { return r == '-' || r == '/' }

// IsNumberSign reports whether s is one sign of those that also stand inside
// or around numbers: a comma, a full stop, a colon, a slash, a per cent sign.
func IsNumberSign(s string) bool {
	p, size := bidi.LookupString(s)
	switch p.Class() {
	case bidi.CS, bidi.ES, bidi.ET:
		return size == len(s)
	}
	return false
}
