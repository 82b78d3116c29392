package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/shape"
)

// ruleWeight is the thickness of ruled blanks, ruleDrop how far they are below
// the base line.
const (
	ruleWeight = 0.5
	ruleDrop   = 1.5
)

// drawing writes the content streams of a document.
type drawing struct {
	sheet       sheet
	rightToLeft bool
	faces       []*typeface
	style       *Style
	fonts       fontSet
	names       map[*codes]string // as content streams call fonts: "F1"
	piece       []glyph           // of the piece that is being drawn
}

// draw makes the document with gofpdf: pages and content streams. Its
// fonts are put in afterwards; what it has of its own cannot shape Arabic.
func (d *drawing) draw(l letter.Letter, pages []page) ([]byte, error) {
	doc := gofpdf.NewCustom(&gofpdf.InitType{
		UnitStr: "pt", Size: gofpdf.SizeType{Wd: d.sheet.width, Ht: d.sheet.height},
	})
	doc.SetAutoPageBreak(false, 0)
	doc.SetCatalogSort(true)
	doc.SetCompression(false) // all streams are compressed at the end
	for _, p := range pages {
		doc.AddPage()
		content, err := d.content(p)
		if err != nil {
			return nil, err
		}
		doc.RawWriteStr(content)
	}
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		return nil, fmt.Errorf("gofpdf: %w", err)
	}
	return out.Bytes(), nil
}

// content returns a page's content stream (ISO 32000-1, 9.4).
func (d *drawing) content(p page) (string, error) {
	var b bytes.Buffer
	b.Grow(1 << 15)
	d.ornaments(&b, p.ornaments)
	for _, r := range slices.Concat(p.asides, p.rows) {
		if err := d.row(&b, r); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// row draws a line's words, then its rules.
func (d *drawing) row(b *bytes.Buffer, r row) error {
	x, y := d.sheet.start+r.x, d.sheet.height-r.y
	if d.rightToLeft {
		x = d.sheet.width - d.sheet.start - r.x - r.line.Width
	}
	var rules bytes.Buffer
	if r.ink != "" {
		fmt.Fprintf(b, "q %s", r.ink)
		defer b.WriteString("Q\n")
	}
	fmt.Fprintf(b, "BT 1 0 0 1 %s %s Tm\n", num(x), num(y))
	var used *codes
	for i, p := range r.line.Pieces {
		if p.Blank {
			fmt.Fprintf(&rules, "%s w %s %s m %s %s l S\n", num(ruleWeight), num(x), num(y-ruleDrop), num(x+p.Width), num(y-ruleDrop))
			if used != nil {
				fmt.Fprintf(b, "[%s] TJ\n", num(-1000*p.Width/r.size))
			} else {
				fmt.Fprintf(b, "1 0 0 1 %s %s Tm\n", num(x+p.Width), num(y))
			}
			x += p.Width
			continue
		}
		c, err := d.fonts.codesOf(p.Font, d.faces)
		if err != nil {
			return err
		}
		if c != used {
			fmt.Fprintf(b, "/%s %s Tf\n", d.nameOf(c), num(r.size))
			used = c
		}
		d.show(b, d.glyphsFor(c, r.line.Pieces, i), float64(p.Font.UnitsPerEm()))
		x += p.Width
	}
	b.WriteString("ET\n")
	b.Write(rules.Bytes())
	return nil
}

// glyphsFor returns the codes that draw a piece of a line.
//
// Readers that take text out see only where things stand on the page. Words of
// the other direction, and signs that also stand in numbers, they read together
// with the spaces and signs beside them: "in 2012, and" becomes "in ,2012 and".
// Direction marks, which draw nothing, tell them where such words end.
func (d *drawing) glyphsFor(c *codes, pieces []shape.Piece, i int) []glyph {
	p := pieces[i]
	foreign := func(j int) bool { return pieces[j].RightToLeft != d.rightToLeft && !pieces[j].Blank }
	out := d.piece[:0]
	if foreign(i) && (i == 0 || !foreign(i-1)) {
		out = append(out, c.mark(locale.RightToLeftMark))
	}
	for _, cl := range p.Clusters {
		if d.rightToLeft && p.RightToLeft && locale.IsNumberSign(cl.Text) {
			out = append(out, c.mark(locale.RightToLeftMark))
		}
		out = c.appendOf(out, cl, p.RightToLeft)
	}
	if foreign(i) && (i == len(pieces)-1 || !foreign(i+1)) {
		out = append(out, c.mark(locale.LeftToRightMark))
	}
	d.piece = out
	return out
}

// show writes glyphs as strings of codes, with the pen's steps back between
// them in thousandths of the size.
func (d *drawing) show(b *bytes.Buffer, glyphs []glyph, unitsPerEm float64) {
	back := func(units int) {
		if units != 0 {
			fmt.Fprintf(b, "> %s <", num(1000*float64(units)/unitsPerEm))
		}
	}
	b.WriteString("[<")
	for _, g := range glyphs {
		back(g.before)
		writeHex(b, g.code)
		back(g.after)
	}
	b.WriteString(">] TJ\n")
}

func (d *drawing) nameOf(c *codes) string {
	name := d.names[c]
	if name == "" {
		name = "F" + strconv.Itoa(len(d.names)+1)
		d.names[c] = name
	}
	return name
}

// num writes a number as PDF takes it, to a thousandth.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 3, 64)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	if s == "-0" {
		return "0"
	}
	return s
}
