package shape

import (
	"strings"

	"github.com/go-text/typesetting/language"

	"speakout/internal/locale"
)

// unit is what a line is not broken inside, unless it is longer than the
// line: a word with its punctuation, then the spaces after it.
type unit []part

// part is a piece of a unit, in logical order, of one level. Its Width is in
// sizes of type, that of a blank nothing.
type part struct {
	Piece
	space bool // white space, which a line does not end with
}

// width returns how wide the part is in points.
func (p *part) width(m Measure) float64 {
	if p.Blank {
		return m.BlankWidth
	}
	return p.Width * m.Size
}

// width returns how wide the unit is in points, and the space after it.
func (u unit) width(m Measure) (width, space float64) {
	for i := range u {
		p := &u[i]
		if p.space {
			space += p.width(m)
			continue
		}
		// A space inside a unit is followed by something: it counts.
		width, space = width+space+p.width(m), 0
	}
	return width, space
}

// units shapes the paragraph's words and gathers them between the places where
// a line may be broken.
func (s *Shaper) units(text []rune, fontOf []*Font, levels []Level) Paragraph {
	s.segmenter.Init(text)
	scripts := scriptsOf(text)
	// All parts are in one list, of a word and a space each if the words are short.
	var units Paragraph
	parts := make([]part, 0, len(text)/3+2)
	start := 0
	for it := s.segmenter.LineIterator(); it.Next(); {
		l := it.Line()
		end := l.Offset + len(l.Text)
		if last := text[end-1]; end < len(text) && locale.JoinsWords(last) && (last == '-' || !inAddress(text, end)) {
			continue
		}
		first := len(parts)
		for i := start; i < end; {
			j := i + 1
			for j < end && sameKind(text[i], text[j]) && fontOf[i] == fontOf[j] && levels[i] == levels[j] && scripts[i] == scripts[j] {
				j++
			}
			if p, ok := s.part(text[i:j], fontOf[i], scripts[i], levels[i]); ok {
				parts = append(parts, p)
			}
			i = j
		}
		units = append(units, parts[first:len(parts):len(parts)])
		start = end
	}
	return units
}

// inAddress reports whether what ends before i is part of a web address, which
// is broken at its slashes rather than anywhere; never at its hyphens, nor after
// "https://", which says nothing by itself.
func inAddress(text []rune, i int) bool {
	start := i
	for start > 0 && !isBreakingSpace(text[start-1]) {
		start--
	}
	word := string(text[start:i])
	return strings.Contains(word, "://") && !strings.HasSuffix(word, "://")
}

// sameKind reports whether two neighbours can be shaped together.
func sameKind(a, b rune) bool {
	return a != Blank && b != Blank && isBreakingSpace(a) == isBreakingSpace(b)
}

func isBreakingSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }

// part shapes text of one kind; ok is false for one that leaves no mark.
func (s *Shaper) part(text []rune, f *Font, script language.Script, l Level) (part, bool) {
	if text[0] == Blank {
		return part{Piece: Piece{Blank: true, Level: l}}, true
	}
	// What steers the direction has done so by now.
	visible := strings.Map(func(r rune) rune {
		if locale.IsDirectionMark(r) {
			return -1
		}
		return r
	}, string(text))
	if visible == "" {
		return part{}, false
	}
	p := part{space: isBreakingSpace(text[0])}
	p.Font, p.Level = f, l
	p.Clusters = s.shapeWord(word{visible, f, script, l.RightToLeft()})
	p.Width = widthOf(p.Clusters, f)
	return p, true
}

// widthOf returns how wide clusters are in sizes of type.
func widthOf(clusters []Cluster, f *Font) float64 {
	advance := 0
	for _, c := range clusters {
		advance += c.Advance
	}
	return float64(advance) / float64(f.UnitsPerEm())
}

// scriptsOf returns the script of each rune; signs and marks take that of the
// text before them, or after them at the beginning.
func scriptsOf(text []rune) []language.Script {
	scripts := make([]language.Script, len(text))
	current := language.Common
	for i, r := range text {
		if s := language.LookupScript(r); s.Strong() {
			if current == language.Common {
				for j := range i {
					scripts[j] = s
				}
			}
			current = s
		}
		scripts[i] = current
	}
	return scripts
}

// split takes from a unit that is longer than a line as many clusters as the
// line holds: two units.
func split(u unit, m Measure) Paragraph {
	var head, tail unit
	used := 0.0
	for _, p := range u {
		n := 0
		if len(tail) == 0 {
			n = p.fit(m.Width-used, m)
			if n == 0 && used == 0 {
				n = 1 // something must go on every line
			}
		}
		before, after := p.cut(n)
		if n > 0 || p.Blank && used == 0 {
			head = append(head, before)
			used += before.width(m)
		}
		if len(after.Clusters) > 0 {
			tail = append(tail, after)
		}
	}
	if len(tail) == 0 {
		return Paragraph{head}
	}
	return Paragraph{head, tail}
}

// afterSigns returns the unit in parts, each of which ends with signs.
func (u unit) afterSigns() Paragraph {
	var units Paragraph
	var open unit
	for _, p := range u {
		for n := 1; n < len(p.Clusters); n++ {
			before, after := p.cut(n)
			if isDividing(before.last()) && !isDividing(after.first()) {
				units, open = append(units, append(open, before)), nil
				p, n = after, 0
			}
		}
		open = append(open, p)
	}
	return append(units, open)
}

// isDividing reports whether a long word is divided after the cluster rather
// than anywhere.
func isDividing(c Cluster) bool { return c.Text != "" && strings.Contains("@/._?&=:;,", c.Text) }

// first and last return clusters in reading order.
func (p part) first() Cluster {
	if p.Level.RightToLeft() {
		return p.Clusters[len(p.Clusters)-1]
	}
	return p.Clusters[0]
}

func (p part) last() Cluster {
	if p.Level.RightToLeft() {
		return p.Clusters[0]
	}
	return p.Clusters[len(p.Clusters)-1]
}

// fit returns how many of the part's clusters, in reading order, fit in width.
func (p part) fit(width float64, m Measure) int {
	for n := range p.Clusters {
		if before, _ := p.cut(n + 1); before.width(m) > width {
			return n
		}
	}
	return len(p.Clusters)
}

// cut divides the part after n clusters in reading order. Letters that were
// joined keep their forms: a word is cut only where nothing else helps.
func (p part) cut(n int) (before, after part) {
	if p.Blank {
		return p, part{}
	}
	before, after = p, p
	if p.Level.RightToLeft() {
		at := len(p.Clusters) - n
		before.Clusters, after.Clusters = p.Clusters[at:], p.Clusters[:at]
	} else {
		before.Clusters, after.Clusters = p.Clusters[:n], p.Clusters[n:]
	}
	before.Width, after.Width = widthOf(before.Clusters, p.Font), widthOf(after.Clusters, p.Font)
	return before, after
}

// newLine puts units in their order from left to right. Spaces at the end go.
func newLine(units []unit, m Measure) Line {
	n := 0
	for _, u := range units {
		n += len(u)
	}
	parts := make([]*part, 0, n)
	for _, u := range units {
		for i := range u {
			parts = append(parts, &u[i])
		}
	}
	var l Line
	for len(parts) > 0 && parts[len(parts)-1].space {
		last := parts[len(parts)-1]
		space := last.Piece
		space.Width = last.width(m)
		l.Space = &space
		parts = parts[:len(parts)-1]
	}
	levels := make([]Level, len(parts))
	for i, p := range parts {
		levels[i] = p.Level
	}
	l.Pieces = make([]Piece, 0, len(parts))
	for _, i := range visualOrder(levels) {
		p := parts[i].Piece
		p.Width = parts[i].width(m)
		l.Pieces = append(l.Pieces, p)
		l.Width += p.Width
	}
	return l
}
