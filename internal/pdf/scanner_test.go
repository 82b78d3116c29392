package pdf

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Objects of PDF as the checks of conformance read them (ISO 32000-1, 7.3): nil,
// bool, int, float64, string, []any, *pdfStream and these.
type (
	pdfName string
	pdfRef  int
	pdfDict map[pdfName]any
	pdfWord string // an operator, or a word of the syntax
)

type pdfStream struct {
	pdfDict
	data []byte // decoded
}

// faults is what is wrong with a document.
type faults []string

func (f *faults) add(format string, a ...any) { *f = append(*f, fmt.Sprintf(format, a...)) }

// scanner reads objects and operators, and notes what is wrong with them.
type scanner struct {
	data   []byte
	at     int
	faults *faults
}

const (
	whites     = "\x00\t\n\f\r "
	delimiters = "()<>[]{}/%"
)

// skip passes white space and comments.
func (s *scanner) skip() {
	for s.at < len(s.data) {
		switch c := s.data[s.at]; {
		case strings.IndexByte(whites, c) >= 0:
			s.at++
		case c == '%':
			for s.at < len(s.data) && s.data[s.at] != '\n' && s.data[s.at] != '\r' {
				s.at++
			}
		default:
			return
		}
	}
}

// take passes what begins with the prefix, if it does.
func (s *scanner) take(prefix string) bool {
	if !bytes.HasPrefix(s.data[s.at:], []byte(prefix)) {
		return false
	}
	s.at += len(prefix)
	return true
}

// regular returns the regular characters that come next (7.2.2).
func (s *scanner) regular() string {
	n := bytes.IndexAny(s.data[s.at:], whites+delimiters)
	if n < 0 {
		n = len(s.data) - s.at
	}
	s.at += n
	return string(s.data[s.at-n : s.at])
}

// broken notes a fault that ends the reading.
func (s *scanner) broken(format string, a ...any) (any, bool) {
	s.faults.add("at %d: %s", s.at, fmt.Sprintf(format, a...))
	s.at = len(s.data)
	return nil, false
}

var reference = regexp.MustCompile(`^(\d+) 0 R(?:[\s/<>\[\]()%]|$)`)

// next returns the next object, or a pdfWord; false at the end.
func (s *scanner) next() (any, bool) {
	s.skip()
	switch {
	case s.at >= len(s.data):
		return nil, false
	case s.take("<<"):
		return s.dict()
	case s.take("<"):
		return s.hex()
	case s.take("("):
		return s.literal()
	case s.take("["):
		return s.array()
	case s.take("/"):
		return s.name()
	case strings.IndexByte(delimiters, s.data[s.at]) >= 0:
		return s.broken("%q where no object can begin", s.data[s.at])
	}
	if m := reference.FindSubmatch(s.data[s.at:min(s.at+20, len(s.data))]); m != nil {
		n, _ := strconv.Atoi(string(m[1]))
		s.at += len(m[1]) + len(" 0 R")
		return pdfRef(n), true
	}
	return s.number(s.regular())
}

var numeric = regexp.MustCompile(`^[-+]?(\d+\.?\d*|\.\d+)$`)

// number reads what is a number, or else a word.
func (s *scanner) number(word string) (any, bool) {
	switch {
	case word == "true" || word == "false":
		return word == "true", true
	case word == "null":
		return nil, true
	case !numeric.MatchString(word):
		return pdfWord(word), true
	case strings.Contains(word, "."):
		v, _ := strconv.ParseFloat(word, 64)
		if v < -32767 || v > 32767 {
			s.faults.add("the real number %s is beyond the limit", word)
		}
		return v, true
	}
	v, err := strconv.ParseInt(word, 10, 32)
	if err != nil {
		s.faults.add("the integer %s is beyond the limit", word)
	}
	return int(v), true
}

// until reads objects up to the end of an array or a dictionary.
func (s *scanner) until(end string) ([]any, bool) {
	var all []any
	for {
		s.skip()
		if s.take(end) {
			return all, true
		}
		v, ok := s.next()
		if !ok {
			s.broken("the end where %s is wanted", end)
			return nil, false
		}
		if w, ok := v.(pdfWord); ok {
			s.broken("%q inside an object", w)
			return nil, false
		}
		all = append(all, v)
	}
}

func (s *scanner) array() (any, bool) {
	all, ok := s.until("]")
	if len(all) > 8191 {
		s.faults.add("an array of %d elements: 8191 is the limit", len(all))
	}
	return all, ok
}

func (s *scanner) dict() (any, bool) {
	all, ok := s.until(">>")
	if !ok || len(all)%2 != 0 {
		return s.broken("a dictionary of %d keys and values", len(all))
	}
	d := pdfDict{}
	for kv := range slices.Chunk(all, 2) {
		key, ok := kv[0].(pdfName)
		if _, twice := d[key]; !ok || twice {
			return s.broken("the dictionary's key %v is no name, or is there twice", kv[0])
		}
		d[key] = kv[1]
	}
	if len(d) > 4095 {
		s.faults.add("a dictionary of %d entries: 4095 is the limit", len(d))
	}
	return d, true
}

func (s *scanner) name() (any, bool) {
	n := s.regular()
	if n == "" || len(n) > 127 || strings.Contains(n, "#") {
		s.faults.add("the name %q is empty, too long, or escaped, which none of ours is", n)
	}
	return pdfName(n), true
}

func (s *scanner) hex() (any, bool) {
	n := bytes.IndexByte(s.data[s.at:], '>')
	if n < 0 {
		return s.broken("a string without an end")
	}
	v, err := hex.DecodeString(string(s.data[s.at : s.at+n]))
	if err != nil {
		s.faults.add("at %d: %v", s.at, err)
	}
	s.at += n + 1
	return s.limited(string(v))
}

// literal reads a string (7.3.4.2); all escapes that ours have.
func (s *scanner) literal() (any, bool) {
	var b []byte
	for depth := 1; s.at < len(s.data); s.at++ {
		c := s.data[s.at]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				s.at++
				return s.limited(string(b))
			}
		case '\r':
			return s.broken("a return in a string would be read as a line feed")
		case '\\':
			s.at++
			if s.at == len(s.data) {
				return s.broken("a string without an end")
			}
			n := strings.IndexByte(`nrtbf()\`, s.data[s.at])
			if n < 0 {
				return s.broken("the escape %q in a string", s.data[s.at])
			}
			c = "\n\r\t\b\f()\\"[n]
		}
		b = append(b, c)
	}
	return s.broken("a string without an end")
}

func (s *scanner) limited(v string) (any, bool) {
	if len(v) > 65535 {
		s.faults.add("a string of %d bytes: 65535 is the limit", len(v))
	}
	return v, true
}

// pdfText decodes a text string (7.9.2.2).
func pdfText(v any) string {
	s, _ := v.(string)
	units, ok := strings.CutPrefix(s, "\xfe\xff")
	if !ok {
		return s
	}
	return decodeUTF16(units)
}

func decodeUTF16(s string) string {
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
