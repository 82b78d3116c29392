package batch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// Whatever a pattern and a table say, the file's name stays in the folder, and
// is one that every system takes and that shows what it is.
func FuzzName(f *testing.F) {
	f.Add(DefaultName, "", "Rana", "")
	f.Add("{{.From}}/{{.Fields.x}}", "", "..", "a")
	f.Add("{{.Place}}", "from", "../../etc/passwd\x00", "C:\\CON")
	f.Add("{{.Fields.x}}", "x", "a/../../../b", "")
	f.Add("{{.Place}}", "", "", "..\\..\\b")
	f.Add("x", "x", "\u202efdp.exe", "\u2066 .")
	f.Add(`{{printf "%s/../%s" .From .Org}}`, "file", "aux.\u00a0", "~")
	f.Fuzz(func(t *testing.T, pattern, by, from, file string) {
		n, err := ParseName(pattern, by)
		if err != nil || len(pattern) > 200 || strings.Contains(pattern, "range") || strings.Contains(pattern, "printf") && strings.Count(pattern, "%") > 2 {
			return // what takes long, by the user's own wish, finds nothing
		}
		p := &rowParser{set: &Set{Name: n}, row: &Row{Number: 7, Cells: []string{from, file}, mapping: &mapping{
			header: []string{"x", "file"}, at: map[Column]int{"file": 1}, fields: map[string]int{"x": 0}, row: -1,
		}}}
		name := p.name(letter.Request{
			Country: "LB", Language: locale.Arabic, Issue: from, Sender: letter.Sender{Name: from, Place: file, Organisation: file},
			Fields: map[string]string{"x": from},
		})
		if !filepath.IsLocal(name) {
			t.Fatalf("%q leads out of the folder", name)
		}
		for part := range strings.SplitSeq(name, "/") {
			if wrong := unsafe(part); wrong != "" {
				t.Fatalf("%q in %q %s", part, name, wrong)
			}
		}
	})
}

// unsafe says why a system refuses a name, or shows another.
func unsafe(name string) string {
	switch {
	case name == "" || len(name) > 255-len(".pdf"):
		return "is too short, or too long"
	case !utf8.ValidString(name):
		return "is no UTF-8"
	case strings.ContainsAny(name, `/\:*?"<>|`):
		return "holds what Windows refuses"
	case strings.TrimRight(name, " .") != name || name[0] == '.' || name[0] == '-':
		return "is hidden, an option, or ends in what Windows drops"
	}
	for _, r := range name {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
			return "holds a character that is not seen"
		}
	}
	return ""
}

// A manifest gives back what was written into it, and no cell of it is taken
// for a formula. One that is torn, or is none, ends where it ends.
func FuzzManifest(f *testing.F) {
	f.Add("LB-en-1.pdf", "syria", 1, []byte("row,file\n"))
	f.Add("=cmd|' /C calc'!A0", "+1", 2, []byte("row,file,sha256,country,language,issue,status,request,set\n1,\""))
	f.Add("a;=1.pdf", "x;\"\"=1", 3, []byte(""))
	f.Add("''=\r\n", "\t@", 0, []byte("row,file,sha256,country,language,issue,status,request,set\n-1,a,b,c,d,e,sealed,g,h\n"))
	f.Fuzz(func(t *testing.T, file, issue string, row int, raw []byte) {
		name := filepath.Join(quickDir(t), "manifest.csv")
		if err := os.WriteFile(name, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if m := openManifest(name); m != nil {
			if err := m.each(func(Line) error { return nil }); err != nil {
				t.Error(err)
			}
			m.isWhole()
			m.file.Close()
		}
		var b strings.Builder
		w, err := newManifestWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		want := Line{Row: max(1, row%1000), File: file, Issue: issue, Status: Written}
		if err := w.write(want); err != nil {
			t.Fatal(err)
		}
		if err := w.close(nil, "set"); err != nil {
			t.Fatal(err)
		}
		noFormula(t, b.String())
		if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		m := openManifest(name)
		defer m.file.Close()
		got, err := m.next()
		// encoding/csv reads the end of a line within a cell as \n.
		want.File, want.Issue = strings.ReplaceAll(want.File, "\r\n", "\n"), strings.ReplaceAll(want.Issue, "\r\n", "\n")
		if err != nil || got != want {
			t.Fatalf("got %+v, %v; want %+v", got, err, want)
		}
		if _, err := m.next(); err == nil || !m.isWhole() {
			t.Error("the manifest is not whole")
		}
	})
}

// What a table has comes back out of rejected.csv, its header too, and none of
// it is taken for a formula.
func FuzzRejects(f *testing.F) {
	f.Add("x", "Rana", "Beirut")
	f.Add("=1+1", "=cmd|' /C calc'!A0", "'")
	f.Add("'@x", "-1", "\t=x")
	f.Add("problem", "\r=", "a\n\"b")
	f.Add("a;=1", "12 Mill Lane;=1+1", "a\n=1\t'=2")
	f.Add("＝1", "a;\"=1", "\r\n;;=x")
	f.Fuzz(func(t *testing.T, header, one, two string) {
		name := filepath.Join(quickDir(t), "rejected.csv")
		m, err := newMapping([]string{"country", header, "zz"}, nil)
		if err != nil || isOurs(header) {
			return
		}
		r := &rejects{header: m.header, name: name}
		if err := r.add(&Row{Number: 3, Cells: []string{"LB", one, two}, mapping: m}, []Problem{{Text: one}}); err != nil {
			t.Fatal(err)
		}
		if err := r.complete(); err != nil {
			t.Fatal(err)
		}
		if err := r.place(); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		noFormula(t, string(data))
		table, err := OpenTable("t", strings.NewReader(string(data)))
		if err != nil || !utf8.Valid(data) || strings.ContainsAny(header+one+two, "\x00\r\u0085\u2028\ufeff") || len(data) > maxRow {
			return // not the bytes that a table is read as
		}
		defer table.Close()
		rs, err := table.rows()
		if err != nil {
			t.Fatalf("%q: %v", data, err)
		}
		row, err := rs.next()
		if err != nil || len(row.problems) > 0 {
			return // a header of white space and the like: the row is bad again, and says so
		}
		last := len(row.mapping.header) - 2 // ours, and the country, come before
		if want := []string{one, two}; row.Number != 3 || !slices.Equal(row.Cells[last:], want) || row.mapping.header[last] != header {
			t.Fatalf("%q is read as row %d, %q under %q; want %q under %q", data, row.Number, row.Cells, row.mapping.header, want, header)
		}
	})
}

// noFormula fails if a spreadsheet would run a cell, whatever it takes for what
// divides cells: it does what begins so.
func noFormula(t *testing.T, text string) {
	t.Helper()
	for _, comma := range ",;\t" {
		for _, c := range spreadsheetCells(text, comma) {
			if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(c, "\t\r\n")); strings.ContainsRune("=+-@＝＋－＠", r) {
				t.Fatalf("with %q between cells, a spreadsheet takes the cell %q for a formula, in\n%s", comma, c, text)
			}
		}
	}
}

// spreadsheetCells are the cells of a table as a spreadsheet reads it, which
// refuses nothing: quotes hold together what stands between them at the beginning
// of a cell, and mean nothing elsewhere.
func spreadsheetCells(text string, comma rune) (cells []string) {
	var cell strings.Builder
	quoted, begins, closed := false, true, false
	for _, r := range text {
		switch {
		case begins && r == '"':
			quoted, begins = true, false
		case quoted && r == '"':
			quoted, closed = false, true
		case closed && r == '"': // the second of two
			cell.WriteRune(r)
			quoted, closed = true, false
		case !quoted && (r == comma || r == '\n'):
			cells = append(cells, cell.String())
			cell.Reset()
			begins, closed = true, false
		default:
			cell.WriteRune(r)
			begins, closed = false, false
		}
	}
	return append(cells, cell.String())
}
