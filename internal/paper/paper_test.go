package paper

import (
	"testing"

	"speakout/internal/locale"
)

func TestEveryLanguageIsArranged(t *testing.T) {
	for _, l := range locale.Languages {
		a, ok := Arrangements[l]
		if !ok {
			t.Errorf("internal/paper/paper.go: Arrangements does not say where letters in %s have their parts", l)
		}
		if aside := a.PlaceDate || a.Recipient || a.Close; aside != (a.Side > 0) {
			t.Errorf("internal/paper/paper.go: in %s parts are on the side: %t; the side begins at %g", l, aside, a.Side)
		}
	}
}
