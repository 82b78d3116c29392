package check

import (
	"fmt"
	"regexp"
	"sync"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// rule is a slip that can be seen without understanding.
type rule struct {
	pattern *regexp.Regexp
	what    string
}

// always are slips in any language: what a program or a writer left behind.
var always = sync.OnceValue(func() []rule {
	return []rule{
		{regexp.MustCompile(`  `), "two spaces"},
		{regexp.MustCompile(`\{\{|\}\}|<no value>|%!`), "something of the template is left"},
		{regexp.MustCompile(`\b(TODO|FIXME|XXX+|TBD)\b|(?i:lorem ipsum)|\[[^\]]*\]|…\s*…`), "a placeholder is left"},
		{regexp.MustCompile(`["']`), "a straight quotation mark or apostrophe"},
		{regexp.MustCompile(`[ \x{00a0}][,.]|,,|\.\.`), "punctuation that stands wrong"},
	}
})

// slips of one language, which has an entry here: contractions and elisions left open, punctuation of
// another. French vowels are those before which e and a are elided; names that
// begin with an aspirated h do not match.
var slips = sync.OnceValue(func() map[locale.Language][]rule {
	return map[locale.Language][]rule{
		locale.English: {
			{regexp.MustCompile(`(?i)\bthe the\b|\ba the\b|\bof of\b`), "an article or preposition twice"},
		},
		locale.French: {
			{regexp.MustCompile(`(?:^|[^\pL])([Dd]e les?|[Àà] les?)(\s|$)`), "a contraction left open (du, des, au, aux)"},
			{regexp.MustCompile(`(?:^|[^\pL])([Dd]e|[Qq]ue|[Nn]e|[Ss]e|[Jj]e|[Ll]e|[Ll]a|[Jj]usque|[Ll]orsque) [aeiouâàéèêëîïôûœAEIOUÀÂÉÈÊÎÔŒ]`), "an elision left open (d’, qu’, l’)"},
			{regexp.MustCompile(`[^\x{202f}\s][;:!?»](\s|$)|«[^\x{202f}]`), "no narrow no-break space before ; : ! ? » or after «"},
			{regexp.MustCompile(`“|”`), "English quotation marks"},
		},
		locale.Spanish: {
			{regexp.MustCompile(`(?:^|[^\pL])([Dd]e|[Aa]) el (\S)`), "a contraction left open (del, al)"},
			{regexp.MustCompile(`\bdel El\b|\bal El\b`), "a contraction with a name’s own article"},
			{regexp.MustCompile(`\s[;:!?]`), "a space before punctuation"},
			{regexp.MustCompile(`^[^¿]*\?|^[^¡]*!`), "no opening ¿ or ¡"},
		},
		locale.Arabic: {
			{regexp.MustCompile(`\p{Arabic}\s?[,;?]|[,;?]\s?\p{Arabic}`), "Latin punctuation beside Arabic (use ، ؛ ؟)"},
			{regexp.MustCompile(`\s[،؛؟:.]`), "a space before punctuation"},
			{regexp.MustCompile(`ـ`), "a tatweel"},
			{regexp.MustCompile(`“|”`), "English quotation marks (use « »)"},
		},
	}
})

// words looks for slips in a letter's own lines.
func (r *report) words(file string, l letter.Letter) {
	lines := append([]letter.Line{l.Subject}, l.Salutation...)
	for _, b := range l.Body {
		lines = append(append(lines, b.Asks...), b.Paragraph)
	}
	for _, line := range append(lines, l.Close) {
		text := locale.StripIsolates(line.Plain())
		for _, rules := range [][]rule{always(), slips()[l.Language]} {
			for _, rule := range rules {
				if at := rule.pattern.FindStringIndex(text); at != nil {
					r.add(file, fmt.Sprintf("%s: “%s”", rule.what, around(text, at)), l.Country)
				}
			}
		}
	}
}

// around returns the words about a place in a text.
func around(text string, at []int) string {
	before, after := []rune(text[:at[0]]), []rune(text[at[1]:])
	return string(before[max(0, len(before)-15):]) + text[at[0]:at[1]] + string(after[:min(15, len(after))])
}
