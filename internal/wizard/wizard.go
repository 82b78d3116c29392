// Package wizard asks for what a letter needs, one question a screen, in the
// user's own language: on a terminal with forms that redraw, or line by line
// for screen readers and pipes. It knows what to ask and how to show it; what
// a letter says, and where it is saved, is somebody else's work.
package wizard

import (
	"errors"
	"io"
	"sync/atomic"

	tea "github.com/charmbracelet/bubbletea"

	"speakout/internal/country"
	"speakout/internal/display"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/locale/ui"
	"speakout/internal/memo"
)

// Answers are what the wizard asks for.
type Answers struct {
	Country  country.Code
	Language locale.Language
	Issue    string
	Sender   letter.Sender
}

// Kind is a form that a letter is saved in.
type Kind string

// The forms the wizard offers. Chosen is that of the file the user named.
const (
	PDF    Kind = "pdf"
	Text   Kind = "text"
	Chosen Kind = ""
)

// File is one that was saved.
type File struct {
	Name string
	Size int
	Kind Kind
}

// Work is done for the wizard. Errors come back to Explain, which says them in
// the user's language.
type Work interface {
	// Compose writes the letter; the notice, if any, is for the user to read.
	Compose(Answers) (l letter.Letter, notice string, err error)
	// FileName is the name that Save will give.
	FileName(Answers, Kind) string
	Save(letter.Letter, Answers, Kind) (File, error)
	Remember(letter.Sender) (file string, err error)
	Explain(error) string
}

// Config is what a wizard is started with.
type Config struct {
	Words    *ui.Words
	Terminal display.Terminal
	// Campaigns are the issues to choose from.
	Campaigns []*memo.Campaign
	Given     Answers      // what is not empty is not asked, but for the sender
	Likely    country.Code // the user's own, offered first; may be empty
	Output    string       // the file the user named; empty: the wizard offers kinds
	Specimen  bool         // the letter has a sender of its own
	Getenv    func(string) string
	Work      Work
	Editor    Streams // where an editor reads and writes while answers are spoken
}

// Streams are what a program reads and writes.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// Result is what came of it. No files are written if the user quits.
type Result struct {
	Answers    Answers
	Files      []File
	Edited     bool
	Remembered string // the profile's file, if the details were put there
}

// ErrLeft says that the user left with Escape or Control C.
var ErrLeft = errors.New("left")

// errBack says that the user wants the question before.
var errBack = errors.New("back")

// running is the program on the terminal, and whether an editor has the
// terminal in its place.
var (
	running atomic.Pointer[tea.Program]
	editing atomic.Bool
)

// LeaveTerminal gives the terminal back as it was: for signals, after which
// nothing else runs.
func LeaveTerminal() {
	if p := running.Load(); p != nil {
		_ = p.ReleaseTerminal()
	}
}

// EditorRuns reports whether an editor has the terminal: Control C is its own.
func EditorRuns() bool { return editing.Load() }
