package cmd

import (
	"io"
	"time"

	"speakout/internal/letter"
	"speakout/internal/memo"
	"speakout/internal/treaty"
)

// letterJSON is a letter as data. Text is in logical order, in the letter's
// own runs; a blank to fill in by hand is {"blank": true}.
type letterJSON struct {
	Country    string      `json:"country"`
	Language   string      `json:"language"`
	Date       string      `json:"date"`
	Paper      string      `json:"paper"`
	Treaty     treatyJSON  `json:"treaty"`
	Title      string      `json:"title"`
	Sender     [][]runJSON `json:"sender"`
	PlaceDate  []runJSON   `json:"place_and_date"`
	Recipient  [][]runJSON `json:"recipient"`
	Subject    []runJSON   `json:"subject"`
	Salutation [][]runJSON `json:"salutation"`
	Body       []blockJSON `json:"body"`
	Close      []runJSON   `json:"close"`
	Signature  [][]runJSON `json:"signature"`
	Facts      []factJSON  `json:"facts"`
}

type treatyJSON struct {
	Status  string       `json:"status"`
	AsOf    string       `json:"as_of"`
	Signed  string       `json:"signed,omitempty"`
	InForce string       `json:"in_force,omitempty"`
	Left    string       `json:"withdrawn,omitempty"`
	Sources []sourceJSON `json:"sources,omitempty"`
}

type runJSON struct {
	Text   string `json:"text,omitempty"`
	Strong bool   `json:"strong,omitempty"`
	Emph   bool   `json:"emphasis,omitempty"`
	Blank  bool   `json:"blank,omitempty"`
}

type blockJSON struct {
	Paragraph []runJSON   `json:"paragraph,omitempty"`
	Asks      [][]runJSON `json:"asks,omitempty"`
}

type factJSON struct {
	Name   string     `json:"name"`
	Claim  string     `json:"claim"`
	Value  string     `json:"value"`
	AsOf   string     `json:"as_of"`
	Source sourceJSON `json:"source"`
}

type sourceJSON struct {
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Date      string `json:"date,omitempty"`
	URL       string `json:"url"`
	Checked   string `json:"checked"`
}

// renderJSON writes the letter as data.
func renderJSON(w io.Writer, l letter.Letter) error {
	out := letterJSON{
		Country: string(l.Country), Language: string(l.Language), Date: isoDay(l.Date), Paper: string(l.Paper),
		Treaty: newTreatyJSON(string(l.Country), l.Date),
		Title:  l.Title, Sender: linesJSON(l.Sender), PlaceDate: lineJSON(l.PlaceDate),
		Recipient: linesJSON(l.Recipient), Subject: lineJSON(l.Subject), Salutation: linesJSON(l.Salutation),
		Close: lineJSON(l.Close), Signature: linesJSON(l.Signature), Facts: []factJSON{},
	}
	for _, block := range l.Body {
		out.Body = append(out.Body, blockJSON{lineJSON(block.Paragraph), linesJSON(block.Asks)})
	}
	for _, f := range l.Facts {
		out.Facts = append(out.Facts, newFactJSON(f))
	}
	return encodeJSON(w, out)
}

func newTreatyJSON(iso2 string, day time.Time) treatyJSON {
	t, _ := treaty.Of(iso2)
	t = t.On(day)
	out := treatyJSON{string(t.Status), isoDay(treaty.AsOf), isoDay(t.Signed), isoDay(t.InForce), isoDay(t.Withdrawn), nil}
	for _, s := range t.Sources {
		out.Sources = append(out.Sources, sourceJSON{Title: s.Title, Publisher: s.Publisher, URL: s.URL, Checked: isoDay(s.Checked)})
	}
	return out
}

func newFactJSON(f memo.Fact) factJSON {
	s := f.Source
	return factJSON{f.Name, f.Claim, f.Value, isoDay(f.AsOf),
		sourceJSON{s.Title, s.Publisher, isoDay(s.Date), s.URL, isoDay(s.Checked)}}
}

// isoDay writes a day; none is empty.
func isoDay(d time.Time) string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}

func linesJSON(lines []letter.Line) [][]runJSON {
	var out [][]runJSON
	for _, l := range lines {
		out = append(out, lineJSON(l))
	}
	return out
}

func lineJSON(l letter.Line) []runJSON {
	var out []runJSON
	for _, r := range l {
		out = append(out, runJSON(r))
	}
	return out
}
