package pdf

import (
	"bytes"
	"fmt"
)

// ink is a colour as content streams set it; empty is black.
type ink string

// ornament is something on a page that is not text: a filled rule or, where it
// has one, the logo. It says nothing that a reader must be told of, but for the
// logo, whose words are alt. Places are from the left and the top of the paper.
type ornament struct {
	x, y          float64
	width, height float64
	ink           ink
	logo          *logo
	alt           string
}

// ornaments draws what is not text.
func (d *drawing) ornaments(b *bytes.Buffer, all []ornament) {
	for _, o := range all {
		x, y := num(o.x), num(d.sheet.height-o.y-o.height)
		if o.logo != nil {
			fmt.Fprintf(b, "q %s 0 0 %s %s %s cm /%s Do Q\n", num(o.width), num(o.height), x, y, logoName)
			continue
		}
		fmt.Fprintf(b, "q %s%s %s %s %s re f Q\n", o.ink, x, y, num(o.width), num(o.height))
	}
}
