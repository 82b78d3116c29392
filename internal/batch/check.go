package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
)

// Checked is what is known of a table that was read once.
type Checked struct {
	Rows     int // in all
	problems *ProblemsError
	header   []string // of JSON Lines, all names there are
	mended   bool     // it has rows of a set that is there already
	refused  bits     // rows whose file is another's
}

// Err is a *ProblemsError, or nil.
func (c *Checked) Err() error {
	if c.problems.Rows == 0 {
		return nil
	}
	return c.problems
}

// rowsAtATime is how many rows one goroutine checks at a time.
const rowsAtATime = 64

// checkedRow is a row with the name of its file, or with what is wrong.
type checkedRow struct {
	row      *Row
	name     string
	problems []Problem
}

// Check reads the whole table, whatever the shard: a bad row stops them all.
func (s *Set) Check(ctx context.Context) (*Checked, error) {
	rs, err := s.Table.rows()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Table.Name, err)
	}
	c := &Checked{problems: &ProblemsError{Table: s.Table.Name, Counts: map[string]int{}, most: s.Problems}}
	names, tried := newNames(), newTrials()
	defer names.close()
	foreign := s.Folder != "" && !s.Force && !s.ours()
	done := func(chunk []checkedRow) error {
		for _, r := range chunk {
			c.Rows++
			c.problems.add(r.problems)
			if len(r.problems) > 0 {
				continue
			}
			if err := names.add(r.name, r.row.Number); err != nil {
				return err
			}
			if foreign && s.Shard.has(r.row.Number) {
				s.existing(c, r)
			}
		}
		s.report("check", c.Rows, 0)
		return nil
	}
	work := func(chunk []*Row) ([]checkedRow, error) {
		var out []checkedRow
		for _, r := range chunk {
			name, problems := s.checkRow(r, tried)
			for i := range problems {
				problems[i].Row, problems[i].Line = r.Number, r.Line
			}
			out = append(out, checkedRow{r, name, problems})
		}
		return out, nil
	}
	if err := inOrder(ctx, s.Workers, 4*s.Workers, chunked(rs), work, done); err != nil {
		return nil, s.inTable(err)
	}
	if c.Rows == 0 {
		return nil, fmt.Errorf("%s: the table has a header and no rows", s.Table.Name)
	}
	c.header, c.mended = rs.mapping.header, rs.mapping.row >= 0
	c.problems.Of = c.Rows
	err = names.collisions(func(first, row int) {
		c.refused.set(row)
		c.problems.add([]Problem{{Row: row, Line: 0, Kind: "same file name", Text: fmt.Sprintf("row %d would write the same file as row %d", row, first),
			Hint: func() string { return "tell them apart with --name, for example " + DefaultName }}})
	})
	return c, err
}

// inTable adds the table's name to an error that is about it.
func (s *Set) inTable(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("%s: %w", s.Table.Name, err)
}

// chunked reads several rows at a time.
func chunked(rs *rows) func() ([]*Row, error) {
	return func() ([]*Row, error) {
		var chunk []*Row
		for size := 0; len(chunk) < rowsAtATime && size < maxRow; {
			r, err := rs.next()
			if errors.Is(err, io.EOF) && len(chunk) > 0 {
				return chunk, nil
			}
			if err != nil {
				return nil, err
			}
			chunk = append(chunk, r)
			for _, c := range r.Cells {
				size += len(c)
			}
		}
		return chunk, nil
	}
}

func (s *Set) checkRow(r *Row, tried *trials) (string, []Problem) {
	p, req := s.parse(r)
	if len(p.problems) > 0 {
		return "", p.problems
	}
	name := p.name(req)
	if err := tried.compose(req, r.mapping); err != nil {
		p.problems = append(p.problems, Problem{Kind: "letter", Text: err.Error()})
	}
	return name, p.problems
}

// existing reports a file that stands where the row's would.
func (s *Set) existing(c *Checked, r checkedRow) {
	for _, ending := range s.endings() {
		if _, err := os.Lstat(filepath.Join(s.Folder, filepath.FromSlash(r.name+ending))); err == nil {
			c.refused.set(r.row.Number)
			c.problems.add([]Problem{{Row: r.row.Number, Line: r.row.Line, Kind: "file exists", Value: r.name + ending,
				Text: "a file that is not of this set stands there", Hint: func() string { return "choose another folder, or replace it with --force" }}})
			return
		}
	}
}

func (s *Set) endings() []string {
	var all []string
	if s.PDF {
		all = append(all, ".pdf")
	}
	if s.Text {
		all = append(all, ".txt")
	}
	return all
}

func (s *Set) report(step string, done, total int) {
	if s.Progress != nil {
		s.Progress(Progress{step, done, total})
	}
}

// trials composes letters to see that the campaign's text can be written. What
// decides that is the same for many rows, and tried once.
type trials struct {
	mutex sync.Mutex
	known map[trial]error
}

type trial struct {
	issue    string
	language locale.Language
	country  country.Code
	office   country.Office
	gender   country.Gender
	named    [4]bool
	fields   *mapping
}

// maxTrials bounds the memory they take.
const maxTrials = 20_000

func newTrials() *trials { return &trials{known: map[trial]error{}} }

func (t *trials) compose(r letter.Request, fields *mapping) error {
	key := trial{r.Issue, r.Language, r.Country, r.Recipient.Office, r.Recipient.Gender,
		[4]bool{r.Sender.Name != "", r.Sender.Organisation != "", r.Recipient.Name != "", r.Recipient.Title != ""}, fields}
	t.mutex.Lock()
	err, known := t.known[key]
	t.mutex.Unlock()
	if known {
		return err
	}
	_, err = letter.Compose(r)
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if len(t.known) >= maxTrials {
		clear(t.known)
	}
	t.known[key] = err
	return err
}

// bits is a set of rows.
type bits []uint64

func (b *bits) set(row int) {
	for len(*b) <= row/64 {
		*b = append(*b, 0)
	}
	(*b)[row/64] |= 1 << (row % 64)
}

func (b bits) has(row int) bool { return row/64 < len(b) && b[row/64]&(1<<(row%64)) != 0 }
