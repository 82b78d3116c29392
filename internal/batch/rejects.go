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

// rejects is the table of rows that have no letter: each with its number and
// what is wrong, then its cells as they stand. Mended, it is a table to run
// again, in which rows keep their numbers; those that it lacks then are carried
// over from the one before.
type rejects struct {
	header []string // of the table
	name   string
	there  bool // there was one before, which may be replaced
	file   *file
	csv    *csv.Writer
	old    *oldRejects // nil if nothing is carried over
}

func (r *rejects) add(row *Row, problems []Problem) error {
	if err := r.begin(); err != nil {
		return err
	}
	var texts []string
	for _, p := range problems {
		texts = append(texts, p.String())
	}
	cells := []string{strconv.Itoa(row.Number), protected(strings.Join(texts, "; "))}
	for i, c := range row.Cells {
		if i < len(row.mapping.header) && isOurs(row.mapping.header[i]) {
			continue
		}
		cells = append(cells, protected(c))
	}
	return r.csv.Write(cells)
}

// carry writes a row as the table of rejects before has it.
func (r *rejects) carry(row int) error {
	if err := r.begin(); err != nil {
		return err
	}
	cells := make([]string, 2+len(r.columns()))
	cells[0], cells[1] = strconv.Itoa(row), "the row stands in the table that was run first"
	if r.old != nil {
		r.old.row(row, cells, r.columns())
	}
	return r.csv.Write(cells)
}

// columns are those of the table, and others that were there before.
func (r *rejects) columns() []string {
	var all []string
	for _, h := range r.header {
		if !isOurs(h) {
			all = append(all, h)
		}
	}
	if r.old != nil {
		for _, h := range r.old.header {
			if !isOurs(h) && !slices.Contains(all, h) {
				all = append(all, h)
			}
		}
	}
	return all
}

// begin writes the header, once.
func (r *rejects) begin() (err error) {
	if r.csv != nil {
		return nil
	}
	if r.file, err = createFile(r.name, nil, r.there); err != nil {
		return err
	}
	r.csv = csv.NewWriter(r.file)
	return r.csv.Write(append([]string{rowHeader, problemHeader}, r.columns()...))
}

func isOurs(header string) bool { return header == rowHeader || header == problemHeader }

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
	if err != nil || len(header) < 2 || header[0] != rowHeader || header[1] != problemHeader {
		f.Close()
		return nil
	}
	r.header = header
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

// row fills in cells with what the table has of a row, by the names of columns.
func (r *oldRejects) row(row int, cells, columns []string) {
	for r.head != nil {
		n, err := strconv.Atoi(r.head[0])
		if err != nil || n > row {
			return
		}
		if n == row {
			for i, c := range r.head[1:] {
				if i == 0 {
					cells[1] = c
				} else if i+1 < len(r.header) {
					cells[2+slices.Index(columns, r.header[i+1])] = c
				}
			}
			return
		}
		r.head, _ = r.csv.Read()
	}
}
