package wizard

import (
	"github.com/charmbracelet/huh"

	"speakout/internal/letter"
)

// step is a screen, or a question spoken.
type step int

const (
	askCountry step = iota
	askLanguage
	askIssue
	preview
	askDetails
	askChange
	broken // an edited letter that cannot be used
	finished
)

// What the user can choose to do with the letter.
const (
	todoPDF     = "menu.pdf"
	todoText    = "menu.text"
	todoBoth    = "menu.both"
	todoOutput  = "menu.output"
	todoEdit    = "menu.edit"
	todoDetails = "menu.details"
	todoChange  = "menu.change"
	todoQuit    = "menu.quit"
)

// session is the conversation, however it is held.
type session struct {
	Config
	page    page
	answers Answers

	languageChosen bool
	previewed      bool // questions lead back to the letter from now on
	todo           string
	change         step
	brokenTodo     string
	remember       bool
	trail          []step // the steps before this one, to go back to

	letter       letter.Letter
	notice       string
	edits        string // the letter's text as the user wrote it; empty: as composed
	brokenErr    error
	brokenIn     string // the text that could not be read
	status       string // said once, on the screen that comes
	spokenLetter string
	result       Result
}

func newSession(c Config) *session {
	return &session{Config: c, answers: c.Given, page: page{words: c.Words, terminal: c.Terminal, width: 80, height: 20}}
}

// asked are the questions that flags left open, in order.
func (s *session) asked() []step {
	var steps []step
	if s.Given.Country == "" {
		steps = append(steps, askCountry)
	}
	if s.Given.Language == "" {
		steps = append(steps, askLanguage)
	}
	if s.Given.Issue == "" {
		steps = append(steps, askIssue)
	}
	return steps
}

func (s *session) first() step { return append(s.asked(), preview)[0] }

// after returns the step that follows one that was answered.
func (s *session) after(done step) step {
	if s.previewed {
		if done == askChange {
			return s.change
		}
		return preview
	}
	for _, next := range append(s.asked(), preview) {
		if next > done {
			return next
		}
	}
	return preview
}

// answered takes note of what a step's fields hold now.
func (s *session) answered(done step) {
	s.status = ""
	switch done {
	case askLanguage:
		s.languageChosen = true
	case askDetails:
		if s.remember {
			s.rememberSender()
		}
	}
	if s.edits != "" && (done == askCountry || done == askLanguage || done == askIssue) {
		s.edits, s.status = "", s.Words.Say("edit.anew")
	}
}

func (s *session) rememberSender() {
	file, err := s.Work.Remember(s.answers.Sender)
	if err != nil {
		s.status = s.Work.Explain(err)
		return
	}
	s.result.Remembered = file
	s.status = s.Words.Say("details.remembered", "File", file)
	s.remember = false
}

// compose writes the letter of the answers, with the user's own words in it.
func (s *session) compose() error {
	l, notice, err := s.Work.Compose(s.answers)
	if err != nil {
		return err
	}
	s.letter, s.notice = l, notice
	if s.edits != "" {
		s.letter, err = l.WithEdits(s.edits)
	}
	return err
}

// save does what was chosen; ok is false where it failed, and the status says
// why.
func (s *session) save() (ok bool) {
	for _, k := range s.kinds() {
		if s.saved(k) {
			continue // it was, before the other failed
		}
		f, err := s.Work.Save(s.letter, s.answers, k)
		if err != nil {
			s.status = s.Work.Explain(err)
			return false
		}
		s.result.Files = append(s.result.Files, f)
	}
	s.result.Answers, s.result.Edited = s.answers, s.edits != ""
	return true
}

func (s *session) saved(k Kind) bool {
	for _, f := range s.result.Files {
		if f.Kind == k {
			return true
		}
	}
	return false
}

// kinds are those that the chosen action saves.
func (s *session) kinds() []Kind {
	switch s.todo {
	case todoPDF:
		return []Kind{PDF}
	case todoText:
		return []Kind{Text}
	case todoBoth:
		return []Kind{PDF, Text}
	case todoOutput:
		return []Kind{Chosen}
	}
	return nil
}

// arrive prepares a step that is about to be shown.
func (s *session) arrive(at step) {
	switch at {
	case askLanguage:
		if c := countryOf(s.answers); c != nil && !s.languageChosen && s.Given.Language == "" {
			s.answers.Language = c.Language
		}
	case preview:
		s.previewed = true
		if err := s.compose(); err != nil {
			s.status = s.Work.Explain(err)
		}
	}
}

// fields are what a step asks.
func (s *session) fields(at step) []huh.Field {
	switch at {
	case askCountry:
		return []huh.Field{s.countryField()}
	case askLanguage:
		return []huh.Field{s.languageField()}
	case askIssue:
		return []huh.Field{s.issueField()}
	case askDetails:
		return s.detailFields()
	case askChange:
		return []huh.Field{s.changeField()}
	case broken:
		return []huh.Field{s.brokenField()}
	default:
		return []huh.Field{s.previewField()}
	}
}

// titles and hints are the entries of the catalogue that steps are headed by.
var titles = map[step]string{
	askCountry: "country.title", askLanguage: "language.title", askIssue: "issue.title", preview: "preview.title",
	askDetails: "details.title", askChange: "change.title", broken: "broken.title",
}

var hints = map[step]string{askCountry: "country.hint", askLanguage: "language.hint", askDetails: "details.hint"}

func (s *session) title(at step) string {
	title := s.Words.Say(titles[at])
	asked := s.asked()
	for i, q := range asked {
		if q == at && !s.previewed {
			return s.Words.Say("step", "Step", i+1, "Steps", len(asked)) + "  " + title
		}
	}
	return title
}

func (s *session) hint(at step) string {
	if entry := hints[at]; entry != "" {
		return s.Words.Say(entry)
	}
	return ""
}
