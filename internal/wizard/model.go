package wizard

import (
	"fmt"
	"io"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"
)

// model is the wizard on a terminal: a huh.Form for the step, and around it
// the title, what is to be said, and the keys.
type model struct {
	s             *session
	at            step
	form          *huh.Form
	width, height int
	left          bool
}

// Run holds the conversation on the terminal. The error is ErrLeft if the user
// left it.
func Run(c Config, in io.Reader, out io.Writer) (Result, error) {
	m := &model{s: newSession(c), width: 80, height: 24}
	m.show(m.s.first())
	p := tea.NewProgram(m, tea.WithInput(in), tea.WithOutput(out), tea.WithAltScreen(), tea.WithoutSignalHandler())
	running.Store(p)
	defer running.Store(nil)
	fmt.Fprint(out, c.Terminal.Begin())
	_, err := p.Run()
	fmt.Fprint(out, c.Terminal.End())
	switch {
	case err != nil:
		return Result{}, err
	case m.left:
		return Result{}, ErrLeft
	}
	return m.s.result, nil
}

var theme = func() *huh.Theme {
	t := huh.ThemeBase()
	t.FieldSeparator = lipgloss.NewStyle().SetString("\n")
	return t
}()

// show goes to a step; the one before is remembered by the caller.
func (m *model) show(at step) tea.Cmd {
	m.s.arrive(at)
	m.at = at
	m.form = huh.NewForm(huh.NewGroup(m.s.fields(at)...)).
		WithShowHelp(false).WithShowErrors(false).WithTheme(theme)
	m.resize()
	return m.form.Init()
}

// Init is part of tea.Model.
func (m *model) Init() tea.Cmd { return m.form.Init() }

// Update is part of tea.Model.
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = max(msg.Width, 1), max(msg.Height, 1)
		m.resize()
	case tea.KeyMsg:
		if msg.Type == tea.KeyEsc || msg.Type == tea.KeyCtrlC {
			m.left = true
			return m, tea.Quit
		}
		if m.s.status != "" { // it has been read
			m.s.status = ""
			m.resize()
		}
	case editedMsg:
		next := m.s.endEdit(msg)
		return m, m.show(next)
	}
	m.s.page.turn = stay
	_, cmd := m.form.Update(msg)
	switch m.s.page.turn {
	case nextField:
		return m, m.form.NextField()
	case previousField:
		return m, m.form.PrevField()
	case previousStep:
		return m, m.back()
	case nextStep:
		m.form.NextGroup()
		return m, m.forward()
	}
	return m, cmd
}

// forward leaves a step that is answered.
func (m *model) forward() tea.Cmd {
	s := m.s
	s.answered(m.at)
	switch {
	case m.at == broken && s.brokenTodo == "broken.retry":
		return m.edit()
	case m.at == broken:
		s.brokenErr, s.brokenIn = nil, ""
		return m.show(preview)
	case m.at == preview:
		return m.do()
	}
	return m.forwardTo(s.after(m.at))
}

func (m *model) forwardTo(next step) tea.Cmd {
	if m.s.previewed && next == preview {
		// From here the way back begins anew: at the questions themselves.
		m.s.trail = m.s.asked()
	} else {
		m.s.trail = append(m.s.trail, m.at)
	}
	return m.show(next)
}

// do does what was chosen below the letter.
func (m *model) do() tea.Cmd {
	switch m.s.todo {
	case todoQuit:
		return tea.Quit
	case todoEdit:
		return m.edit()
	case todoDetails:
		return m.forwardTo(askDetails)
	case todoChange:
		return m.forwardTo(askChange)
	}
	if m.s.save() {
		return tea.Quit
	}
	return m.again()
}

func (m *model) edit() tea.Cmd {
	if cmd := m.s.edit(); cmd != nil {
		return cmd
	}
	return m.again()
}

// again shows the letter with a status that came of what was tried.
func (m *model) again() tea.Cmd {
	status := m.s.status
	cmd := m.show(preview)
	m.s.status = status
	m.resize()
	return cmd
}

// back goes to the step before, with the answers as they are.
func (m *model) back() tea.Cmd {
	trail := m.s.trail
	if m.at == broken { // the text is kept for the next edit
		return m.show(preview)
	}
	if len(trail) == 0 {
		return nil
	}
	m.s.trail = trail[:len(trail)-1]
	return m.show(trail[len(trail)-1])
}

// margins keep lines short enough to read on a wide screen.
const widest = 76

// resize gives the fields the room that head and foot leave.
func (m *model) resize() {
	p := &m.s.page
	p.width = max(min(m.width-2, widest), 8)
	head, foot := m.head(), m.foot()
	p.height = max(m.height-len(head)-len(foot), 1)
	m.form.WithWidth(p.width).WithHeight(p.height)
	m.form.Update(struct{}{}) // draws anew
}

// roomy reports whether there is room for empty lines and hints.
func (m *model) roomy() bool { return m.height >= 16 }

func (m *model) head() []string {
	p := &m.s.page
	lines := bold(p.lines(m.s.title(m.at)))
	if m.at == broken {
		lines = append(lines, p.lines(m.s.problem())...)
	}
	if !m.roomy() {
		return lines
	}
	lines = append([]string{""}, lines...)
	if hint := m.s.hint(m.at); hint != "" {
		lines = append(lines, p.lines(hint)...)
	}
	return append(lines, "")
}

func (m *model) foot() []string {
	p, s := &m.s.page, m.s
	var lines []string
	for i, text := range []string{s.status, s.notice} {
		if text != "" && (i == 0 || m.at == preview) {
			lines = append(lines, bold(p.lines(text))...)
		}
	}
	keys := m.keys()
	if m.roomy() {
		lines = append([]string{""}, lines...)
	}
	if most := max(1, m.height/5); len(keys) > most {
		keys = keys[:most]
	}
	return append(lines, keys...)
}

// keys names the keys, as many on a line as fit.
func (m *model) keys() []string {
	p := &m.s.page
	h, ok := m.form.GetFocusedField().(helper)
	if !ok {
		return nil
	}
	var lines []string
	line := ""
	for _, entry := range h.help() {
		if entry == "key.back" && len(m.s.trail) == 0 && m.at != askDetails {
			continue
		}
		// Each runs in the direction of the words, whichever key it begins with.
		part := "\u2066" + p.words.Say(entry) + "\u2069"
		if p.words.RightToLeft() {
			part = "\u2067" + p.words.Say(entry) + "\u2069"
		}
		switch {
		case line == "":
			line = part
		case p.terminal.Width(line+" · "+part) > p.width:
			lines, line = append(lines, line), part
		default:
			line += " · " + part
		}
	}
	lines = append(lines, line)
	for i, l := range lines {
		lines[i] = p.terminal.Line(l, p.words.RightToLeft(), p.width)
	}
	return lines
}

// View is part of tea.Model.
func (m *model) View() string {
	body := strings.Split(m.form.View(), "\n")
	lines := append(m.head(), body...)
	for len(lines) < m.height-len(m.foot()) {
		lines = append(lines, "")
	}
	lines = append(lines, m.foot()...)
	margin := strings.Repeat(" ", max(0, (m.width-m.s.page.width)/2))
	for i, l := range lines {
		lines[i] = margin + strings.TrimRight(l, " ")
	}
	return strings.Join(lines[:min(len(lines), m.height)], "\n")
}
