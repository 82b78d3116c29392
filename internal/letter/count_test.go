package letter

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"speakout/internal/country"
	"speakout/internal/locale"
	"speakout/internal/memo"
	"speakout/internal/treaty"
)

// The fact that counts the states that have joined is of the day of the treaty
// table, and counts what it has.
func TestStatesPartiesAreCounted(t *testing.T) {
	joined := 0
	for _, c := range country.All() {
		r, _ := treaty.Of(string(c.Code))
		if s := r.On(treaty.AsOf).Status; s == treaty.StateParty || s == treaty.Joining {
			joined++
		}
	}
	starter, err := memo.Load(memo.Starter(), ".", "internal/memo/starter")
	if err != nil {
		t.Fatal(err)
	}
	outside := memo.Words{Treaty: memo.Treaty{Outside: true}}
	for _, campaign := range append(ours(t), starter) {
		name := "memos/" + campaign.Issue + "/memo.yaml"
		if campaign == starter {
			name = "internal/memo/starter/memo.yaml"
		}
		for _, lang := range campaign.Languages() {
			w, err := campaign.Write(locale.Style{Language: lang}, outside)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range w.Facts {
				if f.Name != "states_parties" {
					continue
				}
				if !f.AsOf.Equal(treaty.AsOf) {
					t.Errorf("%s: the fact states_parties is of %s; AsOf in internal/treaty/treaty.go is %s",
						name, f.AsOf.Format(time.DateOnly), treaty.AsOf.Format(time.DateOnly))
				}
				if !strings.Contains(f.Claim, strconv.Itoa(joined)) {
					t.Errorf("%s: the fact states_parties says in %s “%s”; %d have joined by internal/treaty/status.csv", name, lang, f.Claim, joined)
				}
				if atLeast, err := strconv.Atoi(f.Value); err != nil || atLeast >= joined {
					t.Errorf("%s: the fact states_parties has the value %s; the texts say “more than”, and %d have joined", name, f.Value, joined)
				}
			}
		}
	}
}
