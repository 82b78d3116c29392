package batch

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
)

// Line is a line of a manifest: what became of a row, or one file of it.
type Line struct {
	Row                                       int
	File, SHA256                              string
	Country, Language, Issue, Status, Request string
	Set                                       string
}

// What became of a row.
const (
	Written  = "written"
	Rejected = "rejected"
)

// manifestHeader names a manifest's columns. The request is a digest of all
// that decides the file, the program included; the set one of the table and of
// what all rows share, with the number of rows after it.
var manifestHeader = []string{"row", "file", "sha256", "country", "language", "issue", "status", "request", "set"}

func (l Line) cells() []string {
	return []string{strconv.Itoa(l.Row), protected(l.File), l.SHA256, l.Country, l.Language, protected(l.Issue), l.Status, l.Request, l.Set}
}

func parseLine(c []string) (Line, error) {
	row, err := strconv.Atoi(c[0])
	return Line{row, unprotected(c[1]), c[2], c[3], c[4], unprotected(c[5]), c[6], c[7], c[8]}, err
}

// protected keeps a spreadsheet from taking a cell for a formula: an apostrophe
// goes before what begins like one, and before an apostrophe, so that
// unprotected gives back what it was.
func protected(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r'", rune(s[0])) {
		return "'" + s
	}
	return s
}

func unprotected(s string) string { return strings.TrimPrefix(s, "'") }

// manifestReader reads a manifest's lines. Its last line may be torn, if the
// run that wrote it was killed; it ends the file.
type manifestReader struct {
	file *os.File
	csv  *csv.Reader
	head Line
	err  error // of what comes after head
}

// openManifest returns nil if there is no manifest of that name.
func openManifest(name string) *manifestReader {
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	m := &manifestReader{file: f, csv: csv.NewReader(bufio.NewReader(f))}
	m.csv.FieldsPerRecord = len(manifestHeader)
	header, err := m.csv.Read()
	if err != nil || strings.Join(header, ",") != strings.Join(manifestHeader, ",") {
		f.Close()
		return nil
	}
	m.advance()
	return m
}

func (m *manifestReader) advance() {
	cells, err := m.csv.Read()
	if err == nil {
		m.head, err = parseLine(cells)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = io.EOF
	}
	m.err = err
}

// next returns the next line; io.EOF after the last.
func (m *manifestReader) next() (Line, error) {
	if m.err != nil {
		return Line{}, m.err
	}
	l := m.head
	m.advance()
	return l, nil
}

// at returns the lines of a row, which must come after that of the call before.
func (m *manifestReader) at(row int) []Line {
	var lines []Line
	for m.err == nil && m.head.Row <= row {
		if m.head.Row == row {
			lines = append(lines, m.head)
		}
		m.advance()
	}
	return lines
}

// before calls fn with the lines of the rows up to row that at does not.
func (m *manifestReader) before(row int, fn func(Line) error) error {
	for m.err == nil && m.head.Row < row {
		if err := fn(m.head); err != nil {
			return err
		}
		m.advance()
	}
	return nil
}

// manifestWriter writes a manifest's lines.
type manifestWriter struct{ csv *csv.Writer }

func newManifestWriter(w io.Writer) (*manifestWriter, error) {
	m := &manifestWriter{csv.NewWriter(w)}
	return m, m.csv.Write(manifestHeader)
}

func (m *manifestWriter) write(l Line) error { return m.csv.Write(l.cells()) }

func (m *manifestWriter) flush() error {
	m.csv.Flush()
	return m.csv.Error()
}
