package cmd

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
)

func parseOffice(s string) (country.Office, error) {
	o, err := country.ParseOffice(s)
	if err != nil {
		return "", withHint(fmt.Errorf("--office: %w", err), strings.Join(country.OfficeNames(), ", "))
	}
	return o, nil
}

func parseGender(s string) (country.Gender, error) {
	g, err := country.ParseGender(s)
	if err != nil {
		return "", withHint(fmt.Errorf("--to-gender: %w", err), "f or m; leave it out where it is not known, and the letter suits both")
	}
	return g, nil
}

func parsePaper(s string) (country.Paper, error) {
	p, err := country.ParsePaper(s)
	if err != nil {
		return "", withHint(fmt.Errorf("--paper: %w", err), "A4 or letter")
	}
	return p, nil
}

// day is the day on the letter: the flag's, else today.
func (o *letterOptions) day() (time.Time, error) {
	if o.date != "" {
		d, err := letter.ParseDay(o.date)
		if errors.Is(err, letter.ErrYear) {
			return d, withHint(fmt.Errorf("--date: %w", err), "the Convention is of 2008")
		}
		if err != nil {
			return d, withHint(fmt.Errorf("--date: %w", err), "write it as year-month-day: 2026-11-23")
		}
		return d, nil
	}
	d, err := today()
	if err != nil {
		return d, err
	}
	// A clock may never have been set, or be set back.
	if _, err := letter.ParseDay(d.Format(time.DateOnly)); err != nil {
		return d, withHint(fmt.Errorf("today: %w", err), "set the clock, or SOURCE_DATE_EPOCH, or the day with --date")
	}
	return d, nil
}

// today is the day of SOURCE_DATE_EPOCH (reproducible-builds.org), else the
// clock's.
func today() (time.Time, error) {
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		d := time.Unix(seconds, 0).UTC().Truncate(24 * time.Hour)
		if err != nil || seconds < 0 || d.Year() > 9999 {
			return d, withHint(fmt.Errorf("SOURCE_DATE_EPOCH: %q is not a number of seconds since 1970", epoch), "set the day with --date")
		}
		return d, nil
	}
	y, m, d := time.Now().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC), nil
}

// languageNames are the names of the languages of letters, in English.
func languageNames() []string {
	var names []string
	for _, l := range locale.Languages {
		names = append(names, l.EnglishName())
	}
	return names
}

// namedLanguages says the languages as a choice, each code with its name.
func namedLanguages() string {
	var names []string
	for _, l := range locale.Languages {
		names = append(names, string(l)+" ("+l.EnglishName()+")")
	}
	return locale.OneOf(names)
}

// splitLines takes address lines given one a flag, or several in one.
func splitLines(values []string) []string {
	var lines []string
	for _, v := range values {
		lines = append(lines, strings.Split(strings.ReplaceAll(v, "\r\n", "\n"), "\n")...)
	}
	return lines
}

// isControl reports whether r acts on a terminal, or on the lines of a log, instead
// of showing there.
func isControl(r rune) bool {
	return unicode.IsControl(r) || locale.IsDirectionMark(r) || unicode.In(r, unicode.Zl, unicode.Zp)
}

// shellQuote returns s as a word that a POSIX shell reads back as it is.
func shellQuote(s string) string {
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_./:@%+=,", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
