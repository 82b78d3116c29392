package treaty

import (
	"strings"
	"testing"

	"speakout/internal/country"
)

func TestCounts(t *testing.T) {
	count := map[Status]int{}
	for _, c := range country.All() {
		s, ok := Of(string(c.Code))
		if !ok {
			t.Errorf("%s is not in the table", c.Code)
		}
		count[s]++
	}
	// United Nations Treaty Collection, chapter XXVI-6, on the day of AsOf.
	for s, want := range map[Status]int{StateParty: 112, Signatory: 12, Withdrawn: 1, NonSignatory: 72} {
		if count[s] != want {
			t.Errorf("%d are %s; want %d", count[s], s, want)
		}
	}
	if len(table()) != len(country.All()) {
		t.Errorf("the table has %d states; there are %d", len(table()), len(country.All()))
	}
}

func TestOf(t *testing.T) {
	for code, want := range map[string]Status{
		"LB": StateParty, "VU": StateParty, "LT": Withdrawn, "US": NonSignatory, "RU": NonSignatory, "UA": NonSignatory, "SY": NonSignatory, "AO": Signatory,
	} {
		if got, ok := Of(code); got != want || !ok {
			t.Errorf("Of(%s) = %s, %t; want %s", code, got, ok, want)
		}
	}
	if _, ok := Of("XX"); ok {
		t.Error("Of(XX) is known")
	}
}

func TestReadErrors(t *testing.T) {
	for in, want := range map[string]string{
		"iso2,status,note\nLB,member,\n":                        "status.csv:2",
		"iso2,status,note\nLB,signatory,\nLB,signatory,\n":      "status.csv:3",
		"iso2,status,note\nLB,signatory,in force, 2026-03-01\n": "line 2",
	} {
		if _, err := read([]byte(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("read(%q): error %v; want one that names %s", in, err, want)
		}
	}
}
