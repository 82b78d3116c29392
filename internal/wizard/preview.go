package wizard

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"speakout/internal/text"
)

// letterView shows the letter, and below it what can be done with it.
type letterView struct {
	field
	s    *session
	menu *choice

	lines []string // the letter's, in the width below
	width int
	top   int // the first line on the screen
}

func (s *session) previewField() *letterView {
	v := &letterView{field: field{page: &s.page}, s: s, menu: s.menuField()}
	v.self = v
	return v
}

// menuHeight leaves the larger part of the screen to the letter.
func (v *letterView) menuHeight() int {
	return max(1, min(len(v.menu.shown), v.page.height*2/5))
}

// letterHeight is what the menu and the rule above it leave.
func (v *letterView) letterHeight() int { return max(1, v.page.height-v.menuHeight()-1) }

// Update is part of huh.Field.
func (v *letterView) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return v, nil
	}
	page := max(1, v.letterHeight()-1)
	switch k.String() {
	case "pgdown", "ctrl+f", " ":
		v.top += page
	case "pgup", "ctrl+b":
		v.top -= page
	default:
		_, cmd := v.menu.Update(msg)
		return v, cmd
	}
	v.clamp()
	return v, nil
}

func (v *letterView) clamp() {
	v.top = max(0, min(v.top, len(v.lines)-v.letterHeight()))
}

// layOut breaks the letter into lines of the page's width.
func (v *letterView) layOut() {
	if v.width == v.page.width {
		return
	}
	v.width = v.page.width
	v.lines = nil
	rightToLeft := v.s.letter.Language.RightToLeft()
	for _, l := range text.Lines(v.s.letter, min(v.width, text.Columns)) {
		v.lines = append(v.lines, v.page.terminal.Line(l, rightToLeft, v.width))
	}
}

// View is part of huh.Field.
func (v *letterView) View() string {
	v.layOut()
	v.clamp()
	height := v.letterHeight()
	to := min(v.top+height, len(v.lines))
	lines := append([]string{}, v.lines[v.top:to]...)
	for len(lines) < height {
		lines = append(lines, "")
	}
	lines = append(lines, v.rule(to))
	return strings.Join(append(lines, v.menu.view(v.menuHeight())...), "\n")
}

// rule separates the letter from the menu, and says how much of it is shown.
func (v *letterView) rule(to int) string {
	p := v.page
	where := ""
	if len(v.lines) > v.letterHeight() {
		where = p.words.Say("preview.lines", "From", v.top+1, "To", to, "Total", len(v.lines)) + " "
	}
	rule := strings.Repeat("─", max(0, p.width-p.terminal.Width(where)))
	return p.terminal.Line(where+rule, p.words.RightToLeft(), p.width)
}

// GetValue is part of huh.Field.
func (v *letterView) GetValue() any { return nil }

func (v *letterView) help() []string {
	return []string{"key.next", "key.choose", "key.scroll", "key.back", "key.leave"}
}
