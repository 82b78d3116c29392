package batch

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"speakout/internal/country"
	"speakout/internal/locale"
	"speakout/internal/treaty"
)

// CountryTable returns the table of a common set. Countries are "all", a treaty
// status ("non_signatory") or names, with commas between; languages "default"
// (each country's own), "each" or codes. A state's status is that of the day.
func CountryTable(countries, languages string, day time.Time) (*Table, error) {
	chosen, err := chooseCountries(countries, day)
	if err != nil {
		return nil, fmt.Errorf("--countries: %w", err)
	}
	t := &Table{Name: "--countries " + countries}
	for _, c := range chosen {
		in, err := chooseLanguages(languages, c)
		if err != nil {
			return nil, fmt.Errorf("--lang: %w", err)
		}
		for _, l := range in {
			t.letters = append(t.letters, record{line: len(t.letters) + 1, cells: []string{string(c.Code), string(l)}})
		}
	}
	return t, nil
}

// Statuses are the treaty statuses that name a common set.
func Statuses() []string {
	var names []string
	for _, s := range treaty.Statuses {
		names = append(names, string(s))
	}
	return names
}

func chooseCountries(s string, day time.Time) ([]*country.Country, error) {
	var chosen []*country.Country
	add := func(c *country.Country) {
		if !slices.Contains(chosen, c) {
			chosen = append(chosen, c)
		}
	}
	for word := range strings.SplitSeq(s, ",") {
		word = strings.TrimSpace(word)
		status := treaty.Status(strings.ReplaceAll(strings.ToLower(word), "-", "_"))
		if word != "all" && !slices.Contains(treaty.Statuses, status) {
			c, err := country.Find(word)
			if err != nil {
				return nil, err
			}
			add(c)
			continue
		}
		for _, c := range country.All() {
			if standing, _ := treaty.Of(string(c.Code)); word == "all" || standing.On(day).Status == status {
				add(c)
			}
		}
	}
	return chosen, nil
}

func chooseLanguages(s string, c *country.Country) ([]locale.Language, error) {
	switch s {
	case "", "default":
		return []locale.Language{c.Language}, nil
	case "each":
		return locale.Languages, nil
	}
	var chosen []locale.Language
	for word := range strings.SplitSeq(s, ",") {
		l, err := locale.ParseLanguage(word)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(chosen, l) {
			chosen = append(chosen, l)
		}
	}
	return chosen, nil
}

// listed are records that are made, not read.
type listed struct {
	letters []record
	begun   bool
}

func (l *listed) next() (record, error) {
	if !l.begun {
		l.begun = true
		return record{cells: []string{"country", "lang"}}, nil
	}
	if len(l.letters) == 0 {
		return record{}, io.EOF
	}
	r := l.letters[0]
	l.letters = l.letters[1:]
	return r, nil
}
