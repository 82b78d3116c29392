package pdf

import (
	"speakout/internal/country"
	"speakout/internal/locale"
	"speakout/internal/paper"
)

// Measures are in points (1/72 inch) unless they say otherwise.

const millimetre = paper.Millimetre

// sheet is a page and its margins.
type sheet struct{ width, height, start, end, top, bottom float64 }

var sheets = map[country.Paper]sheet{country.A4: sheetOf(country.A4), country.USLetter: sheetOf(country.USLetter)}

func sheetOf(p country.Paper) sheet {
	s := paper.Sheets[p]
	return sheet{s.Width, s.Height, s.Start, s.End, s.Top, s.Bottom}
}

// textWidth is the room between the margins.
func (s sheet) textWidth() float64 { return s.width - s.start - s.end }

// window is where an address shows in a window envelope: the part of the page
// between x and x+width, from the left edge of the paper, and between top and
// bottom. A longer address may reach from least to most and still show when the
// sheet lies in the middle of its envelope.
type window struct {
	left                  bool // in the left half of the page
	x, width              float64
	top, bottom           float64
	least, most           float64
	date, text            float64 // what comes after the address begins no higher,
	beside                float64 // but for a date that ends beside the window; zero: it, too
	above                 float64 // of this, no window shows what is as wide as the page
	firstFold, secondFold float64
	punch                 float64 // where files are punched, in the middle (DIN 5008); zero: not by that mark
}

// The windows. A sheet has play in its envelope; the address stands where the
// window shows it wherever the sheet lies.
//
// On A4, folded at the marks of DIN 5008 form B (105 and 210 mm) or in thirds,
// that is between 57 and 79 mm for all of: DIN 680 (45 × 90 mm, 20 from the left
// and 15 from the bottom of the envelope; the address field of DIN 5008 form B, 45 to
// 90 mm, is made for it) and the envelopes sold in Britain (35 × 90, 20 and 18), both
// with the window on the left, and those sold in France (35 × 100, 20 from the right and
// from the bottom), all of DL (110 × 220 mm), and of C5, where the windows are as far
// from the fold.
//
// Where the sheet lies in the middle, all of them show from 54.5 to 86.5 mm with the
// window on the left, from 52.5 to 84.5 with it on the right; none shows what is above
// 44.5 mm (DIN 680, folded in thirds) and 49.5 mm.
//
// On letter paper, folded in thirds, it is between 2½ and 3⅙ inches for the window of
// the No. 10 envelope (4⅛ × 9½ inches; 1⅛ × 4½, ⅞ from the left and ½ from the
// bottom).
var (
	leftWindow = window{
		left: true, x: 25 * millimetre, width: 75 * millimetre,
		top: 57 * millimetre, bottom: 79 * millimetre, least: 54.5 * millimetre, most: 86.5 * millimetre,
		date: 84.5 * millimetre, text: 95 * millimetre, above: 44.5 * millimetre,
		firstFold: 105 * millimetre, secondFold: 210 * millimetre, punch: 148.5 * millimetre,
	}
	rightWindow = window{
		x: 110 * millimetre, width: 80 * millimetre,
		top: 57 * millimetre, bottom: 79 * millimetre, least: 52.5 * millimetre, most: 84.5 * millimetre,
		date: 87 * millimetre, text: 95 * millimetre, above: 49.5 * millimetre,
		firstFold: 105 * millimetre, secondFold: 210 * millimetre, punch: 148.5 * millimetre,
	}
	number10 = window{
		left: true, x: 25 * millimetre, width: 86 * millimetre,
		top: 180, bottom: 228, least: 164, most: 244,
		date: 232, text: 258, above: 163.5,
		firstFold: 264, secondFold: 528,
	}
)

// windowFor chooses the window by the envelopes that there are: of No. 10 only
// those with the window on the left; for A4, where letters are in English, on the
// left too, in France and Spain on the right. Arabic begins on the right, and
// North Africa has the envelopes of France.
func windowFor(p country.Paper, l locale.Language) window {
	switch {
	case p == country.USLetter && l.RightToLeft():
		w := number10
		w.date, w.text = w.date+13, w.text+13 // below the window, not beside it
		return w
	case p == country.USLetter:
		return number10
	case l == locale.English:
		return leftWindow
	case l.RightToLeft():
		w := rightWindow
		w.beside, w.text = 80*millimetre, 90.5*millimetre
		return w
	default:
		return rightWindow
	}
}

// closesAside are the languages whose letters are signed in the column on the
// side.
var closesAside = map[locale.Language]bool{locale.French: true, locale.Arabic: true}

// sideWidth is how wide the column is that stands opposite an address.
const sideWidth = 70 * millimetre

// scale is a size of type, the distance of its base lines, and how much of the
// usual distance is left between the parts of the letter.
type scale struct{ size, leading, gaps float64 }

// scalesOf lists how a letter may be set: the first at which it fits on one
// page is taken. None is smaller than what is read with ease. Amiri's letters
// are smaller on their body than Gentium's and need more room between lines: the
// distances between parts, then sizes go down before it does.
func scalesOf(l locale.Language) []scale {
	if l.RightToLeft() {
		return []scale{
			{14, 21, 1}, {13.5, 20, 1}, {13, 19, 0.9}, {12.5, 18.25, 0.8}, {12.5, 18.25, 0.65}, {12, 17.5, 0.65},
			{12, 17.5, 0.55}, {12, 17, 0.55}, {11.5, 16.5, 0.55}, {11.5, 15.75, 0.5}, {11.5, 15.75, 0.35}, {11.5, 15.25, 0.35},
		}
	}
	return []scale{
		{11.5, 15.5, 1}, {11, 14.75, 1}, {11, 14.5, 0.8}, {10.5, 14, 0.8}, {10.5, 13.5, 0.7}, {10, 13, 0.7}, {10, 12.5, 0.5},
	}
}

// severalPages is which of the scales a letter of several pages is set at: there
// is no lack of room then.
const severalPages = 2

// Distances between the parts of a letter, in lines of text.
const (
	afterSender     = 1.0
	beforeDate      = 0.6
	afterPlaceDate  = 1.0
	afterRecipient  = 1.3
	afterSubject    = 0.9
	afterSalutation = 0.5
	afterParagraph  = 0.5
	betweenAsks     = 0.15
	beforeClose     = 0.9
	forSignature    = 3.0
	leastSignature  = 12 * millimetre // of that, however little room there is
	afterHead       = 1.5             // below the head of a further page
	blankWidth      = sideWidth       // of a ruled blank, enough for a name by hand
	handLeading     = 8 * millimetre  // of lines that are filled in by hand
	shortBlank      = 100.0           // of one with words beside it, enough for a town
	leastBlank      = 85.0            // of that one, where there is no more room
	askGap          = 0.45            // between a number and its ask, in sizes of type: any wider, and readers take the numbers for a column
)

// mostAir is how much of the usual distance there may be between the parts of a
// short letter. What is left then stays white at the foot.
const mostAir = 1.35
