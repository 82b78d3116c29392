package wizard

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"speakout/internal/letter"
	"speakout/internal/output"
)

// editors are tried in this order where the user names none: the one that
// says how to save first.
var editors = []string{"nano", "vim", "vi"}

// FindEditor returns the command line of the user's editor, or nothing.
func FindEditor(getenv func(string) string) string {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if e := strings.TrimSpace(getenv(name)); e != "" {
			return e
		}
	}
	if runtime.GOOS == "windows" {
		return "notepad"
	}
	for _, e := range editors {
		if _, err := exec.LookPath(e); err == nil {
			return e
		}
	}
	return ""
}

// EditorCommand returns the command that opens the file. What users put into
// VISUAL and EDITOR is a shell's command line.
func EditorCommand(editor, file string) *exec.Cmd {
	if runtime.GOOS == "windows" {
		words := strings.Fields(editor)
		return exec.Command(words[0], append(words[1:], file)...)
	}
	return exec.Command("sh", "-c", editor+` "$1"`, "sh", file)
}

// RunEditor lets the editor have the terminal.
func RunEditor(c *exec.Cmd) error {
	editing.Store(true)
	defer editing.Store(false)
	return c.Run()
}

// editorRun is an editor's turn on the terminal of a form.
type editorRun struct {
	*exec.Cmd
	s *session
}

func (e editorRun) Run() error {
	fmt.Fprint(e.Stdout, e.s.Terminal.End())
	defer fmt.Fprint(e.Stdout, e.s.Terminal.Begin())
	return RunEditor(e.Cmd)
}
func (e editorRun) SetStdin(r io.Reader)  { e.Stdin = r }
func (e editorRun) SetStdout(w io.Writer) { e.Stdout = w }
func (e editorRun) SetStderr(w io.Writer) { e.Stderr = w }

// editedMsg says that the editor is closed.
type editedMsg struct {
	file string
	err  error
}

// startEdit writes the letter to a temporary file for the editor. If that
// cannot be done, the status says why and the command is nil.
func (s *session) startEdit() (c *exec.Cmd, file string) {
	editor := FindEditor(s.Getenv)
	if editor == "" {
		s.status = s.Words.Say("edit.none")
		return nil, ""
	}
	content := s.brokenIn
	if content == "" {
		help := "# " + strings.ReplaceAll(s.Words.Say("edit.help"), "\n", "\n# ")
		content = help + "\n\n" + s.letter.Editable()
	}
	file, err := output.WriteTemp("speakout-*.md", []byte(content))
	if err != nil {
		s.status = s.Work.Explain(err)
		return nil, ""
	}
	return EditorCommand(editor, file), file
}

// endEdit takes over what the editor left, and returns the step that follows.
func (s *session) endEdit(m editedMsg) step {
	defer output.RemoveTemp(m.file)
	if m.err != nil {
		s.status = s.Words.Say("edit.failed", "Reason", m.err.Error())
		return preview
	}
	b, err := os.ReadFile(m.file)
	if err != nil {
		s.status = s.Work.Explain(err)
		return preview
	}
	edited, err := s.letter.WithEdits(string(b))
	var problem *letter.EditError
	switch {
	case errors.As(err, &problem) && problem.Problem == letter.EditNothing:
		s.status, s.brokenIn = s.Words.Say("edit.same"), ""
		return preview
	case errors.As(err, &problem):
		s.brokenErr, s.brokenIn = problem, string(b)
		return broken
	case err != nil:
		s.status = s.Work.Explain(err)
		return preview
	}
	s.brokenErr, s.brokenIn = nil, ""
	text := edited.Editable()
	if text == s.letter.Editable() {
		s.status = s.Words.Say("edit.same")
		return preview
	}
	s.letter, s.edits, s.status = edited, text, s.Words.Say("edit.done")
	s.result.Files = nil // saved before, they are another letter
	return preview
}

var problems = map[letter.EditProblem]string{
	letter.EditNothing: "edit.nothing", letter.EditNoSubject: "edit.no-subject", letter.EditNoBody: "edit.no-body",
	letter.EditEmptyAsk: "edit.empty-ask", letter.EditOpenEmphasis: "edit.open-emphasis",
	letter.EditUnprintable: "edit.unprintable", letter.EditTooLong: "edit.too-long",
}

// problem says what is wrong with the edited letter.
func (s *session) problem() string {
	var e *letter.EditError
	if !errors.As(s.brokenErr, &e) {
		return ""
	}
	return s.Words.Say(problems[e.Problem], "Line", e.Line, "Character", e.Detail)
}

// edit is the command by which a form hands the terminal to the editor.
func (s *session) edit() tea.Cmd {
	c, file := s.startEdit()
	if c == nil {
		return nil
	}
	return tea.Exec(editorRun{c, s}, func(err error) tea.Msg { return editedMsg{file, err} })
}
