// Package paper says how a letter stands on paper: what sheets measure, and
// where each language puts the parts of a letter. It knows nothing of formats.
package paper

import (
	"unicode/utf8"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
)

// Millimetre is in points (1/72 inch), which all other measures are in.
const Millimetre = 72 / 25.4

// Sheet is a page and its margins: those at the beginning and the end of
// lines, at the top and at the bottom.
type Sheet struct{ Width, Height, Start, End, Top, Bottom float64 }

// Sheets are the sheets letters are printed on. The margin at the beginning of
// lines is that of DIN 5008 (25 mm, where letters are filed), the other 20 mm.
var Sheets = map[country.Paper]Sheet{
	country.A4:       {210 * Millimetre, 297 * Millimetre, 25 * Millimetre, 20 * Millimetre, 20 * Millimetre, 20 * Millimetre},
	country.USLetter: {612, 792, 25 * Millimetre, 20 * Millimetre, 19 * Millimetre, 19 * Millimetre},
}

// TextWidth is the room between the margins.
func (s Sheet) TextWidth() float64 { return s.Width - s.Start - s.End }

// Arrangement says where the frame's blocks stand: at the margin, or in a
// column on the side, which begins so far into the line, as a part of its
// length.
type Arrangement struct {
	Side                        float64
	PlaceDate, Recipient, Close bool // on the side
}

// Arrangements are how letters are written in each language where no window of
// an envelope says otherwise: in English everything at the margin; in French date, recipient and signature in the
// right half; in Spanish the date; in Arabic date and signature to the left.
var Arrangements = map[locale.Language]Arrangement{
	locale.English: {},
	locale.French:  {Side: 0.52, PlaceDate: true, Recipient: true, Close: true},
	locale.Spanish: {Side: 0.52, PlaceDate: true},
	locale.Arabic:  {Side: 0.58, PlaceDate: true, Close: true},
}

// shortClose is how many characters of a closing formula a column on the side
// has room for, where nothing measures them.
const shortClose = 42

// CloseAside reports whether the closing formula stands with the signature on
// the side. One that is a sentence begins at the margin.
func (a Arrangement) CloseAside(l letter.Letter) bool {
	return a.Close && utf8.RuneCountInString(l.Close.Plain()) <= shortClose
}
