package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"speakout/internal/letter"
	"speakout/internal/lettertest"
	"speakout/internal/locale"
)

// node is an XML element as it is read back.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []node     `xml:",any"`
	Text    string     `xml:",chardata"`
}

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// find returns the first element of that name in n, or an empty one.
func (n node) find(name string) node {
	if all := n.all(name); len(all) > 0 {
		return all[0]
	}
	return node{}
}

// all returns the elements of that name in n, in their order.
func (n node) all(name string) []node {
	var out []node
	for _, c := range n.Nodes {
		if c.XMLName.Local == name {
			out = append(out, c)
		}
		out = append(out, c.all(name)...)
	}
	return out
}

func render(t *testing.T, l letter.Letter) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, l); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read returns the package's parts.
func read(t *testing.T, data []byte) map[string]node {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]node{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		var n node
		d := xml.NewDecoder(bytes.NewReader(part))
		if err := d.Decode(&n); err != nil {
			t.Fatalf("%s: %v\n%s", f.Name, err, part)
		}
		if _, err := d.Token(); !errors.Is(err, io.EOF) && err != nil {
			t.Fatalf("%s: %v after its element", f.Name, err)
		}
		if want := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC); !f.Modified.Equal(want) {
			t.Errorf("%s is of %v", f.Name, f.Modified)
		}
		out[f.Name] = n
	}
	return out
}

// lines are the paragraphs' texts, those of lists behind their labels, as a
// word processor counts them.
func lines(t *testing.T, parts map[string]node) []string {
	t.Helper()
	labels := map[string]string{}
	for _, n := range parts["word/numbering.xml"].all("abstractNum") {
		labels[n.attr("abstractNumId")] = n.find("lvlText").attr("val")
	}
	lists := map[string]string{}
	for _, n := range parts["word/numbering.xml"].all("num") {
		lists[n.attr("numId")] = labels[n.find("abstractNumId").attr("val")]
	}
	count := map[string]int{}
	var out []string
	for _, p := range parts["word/document.xml"].all("p") {
		var b strings.Builder
		if id := p.find("numPr").find("numId").attr("val"); id != "" {
			count[id]++
			b.WriteString(strings.ReplaceAll(lists[id], "%1", strconv.Itoa(count[id])) + " ")
		}
		for _, w := range p.all("t") {
			b.WriteString(w.Text)
		}
		out = append(out, lettertest.Plain(b.String()))
	}
	return out
}

func TestRender(t *testing.T) {
	for _, l := range lettertest.Letters(t) {
		t.Run(l.Name, func(t *testing.T) {
			data := render(t, l.Letter)
			if !bytes.Equal(data, render(t, l.Letter)) {
				t.Error("drawn twice, it differs")
			}
			parts := read(t, data)
			if got, want := lines(t, parts), lettertest.Lines(l.Letter); !slices.Equal(got, want) {
				t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			core := parts["docProps/core.xml"]
			if got := core.find("title").Text; got != locale.StripIsolates(l.Title) {
				t.Errorf("title %q", got)
			}
			if got := core.find("creator").Text; got != l.Author {
				t.Errorf("creator %q", got)
			}
			if got := core.find("language").Text; got != string(l.Language) {
				t.Errorf("language %q", got)
			}
			checkReferences(t, parts)
		})
	}
}

// checkReferences holds that every style, list and part that is named is there.
func checkReferences(t *testing.T, parts map[string]node) {
	t.Helper()
	styles := map[string]bool{}
	for _, s := range parts["word/styles.xml"].all("style") {
		styles[s.attr("styleId")] = true
	}
	for _, name := range []string{"pStyle", "basedOn", "next"} {
		for _, part := range []string{"word/document.xml", "word/styles.xml", "word/header.xml"} {
			for _, n := range parts[part].all(name) {
				if !styles[n.attr("val")] {
					t.Errorf("no style %q, which %s names", n.attr("val"), part)
				}
			}
		}
	}
	for _, part := range []string{"_rels/.rels", "word/_rels/document.xml.rels"} {
		for _, r := range parts[part].all("Relationship") {
			if r.attr("TargetMode") == "External" {
				continue
			}
			if target := path.Join(path.Dir(path.Dir(part)), r.attr("Target")); parts[target].XMLName.Local == "" {
				t.Errorf("%s names %s, which is not there", part, target)
			}
		}
	}
	for _, o := range parts["[Content_Types].xml"].all("Override") {
		if name := strings.TrimPrefix(o.attr("PartName"), "/"); parts[name].XMLName.Local == "" {
			t.Errorf("the content types name %s, which is not there", name)
		}
	}
}

// Text has the direction of its letters: a word processor orders runs by it.
func TestDirections(t *testing.T) {
	for _, l := range lettertest.Letters(t) {
		for _, r := range read(t, render(t, l.Letter))["word/document.xml"].all("r") {
			rtl := len(r.all("rtl")) > 0
			for _, c := range r.find("t").Text {
				if locale.IsRightToLeft(c) && !rtl && !l.Language.RightToLeft() || locale.IsLeftToRight(c) && rtl && l.Language.RightToLeft() {
					t.Errorf("%s: the run %q has rtl %v", l.Name, r.find("t").Text, rtl)
					break
				}
			}
		}
	}
}

func TestRuns(t *testing.T) {
	tests := []struct {
		name, text  string
		rightToLeft bool
		want        []string // "<" or ">" for the direction, then the text
	}{
		{"plain", "abc", false, []string{"<abc"}},
		{"a Latin name", "من " + locale.Isolate("Rana (1).") + "،", true, []string{">من ", ">\u200f", "<\u200e", "<Rana (1).", "<\u200e", ">\u200f", ">،"}},
		{"an Arabic name", "by " + locale.Isolate("رنا"), false, []string{"<by ", "<\u200e", ">\u200f", ">رنا", ">\u200f", "<\u200e"}},
		{"Latin words in Arabic", "شارع Rue Bliss 12، بيروت", true, []string{">شارع ", "<Rue Bliss 12", ">، بيروت"}},
		{"Arabic words in Latin", "12 شارع الحَمراء (5), Beirut", false, []string{"<12 ", ">شارع الحَمراء (5)", "<, Beirut"}},
		{"both in a name", "by " + locale.Isolate("رنا Rana"), false, []string{"<by ", "<\u200e", ">\u202b", ">رنا ", "<Rana", ">\u202c", "<\u200e"}},
		{"nothing but digits", "12", true, []string{">12"}},
		{"digits of its own", locale.IsolateLeftToRight("+٩٦١ ١٢"), true, []string{">\u200f", "<\u200e", "<+\u200e٩٦١\u200e \u200e١٢\u200e", "<\u200e", ">\u200f"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, r := range runs(letter.Line{{Text: tt.text}}.Spans(), tt.rightToLeft) {
				direction := "<"
				if r.Properties != nil && r.Properties.RightToLeft != nil {
					direction = ">"
				}
				got = append(got, direction+r.Text.Text)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("runs(%q) = %q; want %q", tt.text, got, tt.want)
			}
		})
	}
}

// The paper and its margins are those of the PDF; the enclosure has a page of
// its own.
func TestPaper(t *testing.T) {
	want := map[string][]string{ // width, height, top, right, bottom, left
		"FR-en-syria-blank": {"11906", "16838", "1134", "1134", "1134", "1417"},
		"FR-ar-syria-blank": {"11906", "16838", "1134", "1417", "1134", "1134"},
		"US-es-syria-blank": {"12240", "15840", "1077", "1134", "1077", "1417"},
	}
	for _, l := range lettertest.Letters(t) {
		parts := read(t, render(t, l.Letter))
		size, margins := parts["word/document.xml"].find("pgSz"), parts["word/document.xml"].find("pgMar")
		got := []string{size.attr("w"), size.attr("h"), margins.attr("top"), margins.attr("right"), margins.attr("bottom"), margins.attr("left")}
		if w := want[l.Name]; w != nil && !slices.Equal(got, w) {
			t.Errorf("%s: paper and margins %v; want %v", l.Name, got, w)
		}
		for _, s := range parts["word/styles.xml"].all("style") {
			if s.attr("styleId") == enclosedStyle && len(s.all("pageBreakBefore")) != 1 {
				t.Error("the enclosure does not begin a page")
			}
		}
	}
}

// What is nothing but an address of the web leads there.
func TestLinks(t *testing.T) {
	for _, l := range lettertest.Letters(t) {
		if l.Enclosure == nil {
			continue
		}
		parts := read(t, render(t, l.Letter))
		targets := map[string]string{}
		for _, r := range parts["word/_rels/document.xml.rels"].all("Relationship") {
			if r.attr("TargetMode") == "External" && strings.HasSuffix(r.attr("Type"), "/hyperlink") {
				targets[r.attr("Id")] = r.attr("Target")
			}
		}
		var want []string
		for _, f := range l.Facts {
			if !slices.Contains(want, f.Source.URL) {
				want = append(want, f.Source.URL)
			}
		}
		var got []string
		for _, h := range parts["word/document.xml"].all("hyperlink") {
			var text strings.Builder
			for _, w := range h.all("t") {
				text.WriteString(w.Text)
			}
			if target := targets[h.attr("id")]; target == lettertest.Plain(text.String()) {
				got = append(got, target)
			}
		}
		if !slices.Equal(got, want) || len(targets) != len(want) {
			t.Errorf("%s: links %q to %q; want %q", l.Name, got, targets, want)
		}
	}
}
