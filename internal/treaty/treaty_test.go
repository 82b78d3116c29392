package treaty

import (
	"strings"
	"testing"
	"time"

	"speakout/internal/country"
)

func TestCounts(t *testing.T) {
	count := map[Status]int{}
	signed, joined := 0, 0
	for _, c := range country.All() {
		r, ok := Of(string(c.Code))
		if !ok {
			t.Errorf("%s is not in the table", c.Code)
		}
		count[r.Status]++
		if !r.Signed.IsZero() {
			signed++
		}
		if !r.Joined.IsZero() {
			joined++
		}
	}
	// United Nations Treaty Collection, chapter XXVI-6: 108 signatories; 112
	// parties on the day of AsOf.
	for s, want := range map[Status]int{StateParty: 112, Signatory: 12, Withdrawn: 1, NonSignatory: 72} {
		if count[s] != want {
			t.Errorf("%d are %s; want %d", count[s], s, want)
		}
	}
	if signed != 108 || joined != 113 {
		t.Errorf("%d signed, %d joined; want 108 and, with one that withdrew, 113", signed, joined)
	}
	if len(records()) != len(country.All()) {
		t.Errorf("the table has %d states; there are %d", len(records()), len(country.All()))
	}
}

func TestOf(t *testing.T) {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	for code, want := range map[string]Record{
		"AT": {Status: StateParty, Signed: day(2008, 12, 3), Joined: day(2009, 4, 2), JoinedBy: "ratification", InForce: day(2010, 8, 1)},
		"VU": {Status: StateParty, Joined: day(2025, 9, 5), JoinedBy: "accession", InForce: day(2026, 3, 1)},
		"LT": {Status: Withdrawn, Signed: day(2008, 12, 3), Joined: day(2011, 3, 24), JoinedBy: "ratification", InForce: day(2011, 9, 1), Withdrawn: day(2025, 3, 6)},
		"CD": {Status: Signatory, Signed: day(2009, 3, 18)},
		"US": {Status: NonSignatory}, "RU": {Status: NonSignatory}, "UA": {Status: NonSignatory}, "SY": {Status: NonSignatory},
	} {
		got, ok := Of(code)
		if !ok || got.Status != want.Status || !got.Signed.Equal(want.Signed) || !got.Joined.Equal(want.Joined) ||
			got.JoinedBy != want.JoinedBy || !got.InForce.Equal(want.InForce) || !got.Withdrawn.Equal(want.Withdrawn) {
			t.Errorf("Of(%s) = %+v, %t; want %+v", code, got, ok, want)
		}
	}
	if _, ok := Of("XX"); ok {
		t.Error("Of(XX) is known")
	}
}

func TestOn(t *testing.T) {
	tests := []struct {
		name, code, day string
		want            Status
	}{
		{"before all", "VU", "2025-09-04", NonSignatory},
		{"the day of its deposit", "VU", "2025-09-05", Joining},
		{"the day before it is in force", "VU", "2026-02-28", Joining},
		{"the day it is in force", "VU", "2026-03-01", StateParty},
		{"before it signed", "LT", "2008-12-02", NonSignatory},
		{"signed", "LT", "2011-03-23", Signatory},
		{"joined after it signed", "LT", "2011-03-24", Joining},
		{"before its withdrawal", "LT", "2025-03-05", StateParty},
		{"the day of its withdrawal", "LT", "2025-03-06", Withdrawn},
		{"never signed", "US", "2026-11-24", NonSignatory},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			day, err := time.Parse(time.DateOnly, tt.day)
			if err != nil {
				t.Fatal(err)
			}
			r, _ := Of(tt.code)
			got := r.On(day)
			if got.Status != tt.want {
				t.Errorf("%s is %s on %s; want %s", tt.code, got.Status, tt.day, tt.want)
			}
			if inForce := got.Status != Signatory && got.Status != NonSignatory; inForce == got.InForce.IsZero() {
				t.Errorf("%s: a %s for which the Convention is in force on %v", tt.code, got.Status, got.InForce)
			}
			if latest, _, _ := got.Latest(); latest.After(day) {
				t.Errorf("%s: the last that happened by %s is of %v", tt.code, tt.day, latest)
			}
		})
	}
	// A day on which all has happened changes nothing of the table.
	for code, r := range records() {
		if got := r.On(time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)).Status; got != r.Status {
			t.Errorf("%s is %s in the end; the table has %s", code, got, r.Status)
		}
	}
}

func TestReadErrors(t *testing.T) {
	const header = "iso2,status,signed,joined,joined_by,in_force,withdrawn,sources\n"
	const sources = "code,publisher,title,url,as_of,checked\nUN,P,T,U,2009-01-01,2026-11-24\nLATE,P,T,U,2031-01-01,2031-01-01\n"
	tests := []struct{ name, rows, want string }{
		{"good", "LB,signatory,2008-12-03,,,,,UN\n", ""},
		{"status", "LB,member,,,,,,UN\n", "status.csv:2: LB: unknown status"},
		{"twice", "LB,non_signatory,,,,,,\nLB,non_signatory,,,,,,\n", "status.csv:3: LB stands twice"},
		{"columns", "LB,non_signatory\n", "line 2"},
		{"not a day", "LB,signatory,3 Dec 2008,,,,,UN\n", "status.csv:2: signed"},
		{"no day", "LB,state_party,2008-12-03,,,,,UN\n", "do not fit the status state_party"},
		{"Article 17", "LB,state_party,,2010-11-05,ratification,2010-11-05,,UN\n", "Article 17 makes of 2010-11-05; it makes 2011-05-01"},
		{"after AsOf", "AO,state_party,,2030-06-15,accession,2030-12-01,,LATE\n", "status.csv:2: AO joined on 2030-06-15, after AsOf, which is 20"},
		{"no source", "LB,signatory,2008-12-03,,,,,\n", "no source"},
		{"source that is too old", "LB,state_party,2008-12-03,2010-11-05,ratification,2011-05-01,,UN\n", "no source that can know"},
		{"unknown source", "LB,signatory,2008-12-03,,,,,WIKI\n", `source "WIKI"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := read([]byte(header+tt.rows), []byte(sources))
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("error %v; want one with %q", err, tt.want)
			}
		})
	}
}
