package batch

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"unicode/utf8"
)

// csvRecords reads CSV. A record that breaks the rules is a problem of its own
// and does not end the table, unless it is unclear where it ends.
type csvRecords struct {
	split splitter
	text  bytes.Reader // of the record under way
	csv   *csv.Reader
	read  int64 // how much of all text it has taken
}

// newCSV reads what comes after so many lines.
func newCSV(in *bufio.Reader, comma byte, lines int) *csvRecords {
	c := &csvRecords{split: splitter{in: in, comma: comma, line: lines + skipSepLine(in)}}
	c.reset()
	return c
}

func (c *csvRecords) reset() {
	c.csv, c.read = csv.NewReader(&c.text), 0
	c.csv.Comma, c.csv.FieldsPerRecord = rune(c.split.comma), -1
}

func (c *csvRecords) next() (record, error) {
	for {
		p, err := c.split.next()
		switch {
		case err != nil:
			return record{}, err
		case p.open && (p.more || p.long):
			return record{}, fmt.Errorf("line %d: a quote opened and not closed: which rows come after it cannot be told", p.line)
		case p.long:
			return c.tooLong(p), nil
		case string(p.raw) == "\n" || string(p.raw) == "\r\n" || string(p.raw) == "\r":
			continue
		}
		c.text.Reset(p.raw)
		cells, err := c.csv.Read()
		c.read += int64(len(p.raw))
		if err != nil || c.csv.InputOffset() != c.read {
			c.reset()
			return c.broken(p)
		}
		return record{line: p.line, cells: cells, lines: p.more}, nil
	}
}

// tooLong is a row of which only the beginning is kept.
func (c *csvRecords) tooLong(p piece) record {
	head, _, _ := bytes.Cut(p.raw, []byte{c.split.comma})
	return record{line: p.line, cells: []string{shortened(string(head))}, problems: []Problem{longRow}}
}

var longRow = Problem{Kind: "long row", Text: fmt.Sprintf("more than %s bytes long", Number(maxRow))}

// broken makes what it can of a record with quotes out of place, so that
// nothing of it is lost. If there are several lines of it, they may be rows that
// a quote has made one.
func (c *csvRecords) broken(p piece) (record, error) {
	if p.more {
		return record{}, fmt.Errorf("line %d: a quote opened and not closed where it can be: which rows come after it cannot be told", p.line)
	}
	lazy := csv.NewReader(bytes.NewReader(p.raw))
	lazy.Comma, lazy.FieldsPerRecord, lazy.LazyQuotes = rune(c.split.comma), -1, true
	cells, _ := lazy.Read()
	return record{line: p.line, cells: cells, problems: []Problem{{
		Kind: "quotes", Value: strings.TrimSpace(string(p.raw)), Text: "a quote stands where none can",
		Hint: func() string { return `write "" for a quote inside quotes` },
	}}}, nil
}

// skipSepLine drops the line by which some spreadsheets name the delimiter, and
// returns how many there were.
func skipSepLine(in *bufio.Reader) int {
	if head, _ := in.Peek(7); bytes.HasPrefix(head, []byte("sep=")) {
		in.ReadString('\n')
		return 1
	}
	return 0
}

// sniff finds the delimiter: the one by which the first line names the most
// columns, or else by which the first lines have equally many.
func sniff(in *bufio.Reader, chosen map[Column]string) byte {
	head, err := in.Peek(64 << 10)
	if bytes.HasPrefix(head, []byte("sep=")) && len(head) > 4 && strings.IndexByte("\r\n\"", head[4]) < 0 && head[4] < utf8.RuneSelf {
		return head[4]
	}
	if err == nil { // there is more: the last line is cut
		head = head[:bytes.LastIndexByte(head, '\n')+1]
	}
	best, most := byte(','), 0
	for _, comma := range []byte(",;\t|") {
		c := csv.NewReader(bytes.NewReader(head))
		c.Comma, c.FieldsPerRecord, c.LazyQuotes = rune(comma), -1, true
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
