package locale

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// arabicFolds maps letters that writers of Arabic (and of Persian keyboards)
// exchange freely to one of them.
var arabicFolds = map[rune]rune{
	'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ٱ': 'ا', 'ى': 'ي', 'ی': 'ي', 'ئ': 'ي', 'ة': 'ه', 'ؤ': 'و', 'ک': 'ك',
}

// latinFolds spells out letters that decomposition leaves whole.
var latinFolds = map[rune]string{'ı': "i", 'ø': "o", 'ł': "l", 'đ': "d", 'æ': "ae", 'œ': "oe", '&': "and"}

// Fold reduces a name to the letters and digits that tell it from others,
// whatever the case, accents, punctuation, spaces, Arabic diacritics and forms of
// hamza.
func Fold(s string) string {
	if isASCII(s) { // most are, and what follows is slow
		return foldASCII(s)
	}
	var b strings.Builder
	// The hamza forms go first: decomposed, they would leave a hamza behind.
	s = strings.Map(func(r rune) rune {
		if f, ok := arabicFolds[r]; ok {
			return f
		}
		return r
	}, norm.NFKC.String(s))
	for _, r := range norm.NFKD.String(cases.Fold().String(s)) {
		switch {
		case latinFolds[r] != "":
			b.WriteString(latinFolds[r])
		case r == 'ـ' || r == 'ء': // tatweel; a hamza on the line
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// foldASCII is Fold for a name in ASCII.
func foldASCII(s string) string {
	b := make([]byte, 0, len(s)+2)
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'A' && c <= 'Z':
			b = append(b, c+'a'-'A')
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b = append(b, c)
		case c == '&':
			b = append(b, latinFolds['&']...)
		}
	}
	return string(b)
}
