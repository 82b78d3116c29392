package batch

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/memo"
	"speakout/internal/pdf"
)

// rowParser makes a row a request and gathers what is wrong with it.
type rowParser struct {
	set      *Set
	row      *Row
	problems []Problem
	label    *pdf.Label // if the set has labels
	file     string     // without ending
}

// parse returns what the row asks for, which is worth nothing if there are
// problems.
func (s *Set) parse(r *Row) (*rowParser, letter.Request) {
	p := &rowParser{set: s, row: r, problems: r.problems}
	if len(r.problems) > 0 { // of its form: cells may stand under the wrong header
		return p, letter.Request{}
	}
	for i, cell := range r.Cells {
		p.cell(i, cell)
	}
	req := letter.Request{
		Country: p.country(), Enclose: s.Enclose,
		Sender: letter.Sender{
			Name: p.value("from"), Organisation: p.value("org"), Address: lines(p.value("address")),
			Email: p.value("email"), Phone: p.value("phone"), Place: p.value("place"),
		},
		Recipient: letter.Recipient{Name: p.value("to"), Title: p.value("to-title"), Address: lines(p.value("to-address"))},
	}
	for name, i := range r.mapping.fields {
		if req.Fields == nil {
			req.Fields = make(map[string]string, len(r.mapping.fields))
		}
		req.Fields[name] = ""
		if i < len(r.Cells) {
			req.Fields[name] = r.Cells[i]
		}
	}
	p.campaign(&req)
	p.language(&req)
	req.Recipient.Office = parse(p, "office", country.ParseOffice, strings.Join(country.OfficeNames(), ", "))
	req.Recipient.Gender = parse(p, "to-gender", country.ParseGender, "f, m or empty")
	req.Paper = parse(p, "paper", country.ParsePaper, "A4 or letter")
	if p.value("digits") != "" {
		req.Digits = parse(p, "digits", locale.ParseDigits, "western or arabic-indic")
	}
	if req.Date = s.Day; p.value("date") != "" {
		req.Date = parse(p, "date", parseDay, "write it as 2026-11-23")
	}
	for _, wrong := range req.Check() {
		c, kind := Column(wrong.Field), "text"
		p.note(c, kind, "cannot be written in a letter: "+wrong.Err.Error(), nil)
	}
	p.outputs(req)
	return p, req
}

// outputs reports what cannot be drawn, and finds the row's label and file.
func (p *rowParser) outputs(req letter.Request) {
	if (p.set.PDF || p.set.Labels != "") && len(p.problems) == 0 {
		p.glyphs(req)
	}
	if p.set.Labels != "" && len(p.problems) == 0 {
		p.setLabel(req)
	}
	if len(p.problems) == 0 {
		if p.file = p.name(req); p.set.isOwn(p.file) {
			p.problems = append(p.problems, Problem{Kind: "file name", Value: p.file, Text: "the set has another file of that name"})
		}
	}
}

// value is the row's own or the set's.
func (p *rowParser) value(c Column) string { return cmp.Or(p.row.value(c), p.set.Defaults[c]) }

// note notes a problem with a column's value.
func (p *rowParser) note(c Column, kind, text string, hint func() string) {
	header, value := "--"+string(c), p.set.Defaults[c]
	if v := p.row.value(c); v != "" || value == "" {
		header, value = p.row.mapping.headerOf(c), v
	}
	if strings.HasPrefix(string(c), "fields.") {
		header, value = strings.TrimPrefix(string(c), "fields."), ""
	}
	for _, known := range p.problems {
		if known.Column == header {
			return // one is enough: others come of it
		}
	}
	p.problems = append(p.problems, Problem{Column: header, Value: value, Kind: kind, Text: text, Hint: hint})
}

// cell reports what no cell may hold, whatever it is for.
func (p *rowParser) cell(i int, cell string) {
	kind, text, hint := "", "", ""
	switch {
	case !utf8.ValidString(cell) || strings.ContainsRune(cell, utf8.RuneError):
		kind, text, hint = "broken text", "not valid UTF-8 text", "save the table as “CSV UTF-8”"
	case isJSON(cell):
		kind, text, hint = "JSON", "an object in place of a value", "write a text or, of an address, an array of lines"
	case strings.HasPrefix(cell, "=") || isSpreadsheetError(cell):
		kind, text, hint = "formula", "a formula, or its error, in place of a value", "paste the column as values; a workbook that a program has made, open and save in a spreadsheet"
	case i < len(p.row.mapping.oneLine) && p.row.mapping.oneLine[i] && strings.ContainsAny(strings.TrimSpace(cell), "\n\r"):
		kind, text, hint = "line break", "a line break, which only an address can have", "is a quote opened and not closed?"
	default:
		return
	}
	header := ""
	if i < len(p.row.mapping.header) {
		header = p.row.mapping.header[i]
	}
	p.problems = append(p.problems, Problem{Column: header, Value: cell, Kind: kind, Text: text, Hint: func() string { return hint }})
}

func isSpreadsheetError(s string) bool {
	switch s {
	case "#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!":
		return true
	}
	return false
}

func (p *rowParser) country() country.Code {
	name := p.value("country")
	if name == "" {
		p.note("country", "no country", "empty", nil)
		return ""
	}
	c := country.Lookup(name)
	if c == nil {
		p.note("country", "unknown country", "unknown country", func() string { return similarTo(name) })
		return ""
	}
	return c.Code
}

// similarTo says which countries may have been meant.
func similarTo(name string) string {
	if utf8.RuneCountInString(name) > 60 {
		return ""
	}
	_, err := country.Find(name)
	notFound, ok := err.(*country.NotFoundError)
	if !ok || len(notFound.Similar) == 0 {
		return "speakout list countries shows every country"
	}
	var names []string
	for _, c := range notFound.Similar {
		names = append(names, fmt.Sprintf("%s (%s)", nearestName(c, name), c.Code))
	}
	return "did you mean " + strings.Join(names, ", or ") + "?"
}

// nearestName is the country's name in the language in which it is most like
// what was typed.
func nearestName(c *country.Country, typed string) string {
	return slices.MinFunc(slices.DeleteFunc(names(c), func(n string) bool { return isArabic(n) != isArabic(typed) }), func(a, b string) int {
		return cmp.Compare(distance(a, typed), distance(b, typed))
	})
}

func isArabic(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
}

func names(c *country.Country) []string {
	var all []string
	for _, l := range locale.Languages {
		all = append(all, c.Name(l))
	}
	return all
}

func distance(a, b string) int {
	return edlib.OSADamerauLevenshteinDistance(locale.Fold(a), locale.Fold(b))
}

func (p *rowParser) campaign(req *letter.Request) {
	name := p.value("issue")
	var known []string
	for _, c := range p.set.Campaigns {
		known = append(known, c.Issue)
	}
	req.Campaign = memo.Find(p.set.Campaigns, name)
	switch {
	case req.Campaign != nil:
		req.Issue = req.Campaign.Issue
	case name == "":
		p.note("issue", "no issue", "empty", func() string { return "fill it in, or give --issue " + strings.Join(known, " or ") })
	default:
		p.note("issue", "unknown issue", "unknown issue", func() string { return strings.Join(known, " or ") })
	}
}

// language is the row's, the set's, or the country's own.
func (p *rowParser) language(req *letter.Request) {
	if p.value("lang") != "" {
		req.Language = parse(p, "lang", locale.ParseLanguage, locale.Choice())
	} else if c := country.ByCode(req.Country); c != nil {
		req.Language = c.Language
	}
	if req.Campaign != nil && req.Language != "" && !slices.Contains(req.Campaign.Languages(), req.Language) {
		p.note("lang", "no such memo", fmt.Sprintf("the issue %s has no memo in %s", req.Issue, req.Language.EnglishName()), nil)
	}
}

// parse reads a column's value; hint says what it may be.
func parse[T any](p *rowParser, c Column, read func(string) (T, error), hint string) T {
	v, err := read(p.value(c))
	if err != nil {
		text, _, _ := strings.Cut(err.Error(), ` "`)
		if text == "" {
			text = "not a day"
		}
		p.note(c, text, text, func() string { return hint })
	}
	return v
}

// parseDay reads a day, or the number by which workbooks count days.
func parseDay(s string) (time.Time, error) {
	d, err := letter.ParseDay(dayOf(s, time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)))
	if err != nil {
		return d, fmt.Errorf("not a day")
	}
	return d, nil
}

// glyphs reports characters that no font has: of a letter in PDF, or of a label,
// which does not say who writes.
func (p *rowParser) glyphs(req letter.Request) {
	type typed struct {
		column Column
		text   string
	}
	s, to := req.Sender, req.Recipient
	all := []typed{{"to", to.Name}, {"to-title", to.Title}, {"to-address", strings.Join(to.Address, "")}}
	if p.set.PDF {
		all = append([]typed{
			{"from", s.Name}, {"org", s.Organisation}, {"address", strings.Join(s.Address, "")}, {"email", s.Email},
			{"phone", s.Phone}, {"place", s.Place},
		}, all...)
	}
	hint := "write it in Latin, Greek, Cyrillic or Arabic letters"
	if p.set.Labels == "" {
		hint += ", or say --format text"
	}
	for _, v := range all {
		if err := pdf.Missing(req.Language, v.text); err != nil {
			p.note(v.column, "missing characters", err.Error(), func() string { return hint })
		}
	}
}

// lines divides an address.
func lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' || r == ';' || r == '؛' })
}
