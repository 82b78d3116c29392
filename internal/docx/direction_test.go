package docx

import (
	"strings"
	"testing"

	"speakout/internal/locale"
	"speakout/internal/prose"
)

// Nothing is lost between directions, and no letter is in a run of the other.
func FuzzByDirection(f *testing.F) {
	f.Add("شارع Rue Bliss 12، بيروت", true)
	f.Add("12 شارع الحَمراء (5), Beirut", false)
	f.Add("((رنا) x)[", false)
	f.Add("", true)
	f.Fuzz(func(t *testing.T, text string, rightToLeft bool) {
		var all strings.Builder
		for _, r := range byDirection(prose.Run{Text: text}, rightToLeft) {
			all.WriteString(r.Text.Text)
			for _, c := range r.Text.Text {
				if locale.IsRightToLeft(c) && !r.isRightToLeft() || locale.IsLeftToRight(c) && r.isRightToLeft() {
					t.Errorf("%q: the run %q has rtl %v", text, r.Text.Text, r.isRightToLeft())
				}
			}
		}
		if all.String() != text {
			t.Errorf("%q became %q", text, all.String())
		}
	})
}
