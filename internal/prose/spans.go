package prose

import (
	"strings"

	"speakout/internal/locale"
)

// Span is text of one style, or what an isolate or an override encloses: the
// controls that stand in the text of runs, as structure, for formats that have
// elements of their own for them.
type Span struct {
	Run
	Inside      []Span // what is enclosed; Run is empty then
	RightToLeft bool   // how it reads: what is enclosed
	Override    bool   // each of its characters reads so, whatever it is
}

// Unicode's controls that enclose text and end it (UAX #9).
const (
	leftToRightIsolate  = '\u2066'
	rightToLeftIsolate  = '\u2067'
	firstStrongIsolate  = '\u2068'
	popIsolate          = '\u2069'
	leftToRightOverride = '\u202d'
	popDirection        = '\u202c'
)

// Spans returns the line's text without its isolates and overrides, and what
// they enclosed as spans inside spans. What is not closed ends with the line.
func (l Line) Spans() []Span {
	p := &spanParser{tokens: l.tokens()}
	var spans []Span
	for len(p.tokens) > 0 {
		spans = append(spans, p.until(0)...)
		if len(p.tokens) > 0 {
			p.tokens = p.tokens[1:] // an end that has no beginning
		}
	}
	return spans
}

// token is a control, or a run without any.
type token struct {
	control rune // 0 for a run
	run     Run
}

func (l Line) tokens() []token {
	var out []token
	for _, r := range l {
		if r.Blank {
			out = append(out, token{run: r})
			continue
		}
		for text := r.Text; text != ""; {
			at := strings.IndexFunc(text, isEnclosing)
			if at < 0 {
				at = len(text)
			}
			if at > 0 {
				run := r
				run.Text = text[:at]
				out = append(out, token{run: run})
			}
			if text = text[at:]; text != "" {
				control := []rune(text)[0]
				out = append(out, token{control: control})
				text = text[len(string(control)):]
			}
		}
	}
	return out
}

func isEnclosing(r rune) bool {
	return locale.IsIsolate(r) || r == leftToRightOverride || r == popDirection
}

type spanParser struct{ tokens []token }

// until returns the spans before the control end, which stays.
func (p *spanParser) until(end rune) []Span {
	var spans []Span
	for len(p.tokens) > 0 {
		t := p.tokens[0]
		switch t.control {
		case 0:
			p.tokens = p.tokens[1:]
			spans = append(spans, Span{Run: t.run})
		case popIsolate, popDirection:
			if t.control == end || t.control == popIsolate {
				return spans // the end of an isolate ends an override in it too
			}
			p.tokens = p.tokens[1:]
		default:
			p.tokens = p.tokens[1:]
			spans = append(spans, p.enclosed(t.control))
		}
	}
	return spans
}

// enclosed returns what stands between the control begin and its end.
func (p *spanParser) enclosed(begin rune) Span {
	end := popIsolate
	if begin == leftToRightOverride {
		end = popDirection
	}
	s := Span{Inside: p.until(end), Override: begin == leftToRightOverride}
	if len(p.tokens) > 0 && p.tokens[0].control == end {
		p.tokens = p.tokens[1:]
	}
	switch begin {
	case rightToLeftIsolate:
		s.RightToLeft = true
	case firstStrongIsolate:
		s.RightToLeft, _ = firstStrong(s.Inside)
	}
	return s
}

// firstStrong returns the direction of the first letter that has one, outside
// further isolates (UAX #9, rules P2 and P3).
func firstStrong(spans []Span) (rightToLeft, found bool) {
	for _, s := range spans {
		if s.Override {
			if rightToLeft, found = firstStrong(s.Inside); found {
				return rightToLeft, true
			}
		}
		for _, r := range s.Text {
			switch {
			case locale.IsRightToLeft(r):
				return true, true
			case locale.IsLeftToRight(r):
				return false, true
			}
		}
	}
	return false, false
}
