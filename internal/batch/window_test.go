package batch

import (
	"slices"
	"testing"
	"time"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/pdf"
)

// What is so short that no letter is laid out to see whether its address shows does
// show, in capitals and in Arabic with its vowels, too.
func TestShortAddressesShow(t *testing.T) {
	lines := []string{"DIRECTION DES AFFAIRES D’OUTRE", "مُحَمَّدٌ بْنُ عَبْدِهِ الْأَ", "COMMISSION DU COMMERCE, WAGRAM"}
	for _, options := range []pdf.Options{{}, {Window: true}} {
		style, err := pdf.NewStyle(options)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range country.All() {
			lang, line := locale.Languages[i%len(locale.Languages)], lines[i/len(locale.Languages)%len(lines)]
			for _, paper := range []country.Paper{country.A4, country.USLetter} {
				r := letter.Request{
					Country: c.Code, Language: lang, Issue: "syria", Paper: paper, Date: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC),
					Sender: letter.Sender{Name: line, Organisation: line, Address: slices.Repeat([]string{line}, shortSender),
						Email: "the.secretariat@fields.example", Phone: "+961 1 234567"},
					Recipient: letter.Recipient{Name: line, Address: slices.Repeat([]string{line}, shortAddress)},
				}
				if !isShort(r) {
					t.Fatalf("%q is not short", line)
				}
				l, err := letter.Compose(r)
				if err != nil {
					t.Fatal(err)
				}
				if a, err := style.Address(l); err != nil || a.Hidden > 0 {
					t.Errorf("%s %s %s, window %v, %q: %+v, %v", c.Code, lang, paper, options.Window, line, a, err)
				}
			}
		}
	}
}
