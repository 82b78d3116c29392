package country

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"speakout/internal/locale"
	"speakout/internal/recent"
	"speakout/internal/table"
)

//go:embed data/*.csv
var data embed.FS

// The embedded tables are read once each, when they are first asked for: a
// letter needs those of its own language only. They are part of the program: a
// fault in them is found by the tests, so here it panics.
var (
	states  = sync.OnceValue(func() *stateTable { return must(readStates()) })
	namesIn = recent.Once(locale.Languages, func(l locale.Language) map[Code]forms { return must(readNames(l)) })
	titles  = recent.Once(locale.Languages, func(l locale.Language) map[titleKey]title { return must(readTitles(l)) })

	byNameIn = recent.Once(locale.Languages, func(l locale.Language) index { return newIndex(l) })
	byName   = sync.OnceValue(func() index { return newIndex(locale.Languages...) })
)

func must[T any](v T, err error) T {
	if err != nil {
		panic("country: " + err.Error())
	}
	return v
}

// stateTable is every country, in the order of codes.
type stateTable struct {
	all    []*Country
	byCode map[Code]*Country
}

func readStates() (*stateTable, error) {
	t := &stateTable{byCode: map[Code]*Country{}}
	return t, eachRow("data/states.csv", func(r table.Row) error {
		lang, err := locale.ParseLanguage(r.Get("language"))
		if err != nil {
			return err
		}
		c := &Country{
			Code: Code(r.Get("iso2")), Alpha3: r.Get("iso3"), Paper: Paper(r.Get("paper")),
			Language: lang, Months: locale.Months(r.Get("months")), Digits: locale.Digits(r.Get("digits")),
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
		t.all = append(t.all, c)
		t.byCode[c.Code] = c
		return nil
	})
}

func readNames(l locale.Language) (map[Code]forms, error) {
	all := map[Code]forms{}
	return all, eachRow(fmt.Sprintf("data/names.%s.csv", l), func(r table.Row) error {
		code := Code(r.Get("iso2"))
		if ByCode(code) == nil {
			return fmt.Errorf("%s is not in states.csv", code)
		}
		set := func(column string) string { return locale.Typeset(l, r.Get(column)) }
		f := newForms(l, set("name"), set("article"), set("in"))
		if code == HolySee {
			f.ofHolySee(l)
		}
		f.capital = set("capital")
		for seat := range strings.SplitSeq(r.Get("seats"), ";") {
			if office, town, ok := strings.Cut(seat, "="); ok {
				if !slices.Contains(Offices, Office(office)) {
					return fmt.Errorf("seats: %s is no office: there are %s", office, strings.Join(OfficeNames(), ", "))
				}
				if f.seats == nil {
					f.seats = map[Office]string{}
				}
				f.seats[Office(office)] = locale.Typeset(l, town)
			}
		}
		if aliases := r.Get("aliases"); aliases != "" {
			f.aliases = strings.Split(aliases, ";")
		}
		all[code] = f
		return nil
	})
}

func eachRow(file string, fn func(table.Row) error) error {
	b, err := data.ReadFile(file)
	if err != nil {
		return fmt.Errorf("internal/country/%s is missing: %w", file, err)
	}
	return table.Each("internal/country/"+file, b, fn)
}
