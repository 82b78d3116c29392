package text

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// What is typed reaches a terminal as words: nothing that moves the cursor, or
// that turns round what stands beside it. The same request is the same text.
func FuzzText(f *testing.F) {
	f.Add("Rana Haddad", "12 Hamra Street", "Ms", uint8(0), uint8(72))
	f.Add("رنا \x1b[2J", "\u202e\u2066x", "a\r\nb", uint8(1), uint8(16))
	f.Add("رنا", "\u202e\u2066شارع 12", "Sr.\u200f", uint8(1), uint8(40))
	f.Add("\u009b31m", strings.Repeat("w", 290), "\u200b\u2028", uint8(2), uint8(0))
	f.Add("世界 👩‍👩‍👧", "e\u0301\u0323", "\xff", uint8(3), uint8(40))
	f.Fuzz(func(t *testing.T, name, address, title string, lang, columns uint8) {
		r := letter.Request{
			Country: "LB", Language: locale.Languages[int(lang)%len(locale.Languages)], Issue: "ukraine",
			Date:      time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC),
			Sender:    letter.Sender{Name: name, Address: []string{address}, Place: title},
			Recipient: letter.Recipient{Name: name, Title: title, Address: []string{address}},
		}
		once, ok := rendered(t, r)
		if !ok {
			return
		}
		if again, _ := rendered(t, r); again != once {
			t.Errorf("the same request gives\n%s\nand\n%s", once, again)
		}
		// Text in, text out: lines may be broken, and no more.
		bare := func(s string) string {
			return strings.Map(func(c rune) rune {
				if unicode.IsSpace(c) || locale.IsDirectionMark(c) || strings.ContainsRune("\u200b\u00ad\ufeff", c) {
					return -1
				}
				return c
			}, norm.NFC.String(s))
		}
		for _, typed := range []string{name, address, title} {
			if !strings.Contains(bare(once), bare(typed)) {
				t.Fatalf("%q is not in\n%s", typed, once)
			}
		}
		l, _ := letter.Compose(r)
		for _, s := range append(Lines(l, int(columns)), strings.Split(once, "\n")...) {
			depth := 0
			for _, c := range s {
				switch {
				case unicode.IsControl(c), c == utf8.RuneError && !strings.ContainsRune(name+address+title, utf8.RuneError), c >= '\u202a' && c <= '\u202e', c == '\u2028', c == '\u2029':
					t.Fatalf("U+%04X in %q", c, s)
				case c >= '\u2066' && c <= '\u2068': // ours, around words of another direction
					depth++
				case c == '\u2069':
					depth--
				}
			}
			if depth != 0 {
				t.Fatalf("isolates are not closed in %q", s)
			}
		}
	})
}

func rendered(t *testing.T, r letter.Request) (text string, ok bool) {
	t.Helper()
	l, err := letter.Compose(r)
	if err != nil {
		return "", false
	}
	var b strings.Builder
	if err := Render(&b, l); err != nil {
		t.Fatal(err)
	}
	return b.String(), true
}
