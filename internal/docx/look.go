package docx

import (
	"encoding/xml"
	"math"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/paper"
)

// section is the paper and its margins, in twentieths of a point.
type section struct {
	XMLName   xml.Name        `xml:"w:sectPr"`
	Header    headerReference `xml:"w:headerReference"`
	Size      sheetSize       `xml:"w:pgSz"`
	Margins   margins         `xml:"w:pgMar"`
	TitlePage empty           `xml:"w:titlePg"` // the first page has no header
	Bidi      *empty          `xml:"w:bidi"`
}

type sheetSize struct {
	Width  int `xml:"w:w,attr"`
	Height int `xml:"w:h,attr"`
}

type margins struct {
	Top    int `xml:"w:top,attr"`
	Right  int `xml:"w:right,attr"`
	Bottom int `xml:"w:bottom,attr"`
	Left   int `xml:"w:left,attr"`
	Header int `xml:"w:header,attr"`
	Footer int `xml:"w:footer,attr"`
	Gutter int `xml:"w:gutter,attr"`
}

func twentieths(points float64) int { return int(math.Round(20 * points)) }

func sectionFor(l letter.Letter) section {
	s := paper.Sheets[l.Paper]
	out := section{
		Header: headerReference{"default", headerRelation},
		Size:   sheetSize{twentieths(s.Width), twentieths(s.Height)},
		Margins: margins{
			Top: twentieths(s.Top), Right: twentieths(s.End), Bottom: twentieths(s.Bottom), Left: twentieths(s.Start),
			Header: 567, Footer: 567,
		},
	}
	if l.Language.RightToLeft() {
		m := &out.Margins
		m.Left, m.Right = m.Right, m.Left
		out.Bidi = &empty{}
	}
	return out
}

// look is what the templates of the other parts can say.
type look struct {
	RightToLeft bool
	Tag         string // of the language, as word processors name their dictionaries
	TextWidth   int    // between the margins, in twentieths of a point
	Size        int    // of the type, in half points
	HeaderSize  int    // likewise
	gaps        float64
	// How far the column on the side is from the margin, in twentieths of a
	// point, for each style; 0 is at the margin.
	Date, Recipient, Close int
	Lists                  []list
	Links                  []*link
}

// list is a numbering: Label is what stands before an item, "%1" its number.
type list struct {
	Number int
	Label  string
}

// Gap is a distance between parts of the letter, given in lines, in twentieths
// of a point.
func (k look) Gap(lines float64) int {
	return twentieths(lines * k.gaps * lineHeight * float64(k.Size) / 2)
}

// Indent is that of asks, Hanging how far before it their numbers have their
// place. In right-to-left text word processors differ on the side of its place
// on which a number stands: there is room on both.
func (k look) Indent() int {
	if k.RightToLeft {
		return k.sizes(1.9)
	}
	return k.sizes(1.5)
}

// Hanging belongs to Indent.
func (k look) Hanging() int {
	if k.RightToLeft {
		return k.sizes(1.05)
	}
	return k.Indent()
}

func (k look) sizes(n float64) int { return twentieths(n * float64(k.Size) / 2) }

// tags name the dictionaries that fit the letters' spelling.
var tags = map[locale.Language]string{
	locale.English: "en-GB", locale.Arabic: "ar-SA", locale.French: "fr-FR", locale.Spanish: "es-ES",
}

func lookOf(l letter.Letter) look {
	a, t := paper.Arrangements[l.Language], fitting(l)
	at := twentieths(side(l, t))
	on := func(is bool) int {
		if is {
			return at
		}
		return 0
	}
	out := look{
		RightToLeft: l.Language.RightToLeft(), Tag: tags[l.Language], Size: t.size, gaps: t.gaps,
		TextWidth: twentieths(paper.Sheets[l.Paper].TextWidth()), HeaderSize: t.header(),
		Date: on(a.PlaceDate), Recipient: on(a.Recipient), Close: on(a.Close),
	}
	out.Lists = lists(l)
	return out
}

// lists are those that the letter's asks are numbered in, in their order: one
// for each row of asks. Word processors write a list's own numbers in Western
// digits, or in those that their user prefers: where the letter has others, each
// ask has a list whose number is its label.
func lists(l letter.Letter) []list {
	var all []list
	for _, b := range l.Body {
		for i := range b.Asks {
			switch {
			case l.Digits == locale.ArabicIndic:
				// Without the mark the point would stand on the number's right.
				all = append(all, list{len(all) + 1, l.AskLabel(i) + locale.RightToLeftMark})
			case i == 0:
				all = append(all, list{len(all) + 1, "%1."})
			}
		}
	}
	return all
}
