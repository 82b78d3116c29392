package shape

import (
	"encoding/binary"
	"strings"
	"sync"
)

// Text is a paragraph with the lines that it was set in, for the next letter
// that has it, or the next size that is tried.
type Text struct {
	paragraph Paragraph
	mutex     sync.Mutex
	set       []setText
}

type setText struct {
	Measure
	lines []Line
}

// textKey is text with its styles: most of a campaign's letters have the same.
// The first font tells a style apart: those after it go with it.
type textKey struct{ text, styles string }

// maxSet is in how many measures a text is remembered in lines.
const maxSet = 6

// Text shapes the spans, which are one paragraph. The error is a *MissingError.
func (s *Shaper) Text(spans []Span) (*Text, error) {
	key := s.keyOf(spans)
	if t, ok := s.memory.texts.Get(key); ok {
		return t, nil
	}
	p, err := s.Shape(spans)
	if err != nil {
		return nil, err
	}
	t := &Text{paragraph: p}
	s.memory.texts.Put(key, t)
	return t, nil
}

func (s *Shaper) keyOf(spans []Span) textKey {
	if len(spans) == 1 {
		return textKey{spans[0].Text, string(s.appendStyle(nil, spans[0]))}
	}
	var text strings.Builder
	var styles []byte
	for _, sp := range spans {
		text.WriteString(sp.Text)
		styles = s.appendStyle(styles, sp)
	}
	return textKey{text.String(), string(styles)}
}

func (s *Shaper) appendStyle(b []byte, sp Span) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(b, uint64(sp.Fonts[0].number)), uint64(len(sp.Text)))
}

// Lines sets the text in lines, which must not be changed: whoever sets it next
// has them too.
func (t *Text) Lines(m Measure) []Line {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	for _, s := range t.set {
		if s.Measure == m {
			return s.lines
		}
	}
	if len(t.set) >= maxSet {
		t.set = t.set[:0]
	}
	lines := t.paragraph.Lines(m)
	t.set = append(t.set, setText{m, lines})
	return lines
}

// Lines shapes the spans and sets them in lines.
func (s *Shaper) Lines(spans []Span, m Measure) ([]Line, error) {
	t, err := s.Text(spans)
	if err != nil {
		return nil, err
	}
	return t.Lines(m), nil
}
