package batch

import (
	"encoding/csv"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"speakout/internal/output"
)

// rejects is the table of rows that have no letter: each with its number, what
// is wrong and the set it is of, then its cells as they stand. Mended, it is a
// table to run again, in which rows keep their numbers; those that it lacks then
// are carried over from the one before.
type rejects struct {
	header []string // of the table
	set    string
	name   string
	there  bool // there was one before, which may be replaced
	file   *file
	csv    *csv.Writer
	old    *oldRejects // nil if nothing is carried over

	columns []string // of ours, of the table, and others that were there before
	at      []int    // where among them those stand that were there before
}

func (r *rejects) add(row *Row, problems []Problem) error {
	if err := r.begin(); err != nil {
		return err
	}
	var texts []string
	for _, p := range problems {
		texts = append(texts, p.String())
	}
	cells := []string{strconv.Itoa(row.Number), protected(strings.Join(texts, "; ")), r.set}
	for i, c := range row.Cells {
		if i < len(row.mapping.header) && isOurs(row.mapping.header[i]) {
			continue
		}
		cells = append(cells, protected(c))
	}
	for row.endless && len(cells) < len(r.columns) {
		cells = append(cells, "")
	}
	return r.csv.Write(cells)
}

// carry writes a row as the table of rejects before has it.
func (r *rejects) carry(row int) error {
	if err := r.begin(); err != nil {
		return err
	}
	cells := make([]string, len(r.columns))
	cells[0], cells[1], cells[2] = strconv.Itoa(row), "the row stands in the table that was run first", r.set
	if r.old != nil {
		for i, c := range r.old.row(row) {
			if i < len(r.at) {
				cells[r.at[i]] = c
			}
		}
	}
	return r.csv.Write(cells)
}

var ourColumns = []string{rowHeader, problemHeader, setHeader}

// arrange finds out which columns there are. One that was there before is the
// one of that name, and of several of a name, or of none, the one that is as far
// along.
func (r *rejects) arrange() {
	r.columns = slices.Clone(ourColumns)
	for _, h := range r.header {
		if !isOurs(h) {
			r.columns = append(r.columns, h)
		}
	}
	if r.old == nil {
		return
	}
	taken := make([]bool, len(r.columns))
	for _, h := range r.old.header {
		i := 0
		for i < len(r.columns) && (taken[i] || r.columns[i] != h) {
			i++
		}
		if i == len(r.columns) {
			r.columns, taken = append(r.columns, h), append(taken, false)
		}
		taken[i] = true
		r.at = append(r.at, i)
	}
}

// begin writes the header, once.
func (r *rejects) begin() (err error) {
	if r.csv != nil {
		return nil
	}
	if r.file, err = createFile(r.name, nil, r.there); err != nil {
		return err
	}
	r.arrange()
	r.csv = csv.NewWriter(r.file)
	return r.csv.Write(eachCell(protected, r.columns))
}

func isOurs(header string) bool { return slices.Contains(ourColumns, header) }

// complete puts the table on disk; what is left is to name it.
func (r *rejects) complete() error {
	if r.old != nil {
		r.old.file.Close()
	}
	if r.csv == nil {
		return nil
	}
	r.csv.Flush()
	if err := r.csv.Error(); err != nil {
		return err
	}
	return r.file.complete()
}

// place gives the table its name; without rows there is none, and one of an
// earlier run goes.
func (r *rejects) place() error {
	switch {
	case r.file != nil:
		return r.file.place()
	case r.there:
		return output.Remove(r.name)
	}
	return output.RemoveUnfinished(r.name)
}

func (r *rejects) abort() {
	if r.old != nil {
		r.old.file.Close()
	}
	if r.file != nil {
		r.file.abort()
	}
}

// oldRejects is the table of an earlier run's rejects, in the order of rows.
type oldRejects struct {
	file   *os.File
	csv    *csv.Reader
	header []string
	head   []string // the row that is next; nil after the last
}

// openRejects returns nil if there is no such table.
func openRejects(name string) *oldRejects {
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	r := &oldRejects{file: f, csv: csv.NewReader(f)}
	r.csv.FieldsPerRecord = -1
	header, err := r.csv.Read()
	if err != nil || len(header) < len(ourColumns) || !slices.Equal(header[:len(ourColumns)], ourColumns) {
		f.Close()
		return nil
	}
	r.header = eachCell(unprotected, header)
	r.head, _ = r.csv.Read()
	return r
}

// next returns the next row; io.EOF after the last.
func (r *oldRejects) next() ([]string, error) {
	if r.head == nil {
		return nil, io.EOF
	}
	cells := r.head
	r.head, _ = r.csv.Read()
	return cells, nil
}

// row returns what the table has of a row, which must come after that of the
// call before; nil if it has none.
func (r *oldRejects) row(row int) []string {
	for r.head != nil {
		n, err := strconv.Atoi(r.head[0])
		if err != nil || n > row {
			return nil
		}
		cells := r.head
		r.head, _ = r.csv.Read()
		if n == row {
			return cells
		}
	}
	return nil
}
