package batch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// jsonLines reads an object a line. Its header grows with the names that
// objects have.
type jsonLines struct {
	lines  *bufio.Scanner
	line   int
	header []string
	at     map[string]int
}

func newJSONLines(in io.Reader) *jsonLines {
	s := bufio.NewScanner(in)
	s.Buffer(make([]byte, 64<<10), maxRow)
	return &jsonLines{lines: s, at: map[string]int{}}
}

func (j *jsonLines) next() (record, error) {
	for j.lines.Scan() {
		j.line++
		if text := bytes.TrimSpace(j.lines.Bytes()); len(text) > 0 {
			return j.parse(text)
		}
	}
	if errors.Is(j.lines.Err(), bufio.ErrTooLong) {
		return record{}, fmt.Errorf("line %d: more than %d bytes long", j.line+1, maxRow)
	}
	if err := j.lines.Err(); err != nil {
		return record{}, err
	}
	return record{}, io.EOF
}

// maxHeader bounds how many names objects may have between them.
const maxHeader = 1000

func (j *jsonLines) parse(text []byte) (record, error) {
	var object map[string]any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	err := d.Decode(&object)
	if err == nil && d.More() {
		err = errors.New("more than one value")
	}
	if !utf8.Valid(text) {
		err = errors.New("not valid UTF-8 text")
	}
	if err != nil {
		return record{line: j.line, cells: []string{string(text)}, problems: []Problem{{
			Kind: "JSON", Value: string(text), Text: "not a JSON object: " + err.Error(),
		}}}, nil
	}
	r := record{line: j.line}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		i, ok := j.at[name]
		if !ok {
			if i = len(j.header); i >= maxHeader {
				return r, fmt.Errorf("line %d: more than %d names between the objects", j.line, maxHeader)
			}
			j.at[name] = i
			j.header = append(j.header, name)
		}
		for len(r.cells) <= i {
			r.cells = append(r.cells, "")
		}
		value, err := cellOf(object[name])
		if err != nil {
			r.problems = append(r.problems, Problem{Kind: "JSON", Column: name, Text: err.Error()})
		}
		r.cells[i] = value
	}
	return r, nil
}

// cellOf is a JSON value as a cell says it: the lines of an address may be an
// array.
func cellOf(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case json.Number:
		return v.String(), nil
	case bool:
		return fmt.Sprint(v), nil
	case []any:
		var lines []string
		for _, e := range v {
			line, err := cellOf(e)
			if err != nil {
				return "", err
			}
			lines = append(lines, line)
		}
		return strings.Join(lines, "\n"), nil
	}
	return "", errors.New("an object in place of a value")
}
