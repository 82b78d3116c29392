package batch

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// maxRow bounds a row: some hundred are in memory at a time. Of a longer one no
// more is kept.
const maxRow = 128 << 10

// splitter divides text into the lines of each record: one, or more where a
// line break stands between quotes.
type splitter struct {
	in    *bufio.Reader
	comma byte // 0 if quotes mean nothing
	line  int  // the last that was read
	kept  []byte
}

// piece is the text of a record. It is good until the next one is read.
type piece struct {
	line int    // its first
	raw  []byte // the beginning, if it is long
	long bool
	more bool // it goes on after its first line
	open bool // the text ends between quotes
}

// next returns the next record; io.EOF after the last.
func (s *splitter) next() (piece, error) {
	p := piece{line: s.line + 1}
	s.kept = s.kept[:0]
	state, begun := fieldStart, false
	for {
		part, err := s.in.ReadSlice('\n')
		p.more = p.more || s.line >= p.line && len(bytes.TrimSpace(part)) > 0
		begun = begun || len(part) > 0
		if room := maxRow - len(s.kept); len(part) > room {
			p.long = true
			s.kept = append(s.kept, part[:room]...)
		} else {
			s.kept = append(s.kept, part...)
		}
		if s.comma != 0 && (state != fieldStart && state != unquoted || bytes.IndexByte(part, '"') >= 0) {
			state = state.after(part, s.comma)
		} else if len(part) > 0 && part[len(part)-1] != '\n' {
			state = unquoted
			if part[len(part)-1] == s.comma {
				state = fieldStart
			}
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && !begun:
			return p, io.EOF
		case err != nil && !errors.Is(err, io.EOF):
			return p, err
		}
		s.line++
		if p.open = state == inQuotes; !p.open || err != nil {
			p.raw = s.kept
			return p, nil
		}
	}
}

// place is where in a record the text has come to, as RFC 4180 reads it.
type place byte

const (
	fieldStart place = iota
	unquoted
	inQuotes
	quoteInside // the quoted field may end here, or a second quote follow
	misquoted   // something else followed: nothing is told apart up to the line's end
)

func (p place) after(text []byte, comma byte) place {
	for _, c := range text {
		switch {
		case p == inQuotes:
			if c == '"' {
				p = quoteInside
			}
		case p == quoteInside && c == '"':
			p = inQuotes
		case c == '\n':
			p = fieldStart
		case p == misquoted:
		case c == comma:
			p = fieldStart
		case p == fieldStart && c == '"':
			p = inQuotes
		case p == quoteInside && c != '\r':
			p = misquoted
		case p == fieldStart:
			p = unquoted
		}
	}
	return p
}

// skipBlank passes over lines of white space and returns how many there were,
// and the first byte of the next that is none. The error is io.EOF if there is
// nothing else.
func skipBlank(in *bufio.Reader) (lines int, first byte, err error) {
	for blanks := 0; ; { // of the line under way
		head, err := in.Peek(blanks + 1)
		switch {
		case len(head) > blanks && head[blanks] == '\n':
			in.Discard(blanks + 1)
			lines, blanks = lines+1, 0
		case len(head) > blanks && isBlank(head[blanks]):
			blanks++
		case len(head) > blanks:
			return lines, head[blanks], nil
		case errors.Is(err, bufio.ErrBufferFull):
			in.Discard(blanks)
			blanks = 0
		default:
			return lines, 0, err
		}
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// newlines makes line feeds of carriage returns, where these end the lines.
type newlines struct{ in io.Reader }

func (n newlines) Read(p []byte) (int, error) {
	k, err := n.in.Read(p)
	for i, c := range p[:k] {
		if c == '\r' {
			p[i] = '\n'
		}
	}
	return k, err
}

// withNewlines reads the text of systems that end lines with carriage returns
// alone as others'.
func withNewlines(in *bufio.Reader) *bufio.Reader {
	head, _ := in.Peek(in.Size())
	if bytes.IndexByte(head, '\r') < 0 || bytes.IndexByte(head, '\n') >= 0 {
		return in
	}
	return bufio.NewReaderSize(newlines{in}, in.Size())
}
