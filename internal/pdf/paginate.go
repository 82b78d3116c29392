package pdf

import "slices"

// strip is rows side by side with the space above them: an ask and its number.
type strip struct {
	rows  []row // y is not set yet
	above float64
	apart float64 // further from the row before than the scale says, so that marks do not touch it
	// with keeps the strip on the page of the next: nobody wants a subject
	// alone at the foot of a page, or a signature alone on the second.
	with bool
	// newPage begins a page with the strip.
	newPage bool
}

// heightOf is how high strips are, with the space above them.
func (f *flow) heightOf(strips []strip) float64 {
	height := 0.0
	for _, s := range strips {
		height += s.above + s.apart + f.scale.leading
	}
	return height
}

// bottom is where text ends on a page. Sums of many heights end in rounding,
// not on a new page.
func (f *flow) bottom() float64 { return f.sheet.height - f.sheet.bottom + 0.01 }

func (f *flow) fitsOnePage() bool { return f.below+f.heightOf(f.pending) <= f.bottom() }

// addAir widens the distances between the parts of a letter that leaves room on
// its page, so that what is white stands around them and not only at the foot.
func (f *flow) addAir() {
	room := f.sheet.height - f.sheet.bottom - f.below - f.heightOf(f.pending)
	air := 0.0
	for _, s := range f.pending {
		air += s.above
	}
	if room <= 0 || air == 0 {
		return
	}
	factor := min(mostAir/f.scale.gaps, 1+room/air)
	for i := range f.pending {
		f.pending[i].above *= factor
	}
}

// pages puts the strips on pages.
func (f *flow) pages() []page {
	pages := []page{f.first}
	pages[0].rows = slices.Grow(f.first.rows, len(f.rows))
	y := f.below
	began := len(f.first.rows) > 0 // something stands on the page
	top := f.sheet.top + (1+afterHead)*f.scale.leading
	for i := 0; i < len(f.pending); {
		j := f.together(i, f.bottom()-top)
		group := f.pending[i : j+1]
		if (y+f.heightOf(group) > f.bottom() || group[0].newPage) && began {
			pages = append(pages, page{})
			y, began = top, false
		}
		current := &pages[len(pages)-1]
		for _, s := range group {
			if began {
				y += s.above + s.apart
			}
			y += f.scale.leading
			began = true
			for _, r := range s.rows {
				r.y, r.size = y-f.baseline(), f.scale.size
				current.rows = append(current.rows, r)
			}
		}
		i = j + 1
	}
	for i := range pages[1:] {
		f.head(&pages[i+1], i+2, len(pages))
	}
	return pages
}

// together returns the last of the strips that are kept with strip i: what is
// kept together is moved together, unless no page holds it.
func (f *flow) together(i int, room float64) int {
	j := i
	for j < len(f.pending)-1 && f.pending[j].with {
		j++
	}
	if f.heightOf(f.pending[i:j+1]) > room {
		return i
	}
	return j
}
