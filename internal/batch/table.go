package batch

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/unicode"

	"speakout/internal/locale"
)

// Row is one line of a table.
type Row struct {
	Number int      // from 1, without the header and empty lines; the row's own in a mended rejected.csv
	Line   int      // in the file
	Cells  []string // as they stand there

	mapping  *mapping
	problems []Problem // with its form
}

// value returns the cell of a column.
func (r *Row) value(c Column) string {
	if i, ok := r.mapping.at[c]; ok && i < len(r.Cells) {
		return strings.TrimSpace(r.Cells[i])
	}
	return ""
}

// record is a line as the reader of a format gives it.
type record struct {
	line     int
	cells    []string
	problems []Problem
}

// records reads a table's records, one after another, the header first where
// the format has one; io.EOF ends them.
type records interface {
	next() (record, error)
}

// Table is a table that can be read more than once.
type Table struct {
	Name   string // for messages
	Chosen map[Column]string

	source  *source
	xlsx    bool     // the source was a workbook
	letters []record // in place of a source
}

// OpenTable tells by what it holds whether the input is a workbook, JSON Lines
// or CSV. An input that cannot be read twice is copied to disk; Close removes
// the copy.
func OpenTable(name string, in io.Reader) (*Table, error) {
	t := &Table{Name: name}
	var err error
	if t.source, err = newSource(in); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	head := make([]byte, 8)
	n, _ := t.source.file.ReadAt(head, 0)
	switch head = head[:n]; {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		t.xlsx = true
		err = t.source.unpackXLSX()
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		err = errors.New("a workbook of old Excel, or one with a password: save it as .xlsx or CSV")
	case bytes.HasPrefix(head, []byte("%PDF")):
		err = errors.New("a PDF is no table: save it as CSV, XLSX or JSON Lines")
	}
	if err != nil {
		t.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return t, nil
}

// Close lets go of the table.
func (t *Table) Close() error {
	if t.source == nil {
		return nil
	}
	return t.source.close()
}

// digest stands for everything the table holds, once it has been read.
func (t *Table) digest() string {
	if t.source != nil {
		return hex.EncodeToString(t.source.sum)
	}
	return digestOf(func(w io.Writer) {
		for _, r := range t.letters {
			fmt.Fprintln(w, r.cells)
		}
	})
}

// rows reads the table from its beginning.
func (t *Table) rows() (*rows, error) {
	rs := &rows{table: t, last: 0}
	if t.source == nil {
		rs.records, rs.headed = &listed{letters: t.letters}, true
		return rs, nil
	}
	b := bufio.NewReaderSize(t.source.reader(), 64<<10)
	text, err := decoded(b)
	if err != nil {
		return nil, err
	}
	first, err := firstByte(text)
	switch {
	case errors.Is(err, io.EOF):
		return nil, errors.New("the table is empty")
	case err != nil:
		return nil, err
	case t.xlsx:
		rs.records, rs.headed = newCSV(text, ','), true
		rs.numbered = true
	case first == '{':
		rs.records = newJSONLines(text)
	case first == '[':
		return nil, errors.New("a JSON array: write one object a line (JSON Lines), for example with jq -c '.[]'")
	default:
		rs.records, rs.headed = newCSV(text, sniff(text, t.Chosen)), true
	}
	return rs, nil
}

// decoded makes UTF-8 of the text by its byte order mark or, without one, by
// where it has zero bytes.
func decoded(b *bufio.Reader) (*bufio.Reader, error) {
	head, err := b.Peek(64)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return nil, err
	}
	var order unicode.Endianness = unicode.LittleEndian
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		b.Discard(3)
		return b, nil
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		order = unicode.BigEndian
	case len(head) >= 4 && head[0] != 0 && head[1] == 0 && head[3] == 0:
	case len(head) >= 4 && head[0] == 0 && head[1] != 0 && head[2] == 0:
		order = unicode.BigEndian
	default:
		return b, nil
	}
	return bufio.NewReaderSize(unicode.UTF16(order, unicode.UseBOM).NewDecoder().Reader(b), 64<<10), nil
}

// firstByte returns the first byte that is not white space.
func firstByte(b *bufio.Reader) (byte, error) {
	for n := 1; ; n++ {
		head, err := b.Peek(n)
		if len(head) < n {
			return 0, err
		}
		if c := head[n-1]; c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return c, nil
		}
	}
}

// rows makes rows of records.
type rows struct {
	table    *Table
	records  records
	headed   bool // the first record is the header
	numbered bool // the first cell is the line
	mapping  *mapping
	last     int // row number
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
			return nil, err
		}
	}
	row := &Row{Number: rs.last + 1, Line: r.line, Cells: r.cells, mapping: rs.mapping, problems: r.problems}
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
const maxNumber = 1 << 32

// ownNumber takes the row's number from rejected.csv.
func (rs *rows) ownNumber(r *Row) error {
	n, err := strconv.Atoi(r.Cells[min(rs.mapping.row, len(r.Cells)-1)])
	if err != nil || n <= rs.last || n > maxNumber {
		return fmt.Errorf("line %d: the column %s holds the numbers rejected.csv gave, each greater than the one before; write to an empty folder without that column to number them anew", r.Line, rowHeader)
	}
	r.Number = n
	for i, c := range r.Cells {
		r.Cells[i] = unprotected(c)
	}
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
	if rs.mapping, err = newMapping(r.cells, rs.table.Chosen); err != nil {
		return err
	}
	return rs.mapping.needCountry()
}

// record returns the next record that is not empty.
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
		if len(r.problems) > 0 || strings.Join(r.cells, "") != "" {
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

// ownsFile reports whether the table is read from that file.
func (t *Table) ownsFile(name string) bool {
	if t.source == nil || t.source.info == nil {
		return false
	}
	info, err := os.Stat(name)
	return err == nil && os.SameFile(info, t.source.info)
}

// listed are records that are made, not read.
type listed struct {
	letters []record
	begun   bool
}

func (l *listed) next() (record, error) {
	if !l.begun {
		l.begun = true
		return record{cells: []string{"country", "lang"}}, nil
	}
	if len(l.letters) == 0 {
		return record{}, io.EOF
	}
	r := l.letters[0]
	l.letters = l.letters[1:]
	return r, nil
}

// known reports how many of the names are columns'.
func known(names []string, chosen map[Column]string) int {
	n := 0
	for _, name := range names {
		if _, ok := byHeader()[locale.Fold(name)]; ok {
			n++
		}
		for _, c := range chosen {
			if locale.Fold(c) == locale.Fold(name) {
				n++
			}
		}
	}
	return n
}
