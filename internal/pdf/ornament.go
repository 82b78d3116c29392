package pdf

// ink is a colour as content streams set it; empty is black.
type ink string

// ornament is something on a page that is not text: a filled rule or, where it
// has one, the logo. Rules say nothing that a reader must be told of; the logo
// is an element of the outline, unless it, too, says nothing (-1). Places are
// from the left and the top of the paper.
type ornament struct {
	x, y          float64
	width, height float64
	ink           ink
	logo          *logo
	element       int
}

// isFigure reports whether readers are told of the ornament.
func (o ornament) isFigure() bool { return o.logo != nil && o.element >= 0 }

// appendOrnament draws what is not text.
func (d *drawing) appendOrnament(b []byte, o ornament) []byte {
	x, y := o.x, d.sheet.height-o.y-o.height
	if o.logo != nil {
		b = append(appendNum(append(b, "q "...), o.width), " 0 0 "...)
		b = append(appendPoint(append(appendNum(b, o.height), ' '), x, y), " cm /"...)
		return append(append(b, logoName...), " Do Q\n"...)
	}
	b = append(appendPoint(append(append(b, "q "...), o.ink...), x, y), ' ')
	return append(appendPoint(b, o.width, o.height), " re f Q\n"...)
}
