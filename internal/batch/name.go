package batch

import (
	"fmt"
	"strings"
	"text/template"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
)

// DefaultName names a file by country, language and row.
const DefaultName = "{{.Country.Code}}-{{.Lang}}-{{.Row}}"

// NamePattern makes the names of files. Each part between slashes is a folder.
type NamePattern struct {
	source string
	parts  []*template.Template
	by     string // a column whose value is the first folder
}

// nameWords are what a pattern can say.
type nameWords struct {
	Country                      nameCountry
	Lang, Issue                  string
	Row                          int
	Date                         string
	From, Org, Place, To, Office string
	Fields                       map[string]string
}

type nameCountry struct{ Code, Alpha3, Name string }

// ParseName reads a pattern like DefaultName. by may name a column.
func ParseName(pattern, by string) (*NamePattern, error) {
	n := &NamePattern{source: pattern + " " + by, by: by}
	for _, part := range splitOutside(pattern, '/') {
		if p := strings.TrimSpace(part); p == "" || p == "." || p == ".." {
			return nil, fmt.Errorf("%q leads out of the folder, or nowhere: write folders and a name with / between, like {{.Lang}}/{{.Row}}", pattern)
		}
		t, err := template.New("name").Option("missingkey=error").Parse(part)
		if err != nil {
			return nil, nameError(err)
		}
		n.parts = append(n.parts, t)
	}
	// Unknown words fail now, not at the first row.
	words := nameWords{Row: 1}
	for _, t := range n.parts {
		if err := t.Execute(new(strings.Builder), words); err != nil && !strings.Contains(err.Error(), "map has no entry") {
			return nil, nameError(err)
		}
	}
	return n, nil
}

func nameError(err error) error {
	_, text, _ := strings.Cut(err.Error(), ": ")
	return fmt.Errorf("a pattern like %s, with .Country.Code, .Country.Name, .Lang, .Issue, .Row, .Date, .From, .Org, .Place, .To, .Office and .Fields: %s", DefaultName, text)
}

// splitOutside splits a pattern at what is not inside its actions.
func splitOutside(pattern string, at byte) []string {
	var parts []string
	start, inside := 0, false
	for i := 0; i < len(pattern); i++ {
		switch {
		case strings.HasPrefix(pattern[i:], "{{"):
			inside = true
		case strings.HasPrefix(pattern[i:], "}}"):
			inside = false
		case pattern[i] == at && !inside:
			parts, start = append(parts, pattern[start:i]), i+1
		}
	}
	return append(parts, pattern[start:])
}

// name returns the row's file, without ending, its folders before slashes.
func (p *rowParser) name(req letter.Request) string {
	n, r := p.set.Name, p.row
	var parts []string
	if n.by != "" {
		parts = append(parts, safeName(p.folder(req)))
	}
	if own := r.value("file"); own != "" {
		return strings.Join(append(parts, p.ownName(own)), "/")
	}
	c := country.ByCode(req.Country)
	words := nameWords{
		Country: nameCountry{string(c.Code), c.Alpha3, c.Name(req.Language)},
		Lang:    string(req.Language), Issue: req.Issue, Row: r.Number, Date: req.Date.Format(time.DateOnly),
		From: req.Sender.Name, Org: req.Sender.Organisation, Place: req.Sender.Place, To: req.Recipient.Name,
		Office: string(req.Recipient.Office), Fields: req.Fields,
	}
	for _, t := range n.parts {
		var b strings.Builder
		if err := t.Execute(&b, words); err != nil {
			p.problems = append(p.problems, Problem{Kind: "file name", Text: "--name " + err.Error()})
		}
		parts = append(parts, safeName(b.String()))
	}
	return strings.Join(parts, "/")
}

// ownName is the name that the table gives. One that leads elsewhere is a slip
// or worse.
func (p *rowParser) ownName(s string) string {
	for _, ending := range []string{".pdf", ".txt"} {
		if len(s) > len(ending) && strings.EqualFold(s[len(s)-len(ending):], ending) {
			s = s[:len(s)-len(ending)]
			break
		}
	}
	if strings.ContainsAny(s, `/\`) || s == ".." {
		p.note("file", "file name", "names another folder", func() string { return "give a name only; --by COLUMN and --name make folders" })
	}
	return safeName(s)
}

// folder is the value that the row's file is put in a folder by.
func (p *rowParser) folder(req letter.Request) string {
	by := p.set.Name.by
	switch c, ok := byHeader()[locale.Fold(by)]; {
	case !ok:
		name, _ := p.row.mapping.field(by)
		return req.Fields[name]
	case c == "country":
		return string(req.Country)
	case c == "lang":
		return string(req.Language)
	case c == "issue":
		return req.Issue
	default:
		return p.value(c)
	}
}

// checkBy sees that there is the column that makes folders.
func (s *Set) checkBy(m *mapping) error {
	by := s.Name.by
	_, column := byHeader()[locale.Fold(by)]
	if _, field := m.field(by); by == "" || column || field {
		return nil
	}
	return fmt.Errorf("--by: no column is called %q; there are %s", by, quoted(m.header))
}

// maxName is the longest name in bytes: file systems take 255, with room for
// an ending.
const maxName = 200

// safeName makes a name that every system takes, in place of one that some
// would refuse, hide or take for something else.
func safeName(s string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r), unicode.IsSpace(r) && r != ' ':
			b.WriteByte('-')
		case unicode.IsControl(r), locale.IsDirectionMark(r), r == utf8.RuneError, unicode.Is(unicode.Cf, r):
		default:
			b.WriteRune(r)
		}
	}
	name := strings.TrimRight(strings.TrimLeft(b.String(), " ."), " .")
	for len(name) > maxName {
		_, size := utf8.DecodeLastRuneInString(name)
		name = strings.TrimRight(name[:len(name)-size], " .")
	}
	stem, _, _ := strings.Cut(name, ".")
	switch {
	case name == "":
		return "letter"
	case reserved(strings.TrimSpace(stem)), name[0] == '-', name[0] == '~':
		return "_" + name
	}
	return name
}

// reserved reports names that Windows keeps for devices, with any ending.
func reserved(stem string) bool {
	switch s := strings.ToUpper(stem); s {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	default:
		for _, port := range []string{"COM", "LPT"} {
			if n, ok := strings.CutPrefix(s, port); ok && utf8.RuneCountInString(n) == 1 && strings.Contains("0123456789¹²³", n) {
				return true
			}
		}
	}
	return false
}

// sameName reduces a name to what file systems that do not tell cases or
// compositions apart take for the same.
func sameName(name string) string { return fold.String(norm.NFC.String(name)) }

var fold = cases.Fold()
