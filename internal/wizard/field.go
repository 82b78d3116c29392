package wizard

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"speakout/internal/locale"
)

// field has what all fields of the wizard have in common. huh's own fields
// cannot be used: they draw from left to right, speak English, and each reads
// standard input through a buffer of its own.
type field struct {
	self     huh.Field
	page     *page
	position huh.FieldPosition
	focused  bool
}

// helper is a field that names its keys, as entries of the catalogue.
type helper interface{ help() []string }

// turn is where a key leads. It is taken at once, in the model: huh's own way,
// by a message, would leave the keys that come with it to the wrong field.
type turn int

const (
	stay turn = iota
	nextField
	nextStep
	previousField
	previousStep
)

func (f *field) next() {
	f.page.turn = nextField
	if f.position.Field >= f.position.LastField {
		f.page.turn = nextStep
	}
}

func (f *field) previous() {
	f.page.turn = previousField
	if f.position.Field <= f.position.FirstField {
		f.page.turn = previousStep
	}
}

func (f *field) Init() tea.Cmd                              { return nil }
func (f *field) Blur() tea.Cmd                              { f.focused = false; return nil }
func (f *field) Focus() tea.Cmd                             { f.focused = true; return nil }
func (f *field) Error() error                               { return nil }
func (f *field) Run() error                                 { return huh.Run(f.self) }
func (f *field) Skip() bool                                 { return false }
func (f *field) Zoom() bool                                 { return false }
func (f *field) KeyBinds() []key.Binding                    { return nil }
func (f *field) WithTheme(*huh.Theme) huh.Field             { return f.self }
func (f *field) WithAccessible(bool) huh.Field              { return f.self }
func (f *field) WithKeyMap(*huh.KeyMap) huh.Field           { return f.self }
func (f *field) WithWidth(int) huh.Field                    { return f.self }
func (f *field) WithHeight(int) huh.Field                   { return f.self }
func (f *field) WithPosition(p huh.FieldPosition) huh.Field { f.position = p; return f.self }
func (f *field) GetKey() string                             { return "" }

// readLine reads an answer. The reader must be the one that all fields share:
// what a second one buffers is lost to the next question.
func readLine(r io.Reader) (string, error) {
	shared, ok := r.(*bufio.Reader)
	if !ok {
		return "", errors.New("wizard: answers are read from one shared bufio.Reader")
	}
	s, err := shared.ReadString('\n')
	if err != nil && s == "" {
		return "", err
	}
	s = strings.TrimSpace(s)
	if s == "<" {
		return "", errBack
	}
	return s, nil
}

// say writes a line to be heard: the marks of direction in it are for the eye.
func say(w io.Writer, text string) { fmt.Fprintln(w, locale.StripIsolates(text)) }
