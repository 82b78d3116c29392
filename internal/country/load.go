package country

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"strings"
	"sync"

	"speakout/internal/locale"
)

//go:embed data/*.csv
var data embed.FS

// tables is everything read from data.
type tables struct {
	countries []*Country
	byCode    map[Code]*Country
	titles    map[locale.Language]map[titleKey]title
	index     index
}

// load reads the embedded tables, once. They are part of the program: a fault
// in them is found by the tests, so here it panics.
var load = sync.OnceValue(func() *tables {
	t, err := readTables()
	if err != nil {
		panic("country: " + err.Error())
	}
	return t
})

func readTables() (*tables, error) {
	t := &tables{byCode: map[Code]*Country{}, titles: map[locale.Language]map[titleKey]title{}}
	if err := t.readStates(); err != nil {
		return nil, err
	}
	for _, l := range locale.Languages {
		if err := t.readNames(l); err != nil {
			return nil, err
		}
		if err := t.readTitles(l); err != nil {
			return nil, err
		}
	}
	t.index = newIndex(t.countries)
	return t, nil
}

func (t *tables) readStates() error {
	return eachRow("data/states.csv", func(r row) error {
		lang, err := locale.ParseLanguage(r["language"])
		if err != nil {
			return err
		}
		c := &Country{
			Code: Code(r["iso2"]), Alpha3: r["iso3"], Paper: Paper(r["paper"]),
			Language: lang, Months: locale.Months(r["months"]), Digits: locale.Digits(r["digits"]),
			forms: map[locale.Language]forms{},
		}
		if c.Paper != A4 && c.Paper != USLetter {
			return fmt.Errorf("unknown paper %q", c.Paper)
		}
		if c.Digits != locale.Western && c.Digits != locale.ArabicIndic {
			return fmt.Errorf("unknown digits %q", c.Digits)
		}
		if t.byCode[c.Code] != nil {
			return fmt.Errorf("%s stands twice", c.Code)
		}
		t.countries = append(t.countries, c)
		t.byCode[c.Code] = c
		return nil
	})
}

func (t *tables) readNames(l locale.Language) error {
	file := fmt.Sprintf("data/names.%s.csv", l)
	return eachRow(file, func(r row) error {
		c := t.byCode[Code(r["iso2"])]
		if c == nil {
			return fmt.Errorf("%s is not in states.csv", r["iso2"])
		}
		set := func(s string) string { return locale.Typeset(l, s) }
		f := newForms(l, set(r["name"]), set(r["article"]), set(r["in"]))
		if c.Code == HolySee {
			f.ofHolySee(l)
		}
		f.capital, f.seats = set(r["capital"]), map[Office]string{}
		for seat := range strings.SplitSeq(r["seats"], ";") {
			if office, town, ok := strings.Cut(seat, "="); ok {
				f.seats[Office(office)] = set(town)
			}
		}
		if r["aliases"] != "" {
			f.aliases = strings.Split(r["aliases"], ";")
		}
		c.forms[l] = f
		return nil
	})
}

// row is a table's line by column name.
type row map[string]string

// eachRow calls fn with every line of the embedded CSV file; errors name the
// file and line.
func eachRow(file string, fn func(row) error) error {
	b, err := data.ReadFile(file)
	if err != nil {
		return err
	}
	records, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	for i, record := range records[1:] {
		r := row{}
		for j, column := range records[0] {
			r[column] = record[j]
		}
		if err := fn(r); err != nil {
			return fmt.Errorf("%s:%d: %w", file, i+2, err)
		}
	}
	return nil
}
