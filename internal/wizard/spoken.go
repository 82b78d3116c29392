package wizard

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"speakout/internal/country"
	"speakout/internal/text"
)

// EndedError says that the input ended before all was answered.
type EndedError struct {
	Answers Answers  // those given till then
	Missing []string // entries of the catalogue
}

func (e *EndedError) Error() string { return "the input ended too early" }

// RunSpoken holds the conversation line by line: for screen readers, and for
// answers from a pipe. Nothing is drawn twice. The end of the input is an
// *EndedError unless the user chose to quit or to save before.
func RunSpoken(c Config, in io.Reader, out io.Writer) (Result, error) {
	s := newSession(c)
	// One reader for all questions: what another one buffered would be lost.
	reader := bufio.NewReader(in)
	say(out, s.Words.Say("spoken.start"))
	at := s.first()
	for at != finished {
		s.arrive(at)
		next, err := s.speak(at, reader, out)
		switch {
		case errors.Is(err, errBack):
			if len(s.trail) == 0 {
				say(out, s.Words.Say("spoken.first"))
				continue
			}
			next, s.trail = s.trail[len(s.trail)-1], s.trail[:len(s.trail)-1]
		case errors.Is(err, io.EOF):
			return Result{}, &EndedError{s.answers, s.missing()}
		case err != nil:
			return Result{}, err
		case next == preview && s.previewed:
			s.trail = s.asked()
		case next != at:
			s.trail = append(s.trail, at)
		}
		at = next
	}
	return s.result, nil
}

// missing are the questions that have no answer yet.
func (s *session) missing() []string {
	var names []string
	if s.answers.Country == "" {
		names = append(names, "missing.country")
	}
	if s.Given.Language == "" && !s.languageChosen {
		names = append(names, "missing.language")
	}
	if s.answers.Issue == "" {
		names = append(names, "missing.issue")
	}
	return append(names, "missing.todo")
}

// speak asks a step's questions and returns the step that follows.
func (s *session) speak(at step, in *bufio.Reader, out io.Writer) (step, error) {
	say(out, "")
	if at == preview {
		s.speakLetter(out)
	} else {
		say(out, s.title(at))
	}
	for _, line := range []string{s.status, map[step]string{preview: s.notice, broken: s.problem()}[at]} {
		if line != "" {
			say(out, line)
		}
	}
	s.status = ""
	for _, f := range s.fields(at) {
		if err := f.RunAccessible(out, in); err != nil {
			return at, err
		}
	}
	s.answered(at)
	switch {
	case at == broken && s.brokenTodo == "broken.retry":
		return s.speakEdit(), nil
	case at == broken:
		s.brokenErr, s.brokenIn = nil, ""
		return preview, nil
	case at == preview:
		return s.speakTodo(in, out)
	}
	return s.after(at), nil
}

// speakLetter says the letter, unless it was said already.
func (s *session) speakLetter(out io.Writer) {
	lines := strings.Join(text.Lines(s.letter, text.Columns), "\n")
	if lines == s.spokenLetter {
		return
	}
	s.spokenLetter = lines
	say(out, s.Words.Say("spoken.letter"))
	fmt.Fprintf(out, "\n%s\n", lines)
	say(out, "")
	say(out, s.Words.Say("spoken.end"))
}

// speakTodo does what was chosen to do with the letter; before anything is
// written it says what, and asks.
func (s *session) speakTodo(in *bufio.Reader, out io.Writer) (step, error) {
	switch s.todo {
	case todoQuit:
		return finished, nil
	case todoEdit:
		return s.speakEdit(), nil
	case todoDetails:
		return askDetails, nil
	case todoChange:
		return askChange, nil
	}
	s.speakSummary(out)
	yes := false
	err := s.speakYes(&yes, in, out)
	if errors.Is(err, errBack) {
		err = nil // the question before is the one what to do
	}
	if err != nil || !yes {
		return preview, err
	}
	if !s.save() {
		return preview, nil
	}
	return finished, nil
}

func (s *session) speakSummary(out io.Writer) {
	l := s.Words.Language
	name := s.answers.Sender.Name
	if name == "" {
		name = s.Words.Say("spoken.nobody")
	}
	to := string(s.answers.Country)
	if c := country.ByCode(s.answers.Country); c != nil {
		to = c.Name(l)
	}
	say(out, s.Words.Say("spoken.summary", "Country", to, "Language", s.answers.Language.OwnName(),
		"Issue", s.issueName(), "Name", name))
	var files []string
	for _, k := range s.kinds() {
		files = append(files, s.Work.FileName(s.answers, k))
	}
	say(out, s.Words.Say("spoken.write", "Files", s.Words.Join(files)))
}

func (s *session) speakYes(yes *bool, in *bufio.Reader, out io.Writer) error {
	c := newChoice(&s.page, "yes", fixed([]option{{"yes", s.Words.Say("yes"), ""}, {"no", s.Words.Say("no"), ""}}))
	c.set = func(v string) { *yes = v == "yes" }
	return c.RunAccessible(out, in)
}

// speakEdit lets the editor run and returns the step that follows.
func (s *session) speakEdit() step {
	c, file := s.startEdit()
	if c == nil {
		return preview
	}
	c.Stdin, c.Stdout, c.Stderr = s.Editor.In, s.Editor.Out, s.Editor.Err
	return s.endEdit(editedMsg{file, RunEditor(c)})
}
