package docx

import (
	"encoding/xml"
	"unicode/utf8"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/paper"
	"speakout/internal/prose"
)

// headerRelation is the header's name in document-relations.xml.
const headerRelation = "rId5"

// headerReference is what the section knows its header by.
type headerReference struct {
	Type     string `xml:"w:type,attr"`
	Relation string `xml:"r:id,attr"`
}

// header is word/header.xml, the head of the pages after the first: to whom the
// letter is, its date, the page. Word processors have no numbers of pages in
// Arabic-Indic digits: these are Western in every letter, or as their user
// prefers.
type header struct {
	XMLName   xml.Name `xml:"w:hdr"`
	W         string   `xml:"xmlns:w,attr"`
	Paragraph headerParagraph
}

type headerParagraph struct {
	XMLName    xml.Name `xml:"w:p"`
	Properties paragraphProperties
	Content    []any // run, tabRun, field
}

type tabRun struct {
	XMLName xml.Name `xml:"w:r"`
	Tab     empty    `xml:"w:tab"`
}

// field is what the word processor writes: Run until it has.
type field struct {
	XMLName     xml.Name `xml:"w:fldSimple"`
	Instruction string   `xml:"w:instr,attr"`
	Run         run
}

func headerOf(l letter.Letter) header {
	var content []any
	for _, r := range runs(letter.Line{{Text: runningHead(l)}}.Spans(), l.Language.RightToLeft()) {
		content = append(content, r)
	}
	plain := func(s string) run { return newRun(prose.Run{Text: s}, false) }
	page, pages := field{Instruction: " PAGE ", Run: plain("2")}, field{Instruction: " NUMPAGES ", Run: plain("2")}
	// Between marks they stand from left to right, as in "2/3".
	content = append(content, tabRun{}, markRun(false), page, plain("/"), pages, markRun(false))
	return header{W: wordNames, Paragraph: headerParagraph{
		Properties: paragraphProperties{Style: value{headerStyle}}, Content: content,
	}}
}

// header is smaller than running text, in half points.
func (t typeSize) header() int { return t.size - 3 }

// runningHead returns the first of the letter's running heads that has, as far
// as can be told without measuring, room beside the page's number.
func runningHead(l letter.Letter) string {
	const label = 6 // characters, and the distance from them
	width := paper.Sheets[l.Paper].TextWidth()
	size := float64(fitting(l).header()) / 2
	for _, head := range l.RunningHeads() {
		if n := utf8.RuneCountInString(locale.StripIsolates(head)); float64(n+label)*wideAdvance*size <= width {
			return head
		}
	}
	return ""
}
