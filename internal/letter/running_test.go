package letter

import (
	"strings"
	"testing"
	"time"

	"speakout/internal/locale"
)

// What stands at the head of a further page says to whom the letter is as long as
// it has room, in a few words if need be.
func TestRunningHeads(t *testing.T) {
	l := compose(t, Request{Country: "CD", Language: locale.French, Issue: "syria", Date: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Sender: Sender{Place: "Lyon"}})
	want := []string{
		"Ministre des Affaires étrangères, Coopération internationale et Francophonie · Lyon, le 1er décembre 2026",
		"Ministre des Affaires étrangères, Coopération internationale et Francophonie · 1er décembre 2026",
		"République démocratique du Congo · Lyon, le 1er décembre 2026",
		"République démocratique du Congo · 1er décembre 2026",
		"Armes à sous-munitions en Syrie – déclaration publique, dépollution et justice pour les victimes · 1er décembre 2026",
		"1er décembre 2026",
	}
	for i, got := range l.RunningHeads() {
		if got = strings.ReplaceAll(got, "\u00a0", " "); i >= len(want) || got != want[i] {
			t.Errorf("head %d: %q; want %q", i, got, want[min(i, len(want)-1)])
		}
	}
}
