// Package batch writes a set: a letter for each row of a table. It reads the
// table (CSV, JSON Lines, XLSX), makes each row a letter.Request, checks them
// all before anything is written, then composes and draws the letters in
// parallel and puts them into files, with a manifest of what was written.
//
// Sets are longer than memory: rows are read twice, once to check and once to
// write, and nothing is kept of a row that is done but a line of the manifest.
// It knows nothing of wording or drawing, and asks nobody.
package batch

import (
	"fmt"
	"io"
	"time"

	"speakout/internal/memo"
	"speakout/internal/pdf"
)

// Set says which letters to write, and where to.
type Set struct {
	Table     *Table
	Defaults  map[Column]string // for cells that are empty
	Campaigns []*memo.Campaign
	Day       time.Time // on letters whose row has none
	Enclose   bool      // add the facts and their sources
	Release   string    // stands for the program and its campaigns: a letter is the same if this and its request are
	Shard     Shard
	Style     *pdf.Style // how PDFs look; nil: as the program has them

	PDF, Text bool
	Name      *NamePattern

	Folder string // for a file a letter
	Merge  string // one file of all letters: .pdf or .txt; "-" is Stream
	Zip    string
	Labels string    // a PDF of address labels, one for each letter, in the order of rows
	Stream io.Writer // what "-" is

	LabelSheet pdf.LabelSheet // that labels are printed on
	BlankBacks bool           // begin each letter of the one PDF on a sheet of its own, printed on both sides

	SkipBad bool // write the letters of good rows although others are bad
	Force   bool // replace files that are not of the set
	Workers int

	own         []string // names in the folder that no letter can have
	mostObjects int      // of one PDF of all letters; 0: as many as there can be

	Problems int            // how many to name; the others are counted
	Progress func(Progress) // called now and then, from one goroutine at a time; may be nil
}

// Shard is the part of a set that one run writes: every Count-th row,
// beginning with row Index, counted from 1. The zero value is the whole set.
type Shard struct{ Index, Count int }

// has reports whether the row is of the shard.
func (s Shard) has(row int) bool { return s.Count <= 1 || (row-1)%s.Count == s.Index-1 }

// in adds the shard to the name of a file that each shard has its own of.
func (s Shard) in(name, ending string) string {
	if s.Count <= 1 {
		return name + ending
	}
	return fmt.Sprintf("%s-%d-of-%d%s", name, s.Index, s.Count, ending)
}

// Progress is how far a run has come.
type Progress struct {
	Step        string // "check" or "write"
	Done, Total int    // rows; Total is 0 while it is not known
}

// Result is what a run did.
type Result struct {
	Rows      int // of the shard
	Letters   int // rows that have their letter
	Unchanged int // of these, the ones that were there already
	Rejected  int // rows without one; of a mended table, also those that it lacks
	Replaced  int // files of earlier runs that others took the place of
	Removed   int // letters of rows that are gone
	Changed   int // such letters that were changed since they were written, and stay
	Files     int
	Bytes     int64
	Old       []string // files of all letters, of earlier runs, that are not of the set as it is now
}
