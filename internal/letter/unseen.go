package letter

import (
	"fmt"
	"slices"
	"unicode"

	"speakout/internal/memo"
)

// refuseUnseen sees that a campaign, which may be of anybody, holds no characters
// that act where a letter is shown instead of standing there: those that steer a
// terminal, and those that turn round what follows.
func refuseUnseen(w memo.Written) error {
	all := []string{w.Subject}
	for _, b := range w.Blocks {
		for _, line := range append(slices.Clip(b.Asks), b.Paragraph) {
			for _, run := range line {
				all = append(all, run.Text)
			}
		}
	}
	for _, f := range w.Facts {
		all = append(all, f.Claim, f.Value, f.Source.Title, f.Source.Publisher, f.Source.URL)
	}
	for _, text := range all {
		for _, r := range text {
			if unicode.IsControl(r) && r != '\n' || r >= '\u202a' && r <= '\u202e' || unicode.In(r, unicode.Zl, unicode.Zp) {
				return fmt.Errorf("U+%04X, a character that is not seen, stands in %q: take it out", r, text)
			}
		}
	}
	return nil
}
