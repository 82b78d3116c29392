package wizard

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"speakout/internal/locale"
)

// maxEntry is the longest that a letter takes for a name or a line of address.
const maxEntry = 300

// entry is a line to type.
type entry struct {
	field
	label string
	value *string
	input textinput.Model
}

func newEntry(p *page, label string, value *string) *entry {
	e := &entry{field: field{page: p}, label: label, value: value, input: textinput.New()}
	e.self = e
	e.input.CharLimit = maxEntry
	e.input.SetValue(*value)
	e.input.Focus()
	return e
}

// Update is part of huh.Field.
func (e *entry) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	k, ok := msg.(tea.KeyMsg)
	if !ok || !e.focused {
		return e, nil
	}
	switch k.String() {
	case "up", "shift+tab":
		e.previous()
		return e, nil
	case "down", "tab", "enter":
		e.next()
		return e, nil
	}
	e.input, _ = e.input.Update(facing(k, e.input.Value()))
	*e.value = strings.TrimSpace(e.input.Value())
	return e, nil
}

// facing turns arrows around in words that are written from right to left.
func facing(k tea.KeyMsg, words string) tea.KeyMsg {
	if i := strings.IndexFunc(words, func(r rune) bool { return locale.IsLeftToRight(r) || locale.IsRightToLeft(r) }); i >= 0 {
		if r, _ := utf8.DecodeRuneInString(words[i:]); locale.IsRightToLeft(r) {
			switch k.Type {
			case tea.KeyLeft:
				k.Type = tea.KeyRight
			case tea.KeyRight:
				k.Type = tea.KeyLeft
			}
		}
	}
	return k
}

// View is part of huh.Field.
func (e *entry) View() string { return inputLine(e.page, e.label, &e.input, e.focused) }

// GetValue is part of huh.Field.
func (e *entry) GetValue() any { return *e.value }

func (e *entry) help() []string { return []string{"key.next", "key.back", "key.leave"} }

// inputLine draws a label and what is typed behind it. The cursor is the
// character it stands on, reversed; after the last one, a low line.
func inputLine(p *page, label string, input *textinput.Model, focused bool) string {
	label = p.words.Say("label", "Name", label)
	value := []rune(input.Value())
	cursor := -1
	if focused {
		cursor = input.Position()
		if cursor == len(value) {
			value = append(value, '_')
		}
	}
	room := max(p.width-utf8.RuneCountInString(label)-2, 4)
	from := 0
	for p.terminal.Width(string(value[from:max(cursor, 0)])) >= room {
		from++
	}
	to := len(value)
	for to > from && p.terminal.Width(string(value[from:to])) > room {
		to--
	}
	head := []rune(label + " \u2068")
	text := string(head) + string(value[from:to]) + "\u2069"
	at := cursor - from + len(head)
	var b strings.Builder
	for _, c := range p.terminal.Cells(text, p.words.RightToLeft()) {
		if cursor >= 0 && cursor < len(value) && c.At == at && c.Text != locale.RightToLeftMark && c.Text != locale.LeftToRightMark {
			c.Text = reverseOn + c.Text + styleOff
		}
		b.WriteString(c.Text)
	}
	return p.terminal.Align(b.String(), p.words.RightToLeft(), p.width)
}

// tick is a yes or no.
type tick struct {
	field
	label string
	value *bool
}

func newTick(p *page, label string, value *bool) *tick {
	t := &tick{field: field{page: p}, label: label, value: value}
	t.self = t
	return t
}

// Update is part of huh.Field.
func (t *tick) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	k, ok := msg.(tea.KeyMsg)
	if !ok || !t.focused {
		return t, nil
	}
	switch k.String() {
	case "up", "shift+tab":
		t.previous()
	case "down", "tab", "enter":
		t.next()
	case " ", "x":
		*t.value = !*t.value
	}
	return t, nil
}

// View is part of huh.Field.
func (t *tick) View() string {
	answer := t.page.words.Say("no")
	if *t.value {
		answer = t.page.words.Say("yes")
	}
	mark := " "
	if t.focused {
		mark = ">"
	}
	lines := t.page.marked(mark, t.page.words.Say("label", "Name", t.label)+" "+answer)
	if t.focused {
		lines = bold(lines)
	}
	return strings.Join(lines, "\n")
}

// GetValue is part of huh.Field.
func (t *tick) GetValue() any { return *t.value }

func (t *tick) help() []string { return []string{"key.next", "key.tick", "key.back", "key.leave"} }
