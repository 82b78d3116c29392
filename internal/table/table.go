// Package table reads the program's own tables: CSV, a fact a line, with the
// names of the columns in the first.
package table

import (
	"bytes"
	"encoding/csv"
	"fmt"
)

// Row is a line of a table.
type Row struct {
	columns map[string]int
	cells   []string
}

// Get returns the cell in a column; nothing, if the table has no such column.
func (r Row) Get(column string) string {
	if i, ok := r.columns[column]; ok {
		return r.cells[i]
	}
	return ""
}

// Each calls fn with every line of a CSV file but the first. Errors name the
// file and line.
func Each(file string, data []byte, fn func(Row) error) error {
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	columns := map[string]int{}
	for i, name := range records[0] {
		columns[name] = i
	}
	for i, record := range records[1:] {
		if err := fn(Row{columns, record}); err != nil {
			return fmt.Errorf("%s:%d: %w", file, i+2, err)
		}
	}
	return nil
}
