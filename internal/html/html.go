// Package html draws a letter as an HTML document: one file that needs no
// other, to be read on a screen or printed. It knows nothing of wording.
package html

import (
	"embed"
	"html/template"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/paper"
	"speakout/internal/prose"
)

//go:embed letter.html letter.css
var files embed.FS

// page is parsed once: a fault in it is one that the tests find, and panics.
var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(files, "letter.html", "letter.css"))
})

// document is what the template can say.
type document struct {
	letter.Letter
	Direction string
	Title     string
	Sheet     sheet
	Side      side
	CloseSide bool
	Indic     bool // asks are numbered in Arabic-Indic digits
	Ending    int  // the block that the ending begins with, which stays on one page
}

// sheet is the paper in millimetres: what a browser prints on.
type sheet struct{ Width, Height, Top, Right, Bottom, Left, Text float64 }

// side says how wide the column on the side is, in per cent of the line, and what
// stands in it.
type side struct {
	Width                       float64
	PlaceDate, Recipient, Close bool
}

// Render writes the letter to w. The same letter gives the same bytes.
func Render(w io.Writer, l letter.Letter) error {
	a := paper.Arrangements[l.Language]
	d := document{
		Letter: l, Direction: direction(l.Language.RightToLeft()), Title: locale.StripIsolates(l.Title),
		Sheet:     sheetFor(l),
		Side:      side{math.Round(100 - 100*a.Side), a.PlaceDate, a.Recipient, a.Close},
		CloseSide: a.CloseAside(l), Indic: l.Digits == locale.ArabicIndic,
		Ending: ending(l),
	}
	return page().ExecuteTemplate(w, "letter.html", d)
}

// ending returns which block the letter's ending begins with: the last, if it is
// a paragraph, so that no signature stands alone on a page.
func ending(l letter.Letter) int {
	n := len(l.Body)
	if n > 0 && l.Body[n-1].Asks == nil {
		return n - 1
	}
	return n
}

func sheetFor(l letter.Letter) sheet {
	s := paper.Sheets[l.Paper]
	mm := func(points float64) float64 { return math.Round(points/paper.Millimetre*10) / 10 }
	out := sheet{mm(s.Width), mm(s.Height), mm(s.Top), mm(s.End), mm(s.Bottom), mm(s.Start), mm(s.TextWidth())}
	if l.Language.RightToLeft() {
		out.Left, out.Right = out.Right, out.Left
	}
	return out
}

// direction is the value of the attribute dir.
func direction(rightToLeft bool) string {
	if rightToLeft {
		return "rtl"
	}
	return "ltr"
}

// span is one of prose's with what the template asks of it.
type span struct {
	prose.Span
	inLine bool // there is more in its line
	Web    bool // it is an address of the web
}

// Spans are the line's, for the template.
func (document) Spans(l letter.Line) []span { return spans(l.Spans(), len(l) > 1) }

// Lines are the lines' spans, for the template.
func (d document) Lines(lines []letter.Line) [][]span {
	var out [][]span
	for _, l := range lines {
		out = append(out, d.Spans(l))
	}
	return out
}

// Enclosed are the spans inside.
func (s span) Enclosed() []span { return spans(s.Inside, s.inLine) }

// Ruled is a blank to be filled in by hand: short where words stand beside it.
func (s span) Ruled() string {
	if s.inLine {
		return strings.Repeat("_", 18)
	}
	return strings.Repeat("_", 30)
}

// Link is where an address of the web leads; empty for what names no place there.
func (s span) Link() string {
	if !s.Web {
		return ""
	}
	return locale.WebLink(s.Text)
}

// Direction is how what is enclosed reads.
func (s span) Direction() string { return direction(s.RightToLeft) }

func spans(in []prose.Span, inLine bool) []span {
	var out []span
	for _, s := range in {
		done := 0
		for _, at := range webAddress().FindAllStringIndex(s.Text, -1) {
			out = append(out, part(s, done, at[0], inLine, false), part(s, at[0], at[1], inLine, true))
			done = at[1]
		}
		out = append(out, part(s, done, len(s.Text), inLine, false))
	}
	return slices.DeleteFunc(out, func(s span) bool { return s.Text == "" && s.Inside == nil && !s.Blank })
}

var webAddress = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(locale.WebAddress) })

// part is the span with a part of its text.
func part(s prose.Span, from, to int, inLine, web bool) span {
	s.Text = s.Text[from:to]
	return span{s, inLine, web}
}
