package shape

import (
	"strings"

	"github.com/go-text/typesetting/language"

	"speakout/internal/locale"
)

// unit is what a line is not broken inside, unless it is longer than the
// line: a word with its punctuation, then the spaces after it.
type unit struct {
	parts []part
	width float64 // without the spaces
	space float64
}

// part is a piece of a unit, in logical order, of one level.
type part struct {
	Piece
	level level
	space bool // white space, which a line does not end with
}

// units shapes the paragraph's words and gathers them between the places where
// a line may be broken.
func (s *Shaper) units(text []rune, fontOf []*Font, levels []level, st Style) []unit {
	s.segmenter.Init(text)
	scripts := scriptsOf(text)
	var units []unit
	start := 0
	for it := s.segmenter.LineIterator(); it.Next(); {
		l := it.Line()
		end := l.Offset + len(l.Text)
		if end < len(text) && locale.JoinsWords(text[end-1]) {
			continue
		}
		var u unit
		for i := start; i < end; {
			j := i + 1
			for j < end && sameKind(text[i], text[j]) && fontOf[i] == fontOf[j] && levels[i] == levels[j] && scripts[i] == scripts[j] {
				j++
			}
			if p, ok := s.part(text[i:j], fontOf[i], scripts[i], levels[i], st); ok {
				u.add(p)
			}
			i = j
		}
		units = append(units, u)
		start = end
	}
	return units
}

func (u *unit) add(p part) {
	u.parts = append(u.parts, p)
	if p.space {
		u.space += p.Width
		return
	}
	// A space inside a unit is followed by something: it counts.
	u.width, u.space = u.width+u.space+p.Width, 0
}

// sameKind reports whether two neighbours can be shaped together.
func sameKind(a, b rune) bool {
	return a != Blank && b != Blank && isBreakingSpace(a) == isBreakingSpace(b)
}

func isBreakingSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }

// part shapes text of one kind; ok is false for one that leaves no mark.
func (s *Shaper) part(text []rune, f *Font, script language.Script, l level, st Style) (part, bool) {
	if text[0] == Blank {
		return part{Piece: Piece{Blank: true, Width: st.BlankWidth}, level: l}, true
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
	p := part{level: l, space: isBreakingSpace(text[0])}
	p.Font, p.RightToLeft = f, l.rightToLeft()
	p.Clusters = s.shapeWord(word{visible, f, script, p.RightToLeft})
	p.Width = widthOf(p.Clusters, f, st.Size)
	return p, true
}

func widthOf(clusters []Cluster, f *Font, size float64) float64 {
	advance := 0
	for _, c := range clusters {
		advance += c.Advance
	}
	return float64(advance) * size / float64(f.UnitsPerEm)
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

// fill returns how many units fit in a line of the width.
func fill(units []unit, width float64) int {
	used := 0.0
	for i, u := range units {
		// Sums of many widths end in rounding, not in a broken line.
		if used+u.width > width+0.01 {
			return i
		}
		used += u.width + u.space
	}
	return len(units)
}

// split takes from a unit that is longer than a line as many clusters as the
// line holds: two units.
func split(u unit, width float64) []unit {
	var head, tail unit
	used := 0.0
	for _, p := range u.parts {
		n := 0
		if len(tail.parts) == 0 {
			n = p.fit(width - used)
			if n == 0 && used == 0 {
				n = 1 // something must go on every line
			}
		}
		before, after := p.cut(n)
		if n > 0 || p.Blank && used == 0 {
			head.add(before)
			used += before.Width
		}
		if len(after.Clusters) > 0 {
			tail.add(after)
		}
	}
	if len(tail.parts) == 0 {
		return []unit{head}
	}
	return []unit{head, tail}
}

// fit returns how many of the part's clusters, in reading order, fit in width.
func (p part) fit(width float64) int {
	for n := range p.Clusters {
		if before, _ := p.cut(n + 1); before.Width > width {
			return n
		}
	}
	return len(p.Clusters)
}

// cut divides the part after n clusters in reading order.
func (p part) cut(n int) (before, after part) {
	if p.Blank {
		return p, part{}
	}
	before, after = p, p
	if p.RightToLeft {
		at := len(p.Clusters) - n
		before.Clusters, after.Clusters = p.Clusters[at:], p.Clusters[:at]
	} else {
		before.Clusters, after.Clusters = p.Clusters[:n], p.Clusters[n:]
	}
	per := p.Width / float64(max(1, advanceOf(p.Clusters)))
	before.Width, after.Width = per*float64(advanceOf(before.Clusters)), per*float64(advanceOf(after.Clusters))
	return before, after
}

func advanceOf(clusters []Cluster) int {
	sum := 0
	for _, c := range clusters {
		sum += c.Advance
	}
	return sum
}

// newLine puts units in their order from left to right. Spaces at the end go.
func newLine(units []unit) Line {
	var parts []part
	for _, u := range units {
		parts = append(parts, u.parts...)
	}
	for len(parts) > 0 && parts[len(parts)-1].space {
		parts = parts[:len(parts)-1]
	}
	levels := make([]level, len(parts))
	for i, p := range parts {
		levels[i] = p.level
	}
	var l Line
	for _, i := range visualOrder(levels) {
		l.Pieces = append(l.Pieces, parts[i].Piece)
		l.Width += parts[i].Width
	}
	return l
}
