package batch

import (
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing that is wrong with a row.
type Problem struct {
	Row, Line int
	Column    string        // as the table calls it; empty if it is about the whole row
	Value     string        // the cell, where there is one
	Kind      string        // what problems are counted by: "unknown country"
	Text      string        // what is wrong, without the value
	Hint      func() string // what to do; may be nil. Looking for it can take long
}

// String is the problem without its place or hint.
func (p Problem) String() string {
	var b strings.Builder
	if p.Column != "" {
		b.WriteString(p.Column + ": ")
	}
	b.WriteString(p.Text)
	if p.Value != "" {
		fmt.Fprintf(&b, ": %q", shortened(p.Value))
	}
	return b.String()
}

// ProblemsError is everything that is wrong with a table.
type ProblemsError struct {
	Table  string
	Rows   int // with a problem
	Of     int // rows in all
	Listed []Problem
	Counts map[string]int // by kind

	most int
}

// add notes a row's problems: the first ones whole, the others by number.
func (e *ProblemsError) add(problems []Problem) {
	if len(problems) == 0 {
		return
	}
	e.Rows++
	for _, p := range problems {
		e.Counts[p.Kind]++
		if len(e.Listed) < e.most {
			e.Listed = append(e.Listed, p)
		}
	}
}

// count notes rows with a problem that is not listed.
func (e *ProblemsError) count(rows int, kind string) {
	e.Rows += rows
	e.Counts[kind] += rows
}

// Error lists the problems, a line each, and sums them up by kind.
func (e *ProblemsError) Error() string {
	var b strings.Builder
	for _, p := range e.Listed {
		b.WriteString(e.Table)
		if p.Line > 0 {
			fmt.Fprintf(&b, ":%d", p.Line)
		}
		fmt.Fprintf(&b, ": %s", p)
		if p.Hint != nil {
			if hint := p.Hint(); hint != "" {
				fmt.Fprintf(&b, "; %s", hint)
			}
		}
		b.WriteByte('\n')
	}
	b.WriteString(e.sum())
	return b.String()
}

// sum says how many problems of each kind there are.
func (e *ProblemsError) sum() string {
	var kinds []string
	total := 0
	for kind, n := range e.Counts {
		kinds = append(kinds, kind)
		total += n
	}
	slices.SortFunc(kinds, func(a, b string) int {
		if e.Counts[a] != e.Counts[b] {
			return e.Counts[b] - e.Counts[a]
		}
		return strings.Compare(a, b)
	})
	for i, kind := range kinds {
		kinds[i] = fmt.Sprintf("%s %s", kind, Number(e.Counts[kind]))
	}
	more := ""
	if n := total - len(e.Listed); n > 0 {
		more = fmt.Sprintf(" (%s not shown)", Number(n))
	}
	return fmt.Sprintf("%s of %s rows cannot be written: %s%s", Number(e.Rows), Number(e.Of), strings.Join(kinds, ", "), more)
}

// Number writes a count as people read it: 1,234,567.
func Number(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
