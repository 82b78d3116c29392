package batch

import (
	"bufio"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"slices"
	"strconv"
)

// Line is a line of a manifest: what became of a row, or one file of it; without
// a row, a file of the whole set, or the seal.
type Line struct {
	Row                                       int
	File, SHA256                              string
	Country, Language, Issue, Status, Request string
	Set                                       string
}

// What became of a row. The last line is a seal: its request is the SHA-256 of
// all before it, so that a manifest that was changed, or cut, is known.
const (
	Written  = "written"
	Rejected = "rejected"
	sealed   = "sealed"
)

// manifestHeader names a manifest's columns. The request is a digest of all
// that decides the file, the program included; the set one of the table and of
// what all rows share, with the number of rows after it.
var manifestHeader = []string{"row", "file", "sha256", "country", "language", "issue", "status", "request", "set"}

func (l Line) cells() []string {
	row := ""
	if l.Row > 0 {
		row = strconv.Itoa(l.Row)
	}
	return []string{row, protected(l.File), l.SHA256, l.Country, l.Language, protected(l.Issue), l.Status, l.Request, l.Set}
}

func parseLine(c []string) (Line, error) {
	row, err := 0, error(nil)
	if c[0] != "" {
		row, err = strconv.Atoi(c[0])
	}
	return Line{row, unprotected(c[1]), c[2], c[3], c[4], unprotected(c[5]), c[6], c[7], c[8]}, err
}

// eachCell returns the cells as fn makes them.
func eachCell(fn func(string) string, cells []string) []string {
	made := make([]string, len(cells))
	for i, c := range cells {
		made[i] = fn(c)
	}
	return made
}

// manifestReader reads a manifest's lines of rows. Its last line may be torn, if
// the run that wrote it was killed; it ends the file.
type manifestReader struct {
	file *os.File
	csv  *csv.Reader
	head Line
	err  error // of what comes after head

	// What comes after the rows.
	whole  []Line // files of the whole set
	seal   string
	set    string // that the seal gives
	sealAt int64
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
	if err != nil || !slices.Equal(header, manifestHeader) {
		f.Close()
		return nil
	}
	m.advance()
	return m
}

func (m *manifestReader) advance() {
	for {
		at := m.csv.InputOffset()
		cells, err := m.csv.Read()
		if err == nil {
			m.head, err = parseLine(cells)
		}
		switch {
		case err != nil:
			m.err = io.EOF
			return
		case m.head.Row > 0:
			return
		case m.head.Status == sealed:
			m.seal, m.set, m.sealAt = m.head.Request, m.head.Set, at
		default:
			m.whole = append(m.whole, m.head)
		}
	}
}

// isWhole reports, once all lines are read, whether the manifest is complete
// and as it was written.
func (m *manifestReader) isWhole() bool {
	info, err := m.file.Stat()
	if err != nil || m.seal == "" || m.csv.InputOffset() != info.Size() {
		return false
	}
	h := sha256.New()
	_, err = io.Copy(h, io.NewSectionReader(m.file, 0, m.sealAt))
	return err == nil && hex.EncodeToString(h.Sum(nil)) == m.seal
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

// each calls fn with all lines.
func (m *manifestReader) each(fn func(Line) error) error {
	return m.before(everyRow, fn)
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

// before calls fn with the lines that come before that row's.
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
type manifestWriter struct {
	csv    *csv.Writer
	digest hash.Hash // of what was written
}

func newManifestWriter(w io.Writer) (*manifestWriter, error) {
	m := &manifestWriter{digest: sha256.New()}
	m.csv = csv.NewWriter(io.MultiWriter(w, m.digest))
	return m, m.csv.Write(manifestHeader)
}

func (m *manifestWriter) write(l Line) error { return m.csv.Write(l.cells()) }

// close writes the files of the whole set, and the seal.
func (m *manifestWriter) close(whole []Line, set string) error {
	for _, l := range whole {
		if err := m.write(l); err != nil {
			return err
		}
	}
	if err := m.flush(); err != nil {
		return err
	}
	m.write(Line{Status: sealed, Request: hex.EncodeToString(m.digest.Sum(nil)), Set: set})
	return m.flush()
}

func (m *manifestWriter) flush() error {
	m.csv.Flush()
	return m.csv.Error()
}
