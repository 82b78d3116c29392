package docx

import (
	"encoding/xml"
	"slices"
	"strconv"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/paper"
	"speakout/internal/prose"
)

// The names of styles, as styles.xml has them.
const (
	senderStyle      = "SenderAddress"
	dateStyle        = "Date"
	recipientStyle   = "InsideAddress"
	subjectStyle     = "Heading1"
	salutationStyle  = "Salutation"
	bodyStyle        = "BodyText"
	firstAskStyle    = "ListNumberFirst"
	askStyle         = "ListNumber"
	closeStyle       = "Closing"
	signatureStyle   = "Signature"
	noteStyle        = "EnclosureNote"
	enclosedStyle    = "EnclosureTitle"
	sourceStyle      = "Source"
	firstSourceStyle = "SourceFirst"
	headerStyle      = "Header"
)

// A blank to be filled in by hand is a line of underscores: what users of word
// processors put there, and can type over. One with words beside it is short.
const (
	ruledBlank = "______________________________"
	shortBlank = "__________________"
)

// The names of what documents are made of.
const (
	wordNames     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relationNames = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// document is word/document.xml.
type document struct {
	XMLName xml.Name `xml:"w:document"`
	W       string   `xml:"xmlns:w,attr"`
	R       string   `xml:"xmlns:r,attr"`
	Body    body     `xml:"w:body"`
}

type body struct {
	Paragraphs []paragraph
	Section    section
}

// paragraph is one with its style; the style has everything else.
type paragraph struct {
	XMLName    xml.Name `xml:"w:p"`
	Properties paragraphProperties
	Runs       []run
	Link       *link
}

// link leads to an address of the web, that of its relation.
type link struct {
	XMLName  xml.Name `xml:"w:hyperlink"`
	Relation string   `xml:"r:id,attr"`
	Address  string   `xml:"-"`
	Runs     []run
}

type paragraphProperties struct {
	XMLName   xml.Name `xml:"w:pPr"`
	Style     value    `xml:"w:pStyle"`
	KeepNext  *empty   `xml:"w:keepNext"`
	Numbering *numbering
	Indent    *indent
}

// numbering makes a paragraph an item of a list.
type numbering struct {
	XMLName xml.Name `xml:"w:numPr"`
	Level   number   `xml:"w:ilvl"`
	List    number   `xml:"w:numId"`
}

// indent takes a paragraph back from the column on the side that its style
// stands in.
type indent struct {
	XMLName xml.Name `xml:"w:ind"`
	Left    int      `xml:"w:left,attr"`
}

type value struct {
	Value string `xml:"w:val,attr"`
}

type number struct {
	Value int `xml:"w:val,attr"`
}

type empty struct{}

// run is text of one style and direction.
type run struct {
	XMLName    xml.Name `xml:"w:r"`
	Properties *runProperties
	Text       words
}

// runProperties stand in the order that the standard asks for.
type runProperties struct {
	XMLName       xml.Name `xml:"w:rPr"`
	Bold          *empty   `xml:"w:b"`
	BoldComplex   *empty   `xml:"w:bCs"`
	Italic        *empty   `xml:"w:i"`
	ItalicComplex *empty   `xml:"w:iCs"`
	RightToLeft   *empty   `xml:"w:rtl"`
}

type words struct {
	XMLName xml.Name `xml:"w:t"`
	Space   string   `xml:"xml:space,attr"`
	Text    string   `xml:",chardata"`
}

// content is the letter as a document, and its links.
func content(l letter.Letter) (document, []*link) {
	d := &writer{letter: l, rightToLeft: l.Language.RightToLeft()}
	d.lines(senderStyle, l.Sender...)
	d.lines(recipientStyle, l.Recipient...)
	d.lines(dateStyle, l.PlaceDate)
	d.lines(subjectStyle, l.Subject)
	d.lines(salutationStyle, l.Salutation...)
	list := 0
	for _, b := range l.Body {
		if b.Asks == nil {
			d.lines(bodyStyle, b.Paragraph)
		}
		for i, ask := range b.Asks {
			if i == 0 || l.Digits == locale.ArabicIndic {
				list++ // as lists has them
			}
			style := askStyle
			if i == 0 {
				style = firstAskStyle
				d.keep()
			}
			d.lines(style, ask)
			d.last().Numbering = &numbering{List: number{list}}
		}
	}
	d.keep()
	d.lines(closeStyle, l.Close)
	if a := paper.Arrangements[l.Language]; a.Close && !a.CloseAside(l) {
		d.last().Indent = &indent{}
	}
	for i, line := range l.Signature {
		if i > 0 {
			d.keep()
		}
		d.lines(signatureStyle, line)
	}
	if e := l.Enclosure; e != nil {
		d.keep()
		d.lines(noteStyle, e.Note)
		d.lines(enclosedStyle, e.Title)
		for _, item := range e.Items {
			d.lines(firstSourceStyle, item[0])
			for _, line := range item[1:] {
				d.keep()
				d.lines(sourceStyle, line)
			}
		}
	}
	return document{
		W: wordNames, R: relationNames,
		Body: body{d.paragraphs, sectionFor(l)},
	}, d.links
}

// writer gathers a letter's paragraphs.
type writer struct {
	letter      letter.Letter
	rightToLeft bool
	paragraphs  []paragraph
	links       []*link // of paragraphs
}

func (d *writer) last() *paragraphProperties {
	return &d.paragraphs[len(d.paragraphs)-1].Properties
}

// keep holds the last paragraph on the page of the next: nobody wants a
// signature alone on the second.
func (d *writer) keep() { d.last().KeepNext = &empty{} }

func (d *writer) lines(style string, lines ...letter.Line) {
	for _, l := range lines {
		p := paragraph{Properties: paragraphProperties{Style: value{style}}}
		all := runs(withBlanks(l).Spans(), d.rightToLeft)
		if web := l.WebAddress(); web != "" {
			p.Link = &link{Relation: "link" + strconv.Itoa(len(d.links)), Address: web, Runs: all}
			d.links = append(d.links, p.Link)
		} else {
			p.Runs = all
		}
		d.paragraphs = append(d.paragraphs, p)
	}
}

// withBlanks returns the line with its blanks ruled.
func withBlanks(l letter.Line) letter.Line {
	blank := ruledBlank
	if len(l) > 1 {
		blank = shortBlank
	}
	out := slices.Clone(l)
	for i, r := range out {
		if r.Blank {
			out[i].Text = blank
		}
	}
	return out
}

// runs are the spans in a text that reads in that direction. A word processor
// orders text by the direction of runs and by marks; of isolates and overrides
// many know nothing. So what is isolated stands between marks of its direction,
// which keep its outer signs and numbers from going with the text around it, and
// these between marks of the text's, which do the same for the signs between two
// names and for the number after one.
func runs(spans []prose.Span, rightToLeft bool) []run {
	var out []run
	for _, s := range spans {
		switch {
		case s.Inside == nil:
			out = append(out, byDirection(s.Run, rightToLeft)...)
		case s.Override:
			for _, r := range runs(s.Inside, s.RightToLeft) {
				r.Text.Text = markNumbers(r.Text.Text)
				out = append(out, r)
			}
		default:
			inner, outer := markRun(s.RightToLeft), markRun(rightToLeft)
			inside := runs(s.Inside, s.RightToLeft)
			begin, end := inner, inner
			if s.RightToLeft != rightToLeft && isMixed(inside) {
				begin, end = embedding(s.RightToLeft)
			}
			out = append(append(out, outer, begin), inside...)
			out = append(out, end, outer)
		}
	}
	return out
}

// markRun is a mark of that direction, and in it.
func markRun(rightToLeft bool) run {
	mark := locale.LeftToRightMark
	if rightToLeft {
		mark = locale.RightToLeftMark
	}
	return newRun(prose.Run{Text: mark}, rightToLeft)
}

func newRun(r prose.Run, rightToLeft bool) run {
	flag := func(is bool) *empty {
		if is {
			return &empty{}
		}
		return nil
	}
	out := run{Text: words{Space: "preserve", Text: r.Text}}
	if r.Strong || r.Emph || rightToLeft {
		out.Properties = &runProperties{
			Bold: flag(r.Strong), BoldComplex: flag(r.Strong), Italic: flag(r.Emph), ItalicComplex: flag(r.Emph),
			RightToLeft: flag(rightToLeft),
		}
	}
	return out
}
