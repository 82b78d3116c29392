package batch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"
)

// values reads a table as the values of country, from and address of each row.
func values(t *testing.T, table *Table) []string {
	t.Helper()
	rs, err := table.rows()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for {
		r, err := rs.next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		if len(r.problems) > 0 {
			t.Errorf("line %d: %s", r.Line, r.problems[0])
		}
		all = append(all, fmt.Sprintf("%d %d %s|%s|%s|%s", r.Number, r.Line, r.value("country"), r.value("from"), r.value("address"), r.field("Région")))
	}
}

func (r *Row) field(name string) string {
	if i, ok := r.mapping.fields[name]; ok && i < len(r.Cells) {
		return r.Cells[i]
	}
	return ""
}

const plainTable = "Country,From,Address,Région\nLebanon,\"Haddad, Rana\",\"12 Hamra\nBeirut\",Sud\n,,,\nFrance,Zoë;x,,\n"

func utf16(t *testing.T, order unicode.Endianness, bom unicode.BOMPolicy, s string) string {
	t.Helper()
	out, err := unicode.UTF16(order, bom).NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func workbook(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for cell, v := range map[string]any{
		"A1": "Country", "B1": "From", "C1": "Address", "D1": "Région",
		"A2": "Lebanon", "B2": "Haddad, Rana", "C2": "12 Hamra\nBeirut", "D2": "Sud", "A5": "France", "B5": "Zoë;x",
	} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTablesOfEveryForm(t *testing.T) {
	want := []string{"1 2 Lebanon|Haddad, Rana|12 Hamra\nBeirut|Sud", "2 5 France|Zoë;x||"}
	semicolons := "\"Country\";From;Address;Région\nLebanon;Haddad, Rana;\"12 Hamra\nBeirut\";Sud\n;;;\nFrance;\"Zoë;x\";;\n"
	jsonl := `{"Country":"Lebanon","From":"Haddad, Rana","Address":["12 Hamra","Beirut"],"Région":"Sud"}` + "\n\n" + `{"From":"Zoë;x","Country":"France"}` + "\n"
	for _, tt := range []struct {
		name, in string
		lines    []int // where they are not those of plainTable
	}{
		{name: "comma", in: plainTable},
		{name: "semicolon", in: semicolons},
		{name: "tab", in: "Country\tFrom\tAddress\tRégion\nLebanon\tHaddad, Rana\t\"12 Hamra\nBeirut\"\tSud\n\t\t\t\nFrance\tZoë;x\t\t\n"},
		{name: "byte order mark", in: "\ufeff" + plainTable},
		{name: "CRLF", in: strings.ReplaceAll(plainTable, "\n", "\r\n")},
		{name: "sep=", in: "sep=;\n" + semicolons, lines: []int{3, 6}},
		{name: "UTF-16 little endian", in: utf16(t, unicode.LittleEndian, unicode.UseBOM, plainTable)},
		{name: "UTF-16 big endian", in: utf16(t, unicode.BigEndian, unicode.UseBOM, plainTable)},
		{name: "UTF-16 without mark", in: utf16(t, unicode.LittleEndian, unicode.IgnoreBOM, plainTable)},
		{name: "carriage returns", in: strings.ReplaceAll(plainTable, "\n", "\r")},
		{name: "blank lines before", in: strings.Repeat("\n", 70_000) + " \t \n" + plainTable, lines: []int{70_003, 70_006}},
		{name: "blanks without end before", in: strings.Repeat(" ", 70_000) + "\n" + plainTable, lines: []int{3, 6}},
		{name: "no newline at the end", in: strings.TrimSuffix(plainTable, "\n")},
		{name: "JSON Lines", in: jsonl, lines: []int{1, 3}},
		{name: "XLSX", in: workbook(t), lines: []int{2, 5}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table, err := OpenTable("t", strings.NewReader(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			defer table.Close()
			want := slices.Clone(want)
			if tt.lines != nil {
				want[0] = strings.Replace(want[0], "1 2", fmt.Sprint(1, " ", tt.lines[0]), 1)
				want[1] = strings.Replace(want[1], "2 5", fmt.Sprint(2, " ", tt.lines[1]), 1)
			}
			for range 2 { // and again
				if got := values(t, table); !slices.Equal(got, want) {
					t.Errorf("got  %q\nwant %q", got, want)
				}
			}
		})
	}
}

func TestHeadersInEveryLanguage(t *testing.T) {
	for _, header := range []string{"country", "Pays", "PAYS", "País", "pais", "الدولة", "Gouvernement", "  Country "} {
		table, err := OpenTable("t", strings.NewReader(header+",X\nLebanon,y\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got := values(t, table); len(got) != 1 || !strings.Contains(got[0], "Lebanon|") {
			t.Errorf("%q: got %q", header, got)
		}
	}
}

func TestColumnsAreToldApart(t *testing.T) {
	seen := map[string]Column{}
	for _, c := range Columns() {
		for _, h := range append(c.Headers, string(c.Name)) {
			key := byHeader()[foldHeader(h)]
			if key != c.Name {
				t.Errorf("%q is a header of %s and of %s", h, c.Name, key)
			}
			seen[h] = c.Name
		}
		if len(c.Headers) < 4 {
			t.Errorf("%s: a language has no header for it", c.Name)
		}
	}
}

func TestTablesThatCannotBeRead(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", "the table is empty"},
		{"white space", " \n\n", "the table is empty"},
		{"header only", "country,from\n", "a header and no rows"},
		{"no country", "land,from\nLebanon,x\n", `no column says the country; there are "land", "from"`},
		{"a slip", "coutnry,from\nLebanon,x\n", `if it is "coutnry"`},
		{"twice", "country,pays\nLebanon,x\n", `both say country`},
		{"JSON null", "null\n{\"country\":\"LB\"}", "a JSON value that is no object"},
		{"UTF-32", "\xff\xfe\x00\x00c\x00\x00\x00", "text in UTF-32: save it as UTF-8"},
		{"JSON array", `[{"country":"LB"}]`, "JSON Lines"},
		{"old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .xlsx"},
		{"ZIP", "PK\x03\x04rubbish", "not a workbook"},
		{"PDF", "%PDF-1.7\n", "a PDF is no table"},
		{"one name twice", "country,x,y,x\nLB,1,2,3\n", `line 1, the header: the columns 2 and 4 are both called "x"`},
		{"names for one column", "{\"country\":\"LB\"}\n{\"pays\":\"LB\"}\n", `line 2: the columns "country" and "pays" both say country`},
		{"quote that makes rows one", "country,from\nLB,\"Rana\nFR,Sami\nES,\"Luis\"\n", "line 2: a quote opened and not closed where it can be"},
		{"quote to the end", "country,from\nLB,x\nLB,\"Rana\nFR,Sami\n", "line 3: a quote opened and not closed"},
		{"open quote", "country,from\nLB,\"" + strings.Repeat("x", 2*maxRow), "a quote opened and not closed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table, err := OpenTable("t", strings.NewReader(tt.in))
			if err == nil {
				defer table.Close()
				_, err = testSet(t, table).Check(t.Context())
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %v; want one with %q", err, tt.want)
			}
		})
	}
}

// A row that is too long is a bad row like others, and takes no memory.
func TestLongRows(t *testing.T) {
	long := strings.Repeat("x", 3*maxRow)
	for _, tt := range []struct{ name, in string }{
		{"quoted", "country,from\nLB,\"" + long + "\n" + long + "\"\nFR,Rana\n"},
		{"plain", "country,from\nLB," + long + "\nFR,Rana\n"},
		{"JSON Lines", `{"country":"LB","from":"` + long + "\"}\n{\"country\":\"FR\"}\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := textSet(t, "")
			s.Table, s.SkipBad = tableOf(t, tt.in), true
			s.Defaults["issue"] = "syria"
			c := checked(t, s)
			if err := c.Err(); err == nil || !strings.Contains(err.Error(), "more than 131,072 bytes long") || c.Rows != 2 {
				t.Fatalf("%d rows, %v", c.Rows, err)
			}
			write(t, s)
			files := contents(t, s.Folder)
			if len(files["FR-fr-2.txt"]) == 0 || len(files["rejected.csv"]) > 1000 {
				t.Errorf("a letter of %d bytes, %d of rejects", len(files["FR-fr-2.txt"]), len(files["rejected.csv"]))
			}
			s.Table = tableOf(t, files["rejected.csv"])
			if checked(t, s).Err() == nil {
				t.Error("as it was rejected, the row is taken")
			}
		})
	}
}

func TestTableThatChanges(t *testing.T) {
	name := filepath.Join(t.TempDir(), "t.csv")
	if err := os.WriteFile(name, []byte(plainTable), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	table, err := OpenTable(name, f)
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	values(t, table)
	if err := os.WriteFile(name, []byte(strings.Replace(plainTable, "Lebanon", "Vanuatu", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	rs, err := table.rows()
	if err == nil {
		_, err = rs.next()
	}
	if !errors.Is(err, errChanged) {
		t.Errorf("got %v; want errChanged", err)
	}
}

func FuzzTable(f *testing.F) {
	for _, s := range []string{plainTable, "country;x\nLB;\"a\"b\nFR", "{\"country\":\"LB\"}\n{", "\xff\xfec\x00", "country\n\"", "sep=|\ncountry|a\n'|=\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		if bytes.HasPrefix(in, []byte("PK")) {
			t.Skip("workbooks are excelize's")
		}
		table, err := OpenTable("t", bytes.NewReader(in))
		if err != nil {
			return
		}
		defer table.Close()
		// It is read as the same whenever, and by however many, it is read.
		said := func(workers int) string {
			s := testSet(t, table)
			s.Workers, s.Text = workers, true
			c, err := s.Check(t.Context())
			if err != nil {
				return err.Error()
			}
			if c.Rows == 0 {
				t.Error("no rows and no error")
			}
			return fmt.Sprint(c.Rows, c.Err(), c.refused)
		}
		if one, many := said(1), said(4); one != many {
			t.Errorf("%q: first\n%s\nthen\n%s", in, one, many)
		}
	})
}
