// Package lettertest has letters that are hard to draw, and what a reader must
// find in them, for the tests of renderers.
package lettertest

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/text"
)

// Named is a letter with a name for the test of it.
type Named struct {
	Name string
	letter.Letter
}

// hostile is what no format may take for its own signs.
var hostile = letter.Sender{
	Name:         `<b>"O'Neill" & Söhne</b>`,
	Organisation: `]]><!-- {{.}} {{"x"}} --> &amp; \u0041`,
	Address:      []string{`<script>alert(1)</script>`, `%0D%0ABcc: all@example.org`, "شارع <الحمراء>، بناية 12 & 13"},
	Email:        "o.neill+tag@example.org", Phone: "+961 ٣ ٤٥٦ 7", Place: `"; Bcc: all@example.org`,
}

// odd is what fits no line, or stands above and below one, or looks like the
// signs of mail.
var odd = letter.Sender{
	Name: "=?utf-8?q?=0D=0ABcc:?=", Organisation: strings.Repeat("W", 60),
	Address: []string{"Zo" + strings.Repeat("e\u0301\u0323\u0308", 8), strings.Repeat("ب", 60), "بيت\u064e\u0651 \u202eRana\u202c 1"},
	Email:   "odd@example.org", Phone: "+٩٦١-١", Place: "1\u200e\u2067–\u20692",
}

// named are senders whose names are of another direction than the letter, or
// its own.
var named = letter.Sender{
	Name: "رنا حداد", Organisation: "Clear Fields Network (1997).", Address: []string{"12 Mill Lane", "شارع الحمراء، بناية 12"},
	Email: "rana@example.org", Phone: "+961 1 234 567", Place: "Beirut",
}

// Letters returns letters in every language and on every issue: with blanks,
// with names of both directions, with hostile ones; with enclosures; in
// Arabic-Indic digits; on both papers.
func Letters(t testing.TB) []Named {
	t.Helper()
	senders := []struct {
		name string
		letter.Sender
	}{{"blank", letter.Sender{}}, {"named", named}, {"hostile", hostile}, {"odd", odd}}
	campaigns, err := letter.Campaigns()
	if err != nil {
		t.Fatal(err)
	}
	var all []Named
	for _, code := range []country.Code{"SA", "US", "FR"} {
		for _, language := range locale.Languages {
			for _, c := range campaigns {
				for _, s := range senders {
					l, err := letter.Compose(letter.Request{
						Country: code, Language: language, Issue: c.Issue, Sender: s.Sender, Enclose: s.name != "named",
						Date: time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC),
					})
					if err != nil {
						t.Fatal(err)
					}
					all = append(all, Named{strings.Join([]string{string(code), string(language), c.Issue, s.name}, "-"), l})
				}
			}
		}
	}
	return append(all, Named{"edited", edited(t, all[0].Letter)})
}

// edited is a letter with styles, a blank in a paragraph and two lists, as users
// can make it.
func edited(t testing.TB, l letter.Letter) letter.Letter {
	t.Helper()
	l, err := l.WithEdits("A *subject* & <more>\n\n**Strong** and *slanted*, ***both***, ____ and \u2068رنا *حداد*\u2069!\n\n1. one\n2. *two*\n\nBetween.\n\n1. again\n")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Lines returns what a reader of the letter finds, line by line and paragraph
// by paragraph, as Plain has it.
func Lines(l letter.Letter) []string {
	const unwrapped = 1 << 20
	var out []string
	for _, line := range text.Lines(l, unwrapped) {
		if line = Plain(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

var blank = regexp.MustCompile("_{4,}")

// Plain returns the text that s has in every format: without direction marks,
// with plain spaces, a blank as ____.
func Plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case locale.IsDirectionMark(r):
			return -1
		case r == '\u00a0':
			return ' '
		}
		return r
	}, s)
	return strings.TrimSpace(blank.ReplaceAllString(s, letter.EditBlank))
}
