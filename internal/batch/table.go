package batch

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

// Row is one line of a table.
type Row struct {
	Number int      // from 1, without the header and empty lines; the row's own in a mended rejected.csv
	Line   int      // in the file
	Cells  []string // as they stand there

	mapping  *mapping
	endless  bool      // cells that are missing at the end are empty
	of       string    // the set it was rejected in, as a mended table says
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
	endless  bool // cells that are missing at the end are empty
	lines    bool // it is of several
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

	source   *source
	xlsx     bool     // the source was a workbook
	unpacked unpacked // what is known of it
	letters  []record // in place of a source
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
		t.unpacked, err = t.source.unpackXLSX()
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

// Notes are what whoever made the table should know of how it is read.
func (t *Table) Notes() []string { return t.unpacked.notes }

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
	text = withNewlines(text)
	lines, first, err := skipBlank(text)
	switch {
	case errors.Is(err, io.EOF):
		return nil, errors.New("the table is empty")
	case err != nil:
		return nil, err
	case t.xlsx:
		rs.records, rs.headed = newCSV(text, ',', lines), true
		rs.numbered = true
	case first == '{':
		rs.records = newJSONLines(text, lines)
	case first == '[':
		return nil, errors.New("a JSON array: write one object a line (JSON Lines), for example with jq -c '.[]'")
	case isJSONValue(text):
		return nil, errors.New("a JSON value that is no object: write one object a line (JSON Lines)")
	default:
		rs.records, rs.headed = newCSV(text, sniff(text, t.Chosen), lines), true
	}
	return rs, nil
}

// isJSONValue reports whether the first line is a word or number of JSON, which
// names no column.
func isJSONValue(text *bufio.Reader) bool {
	head, _ := text.Peek(64)
	line, _, _ := bytes.Cut(head, []byte("\n"))
	line = bytes.TrimSpace(line)
	return len(line) > 0 && line[0] != '"' && json.Valid(line)
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
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(head, []byte("\x00\x00\xfe\xff")):
		return nil, errors.New("text in UTF-32: save it as UTF-8")
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

// ownsFile reports whether the table is read from that file.
func (t *Table) ownsFile(name string) bool {
	if t == nil || t.source == nil || t.source.info == nil {
		return false
	}
	info, err := os.Stat(name)
	return err == nil && os.SameFile(info, t.source.info)
}
