package batch

import (
	"encoding/csv"
	"strconv"
	"strings"

	"speakout/internal/output"
)

// rejects is the table of rows that have no letter: each with its number and
// what is wrong, then its cells as they stand. Mended, it is a table to run
// again, in which rows keep their numbers.
type rejects struct {
	header []string // of the table
	name   string
	file   file
	csv    *csv.Writer
}

func (r *rejects) add(row *Row, problems []Problem) error {
	if r.csv == nil {
		if err := r.begin(); err != nil {
			return err
		}
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

// begin writes the header.
func (r *rejects) begin() error {
	var err error
	if r.file, err = createFile(r.name, nil, true); err != nil {
		return err
	}
	r.csv = csv.NewWriter(r.file)
	header := []string{rowHeader, problemHeader}
	for _, h := range r.header {
		if !isOurs(h) {
			header = append(header, h)
		}
	}
	return r.csv.Write(header)
}

func isOurs(header string) bool { return header == rowHeader || header == problemHeader }

// close gives the table its name; without rows there is none, and one of an
// earlier run goes.
func (r *rejects) close() error {
	if r.csv == nil {
		return output.Remove(r.name)
	}
	r.csv.Flush()
	if err := r.csv.Error(); err != nil {
		r.file.abort()
		return err
	}
	f := r.file
	r.csv = nil
	return f.commit()
}

func (r *rejects) abort() {
	if r.csv != nil {
		r.file.abort()
	}
}
