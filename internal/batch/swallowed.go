package batch

import (
	"fmt"
	"strings"

	"speakout/internal/country"
)

// swallowed finds rows that an opening quote has made part of a cell, where a
// later quote happens to close it: a cell of several lines in which one, as a
// row of the table, has its cells and names a country in their place.
func (m *mapping) swallowed(r record, comma byte) error {
	width := len(m.header)
	at, ok := m.at["country"]
	if !ok || width < 2 {
		return nil
	}
	for i, cell := range r.cells[:min(len(r.cells), width)] {
		lines := strings.Split(strings.ReplaceAll(cell, "\r\n", "\n"), "\n")
		if len(lines) == 1 {
			continue
		}
		for n, line := range lines {
			from, to := 0, width // the cells that the line would be of
			if n == 0 {
				from = i
			}
			if n == len(lines)-1 {
				to = i + 1
			}
			if namesCountry(line, comma, to-from, at-from) {
				return fmt.Errorf("line %d: %q in the column %q looks like a row: a quote opened and not closed makes rows part of a cell; if it was meant, write ; in place of line breaks",
					r.line+n, shortened(line), m.header[i])
			}
		}
	}
	return nil
}

// namesCountry reports whether the line has so many cells, of which one, counted
// from 0, is a country. What stands after commas with spaces is prose.
func namesCountry(line string, comma byte, width, at int) bool {
	if width < 2 || at < 0 || at >= width {
		return false
	}
	cells := strings.Split(line, string(rune(comma)))
	prose := comma == ',' && strings.Count(line, ", ") == len(cells)-1
	return len(cells) == width && !prose && country.Lookup(strings.TrimSpace(cells[at])) != nil
}
