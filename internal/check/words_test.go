package check

import (
	"testing"

	"speakout/internal/locale"
)

func TestEveryLanguageHasItsSlips(t *testing.T) {
	for _, l := range locale.Languages {
		if len(slips()[l]) == 0 {
			t.Errorf("internal/check/words.go: slips has none for %s", l)
		}
	}
}
