// Package check holds the rules by machine that a campaign's words must keep:
// what a careful reader would find, in every letter there is of it. It changes
// nothing.
package check

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/memo"
	"speakout/internal/pdf"
	"speakout/internal/treaty"
)

// Problem is one rule that is broken.
type Problem struct {
	Where string // a file, with line if it has one
	What  string
	// Countries in whose letters it shows; empty if it is not about letters.
	Countries []country.Code
}

func (p Problem) String() string {
	s := p.Where + ": " + p.What
	switch n := len(p.Countries); {
	case n == 1:
		s += fmt.Sprintf(" (letter to %s)", p.Countries[0])
	case n > 1:
		s += fmt.Sprintf(" (letters to %s and %d more)", p.Countries[0], n-1)
	}
	return s
}

// Campaign returns the problems of a campaign that was loaded, on the given
// day, in its letters to all countries.
func Campaign(c *memo.Campaign, day time.Time) []Problem {
	return campaign(c, day, country.All())
}

func campaign(c *memo.Campaign, day time.Time, countries []*country.Country) []Problem {
	r := &report{campaign: c}
	if c.Stale(day) {
		r.add("memo.yaml", fmt.Sprintf("the facts were last checked on %s, more than %d days ago",
			c.Reviewed.Format(time.DateOnly), int(c.StaleAfter.Hours()/24)))
	}
	for _, err := range append(flatten(c.Unused()), flatten(c.Figures())...) {
		where, what, _ := strings.Cut(err.Error(), ": ")
		r.problems = append(r.problems, Problem{Where: where, What: what})
	}
	for _, code := range slices.Sorted(maps.Keys(c.Cases)) {
		if country.ByCode(country.Code(code)) == nil {
			r.add("memo.yaml", fmt.Sprintf("cases: %s is no country’s code", code))
		}
	}
	for _, co := range countries {
		r.letters(co.Code, day)
	}
	r.branches(day)
	return r.problems
}

// report gathers problems; the same one in many letters is one.
type report struct {
	campaign *memo.Campaign
	problems []Problem
}

func (r *report) add(file, what string, countries ...country.Code) {
	where := r.campaign.Folder + "/" + file
	for i, p := range r.problems {
		if p.Where == where && p.What == what {
			r.problems[i].Countries = append(r.problems[i].Countries, countries...)
			return
		}
	}
	r.problems = append(r.problems, Problem{where, what, countries})
}

// letters checks a country's letter in each language, and that they say the
// same.
func (r *report) letters(code country.Code, day time.Time) {
	var first *letter.Letter
	for _, lang := range r.campaign.Languages() {
		file := string(lang) + ".md"
		l, err := r.compose(code, lang, day)
		if err != nil {
			r.add(file, err.Error(), code)
			continue
		}
		r.words(file, l)
		switch n, err := pdf.Pages(l); {
		case err != nil:
			r.add(file, err.Error(), code)
		case n > 1:
			r.add(file, fmt.Sprintf("the letter takes %d pages", n), code)
		}
		if first == nil {
			first = &l
		} else {
			r.same(file, *first, l)
		}
	}
}

func (r *report) compose(code country.Code, lang locale.Language, day time.Time) (letter.Letter, error) {
	return letter.Compose(letter.Request{
		Country: code, Language: lang, Issue: r.campaign.Issue, Campaign: r.campaign, Date: day, Digits: locale.Western,
	})
}

// same compares what two languages say.
func (r *report) same(file string, a, b letter.Letter) {
	if x, y := asks(a), asks(b); x != y {
		r.add(file, fmt.Sprintf("%d asks; %s.md has %d", y, a.Language, x), b.Country)
	}
	x, y := facts(a), facts(b)
	for _, name := range x {
		if !slices.Contains(y, name) {
			r.add(file, fmt.Sprintf("the fact %s is not stated; %s.md states it", name, a.Language), b.Country)
		}
	}
	for _, name := range y {
		if !slices.Contains(x, name) {
			r.add(file, fmt.Sprintf("the fact %s is stated; %s.md does not state it", name, a.Language), b.Country)
		}
	}
}

func asks(l letter.Letter) int {
	n := 0
	for _, b := range l.Body {
		n += len(b.Asks)
	}
	return n
}

func facts(l letter.Letter) []string {
	var names []string
	for _, f := range l.Facts {
		names = append(names, f.Name)
	}
	return names
}

// example is a state that no campaign of ours is about, on a day on which it
// has a treaty status; the zero day is that of the check.
type example struct {
	code country.Code
	day  time.Time
}

// examples have the same state as one that is joining and as a State Party,
// so that the year it became one makes no difference.
var examples = map[treaty.Status]example{
	treaty.StateParty: {"VU", time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)},
	treaty.Joining:    {"VU", time.Date(2026, time.February, 28, 0, 0, 0, 0, time.UTC)},
	treaty.Signatory:  {code: "KE"}, treaty.NonSignatory: {code: "JO"}, treaty.Withdrawn: {code: "LT"},
}

// branches checks that a campaign about the Convention has words of its own for
// each treaty status: a letter that fits two fits neither.
func (r *report) branches(day time.Time) {
	if r.campaign.Treaty == "" {
		return
	}
	for _, lang := range r.campaign.Languages() {
		seen := map[string]treaty.Status{}
		for _, s := range treaty.Statuses {
			e := examples[s]
			if e.day.IsZero() {
				e.day = day
			}
			l, err := r.compose(e.code, lang, e.day)
			if err != nil {
				continue // reported with the letters
			}
			var body strings.Builder
			for _, b := range l.Body[1:] { // the first names the country
				for _, line := range append(slices.Clone(b.Asks), b.Paragraph) {
					body.WriteString(line.Plain())
				}
			}
			if other, same := seen[body.String()]; same {
				what := fmt.Sprintf("a %s is told the same as a %s", s, other)
				if s == treaty.Joining {
					what = "a state for which the Convention is not yet in force (.Treaty.Joining) is told the same as a State Party"
				}
				r.add(string(lang)+".md", what)
			}
			seen[body.String()] = s
		}
	}
}

// flatten takes a joined error apart.
func flatten(err error) []error {
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		return joined.Unwrap()
	}
	if err != nil {
		return []error{err}
	}
	return nil
}
