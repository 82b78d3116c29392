package pdf

import (
	"slices"
	"strings"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// Of the letterhead, in points.
const (
	headRule        = 14 * millimetre // the accent's line, from the top of the paper
	headRuleWide    = 1.5
	logoTop         = 18 * millimetre
	logoHeight      = 24 * millimetre // at most; the address begins below
	logoWidth       = 60 * millimetre // at most
	besideLogo      = 6 * millimetre  // to a sender
	returnSize      = 7.0             // of the return address (DIN 5008: 6 to 8),
	leastReturnSize = 6.0             // or of a long one
	ruleClear       = 0.5             // between what it draws and the rule below
	returnAbove     = 5.0             // the base line of the return address above the recipient's lines
	markStart       = 5 * millimetre  // of fold marks, from the edge: printers reach no further
	markLength      = 4 * millimetre
	punchLength     = 6 * millimetre // to be told from them
	hairline        = 0.3
	headSmaller     = 1.5 // than running text, the head of a further page
)

// decorate adds to the first page what the style has besides the letter. The
// address begins at top; zero if it is not in the window.
func (f *flow) decorate(address, sender column, top float64) {
	s, page := f.style, &f.first
	if s.accent != nil {
		page.ornaments = append(page.ornaments, ornament{
			y: headRule, width: f.sheet.textWidth(), height: headRuleWide, ink: s.accent.ink(),
		}.from(f))
	}
	if s.logo != nil {
		w, h := s.logo.fit(logoWidth, logoHeight)
		o := ornament{x: f.beginsLogo(address, sender, w), y: logoTop, width: w, height: h, logo: s.logo, element: f.figure}.from(f)
		if o.isFigure() {
			foot := f.sheet.height - o.y - o.height
			f.outline[o.element].box = [4]float64{o.x, foot, o.x + o.width, foot + o.height}
		}
		page.ornaments = append(page.ornaments, o)
	}
	if s.window && top > 0 {
		f.returnAddress(address, top)
		for _, y := range []float64{f.window.firstFold, f.window.secondFold} {
			page.ornaments = append(page.ornaments, f.mark(y, markLength))
		}
		if y := f.window.punch; y > 0 {
			page.ornaments = append(page.ornaments, f.mark(y, punchLength))
		}
	}
}

// mark is a line at the edge where text begins, so far from the top of the paper.
func (f *flow) mark(y, length float64) ornament {
	return ornament{x: markStart - f.sheet.start, y: y, width: length, height: hairline}.from(f)
}

// from turns a place from the beginning of lines into one from the left edge of
// the paper.
func (o ornament) from(f *flow) ornament {
	o.x += f.sheet.start
	if f.letter.Language.RightToLeft() {
		o.x = f.sheet.width - o.x - o.width
	}
	return o
}

// returnAddress sets the sender's postal address in one small line above the
// recipient's, where it shows in the window (DIN 5008, Rücksendeangabe). If it
// is too long to show, it does without the organisation, then without the name,
// never without the street. It stays away if it is not known.
func (f *flow) returnAddress(address column, top float64) {
	var parts []string
	for i, l := range f.letter.Sender {
		if f.isPostal(i) {
			parts = append(parts, l.Plain())
		}
	}
	without := func(parts []string, name string) []string {
		return slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return p == name })
	}
	short := without(parts, f.organisation())
	shortest := without(short, f.letter.Signature[0].Plain())
	if len(shortest) == 0 { // a name alone brings no letter back
		return
	}
	for _, try := range [][]string{parts, short, shortest} {
		text := locale.LineOf(f.letter.Language, strings.Join(try, " · "))
		for _, size := range []float64{returnSize, leastReturnSize} {
			set := f.lines(f.setter.text(letter.Line{{Text: text}}), address.width, setting{size: size})
			if len(set) != 1 {
				continue
			}
			r := row{line: set[0], x: address.x, y: top - returnAbove, size: size}
			f.first.asides = append(f.first.asides, r)
			f.first.ornaments = append(f.first.ornaments, ornament{x: r.x, y: f.ruleBelow(r, ruleDrop+1), width: r.line.Width, height: hairline}.from(f))
			return
		}
	}
}

// ruleBelow is where a rule stands below a row: so far below its base line, or as
// far as what the row draws makes it.
func (f *flow) ruleBelow(r row, below float64) float64 {
	return r.y + max(below, ruleClear-drawnOf(r.line, r.size, f.letter.Language.RightToLeft()).low)
}

// isPostal reports whether a line of the sender's is of what a letter comes back to:
// the name, the organisation, the postal address.
func (f *flow) isPostal(i int) bool {
	l := f.letter.Sender[i]
	is := func(other letter.Line) bool { return other.Plain() == l.Plain() }
	return isPlain(l) && (slices.ContainsFunc(f.letter.Address, is) || slices.ContainsFunc(f.letter.Signature, is))
}

// emphasised returns the sender's lines with that of the organisation in bold, in
// the accent's colour: with a logo or an accent the sender's block is a letterhead.
func (f *flow) emphasised(lines []text, width, size float64) []text {
	i := f.organisationLine()
	if i < 0 || f.style.accent == nil && f.style.logo == nil {
		return lines
	}
	lines = slices.Clone(lines)
	as := setting{even: true, size: size}
	bold := f.setter.title(letter.Line{{Text: f.organisation()}})
	if f.count(bold, width, as) == f.count(lines[i], width, as) { // else it has no room in bold
		lines[i] = bold
	}
	if f.style.accent != nil {
		lines[i].ink = f.style.accent.ink()
	}
	return lines
}

// organisationLine is which of the sender's lines is the organisation's; -1: none.
func (f *flow) organisationLine() int {
	name := f.organisation()
	// Without one, a ruled blank is not it, whose words are none either.
	return slices.IndexFunc(f.letter.Sender, func(l letter.Line) bool { return name != "" && l.Plain() == name })
}

// organisation returns the line of the organisation: it stands among the
// sender's, and below the signature.
func (f *flow) organisation() string {
	if len(f.letter.Signature) < 2 {
		return ""
	}
	return f.letter.Signature[1].Plain()
}

// head sets the head of page number of all: to whom the letter is, its date,
// the page.
func (f *flow) head(p *page, number, all int) {
	size := f.scale.size - headSmaller
	y := f.sheet.top + f.scale.leading - f.baseline()
	label := f.lines(f.setter.text(letter.Line{{Text: f.letter.PageLabel(number, all)}}), f.sheet.textWidth(), setting{size: size})
	room := f.sheet.textWidth()
	for _, l := range label {
		p.asides = append(p.asides, row{line: l, x: room - l.Width, y: y, size: size})
		room -= l.Width + 2*size
	}
	for _, words := range f.letter.RunningHeads() {
		if set := f.lines(f.setter.text(letter.Line{{Text: words}}), room, setting{size: size}); len(set) == 1 {
			p.asides = append([]row{{line: set[0], y: y, size: size}}, p.asides...)
			break
		}
	}
	rule := ornament{width: f.sheet.textWidth(), y: y + f.baseline(), height: hairline}
	for _, r := range p.asides {
		rule.y = max(rule.y, f.ruleBelow(r, 0))
	}
	if f.style.accent != nil {
		rule.ink = f.style.accent.ink()
	}
	p.ornaments = append(p.ornaments, rule.from(f))
}
