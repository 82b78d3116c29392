package batch

import (
	"context"
	"errors"
	"fmt"
	"io"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/pdf"
	"speakout/internal/recent"
)

// Checked is what is known of a table that was read once.
type Checked struct {
	Rows     int                   // in all
	Hidden   Noted                 // whose address the window of an envelope would not show whole,
	Crowded  Noted                 // or not at all, since the sender is too long
	Unposted int                   // of the shard's, those to which the letter cannot be posted: an address is missing
	Papers   map[country.Paper]int // how many of the shard's letters are on which, if they are one PDF
	problems *ProblemsError
	header   []string // of JSON Lines, all names there are
	of       string   // the set that the rows are of, if the table is a mended one
	amends   bool     // that set is there, and the run mends it
	prior    *prior
	refused  bits // rows that cannot be written
	ours     bits // rows whose file is there, and ours to replace
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
	unposted bool
	paper    country.Paper
	name     string
	there    []uint64 // what stands where its files would, as claims keep it
	problems []Problem
	address  pdf.Address // how it shows in a window
}

// Check reads the whole table, whatever the shard: a bad row stops them all.
func (s *Set) Check(ctx context.Context) (*Checked, error) {
	rs, err := s.Table.rows()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Table.Name, err)
	}
	c := &Checked{Papers: map[country.Paper]int{}, problems: &ProblemsError{Table: s.Table.Name, Counts: map[string]int{}, most: s.Problems}}
	s.own = s.ownNames()
	f, err := s.openFiles()
	if err != nil {
		return nil, err
	}
	defer f.close()
	c.prior = f.prior
	tried := newTrials()
	work := func(chunk []*Row) ([]checkedRow, error) {
		var out []checkedRow
		for _, r := range chunk {
			one := s.checkRow(r, tried)
			if len(one.problems) == 0 {
				one.there = f.there(r.Number, one.name)
			}
			for i := range one.problems {
				one.problems[i].Row, one.problems[i].Line = r.Number, r.Line
			}
			out = append(out, one)
		}
		return out, nil
	}
	done := func(chunk []checkedRow) error {
		for _, r := range chunk {
			c.Rows++
			if c.problems.add(r.problems); len(r.problems) > 0 {
				c.refused.set(r.row.Number)
			} else if s.Shard.has(r.row.Number) {
				c.print(r, s.mergesPDF())
			}
			switch {
			case r.address.Crowded:
				c.Crowded.add(r.row.Number)
			case r.address.Hidden > 0:
				c.Hidden.add(r.row.Number)
			}
			if err := f.claim(r); err != nil {
				return err
			}
		}
		s.report("check", c.Rows, 0)
		return nil
	}
	if err := inOrder(ctx, s.Workers, 4*s.Workers, chunked(rs), work, done); err != nil {
		return nil, s.inTable(err)
	}
	if c.Rows == 0 {
		return nil, fmt.Errorf("%s: the table has a header and no rows", s.Table.Name)
	}
	c.header, c.of = rs.mapping.header, rs.of
	c.problems.Of = c.Rows
	if err := s.checkBy(rs.mapping); err != nil {
		return nil, err
	}
	return c, f.settle(c)
}

// print counts what matters when the row's letter is printed and posted.
func (c *Checked) print(r checkedRow, merged bool) {
	if r.unposted {
		c.Unposted++
	}
	if merged {
		c.Papers[r.paper]++
	}
}

// inTable adds the table's name to an error that is about it.
func (s *Set) inTable(err error) error {
	var refused *RefusedError
	if errors.Is(err, context.Canceled) || errors.As(err, &refused) { // which has a place of its own
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

// checkRow says all of a row but what stands where its files would.
func (s *Set) checkRow(r *Row, tried *trials) checkedRow {
	p, req := s.parse(r)
	if len(p.problems) > 0 {
		return checkedRow{row: r, problems: p.problems}
	}
	if err := tried.compose(req, r.mapping); err != nil {
		p.problems = append(p.problems, Problem{Kind: "letter", Text: err.Error()})
	}
	return checkedRow{
		row: r, name: p.file, address: s.address(req), unposted: req.Recipient.NeedsAddress(),
		paper: req.Sheet(), problems: p.problems,
	}
}

// refusal says again why the check refused a row.
func (s *Set) refusal(r *Row) []Problem {
	one := s.checkRow(r, newTrials())
	if len(one.problems) == 0 {
		return []Problem{{Text: "its file is another row's, or was there before", Value: one.name}}
	}
	return one.problems
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
type trials struct{ known *recent.Map[trial, error] }

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

func newTrials() *trials { return &trials{recent.NewMap[trial, error](maxTrials)} }

func (t *trials) compose(r letter.Request, fields *mapping) error {
	key := trial{r.Issue, r.Language, r.Country, r.Recipient.Office, r.Recipient.Gender,
		[4]bool{r.Sender.Name != "", r.Sender.Organisation != "", r.Recipient.Name != "", r.Recipient.Title != ""}, fields}
	err, known := t.known.Get(key)
	if !known {
		_, err = letter.Compose(r)
		t.known.Put(key, err)
	}
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
