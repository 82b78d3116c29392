package pdf

import (
	"slices"
	"strings"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// share fits lines that are too many for a height: those that may share one do,
// if they must.
func (f *flow) share(lines []letter.Line, apart joints, width, height float64) (b fitted) {
	whole := f.setter.texts(lines)
	least, _ := f.leastSizes()
	for s := range f.tighter(least) {
		for _, texts := range [][]text{whole, f.joined(lines, apart, width, s.size)} {
			if b = f.spread(f.setIn(texts, width, s), width, height); b.fits {
				return b
			}
		}
	}
	return b
}

// joints are where lines may share one: each from the first on with the one
// before, but for the one at last.
type joints struct {
	first, last int
	leftToRight bool // in a letter that runs so, others share none: PDFium reads them in the wrong order
}

// senderJoints keep the name and the organisation by themselves, and the address
// apart from mail and telephone.
func (f *flow) senderJoints() joints {
	lines := f.letter.Sender
	address := 1 + max(0, f.organisationLine())
	contact := len(lines)
	for contact > address && !f.isPostal(contact-1) {
		contact--
	}
	return joints{first: address + 1, last: contact}
}

// recipientJoints keep the first two lines by themselves, of name and office, and
// the last, of the town or the country.
func (f *flow) recipientJoints() joints {
	return joints{first: 3, last: len(f.letter.Recipient) - 1, leftToRight: true}
}

// joined sets as many lines in one as it holds.
func (f *flow) joined(lines []letter.Line, apart joints, width, size float64) []text {
	var out []text
	shared := ""
	for i, l := range lines {
		turned := apart.leftToRight && runsLeft(l) && !f.letter.Language.RightToLeft()
		if i >= apart.first && i != apart.last && !turned && isPlain(l) && isPlain(lines[i-1]) && runsLeft(l) == runsLeft(lines[i-1]) {
			both := shared + " · " + l.Plain()
			t := f.setter.text(letter.Line{{Text: locale.LineOf(f.letter.Language, both)}})
			if f.count(t, width, setting{even: true, size: size}) == 1 {
				out[len(out)-1], shared = t, both
				continue
			}
		}
		out, shared = append(out, f.setter.text(l)), l.Plain()
	}
	return out
}

// isPlain reports whether a line is nothing but words, none of them emphasised.
func isPlain(l letter.Line) bool {
	return !slices.ContainsFunc(l, func(r letter.Run) bool { return r.Blank || r.Strong || r.Emph })
}

// runsLeft reports whether a line has letters written from right to left: readers
// turn what shares a line with others round with them.
func runsLeft(l letter.Line) bool { return strings.ContainsFunc(l.Plain(), locale.IsRightToLeft) }
