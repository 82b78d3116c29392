package letter

import (
	"strconv"
	"time"

	"speakout/internal/country"
	"speakout/internal/locale"
	"speakout/internal/memo"
	"speakout/internal/prose"
)

// Letter is a finished letter, independent of any output format: what is said
// and in which order, never fonts, columns or page breaks. Text is in logical
// order; in it, foreign-direction names, numbers and addresses stand inside
// Unicode isolates (U+2066 to U+2069), which renderers obey and do not draw.
type Letter struct {
	Language   locale.Language
	Country    country.Code // the government written to
	Paper      country.Paper
	Date       time.Time
	Digits     locale.Digits // of the numbers before asks
	Title      string        // the subject without its label: the document's title
	Author     string        // the sender's name; empty if it is to be filled in by hand
	Email      string        // the sender's, as it was typed; may be empty
	Sender     []Line        // the sender's block, a line each
	Address    []Line        // those of them that are the postal address; none if it is to be filled in by hand
	PlaceDate  Line
	Day        string // the date alone, as PlaceDate has it
	Recipient  []Line
	Subject    Line // with its label ("Subject: …")
	Salutation []Line
	Body       []Block // the campaign's text and the request for a reply
	Close      Line
	Signature  []Line      // below the space left for the signature
	Facts      []memo.Fact // what the body states, in order of first use; then the state's standing
	Enclosure  *Enclosure  // what goes with the letter, on a page of its own; may be nil
}

// Enclosure lists where a letter's facts can be read.
type Enclosure struct {
	Note  Line // below the signature: that there is an enclosure
	Title Line
	Items [][]Line // the lines of each source, with the facts that are read there
}

// AskLabel is the number that stands before ask number i, counted from 0.
func (l Letter) AskLabel(i int) string { return l.Digits.Write(strconv.Itoa(i+1) + ".") }

// Line, Run and Block are the words of a letter; see package prose.
type (
	Line  = prose.Line
	Run   = prose.Run
	Block = prose.Block
)
