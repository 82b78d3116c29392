package pdf

import (
	"speakout/internal/country"
	"speakout/internal/locale"
	"speakout/internal/paper"
)

// Measures are in points (1/72 inch) unless they say otherwise.

// sheet is a page and its margins.
type sheet struct{ width, height, start, end, top, bottom float64 }

var sheets = map[country.Paper]sheet{country.A4: sheetOf(country.A4), country.USLetter: sheetOf(country.USLetter)}

func sheetOf(p country.Paper) sheet {
	s := paper.Sheets[p]
	return sheet{s.Width, s.Height, s.Start, s.End, s.Top, s.Bottom}
}

// textWidth is the room between the margins.
func (s sheet) textWidth() float64 { return s.width - s.start - s.end }

// arrangement says where the frame's blocks stand: at the margin, or in a
// column on the side, which begins so far into the line, as a part of its
// length.
type arrangement struct {
	side                        float64
	placeDate, recipient, close bool // on the side
}

// As letters are written in each language: in English everything at the
// margin; in French date, recipient and signature in the right half; in Spanish
// the date; in Arabic date and signature to the left.
var arrangements = map[locale.Language]arrangement{
	locale.English: {},
	locale.French:  {side: 0.52, placeDate: true, recipient: true, close: true},
	locale.Spanish: {side: 0.52, placeDate: true},
	locale.Arabic:  {side: 0.58, placeDate: true, close: true},
}

// scale is a size of type, the distance of its base lines, and how much of the
// usual distance is left between the parts of the letter.
type scale struct{ size, leading, gaps float64 }

// scalesOf lists how a letter may be set: the first at which it fits on one
// page is taken. None is smaller than what is read with ease. Amiri's letters
// are smaller on their body than Gentium's and need more room between lines.
func scalesOf(l locale.Language) []scale {
	if l.RightToLeft() {
		return []scale{
			{14, 21, 1}, {13.5, 20, 1}, {13, 19, 0.9}, {12.5, 18, 0.8}, {12.5, 17.25, 0.7}, {12, 16.5, 0.7}, {11.5, 15.75, 0.6},
		}
	}
	return []scale{
		{11.5, 15.5, 1}, {11, 14.75, 1}, {11, 14.5, 0.8}, {10.5, 14, 0.8}, {10.5, 13.5, 0.7}, {10, 13, 0.7}, {9.5, 12.25, 0.6},
	}
}

// Distances between the parts of a letter, in lines of text.
const (
	afterSender     = 1.0
	afterPlaceDate  = 1.0
	afterRecipient  = 1.3
	afterSubject    = 0.9
	afterSalutation = 0.5
	afterParagraph  = 0.5
	betweenAsks     = 0.15
	beforeClose     = 0.9
	forSignature    = 3.0
	blankWidth      = 165.0 // of a ruled blank, enough for a name by hand
	shortBlank      = 100.0 // of one with words beside it, enough for a town
	askIndent       = 1.5   // of the asks behind their numbers, in sizes of type
	askGap          = 0.45  // between a number and its ask, likewise: any wider, and readers take the numbers for a column
)
