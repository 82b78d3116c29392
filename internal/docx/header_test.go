package docx

import (
	"slices"
	"strings"
	"testing"

	"speakout/internal/letter"
	"speakout/internal/lettertest"
)

// The pages after the first have a head: to whom the letter is, its date, and
// fields for the page and how many there are.
func TestHeader(t *testing.T) {
	for _, l := range lettertest.Letters(t) {
		parts := read(t, render(t, l.Letter))
		section := parts["word/document.xml"].find("sectPr")
		if len(section.all("titlePg")) != 1 {
			t.Errorf("%s: the first page has the head too", l.Name)
		}
		reference, target := section.find("headerReference"), ""
		for _, r := range parts["word/_rels/document.xml.rels"].all("Relationship") {
			if r.attr("Id") == reference.attr("id") {
				target = r.attr("Target")
			}
		}
		head := parts["word/"+target]
		if reference.attr("type") != "default" || head.XMLName.Local != "hdr" {
			t.Fatalf("%s: the header of type %q is %q, a %q", l.Name, reference.attr("type"), target, head.XMLName.Local)
		}
		var text strings.Builder
		for _, n := range head.all("t") {
			text.WriteString(n.Text)
		}
		words, ok := strings.CutSuffix(lettertest.Plain(text.String()), "2/2")
		if heads := l.RunningHeads(); !ok || !slices.ContainsFunc(heads, func(h string) bool { return lettertest.Plain(h) == words }) {
			t.Errorf("%s: the head is %q; want one of %q, and 2/2", l.Name, words, heads)
		}
		var fields []string
		for _, f := range head.all("fldSimple") {
			fields = append(fields, strings.TrimSpace(f.attr("instr")))
		}
		if want := []string{"PAGE", "NUMPAGES"}; !slices.Equal(fields, want) {
			t.Errorf("%s: fields %q; want %q", l.Name, fields, want)
		}
	}
}

// A head that is too long for the line gives way to the next.
func TestRunningHeadFits(t *testing.T) {
	l := lettertest.Letters(t)[0].Letter
	l.Recipient = []letter.Line{{{Text: strings.Repeat("w", 90)}}}
	heads := l.RunningHeads()
	if got, want := runningHead(l), heads[len(heads)-2:]; !slices.Contains(want, got) {
		t.Errorf("the head is %q; want one of %q", got, want)
	}
}

// What may not part stays on one page: words that end with a colon and the asks
// below, the last words and the close, the close and the signature.
func TestKeptTogether(t *testing.T) {
	for _, l := range lettertest.Letters(t) {
		var styles []string
		kept := map[int]bool{}
		for i, p := range read(t, render(t, l.Letter))["word/document.xml"].all("p") {
			styles = append(styles, p.find("pStyle").attr("val"))
			kept[i] = len(p.find("pPr").all("keepNext")) > 0
		}
		for i, s := range styles {
			ends := i == len(styles)-1
			switch {
			case s == firstAskStyle, s == closeStyle:
				if !kept[i-1] {
					t.Errorf("%s: what stands before a %s may stay behind", l.Name, s)
				}
			case s == askStyle && (ends || styles[i+1] != closeStyle), s == noteStyle:
				if kept[i] {
					t.Errorf("%s: a %s is kept with the next", l.Name, s)
				}
			case s == firstSourceStyle, s == sourceStyle:
				if goesOn := !ends && styles[i+1] == sourceStyle; goesOn != kept[i] {
					t.Errorf("%s: a line of a source is kept with the next: %v", l.Name, kept[i])
				}
			case s == signatureStyle:
				if goesOn := !ends && slices.Contains([]string{signatureStyle, noteStyle}, styles[i+1]); goesOn != kept[i] {
					t.Errorf("%s: a signature is kept with the next: %v", l.Name, kept[i])
				}
			}
		}
	}
}

// The first ask stands as far below its paragraph as paragraphs do below each
// other, the further ones closer.
func TestSpaceBeforeAsks(t *testing.T) {
	for _, l := range lettertest.Letters(t) {
		parts := read(t, render(t, l.Letter))
		before := map[string]string{}
		for _, s := range parts["word/styles.xml"].all("style") {
			before[s.attr("styleId")] = s.find("spacing").attr("before")
		}
		first := true
		for _, p := range parts["word/document.xml"].all("p") {
			style := p.find("pStyle").attr("val")
			if len(p.all("numPr")) == 0 {
				first = true
				continue
			}
			if first && before[style] != before[bodyStyle] || !first && before[style] == before[bodyStyle] {
				t.Errorf("%s: an ask, the first: %v, has %s before it; a paragraph %s", l.Name, first, before[style], before[bodyStyle])
			}
			first = false
		}
	}
}
