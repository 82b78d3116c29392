package batch

import (
	"errors"
	"fmt"

	"speakout/internal/letter"
	"speakout/internal/pdf"
)

// labels is a PDF of address labels, one for each letter. A label is set by the
// worker that draws the letter, and put on its sheet in the order of rows.
type labels struct {
	file   *file
	sheets *pdf.Labels
}

func (l *labels) needs(string) bool      { return false } // it draws the labels itself
func (l *labels) add(*done, drawn) error { return nil }
func (l *labels) out() *file             { return l.file }

func (l *labels) complete() error {
	if err := l.sheets.Close(); err != nil {
		return err
	}
	return l.file.complete()
}

func (l *labels) abort() {
	l.sheets.Abort()
	l.file.abort()
}

// setLabel sets the row's label, or notes why it cannot be set.
func (p *rowParser) setLabel(req letter.Request) {
	address, err := letter.LabelFor(req)
	if err == nil {
		p.label, err = p.set.LabelSheet.Set(p.set.Style, req.Language, address)
	}
	switch {
	case err == nil:
	case errors.Is(err, pdf.ErrLabelTooSmall):
		p.note(longestOf(req.Recipient), "too long for a label", fmt.Sprintf("%s of %s, even in small type", err, p.set.LabelSheet.Name), p.set.largerLabel)
	default:
		p.problems = append(p.problems, Problem{Kind: "label", Text: err.Error()})
	}
}

// longestOf is the column that has most of what stands on a label.
func longestOf(to letter.Recipient) Column {
	address := 0
	for _, line := range to.Address {
		address += len(line)
	}
	switch {
	case address >= max(len(to.Name), len(to.Title)):
		return "to-address"
	case len(to.Title) > len(to.Name):
		return "to-title"
	default:
		return "to"
	}
}

// largerLabel says what to do about an address that is too long.
func (s *Set) largerLabel() string {
	if larger := pdf.LabelSheets[0]; s.LabelSheet.Name != larger.Name {
		return "shorten it, or take labels that are larger: --label-sheet " + larger.Name
	}
	return "shorten it, or write these letters in a set of their own without --labels"
}
