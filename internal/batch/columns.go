package batch

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/hbollon/go-edlib"

	"speakout/internal/locale"
	"speakout/memos"
)

// Column is what a cell says of a letter, by the name of the flag that says
// the same.
type Column string

// ColumnInfo describes a column to those who fill in a table.
type ColumnInfo struct {
	Name    Column
	What    string
	Headers []string // what else it may be called, in each language of letters
}

//go:embed columns.csv
var columnsCSV string

// Columns returns every column, in the order tables have them.
var Columns = sync.OnceValue(func() []ColumnInfo {
	lines, err := csv.NewReader(strings.NewReader(columnsCSV)).ReadAll()
	if err != nil {
		panic("internal/batch/columns.csv: " + err.Error()) // part of the program: the tests find it
	}
	choices := strings.NewReplacer("{languages}", locale.Choice(), "{issues}", strings.Join(memos.Issues, " or "))
	var all []ColumnInfo
	for _, line := range lines[1:] {
		c := ColumnInfo{Name: Column(line[0]), What: choices.Replace(line[1])}
		for _, headers := range line[2:] {
			c.Headers = append(c.Headers, strings.Split(headers, ";")...)
		}
		all = append(all, c)
	}
	return all
})

// byHeader finds columns by what tables call them, folded.
var byHeader = sync.OnceValue(func() map[string]Column {
	m := map[string]Column{}
	for _, c := range Columns() {
		for _, h := range append(c.Headers, string(c.Name)) {
			m[locale.Fold(h)] = c.Name
		}
	}
	return m
})

// Columns that rejected.csv has besides those of the table it comes from.
const (
	rowHeader     = "speakout.row"
	problemHeader = "speakout.problem"
	setHeader     = "speakout.set"
)

// mapping says where in a row each column stands.
type mapping struct {
	header  []string
	at      map[Column]int
	fields  map[string]int // the other columns: words for memos
	row     int            // of rowHeader; -1 if the table has none
	set     int            // of setHeader, likewise
	oneLine []bool         // which cells are of one line
}

// newMapping reads a header. The chosen headers stand for columns whatever
// they are called.
func newMapping(header []string, chosen map[Column]string) (*mapping, error) {
	m := &mapping{header: header, at: map[Column]int{}, fields: map[string]int{}, row: -1, set: -1}
	for c, name := range chosen {
		i := slices.IndexFunc(header, func(h string) bool { return locale.Fold(h) == locale.Fold(name) })
		if i < 0 {
			return nil, fmt.Errorf("no column is called %q; there are %s", name, quoted(header))
		}
		m.at[c] = i
	}
	for i, h := range header {
		h = strings.TrimSpace(h)
		c, known := byHeader()[locale.Fold(h)]
		switch {
		case h == "" || h == problemHeader || m.chosen(i, chosen):
		case h == rowHeader:
			m.row = i
		case h == setHeader:
			m.set = i
		case !known || chosen[c] != "": // or another column was chosen for it
			if other, twice := m.fields[h]; twice {
				return nil, fmt.Errorf("the columns %d and %d are both called %q; give one of them another name", other+1, i+1, h)
			}
			m.fields[h] = i
		default:
			if other, twice := m.at[c]; twice {
				return nil, fmt.Errorf("the columns %q and %q both say %s; choose one with --map %s=HEADER", header[other], h, c, c)
			}
			m.at[c] = i
		}
	}
	if m.row < 0 != (m.set < 0) {
		return nil, fmt.Errorf("the columns %s and %s of rejected.csv belong together: keep both or, to make a new set of these rows, take both out", rowHeader, setHeader)
	}
	m.oneLine = make([]bool, len(header))
	for c, i := range m.at {
		m.oneLine[i] = c != "address" && c != "to-address"
	}
	return m, nil
}

func (m *mapping) chosen(i int, chosen map[Column]string) bool {
	for c := range chosen {
		if m.at[c] == i {
			return true
		}
	}
	return false
}

// field finds one of the other columns as people write it: case and accents
// make no difference.
func (m *mapping) field(name string) (string, bool) {
	if _, ok := m.fields[name]; ok {
		return name, true
	}
	for _, h := range slices.Sorted(maps.Keys(m.fields)) {
		if locale.Fold(h) == locale.Fold(name) {
			return h, true
		}
	}
	return "", false
}

// needCountry says what to do about a table without countries.
func (m *mapping) needCountry() error {
	if _, ok := m.at["country"]; ok {
		return nil
	}
	for _, h := range m.header {
		for known, c := range byHeader() {
			if c == "country" && len(known) > 3 && edlib.OSADamerauLevenshteinDistance(locale.Fold(h), known) <= 2 {
				return fmt.Errorf("no column says the country; if it is %q, call it country, or say --map country=%q", h, h)
			}
		}
	}
	return fmt.Errorf("no column says the country; there are %s: call one of them country, or say which with --map country=HEADER", quoted(m.header))
}

func quoted(names []string) string {
	const most = 12
	var all []string
	for _, n := range names[:min(len(names), most)] {
		all = append(all, fmt.Sprintf("%q", shortened(n)))
	}
	if len(names) > most {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}

// shortened cuts a value that is too long to show.
func shortened(s string) string {
	const most = 60
	if r := []rune(s[:min(len(s), 4*most)]); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// headerOf returns what the table calls a column.
func (m *mapping) headerOf(c Column) string {
	if i, ok := m.at[c]; ok {
		return m.header[i]
	}
	return string(c)
}

// known reports how many of the names are columns'.
func known(names []string, chosen map[Column]string) int {
	n := 0
	for _, name := range names {
		if _, ok := byHeader()[locale.Fold(name)]; ok {
			n++
		}
		for _, c := range chosen {
			if locale.Fold(c) == locale.Fold(name) {
				n++
			}
		}
	}
	return n
}
