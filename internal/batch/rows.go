package batch

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// rows makes rows of records.
type rows struct {
	table    *Table
	records  records
	headed   bool // the first record is the header
	numbered bool // the first cell is the line
	mapping  *mapping
	last     int    // row number
	of       string // the set that rows of a mended table are of
}

// next returns the next row; io.EOF after the last.
func (rs *rows) next() (*Row, error) {
	if rs.mapping == nil && rs.headed {
		if err := rs.readHeader(); err != nil {
			return nil, err
		}
	}
	r, err := rs.record()
	if err != nil {
		return nil, err
	}
	if j, ok := rs.records.(*jsonLines); ok && (rs.mapping == nil || len(rs.mapping.header) != len(j.header)) {
		if rs.mapping, err = newMapping(append([]string(nil), j.header...), rs.table.Chosen); err != nil {
			return nil, fmt.Errorf("line %d: %w", r.line, err)
		}
	}
	if c, ok := rs.records.(*csvRecords); ok && r.lines && !rs.numbered {
		if err := rs.mapping.swallowed(r, c.split.comma); err != nil {
			return nil, err
		}
	}
	if rs.table.unpacked.from1904 {
		rs.mapping.since1904(r.cells)
	}
	row := &Row{Number: rs.last + 1, Line: r.line, Cells: r.cells, endless: r.endless, mapping: rs.mapping, problems: r.problems}
	if rs.mapping.row >= 0 {
		err = rs.ownNumber(row)
	}
	if rs.headed && len(r.problems) == 0 {
		row.problems = ragged(row)
	}
	rs.last = row.Number
	return row, err
}

// maxNumber is more rows than any table has.
const maxNumber = 100_000_000

// ownNumber takes the row's number from rejected.csv.
func (rs *rows) ownNumber(r *Row) error {
	n, err := 0, errors.New("no cell")
	if rs.mapping.row < len(r.Cells) {
		n, err = strconv.Atoi(r.Cells[rs.mapping.row])
	}
	if err != nil || n <= rs.last || n > maxNumber {
		return fmt.Errorf("line %d: the column %s holds the numbers rejected.csv gave, each greater than the one before; to make a new set of these rows, take out the columns %s and %s", r.Line, rowHeader, rowHeader, setHeader)
	}
	if err := rs.ownSet(r); err != nil {
		return err
	}
	r.Number = n
	for i, c := range r.Cells {
		r.Cells[i] = unprotected(c)
	}
	return nil
}

// ownSet takes the set that the row is of from rejected.csv.
func (rs *rows) ownSet(r *Row) error {
	set := ""
	if rs.mapping.set < len(r.Cells) {
		set = r.Cells[rs.mapping.set]
	}
	if _, table := partsOf(set); table == "" || rs.of != "" && set != rs.of {
		return fmt.Errorf("line %d: the column %s holds what rejected.csv gave, the same in each row", r.Line, setHeader)
	}
	rs.of, r.of = set, set
	return nil
}

func (rs *rows) readHeader() error {
	r, err := rs.record()
	if errors.Is(err, io.EOF) {
		return errors.New("the table is empty")
	}
	if err != nil {
		return err
	}
	if len(r.problems) > 0 {
		return fmt.Errorf("line %d, the header: %s", r.line, r.problems[0].Text)
	}
	if slices.ContainsFunc(r.cells, func(c string) bool { return strings.TrimSpace(c) == rowHeader }) {
		r.cells = eachCell(unprotected, r.cells) // a rejected.csv
	}
	if rs.mapping, err = newMapping(r.cells, rs.table.Chosen); err != nil {
		return fmt.Errorf("line %d, the header: %w", r.line, err)
	}
	return rs.mapping.needCountry()
}

// record returns the next record that is not empty; an object always counts.
func (rs *rows) record() (record, error) {
	for {
		r, err := rs.records.next()
		if err != nil {
			return r, err
		}
		if rs.numbered {
			r.line, _ = strconv.Atoi(r.cells[0])
			r.cells = r.cells[1:]
			for rs.mapping != nil && len(r.cells) < len(rs.mapping.header) {
				r.cells = append(r.cells, "") // workbooks leave out empty cells at the end
			}
		}
		if !rs.headed || len(r.problems) > 0 || strings.TrimSpace(strings.Join(r.cells, "")) != "" {
			return r, nil
		}
	}
}

// ragged reports a row with other cells than the header has. Empty ones at the
// end, which spreadsheets add and drop, make no difference.
func ragged(r *Row) []Problem {
	n := len(r.Cells)
	for n > len(r.mapping.header) && r.Cells[n-1] == "" {
		n--
	}
	if n > len(r.mapping.header) || n < len(r.mapping.header) && !r.padded() {
		return []Problem{{Kind: "number of cells", Text: fmt.Sprintf("%d cells under a header of %d", len(r.Cells), len(r.mapping.header)),
			Hint: func() string { return "put values that hold the delimiter or a line break between quotes" }}}
	}
	return nil
}

// padded reports whether only columns without a name are missing.
func (r *Row) padded() bool {
	for _, h := range r.mapping.header[len(r.Cells):] {
		if h != "" {
			return false
		}
	}
	return true
}
