package batch

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"speakout/internal/locale"
)

// Tables have headers in every language.
func TestEveryLanguageHasHeaders(t *testing.T) {
	lines, err := csv.NewReader(strings.NewReader(columnsCSV)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range locale.Languages {
		at := slices.Index(lines[0], string(l))
		if at < 2 {
			t.Errorf("internal/batch/columns.csv has no column %s", l)
			continue
		}
		for _, line := range lines[1:] {
			if l != locale.English && line[at] == "" { // in English the name serves
				t.Errorf("internal/batch/columns.csv: %s has no header in %s", line[0], l)
			}
		}
	}
}
