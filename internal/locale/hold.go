package locale

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Hold returns s, finished text in l, with no-break spaces where no line should
// end: between a number and its unit or noun, a day and its month, the word for
// an article and its number, a title in short and the name.
func Hold(l Language, s string) string {
	words := wordsOf(s)
	var out []byte
	for i, w := range words[:len(words)-1] {
		if s[w.end] == ' ' && holds(l, words, i) {
			out = append(append(out, s[w.begin:w.end]...), noBreakSpace...)
		} else {
			out = append(out, s[w.begin:words[i+1].begin]...)
		}
	}
	return string(append(out, s[words[len(words)-1].begin:]...))
}

// heldWord is a word, where it begins and ends in its text, and what it is
// without the signs before it.
type heldWord struct {
	begin, end int
	text       string
}

// wordsOf cuts a text at its spaces and the ends of its lines.
func wordsOf(s string) []heldWord {
	words := make([]heldWord, 0, len(s)/5+1)
	begin := 0
	for i, r := range s {
		if r != ' ' && r != '\n' && r != '\u00a0' {
			continue
		}
		words = append(words, heldWord{begin, i, strings.TrimLeft(s[begin:i], openingSigns)})
		begin = i + utf8.RuneLen(r)
	}
	return append(words, heldWord{begin, len(s), strings.TrimLeft(s[begin:], openingSigns)})
}

const openingSigns = "(«“\u202f" + leftToRightIsolate + "\u2067" + firstStrongIsolate

// holds reports whether the word i, which is not the last, holds the next.
func holds(l Language, words []heldWord, i int) bool {
	this, next := words[i].text, words[i+1].text
	before := ""
	if i > 0 {
		before = words[i-1].text
	}
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case isNumbered(l, this):
		return unicode.IsDigit(first) || strings.HasPrefix(next, "premier")
	case slices.Contains(shortTitles[l], this):
		return unicode.IsLetter(first)
	case isNumber(l, this):
		return unicode.IsLetter(first) && !isYear(this) && !isNumbered(l, before)
	case isNumber(l, before):
		for _, second := range pairs[l][this] {
			if strings.HasPrefix(next, second) {
				return true
			}
		}
	}
	return false
}

// numbered are the words that a number follows; in small letters.
var numbered = map[Language][]string{
	English: {"article", "articles", "art.", "arts.", "chapter", "paragraph", "resolution", "no.", "nos.", "p.", "pp."},
	French:  {"article", "articles", "art.", "chapitre", "paragraphe", "résolution", "n°", "nos", "p.", "pp."},
	Spanish: {"artículo", "artículos", "art.", "arts.", "capítulo", "párrafo", "resolución", "n.º", "núm.", "núms.", "p.", "pp.", "pág.", "págs."},
	Arabic:  {"المادة", "للمادة", "المادتين", "المادتان", "للمادتين", "المواد", "للمواد", "الفقرة", "للفقرة", "القرار", "للقرار", "رقم"},
}

// shortTitles stand before names.
var shortTitles = map[Language][]string{
	English: {"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Prof."},
	French:  {"M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Pr"},
	Spanish: {"Sr.", "Sra.", "Sres.", "Sras.", "Dr.", "Dra.", "D.", "D.ª"},
	Arabic:  {"د.", "أ."},
}

// pairs are the further words of what follows a number: of "per cent" the first
// and how the second begins, of dates and of months with two names likewise.
var pairs = map[Language]map[string][]string{
	English: {"per": {"cent"}},
	French:  {"pour": {"cent"}},
	Spanish: {"por": {"ciento"}, "de": latinMonthNames(Spanish)},
	Arabic:  {"في": {"المائة", "المئة"}, "تشرين": {"الأول", "الثاني"}, "كانون": {"الأول", "الثاني"}},
}

func latinMonthNames(l Language) []string {
	months := latinMonths[l]
	return months[:]
}

// bare returns a word without what is written as part of it: in Arabic "and", in
// French an article or preposition before an apostrophe.
func bare(l Language, word string) string {
	switch l {
	case Arabic:
		return strings.TrimPrefix(word, "و")
	case French:
		if _, after, ok := strings.Cut(word, "’"); ok {
			return after
		}
	}
	return word
}

func isNumbered(l Language, word string) bool {
	return slices.ContainsFunc(numbered[l], func(w string) bool { return strings.EqualFold(w, bare(l, word)) })
}

// isNumber reports whether a word is a number, in groups of digits or not, or
// the first of a month.
func isNumber(l Language, word string) bool {
	word = bare(l, word)
	switch l {
	case French:
		word = strings.TrimSuffix(word, "er")
	case Spanish:
		word = strings.TrimSuffix(word, ".º")
	}
	first, _ := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRuneInString(word)
	return unicode.IsDigit(first) && unicode.IsDigit(last) && strings.IndexFunc(word, func(r rune) bool {
		return !unicode.IsDigit(r) && !strings.ContainsRune(".,٬٫/-–\u202f", r)
	}) < 0
}

// isYear reports whether a number is, or ends with, what may be a year of these
// times: then what follows is not what it counts.
func isYear(number string) bool {
	if at := strings.LastIndexAny(number, "/-–و"); at >= 0 {
		_, size := utf8.DecodeRuneInString(number[at:])
		number = number[at+size:]
	}
	digits := []rune(number)
	if len(digits) != 4 {
		return false
	}
	for i, r := range digits {
		if isArabicIndic(r) {
			digits[i] = '0' + r - '٠'
		}
	}
	return strings.HasPrefix(string(digits), "19") || strings.HasPrefix(string(digits), "20")
}
