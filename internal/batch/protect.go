package batch

import "strings"

// What begins a cell that a spreadsheet takes for a formula, in some languages
// in full width too, and what ends a cell: where a comma divides decimals,
// spreadsheets open a table as if semicolons divided its cells, and its quotes,
// which stand inside such cells then, hold nothing together.
const (
	formulaStarts = "=+-@＝＋－＠"
	cellEnds      = ";\t\r\n"
)

// protected keeps a spreadsheet from taking a cell, or a part of it, for a
// formula: an apostrophe goes before what begins like one, and before an
// apostrophe, so that unprotected gives back what it was.
func protected(s string) string {
	return eachPart(s, func(part string) string {
		if startsFormula(part) {
			return "'" + part
		}
		return part
	})
}

func unprotected(s string) string {
	return eachPart(s, func(part string) string { return strings.TrimPrefix(part, "'") })
}

// eachPart returns a cell with its parts, each with what ends it, as fn makes
// them.
func eachPart(s string, fn func(string) string) string {
	if !strings.ContainsAny(s, cellEnds) {
		return fn(s)
	}
	var b strings.Builder
	for {
		end := strings.IndexAny(s, cellEnds) + 1
		if end == 0 {
			b.WriteString(fn(s))
			return b.String()
		}
		b.WriteString(fn(s[:end]))
		s = s[end:]
	}
}

// startsFormula looks behind quotes, too, which may begin a cell.
func startsFormula(s string) bool {
	return strings.HasPrefix(s, "'") || strings.IndexAny(strings.TrimLeft(s, `"`), formulaStarts) == 0
}
