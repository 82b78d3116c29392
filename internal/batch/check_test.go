package batch

import (
	"errors"
	"strings"
	"testing"

	"speakout/internal/locale"
	"speakout/memos"
)

func foldHeader(s string) string { return locale.Fold(s) }

func checked(t *testing.T, s *Set) *Checked {
	t.Helper()
	c, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func tableOf(t *testing.T, text string) *Table {
	t.Helper()
	table, err := OpenTable("t.csv", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { table.Close() })
	return table
}

func TestProblems(t *testing.T) {
	for _, tt := range []struct{ name, row, want string }{
		{"good", "LB,en,syria,Rana,x", ""},
		{"typing error", "Lebanan,en,syria,Rana,x", `t.csv:2: country: unknown country: "Lebanan"; did you mean Lebanon (LB)`},
		{"no country", ",en,syria,Rana,x", `t.csv:2: country: empty`},
		{"language", "LB,de,syria,Rana,x", `lang: unknown language: "de"; ` + locale.Choice()},
		{"issue", "LB,en,laos,Rana,x", `issue: unknown issue: "laos"; ` + strings.Join(memos.Issues, " or ")},
		{"no issue", "LB,en,,Rana,x", `issue: empty; fill it in, or give --issue ` + strings.Join(memos.Issues, " or ")},
		{"too few cells", "LB,en,syria", `3 cells under a header of 5`},
		{"too many cells", "LB,en,syria,Rana,x,y", `6 cells under a header of 5`},
		{"empty cells too many", "LB,en,syria,Rana,x,,", ""},
		{"quote", `LB,en,syria,Ra"na,x`, `a quote stands where none can`},
		{"formula", "LB,en,syria,=A1&B1,x", `from: a formula, or its error, in place of a value: "=A1&B1"`},
		{"formula's error", "LB,en,syria,#REF!,x", `from: a formula`},
		{"NUL", "LB,en,syria,Ra\x00na,x", `from: cannot be written in a letter`},
		{"escape", "LB,en,syria,\x1b[31m,x", `U+001B`},
		{"bidi override", "LB,en,syria,\u202eanaR,x", ""}, // dropped
		{"broken UTF-8", "LB,en,syria,Zo\xeb,x", `from: not valid UTF-8 text`},
		{"broken UTF-8, said once", "Leb\xebnon,en,syria,x,x", "save the table as “CSV UTF-8”\n1 of 1 rows cannot be written: broken text 1"},
		{"line break", "LB,en,syria,\"Rana\nFR\",x", `from: a line break, which only an address can have: "Rana\nFR"; is a quote opened`},
		{"Arabic", "لبناان,en,syria,Rana,x", `did you mean لبنان (LB)?`},
		{"Latin letters", "Canda,en,syria,Rana,x", `did you mean Canada (CA)`},
		{"as like an Arabic name", "Japn,en,syria,Rana,x", `did you mean Japan (JP), or Canada (CA)`},
		{"French", "Allemange,en,syria,Rana,x", `did you mean Allemagne (DE)?`},
		{"Spanish", "Alemaniia,en,syria,Rana,x", `did you mean Alemania (DE)`},
		{"long", "LB,en,syria," + strings.Repeat("x", 400) + ",x", `at most 300`},
		{"no font", "LB,en,syria,สมชาย,x", `from: no font of the letter has`},
		{"elsewhere", "LB,en,syria,Rana,../../etc/passwd", `file: names another folder`},
		{"absolute", "LB,en,syria,Rana,/etc/passwd", `file: names another folder`},
		{"drive", `LB,en,syria,Rana,C:\x`, `file: names another folder`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := testSet(t, tableOf(t, "country,lang,issue,from,file\n"+tt.row+"\n"))
			s.PDF = true
			got := ""
			if err := checked(t, s).Err(); err != nil {
				got = err.Error()
			}
			if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestProblemsAreSummed(t *testing.T) {
	s := testSet(t, tableOf(t, "country,issue\n"+strings.Repeat("Lebanan,syria\n", 1000)+"LB,laos\nLB,syria\n"))
	s.Problems = 3
	var p *ProblemsError
	if err := checked(t, s).Err(); !errors.As(err, &p) {
		t.Fatalf("got %v", err)
	}
	lines := strings.Split(p.Error(), "\n")
	want := "1,001 of 1,002 rows cannot be written: unknown country 1,000, unknown issue 1 (998 not shown)"
	if len(lines) != 4 || lines[3] != want {
		t.Errorf("got  %q\nwant %q last", lines, want)
	}
}

func TestSameFileName(t *testing.T) {
	for _, tt := range []struct{ name, a, b string }{
		{"same", "letter", "letter"},
		{"case", "Letter", "lETTER"},
		{"composition", "Zo\u00eb", "Zoe\u0308"},
		{"ending", "letter", "letter.pdf"},
		{"made safe", "a:b", "a*b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := testSet(t, tableOf(t, "country,issue,file\nLB,syria,"+tt.a+"\nFR,syria,other\nFR,syria,"+tt.b+"\n"))
			s.Text = true
			err := checked(t, s).Err()
			if err == nil || !strings.Contains(err.Error(), "row 3 would write the same file as row 1") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestSafeName(t *testing.T) {
	for in, want := range map[string]string{
		"letter":                          "letter",
		"رسالة إلى لبنان":                 "رسالة إلى لبنان",
		"a/b\\c:d*e?f\"g<h>i|j":           "a-b-c-d-e-f-g-h-i-j",
		"..":                              "letter",
		"":                                "letter",
		" . ":                             "letter",
		".hidden":                         "hidden",
		"end. .":                          "end",
		"CON":                             "_CON",
		"con.pdf":                         "_con.pdf",
		"COM1":                            "_COM1",
		"lpt¹":                            "_lpt¹",
		"COM10":                           "COM10",
		"console":                         "console",
		"-rf":                             "_-rf",
		"a\x00b\x1bc\u202ed":              "abcd",
		"line\nbreak":                     "line-break",
		strings.Repeat("é", 300):          strings.Repeat("é", 100),
		strings.Repeat("x", 199) + " . y": strings.Repeat("x", 199),
	} {
		if got := safeName(in); got != want {
			t.Errorf("safeName(%q) = %q; want %q", in, got, want)
		}
	}
}

func TestNamePatterns(t *testing.T) {
	for _, tt := range []struct{ pattern, by, want string }{
		{DefaultName, "", "LB-ar-1"},
		{"{{.Lang}}/{{.Country.Name}}", "", "ar/لبنان"},
		{"{{.Fields.Region}}/{{.From}}", "", "Sud-Est/Rana"},
		{`{{printf "%04d" .Row}}`, "lang", "ar/0001"},
		{"x", "Region", "Sud-Est/x"},
		{"x", "REGIÓN", "Sud-Est/x"},
		{"x", "pays", "LB/x"},
		{`a{{"/"}}b`, "", "a-b"},
	} {
		s := testSet(t, tableOf(t, "country,issue,from,Region\nLB,syria,Rana,Sud/Est\n"))
		var err error
		if s.Name, err = ParseName(tt.pattern, tt.by); err != nil {
			t.Fatal(err)
		}
		rs, err := s.Table.rows()
		if err != nil {
			t.Fatal(err)
		}
		r, err := rs.next()
		if err != nil {
			t.Fatal(err)
		}
		p, req := s.parse(r)
		if got := p.name(req); got != tt.want || len(p.problems) > 0 {
			t.Errorf("%s by %q: got %q, %v; want %q", tt.pattern, tt.by, got, p.problems, tt.want)
		}
	}
	for _, bad := range []string{"{{.Contry}}", "{{.Row", "{{.Country.Capital}}", "../x", "/x", "a//b", "x/", ".", ""} {
		if _, err := ParseName(bad, ""); err == nil {
			t.Errorf("the pattern %s was taken", bad)
		}
	}
}

func TestFoldersByAColumnThereIsNot(t *testing.T) {
	for _, table := range []string{"country,issue,Region\nLB,syria,x\n", `{"country":"LB","issue":"syria","Region":"x"}`} {
		s := testSet(t, tableOf(t, table))
		s.Text = true
		s.Name, _ = ParseName(DefaultName, "Regoin")
		if _, err := s.Check(t.Context()); err == nil || !strings.Contains(err.Error(), `--by: no column is called "Regoin"; there are`) {
			t.Errorf("got %v", err)
		}
	}
}

func TestJSONLines(t *testing.T) {
	for _, tt := range []struct{ name, line, want string }{
		{"twice", `{"country":"LB","issue":"syria","country":"FR"}`, "t.csv:2: country: the object has two values of that name"},
		{"null", `null`, "t.csv:2: not a JSON object: another value"},
		{"array", `[1]`, "t.csv:2: not a JSON object: another value"},
		{"two", `{"country":"LB"} {}`, "t.csv:2: not a JSON object: more than one value"},
		{"cut", `{"country":"LB"`, "t.csv:2: not a JSON object: "},
	} {
		s := testSet(t, tableOf(t, `{"country":"LB","issue":"syria"}`+"\n"+tt.line+"\n"))
		s.Text = true
		if err := checked(t, s).Err(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v; want %s", tt.name, err, tt.want)
		}
	}
}

func TestTemplateIsATable(t *testing.T) {
	s := testSet(t, tableOf(t, Template()))
	s.PDF = true
	c := checked(t, s)
	if err := c.Err(); err != nil || c.Rows != 4 {
		t.Errorf("%d rows, %v", c.Rows, err)
	}
}
