package letter

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"speakout/internal/locale"
)

// EditError says what is wrong with an edited letter, and where.
type EditError struct {
	Problem EditProblem
	Line    int    // from 1, in the text; 0 if it is the whole
	Detail  string // the character that cannot be shown
}

func (e *EditError) Error() string {
	s := string(e.Problem)
	if e.Detail != "" {
		s += " " + e.Detail
	}
	if e.Line > 0 {
		s = fmt.Sprintf("line %d: %s", e.Line, s)
	}
	return s
}

// EditProblem is what can be wrong with an edited letter.
type EditProblem string

// The problems; each is a sentence for those who read no catalogue.
const (
	EditNothing      EditProblem = "there is no text"
	EditNoSubject    EditProblem = "the first paragraph is the subject; it cannot be a list"
	EditNoBody       EditProblem = "there is nothing after the subject"
	EditEmptyAsk     EditProblem = "the number has no words after it"
	EditOpenEmphasis EditProblem = "the emphasis begun in this paragraph with * or ** does not end"
	EditUnprintable  EditProblem = "a letter cannot show the character"
	EditTooLong      EditProblem = "the text is too long for a letter"
)

// EditProblems lists every problem.
var EditProblems = []EditProblem{
	EditNothing, EditNoSubject, EditNoBody, EditEmptyAsk, EditOpenEmphasis, EditUnprintable, EditTooLong,
}

// maxEdited is far more than the longest letter.
const maxEdited = 40_000

// editReader gathers an edited letter's blocks line by line.
type editReader struct {
	blocks []Block
	open   []string // the lines of the paragraph or ask being read
	first  int      // the number of the first of them
	isAsk  bool
}

func readEdited(text string) ([]Block, error) {
	if len(text) > maxEdited {
		return nil, &EditError{Problem: EditTooLong}
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\ufeff", "").Replace(norm.NFC.String(text))
	var r editReader
	for i, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if err := unprintable(line, i+1); err != nil {
			return nil, err
		}
		if err := r.line(line, i+1); err != nil {
			return nil, err
		}
	}
	if err := r.close(); err != nil {
		return nil, err
	}
	switch {
	case len(r.blocks) == 0:
		return nil, &EditError{Problem: EditNothing}
	case r.blocks[0].Asks != nil:
		return nil, &EditError{Problem: EditNoSubject}
	case len(r.blocks) == 1:
		return nil, &EditError{Problem: EditNoBody}
	}
	return r.blocks, nil
}

func unprintable(line string, number int) error {
	for i, r := range line {
		broken := r == utf8.RuneError && !strings.HasPrefix(line[i:], string(utf8.RuneError))
		if broken || cannotShow(r) && r != '\t' {
			return &EditError{EditUnprintable, number, fmt.Sprintf("U+%04X", r)}
		}
	}
	return nil
}

func (r *editReader) line(line string, number int) error {
	words := strings.Trim(line, " \t")
	switch label := numbered.FindString(line + " "); {
	case words == "":
		return r.close()
	case label != "":
		if err := r.close(); err != nil {
			return err
		}
		r.isAsk, r.first = true, number
		r.open = []string{strings.Trim(strings.TrimPrefix(line+" ", label), " \t")}
	default:
		if r.open == nil {
			r.first = number
		}
		r.open = append(r.open, words)
	}
	return nil
}

// close ends the paragraph or ask being read.
func (r *editReader) close() error {
	if r.open == nil {
		return nil
	}
	text := strings.Trim(strings.Join(r.open, " "), " ")
	number, isAsk := r.first, r.isAsk
	r.open, r.isAsk = nil, false
	if text == "" {
		return &EditError{Problem: EditEmptyAsk, Line: number}
	}
	line, ok := unmarked(balanced(text))
	if !ok {
		return &EditError{Problem: EditOpenEmphasis, Line: number}
	}
	if !isAsk {
		r.blocks = append(r.blocks, Block{Paragraph: line})
		return nil
	}
	// An empty line between asks does not begin a new list.
	if last := len(r.blocks) - 1; last >= 0 && r.blocks[last].Asks != nil {
		r.blocks[last].Asks = append(r.blocks[last].Asks, line)
		return nil
	}
	r.blocks = append(r.blocks, Block{Asks: []Line{line}})
	return nil
}

// balanced returns s without direction marks that came along from elsewhere.
// Isolates stay where each has its end: they hold names of the other direction.
func balanced(s string) string {
	depth := 0
	for _, r := range s {
		switch {
		case r == '\u2069':
			depth--
		case locale.IsIsolate(r):
			depth++
		}
		if depth < 0 {
			break
		}
	}
	return strings.Map(func(r rune) rune {
		if locale.IsDirectionMark(r) && (depth != 0 || !locale.IsIsolate(r)) || r == '\u200b' || r == '\u00ad' {
			return -1
		}
		return r
	}, s)
}

// unmarked makes runs of marked text; ok is false if an emphasis does not end.
func unmarked(s string) (line Line, ok bool) {
	var run Run
	flush := func() {
		if run.Text != "" {
			line = append(line, run)
		}
		run.Text = ""
	}
	for s != "" {
		switch {
		case s[0] == '\\' && len(s) > 1 && strings.IndexByte(`\*_#.)`, s[1]) >= 0:
			run.Text += s[1:2]
			s = s[2:]
		case strings.HasPrefix(s, "**"):
			flush()
			run.Strong, s = !run.Strong, s[2:]
		case s[0] == '*':
			flush()
			run.Emph, s = !run.Emph, s[1:]
		case strings.HasPrefix(s, EditBlank):
			flush()
			line = append(line, Run{Blank: true})
			s = strings.TrimLeft(s, "_")
		default:
			_, size := utf8.DecodeRuneInString(s)
			run.Text += s[:size]
			s = s[size:]
		}
	}
	flush()
	return line, !run.Strong && !run.Emph
}
