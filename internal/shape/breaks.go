package shape

import "math"

// Lines sets the paragraph in lines: in as few as it takes, broken so that they
// end near each other. Lines that are filled one after the other, as typewriters
// do, leave ragged edges and last lines of one word.
func (p Paragraph) Lines(m Measure) []Line {
	return p.linesTo(p.ends(m), m)
}

// linesTo sets the paragraph in lines that end as ends says.
func (p Paragraph) linesTo(ends []int, m Measure) []Line {
	units := p.divided(m)
	lines := make([]Line, len(ends))
	at := 0
	for i, end := range ends {
		lines[i] = newLine(units[at:end], m)
		at = end
	}
	return lines
}

// whole reports whether lines hold all units.
func (p Paragraph) whole(m Measure) bool {
	for _, u := range p {
		if width, _ := u.width(m); !fits(width, m) {
			return false
		}
	}
	return true
}

// divided returns the paragraph with units that are longer than a line in
// parts: after signs, where an address of mail or the web is divided, and
// anywhere if a part is still too long. No hyphen is added.
func (p Paragraph) divided(m Measure) Paragraph {
	if p.whole(m) {
		return p
	}
	var units Paragraph
	for _, u := range p {
		if width, _ := u.width(m); fits(width, m) {
			units = append(units, u)
			continue
		}
		for _, part := range u.afterSigns() {
			units = append(units, part.torn(m)...)
		}
	}
	return units
}

// torn returns the unit in parts that lines hold.
func (u unit) torn(m Measure) Paragraph {
	var units Paragraph
	for {
		parts := Paragraph{u}
		if width, _ := u.width(m); !fits(width, m) {
			parts = split(u, m)
		}
		units = append(units, parts[0])
		if len(parts) == 1 {
			return units
		}
		u = parts[1]
	}
}

// fits reports whether a line holds the width. Sums of many widths end in
// rounding, not in a broken line.
func fits(width float64, m Measure) bool { return width <= m.Width+0.01 }

// Of a line, in thousandths of its length: what the last one has at least, or it
// looks forgotten; and what a word of one letter at the end counts for, which
// belongs to the word after it.
const (
	leastLast = 330
	loneWord  = 150
)

// ends returns where lines end, by the units of the paragraph divided: of all
// ways to break these into as few lines as possible, that of the least squares
// of what lines leave empty. Costs are whole numbers, so that they are the same
// on every machine.
func (p Paragraph) ends(m Measure) []int {
	p = p.divided(m)
	type best struct {
		lines, cost int64
		next        int
	}
	from := make([]best, len(p)+1) // the best way from there to the end
	sizes := p.sizes(m)
	for i := len(p) - 1; i >= 0; i-- {
		from[i] = best{lines: math.MaxInt64}
		used := 0.0
		for j := i; j < len(p); j++ {
			s := sizes[j]
			if j > i && !fits(used+s.width, m) {
				break
			}
			if rest := from[j+1]; rest.lines < from[i].lines {
				way := best{rest.lines + 1, rest.cost + cost(used+s.width, j == len(p)-1, s.lone, m), j + 1}
				if way.lines < from[i].lines || way.cost <= from[i].cost {
					from[i] = way
				}
			}
			used += s.width + s.space
		}
	}
	ends := make([]int, 0, from[0].lines)
	for at := 0; at < len(p); at = from[at].next {
		ends = append(ends, from[at].next)
	}
	return ends
}

// size is how much room a unit takes in a line, in points.
type size struct {
	width, space float64 // of the unit, and of the space after it
	lone         bool    // it is a single letter
}

func (p Paragraph) sizes(m Measure) []size {
	sizes := make([]size, len(p))
	for i, u := range p {
		s := &sizes[i]
		s.width, s.space = u.width(m)
		s.lone = u.letters() == 1
	}
	return sizes
}

// cost is how much a line of the width is disliked, by its last unit.
func cost(width float64, last, lone bool, m Measure) int64 {
	filled := int64(math.Round(min(1000, 1000*width/m.Width)))
	empty := max(0, 1000-filled)
	if last && !m.Even {
		empty = max(0, leastLast-filled)
	}
	cost := empty * empty
	if !last && lone {
		cost += loneWord * loneWord
	}
	return cost
}

// letters returns how many clusters the unit has without spaces.
func (u unit) letters() int {
	n := 0
	for i := range u {
		if p := &u[i]; !p.space {
			n += len(p.Clusters)
		}
	}
	return n
}
