// Package treaty knows which states have joined the Convention on Cluster
// Munitions, since when, and where that can be read. It knows nothing of
// countries' names or of letters.
package treaty

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"time"

	"speakout/internal/table"
)

// AsOf is the day the status table is true of: that of the page of the United
// Nations Treaty Collection (chapter XXVI-6) it was compared with.
var AsOf = time.Date(2026, time.February, 3, 0, 0, 0, 0, time.UTC)

// Reviewed is the day a person last looked for changes after AsOf, and found
// none.
var Reviewed = time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)

// StaleAfter is how long after Reviewed the table may be relied on.
const StaleAfter = 365 * 24 * time.Hour

// Status is a state's standing under the Convention.
type Status string

// The standings a state can have.
const (
	StateParty Status = "state_party"
	// Joining is a state that has deposited its instrument and for which the
	// Convention is not yet in force: it has joined, and is not yet a State
	// Party. The table does not have it: On tells by the days.
	Joining      Status = "joining"
	Signatory    Status = "signatory"
	NonSignatory Status = "non_signatory"
	Withdrawn    Status = "withdrawn"
)

// Statuses lists every Status.
var Statuses = []Status{StateParty, Joining, Signatory, NonSignatory, Withdrawn}

// Record is a state's standing and how it came by it. Days that have no
// meaning for it are zero.
type Record struct {
	Status   Status // once all its days have come; On says what it is on a day
	Signed   time.Time
	Joined   time.Time // the day its instrument was deposited
	JoinedBy string    // ratification, acceptance or accession
	// InForce is the day the Convention enters into force for it: 1 August
	// 2010, or the first day of the sixth month after that of the deposit
	// (Article 17).
	InForce   time.Time
	Withdrawn time.Time // the day its withdrawal took effect
	Sources   []Source  // where those days were read
}

// Source is where days can be read.
type Source struct {
	Publisher, Title, URL string
	AsOf                  time.Time // the day it is true of
	Checked               time.Time // the day a person last read it there
}

//go:embed status.csv
var statusCSV []byte

//go:embed sources.csv
var sourcesCSV []byte

// Of returns the record of the state with the ISO 3166-1 alpha-2 code, as the
// table has it; ok is false for a code that is not in the table.
func Of(iso2 string) (r Record, ok bool) {
	r, ok = records()[iso2]
	return r, ok
}

// records are read once; they are part of the program, so a fault in them is
// one that the tests find, and panics.
var records = sync.OnceValue(func() map[string]Record {
	t, err := read(statusCSV, sourcesCSV)
	if err != nil {
		panic("treaty: " + err.Error())
	}
	return t
})

func read(status, sources []byte) (map[string]Record, error) {
	known := map[string]Source{}
	err := table.Each("internal/treaty/sources.csv", sources, func(line table.Row) error {
		r := row{Row: line}
		known[r.Get("code")] = Source{r.Get("publisher"), r.Get("title"), r.Get("url"), r.day("as_of"), r.day("checked")}
		return r.err
	})
	if err != nil {
		return nil, err
	}
	t := map[string]Record{}
	err = table.Each("internal/treaty/status.csv", status, func(line table.Row) error {
		r := row{Row: line}
		code := r.Get("iso2")
		if _, twice := t[code]; twice {
			return fmt.Errorf("%s stands twice", code)
		}
		record := Record{
			Status: Status(r.Get("status")), JoinedBy: r.Get("joined_by"),
			Signed: r.day("signed"), Joined: r.day("joined"), InForce: r.day("in_force"), Withdrawn: r.day("withdrawn"),
		}
		for name := range strings.SplitSeq(r.Get("sources"), ";") {
			if s, ok := known[name]; ok {
				record.Sources = append(record.Sources, s)
			} else if name != "" {
				return fmt.Errorf("source %q is not in sources.csv", name)
			}
		}
		t[code] = record
		if r.err != nil {
			return r.err
		}
		if err := record.check(); err != nil {
			return fmt.Errorf("%s: %w", code, err)
		}
		return record.checkKnown(code)
	})
	return t, err
}

// Latest returns the last thing that happened to the state, and a source that
// can know of it: one made on that day or after. The fields of the zero Record
// have none.
func (r Record) Latest() (day time.Time, source Source, ok bool) {
	for _, d := range []time.Time{r.Signed, r.Joined, r.Withdrawn} {
		if !d.IsZero() {
			day = d
		}
	}
	for _, s := range r.Sources {
		if !s.AsOf.Before(day) {
			return day, s, !day.IsZero()
		}
	}
	return day, source, false
}

// check says what in a record does not go together.
func (r Record) check() error {
	has := func(t time.Time) bool { return !t.IsZero() }
	ok := false
	switch r.Status {
	case StateParty:
		ok = has(r.Joined) && has(r.InForce) && !has(r.Withdrawn)
	case Signatory:
		ok = has(r.Signed) && !has(r.Joined)
	case Withdrawn:
		ok = has(r.InForce) && has(r.Withdrawn)
	case NonSignatory:
		ok = !has(r.Signed) && !has(r.Joined)
	default:
		return fmt.Errorf("unknown status %q", r.Status)
	}
	if !ok {
		return fmt.Errorf("the days do not fit the status %s", r.Status)
	}
	if has(r.Joined) && !r.InForce.Equal(inForce(r.Joined)) {
		return fmt.Errorf("in_force is not what Article 17 makes of %s; it makes %s",
			r.Joined.Format(time.DateOnly), inForce(r.Joined).Format(time.DateOnly))
	}
	if _, _, ok := r.Latest(); !ok && r.Status != NonSignatory {
		return fmt.Errorf("no source that can know of its last day")
	}
	return nil
}

// checkKnown says that something happened after the day the table is true of:
// then that day is wrong.
func (r Record) checkKnown(code string) error {
	for _, d := range []struct {
		what string
		day  time.Time
	}{{"signed", r.Signed}, {"joined", r.Joined}, {"withdrew", r.Withdrawn}} {
		if d.day.After(AsOf) {
			return fmt.Errorf("%s %s on %s, after AsOf, which is %s in internal/treaty/treaty.go",
				code, d.what, d.day.Format(time.DateOnly), AsOf.Format(time.DateOnly))
		}
	}
	return nil
}

// inForce returns the day the Convention enters into force for a state whose
// instrument was deposited that day (Article 17). The thirtieth was deposited
// on 16 February 2010.
func inForce(deposited time.Time) time.Time {
	thirtieth := time.Date(2010, time.February, 16, 0, 0, 0, 0, time.UTC)
	if !deposited.After(thirtieth) {
		return time.Date(2010, time.August, 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(deposited.Year(), deposited.Month()+6, 1, 0, 0, 0, 0, time.UTC)
}

// row is a line of a table. The first column that does not hold the day it
// should is its error.
type row struct {
	table.Row
	err error
}

func (r *row) day(column string) time.Time {
	v := r.Get(column)
	if v == "" {
		return time.Time{}
	}
	d, err := time.Parse(time.DateOnly, v)
	if err != nil && r.err == nil {
		r.err = fmt.Errorf("%s: %q is not a day", column, v)
	}
	return d
}
