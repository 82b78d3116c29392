package batch

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxRow bounds a row: a longer one is a quote that is not closed, and some
// hundred rows are in memory at a time.
const maxRow = 128 << 10

// errLongRow says so.
var errLongRow = fmt.Errorf("a row of more than %d bytes: is a quote opened and not closed?", maxRow)

// csvRecords reads CSV. A record that breaks the rules is a problem of its own
// and does not end the table.
type csvRecords struct {
	comma  rune
	csv    *csv.Reader
	window *window
	last   int // line of the last record
}

func newCSV(in *bufio.Reader, comma rune) *csvRecords {
	skipSepLine(in)
	w := &window{in: in}
	c := csv.NewReader(w)
	c.Comma, c.FieldsPerRecord = comma, -1
	return &csvRecords{comma: comma, csv: c, window: w}
}

func (c *csvRecords) next() (record, error) {
	start := c.csv.InputOffset()
	cells, err := c.csv.Read()
	raw := c.window.take(c.csv.InputOffset())
	var broken *csv.ParseError
	switch {
	case errors.As(err, &broken):
		return c.broken(raw[max(0, len(raw)-int(c.csv.InputOffset()-start)):], broken)
	case errors.Is(err, errLongRow):
		return record{}, fmt.Errorf("after line %d: %w", c.last, err)
	case err != nil:
		return record{}, err
	}
	c.last, _ = c.csv.FieldPos(0)
	return record{line: c.last, cells: cells}, nil
}

// broken makes what it can of a record with quotes out of place, so that
// nothing of it is lost.
func (c *csvRecords) broken(raw []byte, err *csv.ParseError) (record, error) {
	lazy := csv.NewReader(bytes.NewReader(raw))
	lazy.Comma, lazy.FieldsPerRecord, lazy.LazyQuotes = c.comma, -1, true
	cells, _ := lazy.Read()
	return record{line: err.StartLine, cells: cells, problems: []Problem{{
		Kind: "quotes", Value: strings.TrimSpace(string(raw)), Text: "a quote stands where none can",
		Hint: func() string { return `write "" for a quote inside quotes` },
	}}}, nil
}

// window keeps what has been read of a record, and no more than that.
type window struct {
	in     io.Reader
	kept   []byte
	offset int64 // of the first byte kept
}

func (w *window) Read(p []byte) (int, error) {
	if len(w.kept) > maxRow {
		return 0, errLongRow
	}
	n, err := w.in.Read(p)
	w.kept = append(w.kept, p[:n]...)
	return n, err
}

// take returns what was kept up to the offset, and lets go of it.
func (w *window) take(upTo int64) []byte {
	n := min(int(upTo-w.offset), len(w.kept))
	raw := w.kept[:n]
	w.kept, w.offset = w.kept[n:], w.offset+int64(n)
	return raw
}

// skipSepLine drops the line by which some spreadsheets name the delimiter.
func skipSepLine(in *bufio.Reader) {
	if head, _ := in.Peek(7); bytes.HasPrefix(head, []byte("sep=")) {
		in.ReadString('\n')
	}
}

// sniff finds the delimiter: the one by which the first line names the most
// columns, or else by which the first lines have equally many.
func sniff(in *bufio.Reader, chosen map[Column]string) rune {
	head, err := in.Peek(64 << 10)
	if bytes.HasPrefix(head, []byte("sep=")) && len(head) > 4 {
		return rune(head[4])
	}
	if err == nil { // there is more: the last line is cut
		head = head[:bytes.LastIndexByte(head, '\n')+1]
	}
	best, most := ',', 0
	for _, comma := range ",;\t|" {
		c := csv.NewReader(bytes.NewReader(head))
		c.Comma, c.FieldsPerRecord, c.LazyQuotes = comma, -1, true
		first, err := c.Read()
		if err != nil || len(first) < 2 {
			continue
		}
		score := 1000*known(first, chosen) + 1
		for range 20 {
			r, err := c.Read()
			if err != nil {
				break
			}
			if len(r) == len(first) {
				score++
			}
		}
		if score > most {
			best, most = comma, score
		}
	}
	return best
}
