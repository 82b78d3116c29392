package wizard

import (
	"strings"

	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
)

// option is one of those to choose from.
type option struct {
	value, label string
	note         string // a line of explanation
}

// fixed are options that typing does not change.
func fixed(options []option) func(string) []option { return func(string) []option { return options } }

// choice is a list to choose one from, or to search by typing.
type choice struct {
	field
	label   string // the question, when spoken
	options func(typed string) []option
	set     func(value string)
	find    func(typed string) (value, problem string) // of an answer that is spoken

	input          *textinput.Model // nil: not typed
	inputLabel     string
	matches, empty string // entries of the catalogue
	notes          bool   // show the notes of all options, not only of the chosen

	shown   []option
	current int
	preset  bool // the first one current was chosen before
}

func newChoice(p *page, value string, options func(string) []option) *choice {
	c := &choice{field: field{page: p}, options: options}
	c.self = c
	c.shown = options("")
	for i, o := range c.shown {
		if o.value == value {
			c.current, c.preset = i, true
		}
	}
	return c
}

// typed makes the choice one that is searched by typing.
func (c *choice) typed(label, matches, empty string) {
	input := textinput.New()
	input.CharLimit = 100
	input.Focus()
	c.input, c.inputLabel, c.matches, c.empty = &input, label, matches, empty
}

// Update is part of huh.Field.
func (c *choice) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return c, nil
	}
	last := len(c.shown) - 1
	switch name := k.String(); {
	case name == "up" || name == "ctrl+p":
		if c.current--; c.current < 0 {
			c.current = max(last, 0)
		}
	case name == "down" || name == "ctrl+n":
		if c.current++; c.current > last {
			c.current = 0
		}
	case c.input == nil && name == "home":
		c.current = 0
	case c.input == nil && name == "end":
		c.current = max(last, 0)
	case name == "shift+tab" || c.input == nil && name == c.backArrow():
		c.previous()
	case name == "enter" || name == "tab":
		if last >= 0 {
			c.set(c.shown[c.current].value)
			c.next()
		}
	case c.input != nil:
		c.search(k)
	}
	return c, nil
}

func (c *choice) backArrow() string {
	if c.page.words.RightToLeft() {
		return "right"
	}
	return "left"
}

// search takes a typed key.
func (c *choice) search(k tea.KeyMsg) {
	before := c.input.Value()
	input, _ := c.input.Update(k)
	c.input = &input
	if c.input.Value() != before {
		c.shown, c.current = c.options(strings.TrimSpace(c.input.Value())), 0
	}
}

// View is part of huh.Field.
func (c *choice) View() string { return strings.Join(c.view(c.page.height), "\n") }

// view draws the choice in at most height lines.
func (c *choice) view(height int) []string {
	var head []string
	if c.input != nil {
		head = append(head, inputLine(c.page, c.inputLabel, c.input, true))
		switch {
		case len(c.shown) == 0:
			head = append(head, c.page.lines(c.page.words.Say(c.empty))...)
		case height > 8:
			head = append(head, c.page.lines(c.page.words.Count(c.matches, len(c.shown)))...)
		}
		if height > 10 {
			head = append(head, "")
		}
	}
	room := max(height-len(head), 1)
	// Only the options near the chosen one can be on the screen.
	var lines []string
	from, to := 0, 0
	for i := max(0, c.current-room); i < len(c.shown) && i <= c.current+room; i++ {
		if i == c.current {
			from = len(lines)
		}
		lines = append(lines, c.option(i)...)
		if i == c.current {
			to = len(lines)
		}
	}
	return append(head, fit(lines, room, from, to)...)
}

func (c *choice) option(i int) []string {
	o, mark := c.shown[i], " "
	if i == c.current {
		mark = ">"
	}
	label := o.label
	long := c.notes
	if o.note != "" && !long {
		label += " – " + o.note
	}
	lines := c.page.marked(mark, label)
	if i == c.current {
		lines = bold(lines)
	}
	if long && o.note != "" && (i == c.current || c.page.height > 8) {
		lines = append(lines, c.page.marked(" ", o.note)...)
	}
	return lines
}

// GetValue is part of huh.Field.
func (c *choice) GetValue() any { return nil }

func (c *choice) help() []string {
	if c.input != nil {
		return []string{"key.next", "key.choose", "key.type", "key.back", "key.leave"}
	}
	return []string{"key.next", "key.choose", "key.back", "key.leave"}
}
