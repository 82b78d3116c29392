package batch

import (
	"bufio"
	"bytes"
	"cmp"
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
	split  splitter
	header []string
	at     map[string]int
}

// newJSONLines reads what comes after so many lines.
func newJSONLines(in *bufio.Reader, lines int) *jsonLines {
	return &jsonLines{split: splitter{in: in, line: lines}, at: map[string]int{}}
}

func (j *jsonLines) next() (record, error) {
	for {
		p, err := j.split.next()
		if err != nil {
			return record{}, err
		}
		text := bytes.TrimSpace(p.raw)
		switch {
		case p.long:
			return record{line: p.line, cells: []string{shortened(string(text))}, problems: []Problem{longRow}}, nil
		case len(text) > 0:
			return j.parse(text, p.line)
		}
	}
}

// maxHeader bounds how many names objects may have between them.
const maxHeader = 1000

func (j *jsonLines) parse(text []byte, line int) (record, error) {
	object, twice, err := decodeObject(text)
	if !utf8.Valid(text) {
		err = errors.New("not valid UTF-8 text")
	}
	if err != nil {
		return record{line: line, cells: []string{string(text)}, problems: []Problem{{
			Kind: "JSON", Value: string(text), Text: "not a JSON object: " + err.Error(),
		}}}, nil
	}
	r := record{line: line, endless: true}
	if twice != "" {
		r.problems = append(r.problems, Problem{Kind: "JSON", Column: twice, Text: "the object has two values of that name"})
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		i, ok := j.at[name]
		if !ok {
			if i = len(j.header); i >= maxHeader {
				return r, fmt.Errorf("line %d: more than %d names between the objects", line, maxHeader)
			}
			j.at[name] = i
			j.header = append(j.header, name)
		}
		for len(r.cells) <= i {
			r.cells = append(r.cells, "")
		}
		r.cells[i] = cellOf(object[name])
	}
	return r, nil
}

// decodeObject reads an object and, if there is one, a name that it has twice.
func decodeObject(text []byte) (object map[string]any, twice string, err error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, "", cmp.Or(err, errors.New("another value"))
	}
	object = map[string]any{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, "", err
		}
		name, _ := t.(string) // a decoder takes nothing else there
		if _, ok := object[name]; ok {
			twice = name
		}
		var value any
		if err := d.Decode(&value); err != nil {
			return nil, "", err
		}
		object[name] = value
	}
	if _, err := d.Token(); err != nil {
		return nil, "", err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, "", errors.New("more than one value")
	}
	return object, twice, nil
}

// cellOf is a JSON value as a cell says it: the lines of an address may be an
// array. What no cell can say stands there as JSON, for rowParser.cell to find.
func cellOf(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return fmt.Sprint(v)
	case []any:
		var lines []string
		for _, e := range v {
			switch e.(type) {
			case []any, map[string]any:
				return asJSON(v)
			}
			lines = append(lines, cellOf(e))
		}
		return strings.Join(lines, "\n")
	}
	return asJSON(v)
}

func asJSON(v any) string {
	text, _ := json.Marshal(v) // it was JSON before: it cannot fail
	return string(text)
}

// isJSON reports an object, or an array with one or with an array.
func isJSON(cell string) bool {
	structured := strings.HasPrefix(cell, "{") || strings.HasPrefix(cell, "[") && strings.ContainsAny(cell[1:], "{[")
	return structured && json.Valid([]byte(cell))
}
