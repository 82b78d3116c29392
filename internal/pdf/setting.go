package pdf

import "speakout/internal/shape"

// setting is how a text is set, where that is not as running text is.
type setting struct {
	even bool
	size float64 // zero: the scale's
}

// lines sets a text in lines of at most width points.
func (f *flow) lines(t text, width float64, as setting) []shape.Line {
	if t.Text == nil { // it has a character that no font has
		return nil
	}
	return t.Lines(f.measure(t, width, as))
}

func (f *flow) measure(t text, width float64, as setting) shape.Measure {
	if as.size == 0 {
		as.size = f.scale.size
	}
	return shape.Measure{Size: as.size, BlankWidth: min(t.blank, width), Width: width, Even: as.even}
}

// set is lines, but gives as many empty ones while the letter is fitted to its
// page: only their number matters until it is known whether lines touch.
func (f *flow) set(t text, width float64, as setting) []shape.Line {
	if !f.fitting || t.Text == nil {
		return f.lines(t, width, as)
	}
	n := f.count(t, width, as)
	if n > len(f.empty) {
		f.empty = make([]shape.Line, 2*n)
	}
	return f.empty[:n]
}

// count is how many lines a text takes.
func (f *flow) count(t text, width float64, as setting) int {
	if t.Text == nil {
		return 0
	}
	return t.Count(f.measure(t, width, as))
}
