package shape

import (
	"encoding/binary"
	"slices"
	"strings"
	"sync"
	"unicode"

	"speakout/internal/locale"
)

// Text is a paragraph with the lines that it was set in, for the next letter
// that has it, or the next size that is tried.
type Text struct {
	// Stacked is whether a letter bears two marks or more, as in Arabic with all
	// its vowels: they reach further than lines have room for.
	Stacked bool
	// RightToLeft is whether it has letters written from right to left.
	RightToLeft bool

	paragraph Paragraph
	mutex     sync.Mutex
	set       []setText
}

// setText is where a text's lines end in a measure, and the lines once somebody
// wants them: while a letter is fitted to its page, it matters only how many
// there are.
type setText struct {
	Measure
	ends  []int
	lines []Line
}

// textKey is text with its styles: most of a campaign's letters have the same.
// The first font tells a style apart: those after it go with it.
type textKey struct{ text, styles string }

// maxSet is in how many measures a text is remembered in lines.
const maxSet = 12

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
	t := &Text{
		paragraph:   p,
		Stacked:     slices.ContainsFunc(spans, func(sp Span) bool { return IsStacked(sp.Text) }),
		RightToLeft: slices.ContainsFunc(spans, func(sp Span) bool { return strings.ContainsFunc(sp.Text, locale.IsRightToLeft) }),
	}
	s.memory.texts.Put(key, t)
	return t, nil
}

// IsStacked reports whether a letter of the text bears two marks or more, also as
// one sign: Vietnamese has those.
func IsStacked(text string) bool {
	marks := 0
	return strings.ContainsFunc(text, func(r rune) bool {
		if unicode.Is(unicode.Mn, r) {
			marks++
		} else {
			marks = 0
		}
		return marks > 1 || r >= 'Ấ' && r <= 'ỹ'
	})
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
	s := t.in(m)
	if s.lines == nil {
		s.lines = t.paragraph.linesTo(s.ends, m)
	}
	return s.lines
}

// Count returns in how many lines Lines sets the text.
func (t *Text) Count(m Measure) int {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return len(t.in(m).ends)
}

func (t *Text) in(m Measure) *setText {
	for i := range t.set {
		if t.set[i].Measure == m {
			return &t.set[i]
		}
	}
	if len(t.set) >= maxSet {
		t.set = t.set[:0]
	}
	t.set = append(t.set, setText{Measure: m, ends: t.paragraph.ends(m)})
	return &t.set[len(t.set)-1]
}

// Tears reports whether the text has a word that is longer than a line, which
// Lines divides.
func (t *Text) Tears(m Measure) bool { return !t.paragraph.whole(m) }

// Lines shapes the spans and sets them in lines.
func (s *Shaper) Lines(spans []Span, m Measure) ([]Line, error) {
	t, err := s.Text(spans)
	if err != nil {
		return nil, err
	}
	return t.Lines(m), nil
}
