package wizard

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"speakout/internal/country"
)

// RunAccessible is part of huh.Field: it asks by number, or by what is typed.
func (c *choice) RunAccessible(w io.Writer, r io.Reader) error {
	words := c.page.words
	c.speak(w)
	start := c.start()
	if start >= 0 {
		say(w, words.Say("spoken.default", "Value", c.shown[start].label))
	}
	for {
		fmt.Fprint(w, "> ")
		answer, err := readLine(r)
		if err != nil {
			return err
		}
		if answer == "" && start >= 0 {
			c.current = start
			c.set(c.shown[start].value)
			say(w, words.Say("spoken.chosen", "Value", c.shown[start].label))
			return nil
		}
		value, problem := c.heard(answer)
		if value == "" {
			say(w, problem)
			continue
		}
		c.set(value)
		say(w, words.Say("spoken.chosen", "Value", c.labelOf(value)))
		return nil
	}
}

// speak says the question and what there is to choose from.
func (c *choice) speak(w io.Writer) {
	if c.label != "" {
		say(w, c.label)
	}
	if c.input != nil {
		return
	}
	for i, o := range c.shown {
		line := fmt.Sprintf("%d. %s", i+1, o.label)
		if o.note != "" {
			line += " – " + o.note
		}
		say(w, line)
	}
	say(w, c.page.words.Say("spoken.number", "Count", len(c.shown)))
}

// start is the option that Enter alone takes: one that was chosen before or
// suggested.
func (c *choice) start() int {
	if c.preset || c.input != nil && len(c.shown) > 0 && c.shown[0].note != "" {
		return c.current
	}
	return -1
}

func (c *choice) labelOf(value string) string {
	for _, o := range append(c.options(value), c.shown...) {
		if o.value == value {
			return o.label
		}
	}
	return value
}

// heard makes out which option an answer means; if none, the problem says why.
func (c *choice) heard(answer string) (value, problem string) {
	if n, err := strconv.Atoi(western(answer)); err == nil && c.input == nil && n >= 1 && n <= len(c.shown) {
		return c.shown[n-1].value, ""
	}
	if c.find != nil {
		if value, problem = c.find(answer); value != "" || problem != "" {
			return value, problem
		}
	}
	for _, o := range c.shown {
		if c.input == nil && strings.EqualFold(o.label, answer) {
			return o.value, ""
		}
	}
	return "", c.page.words.Say("spoken.notnumber", "Answer", answer)
}

// western writes Arabic-Indic digits as the numbers that Go reads.
func western(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '٠' && r <= '٩' {
			return r - '٠' + '0'
		}
		return r
	}, s)
}

// mostNames are as many countries as can be taken in by ear.
const mostNames = 6

// findCountry makes out which country an answer means.
func (s *session) findCountry(typed string) (code, problem string) {
	if c, err := country.Find(typed); err == nil {
		return string(c.Code), ""
	}
	found, near := country.Search(typed, s.Words.Language)
	switch {
	case len(found) == 0:
		return "", s.Words.Say("country.none")
	case len(found) == 1 && !near:
		return string(found[0].Code), ""
	}
	var names []string
	for _, c := range found[:min(len(found), mostNames)] {
		names = append(names, c.Name(s.Words.Language))
	}
	if len(found) > mostNames {
		names = append(names, "…")
	}
	if near {
		return "", s.Words.Say("spoken.meant", "Names", s.Words.Join(names))
	}
	return "", s.Words.Say("spoken.several", "Names", s.Words.Join(names))
}

// RunAccessible is part of huh.Field.
func (e *entry) RunAccessible(w io.Writer, r io.Reader) error {
	words := e.page.words
	prompt := words.Say("spoken.leave")
	if *e.value != "" {
		prompt = words.Say("spoken.keep", "Value", *e.value)
	}
	say(w, e.label+". "+prompt)
	for {
		fmt.Fprint(w, "> ")
		answer, err := readLine(r)
		switch {
		case err != nil:
			return err
		case len([]rune(answer)) > maxEntry:
			say(w, words.Say("error.long", "Most", maxEntry))
			continue
		case answer == "-":
			*e.value = ""
		case answer != "":
			*e.value = answer
		}
		return nil
	}
}

// RunAccessible is part of huh.Field.
func (t *tick) RunAccessible(w io.Writer, r io.Reader) error {
	words := t.page.words
	c := newChoice(t.page, map[bool]string{true: "yes", false: "no"}[*t.value],
		fixed([]option{{"yes", words.Say("yes"), ""}, {"no", words.Say("no"), ""}}))
	c.label = t.label
	c.set = func(v string) { *t.value = v == "yes" }
	return c.RunAccessible(w, r)
}

// RunAccessible is part of huh.Field; the letter was said before.
func (v *letterView) RunAccessible(w io.Writer, r io.Reader) error { return v.menu.RunAccessible(w, r) }
