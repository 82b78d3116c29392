// Package treaty knows which states have joined the Convention on Cluster
// Munitions, and as of which day. It knows nothing of countries' names or of
// letters.
package treaty

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"sync"
	"time"
)

// AsOf is the day the status table is true of: the deposit of Vanuatu's
// instrument of accession, which made 112 States Parties (United Nations
// Treaty Collection, chapter XXVI-6).
var AsOf = time.Date(2025, time.September, 5, 0, 0, 0, 0, time.UTC)

// Status is a state's standing under the Convention.
type Status string

// The standings a state can have.
const (
	StateParty   Status = "state_party"
	Signatory    Status = "signatory"
	NonSignatory Status = "non_signatory"
	Withdrawn    Status = "withdrawn"
)

// Statuses lists every Status.
var Statuses = []Status{StateParty, Signatory, NonSignatory, Withdrawn}

//go:embed status.csv
var statusCSV []byte

// Of returns the status of the state with the ISO 3166-1 alpha-2 code; ok is
// false for a code that is not in the table.
func Of(iso2 string) (s Status, ok bool) {
	s, ok = table()[iso2]
	return s, ok
}

// table is read once; it is part of the program, so a fault in it is one that
// the tests find, and panics.
var table = sync.OnceValue(func() map[string]Status {
	t, err := read(statusCSV)
	if err != nil {
		panic("treaty: " + err.Error())
	}
	return t
})

func read(b []byte) (map[string]Status, error) {
	records, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("status.csv: %w", err)
	}
	t := make(map[string]Status, len(records))
	for i, r := range records[1:] {
		line := i + 2
		code, status := r[0], Status(r[1])
		switch status {
		case StateParty, Signatory, NonSignatory, Withdrawn:
		default:
			return nil, fmt.Errorf("status.csv:%d: unknown status %q", line, r[1])
		}
		if _, twice := t[code]; twice {
			return nil, fmt.Errorf("status.csv:%d: %s stands twice", line, code)
		}
		t[code] = status
	}
	return t, nil
}
