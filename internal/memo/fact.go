package memo

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"speakout/internal/locale"
)

// Fact is a dated, sourced statement that a letter makes.
type Fact struct {
	Name   string
	Claim  string    // what it says, in the letter's language
	Value  string    // as the letter words it
	AsOf   time.Time // the day it is true of
	Source Source
}

// Source says where a fact can be read.
type Source struct {
	Title     string
	Publisher string
	Date      time.Time // of publication
	URL       string
	Checked   time.Time // the day a person last read it there
}

// factEntry is a fact's form in memo.yaml.
type factEntry struct {
	Claim  map[locale.Language]string `yaml:"claim"`
	Value  string                     `yaml:"value"`
	Kind   kind                       `yaml:"kind"`
	AsOf   string                     `yaml:"as_of"`
	Source struct {
		Title     string `yaml:"title"`
		Publisher string `yaml:"publisher"`
		Date      string `yaml:"date"`
		URL       string `yaml:"url"`
		Checked   string `yaml:"checked"`
	} `yaml:"source"`
}

// kind says how a fact's value is worded.
type kind string

const (
	number  kind = "number" // 1200: grouped as the language does
	day     kind = "day"    // 2022-02-24: written out in full
	month   kind = "month"  // 2014-10: "October 2014"
	literal kind = "text"   // 2012, 67/262: as it stands
)

// wording returns the value as a letter in the style says it.
func (f factEntry) wording(s locale.Style) (string, error) {
	switch f.Kind {
	case number:
		n, err := strconv.Atoi(f.Value)
		if err != nil {
			return "", fmt.Errorf("value %q is not a whole number", f.Value)
		}
		return s.Number(n), nil
	case day:
		d, err := time.Parse(time.DateOnly, f.Value)
		if err != nil {
			return "", fmt.Errorf("value %q is not a day like 2022-02-24", f.Value)
		}
		return s.Date(d), nil
	case month:
		d, err := time.Parse("2006-01", f.Value)
		if err != nil {
			return "", fmt.Errorf("value %q is not a month like 2014-10", f.Value)
		}
		return s.MonthYear(d), nil
	case literal:
		if f.Value == "" {
			return "", errors.New("value is missing")
		}
		return f.Value, nil
	default:
		return "", fmt.Errorf("kind %q is none of number, day, month, text", f.Kind)
	}
}

// check says all that is wrong with the entry.
func (f factEntry) check(name string, languages []locale.Language) error {
	var problems []error
	note := func(format string, args ...any) {
		problems = append(problems, fmt.Errorf("fact %s: %s", name, fmt.Sprintf(format, args...)))
	}
	if _, err := f.wording(locale.Style{Language: locale.English}); err != nil {
		note("%v", err)
	}
	for _, l := range languages {
		if f.Claim[l] == "" {
			note("claim in %s is missing", l)
		}
	}
	for _, d := range []struct{ field, value string }{
		{"as_of", f.AsOf}, {"source.date", f.Source.Date}, {"source.checked", f.Source.Checked},
	} {
		if _, err := time.Parse(time.DateOnly, d.value); err != nil {
			note("%s: %q is not a date like 2026-11-23", d.field, d.value)
		}
	}
	if f.Source.Title == "" || f.Source.Publisher == "" || f.Source.URL == "" {
		note("source needs a title, a publisher and a url")
	} else if u, err := url.Parse(f.Source.URL); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		note("source.url: %q is no address of the web: it begins with https://", f.Source.URL)
	}
	return errors.Join(problems...)
}

// fact is the entry as a letter in the style uses it. The entry passed check.
func (f factEntry) fact(name string, s locale.Style) Fact {
	date := func(v string) time.Time {
		d, _ := time.Parse(time.DateOnly, v)
		return d
	}
	value, _ := f.wording(s)
	return Fact{
		Name: name, Claim: locale.Typeset(s.Language, f.Claim[s.Language]), Value: value, AsOf: date(f.AsOf),
		Source: Source{
			Title: f.Source.Title, Publisher: f.Source.Publisher, URL: f.Source.URL,
			Date: date(f.Source.Date), Checked: date(f.Source.Checked),
		},
	}
}
