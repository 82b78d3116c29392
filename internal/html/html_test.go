package html

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"speakout/internal/letter"
	"speakout/internal/lettertest"
	"speakout/internal/locale"
)

// found is what a browser finds in a document.
type found struct {
	lines    []string
	elements map[string]int
	title    string
	lang     string
	dir      string
}

// isBlock reports whether an element holds one line or paragraph.
func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Li, atom.H1, atom.H2:
		return true
	case atom.Div:
		return n.Parent.DataAtom == atom.Div || n.Parent.DataAtom == atom.Address
	}
	return false
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(textOf(c))
	}
	return b.String()
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func read(t *testing.T, document []byte, label func(i int) string) found {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	f := found{elements: map[string]int{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		f.elements[n.Data]++
		for _, a := range n.Attr {
			link := n.DataAtom == atom.A && a.Key == "href" && strings.HasPrefix(a.Val, "http") // which fetches nothing
			if a.Key == "src" || a.Key == "href" && !link || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
		}
		switch {
		case n.DataAtom == atom.Html:
			f.lang, f.dir = attribute(n, "lang"), attribute(n, "dir")
		case n.DataAtom == atom.Title:
			f.title = textOf(n)
		case n.DataAtom == atom.Li:
			i := 0
			for s := n.PrevSibling; s != nil; s = s.PrevSibling {
				if s.DataAtom == atom.Li {
					i++
				}
			}
			f.lines = append(f.lines, lettertest.Plain(label(i)+" "+textOf(n)))
		case isBlock(n):
			f.lines = append(f.lines, lettertest.Plain(textOf(n)))
		}
	}
	return f
}

func TestRender(t *testing.T) {
	for _, l := range lettertest.Letters(t) {
		t.Run(l.Name, func(t *testing.T) {
			var first, second bytes.Buffer
			if err := Render(&first, l.Letter); err != nil {
				t.Fatal(err)
			}
			if err := Render(&second, l.Letter); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
				t.Errorf("drawn twice, it differs (%v)", err)
			}
			f := read(t, first.Bytes(), l.AskLabel)
			if want := lettertest.Lines(l.Letter); !slices.Equal(f.lines, want) {
				t.Errorf("got:\n%s\nwant:\n%s", strings.Join(f.lines, "\n"), strings.Join(want, "\n"))
			}
			for _, name := range []string{"script", "b", "img", "link", "iframe", "base", "form"} {
				if f.elements[name] > 0 {
					t.Errorf("it has %d <%s>", f.elements[name], name)
				}
			}
			wantDir := map[bool]string{true: "rtl", false: "ltr"}[l.Language.RightToLeft()]
			if f.lang != string(l.Language) || f.dir != wantDir || f.title != locale.StripIsolates(l.Title) {
				t.Errorf("lang %q, dir %q, title %q", f.lang, f.dir, f.title)
			}
			if s := first.String(); strings.ContainsAny(s, "\u2066\u2067\u2068\u2069\u202d") || strings.Contains(s, "ZgotmplZ") || strings.Contains(s, "http-equiv=\"refresh") {
				t.Errorf("controls, or what the template refused, in:\n%s", s)
			}
		})
	}
}

// A name of the other direction, and a number in Arabic-Indic digits, stand in
// elements that keep them apart from the words around them.
func TestDirections(t *testing.T) {
	for _, l := range lettertest.Letters(t) {
		var b bytes.Buffer
		if err := Render(&b, l.Letter); err != nil {
			t.Fatal(err)
		}
		var want []string
		switch {
		case l.Name == "edited":
			want = []string{`<bdi dir="rtl">رنا <em>حداد</em></bdi>!`, `<strong><em>both</em></strong>`}
		case strings.HasSuffix(l.Name, "named") && l.Language == locale.Arabic:
			want = []string{`<bdi dir="ltr">Clear Fields Network (1997).</bdi>`, `<bdi dir="ltr">rana@example.org</bdi>`}
		case strings.HasSuffix(l.Name, "named"):
			want = []string{`<bdi dir="rtl">رنا حداد</bdi>`}
		case strings.HasSuffix(l.Name, "hostile"):
			want = []string{`<bdi dir="ltr"><bdo dir="ltr">&#43;961 ٣ ٤٥٦ 7</bdo></bdi>`}
		}
		for _, w := range want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s: no %s in:\n%s", l.Name, w, b.String())
			}
		}
	}
}

// The paper and its margins are those of the PDF; the wide one is where lines
// begin.
func TestPaper(t *testing.T) {
	want := map[string]string{
		"FR-en-syria-blank": "@page { size: 210mm 297mm; margin: 20mm 20mm 20mm 25mm; }",
		"FR-ar-syria-blank": "@page { size: 210mm 297mm; margin: 20mm 25mm 20mm 20mm; }",
		"US-es-syria-blank": "@page { size: 215.9mm 279.4mm; margin: 19mm 20mm 19mm 25mm; }",
	}
	for _, l := range lettertest.Letters(t) {
		var b bytes.Buffer
		if err := Render(&b, l.Letter); err != nil {
			t.Fatal(err)
		}
		if w := want[l.Name]; !strings.Contains(b.String(), w) {
			t.Errorf("%s: no %q", l.Name, w)
		}
	}
}

// A long place and date goes nearer to the margin, not on to a second line.
func TestLongDate(t *testing.T) {
	for _, l := range lettertest.Letters(t) {
		var b bytes.Buffer
		if err := Render(&b, l.Letter); err != nil {
			t.Fatal(err)
		}
		if aside := strings.Contains(b.String(), `<p class="date side">`); aside != (l.Language != locale.English) {
			t.Errorf("%s: the date stands on the side: %v", l.Name, aside)
		}
		if !strings.Contains(b.String(), "\n.date.side { width: max-content; min-width: ") {
			t.Errorf("%s: a long date is broken", l.Name)
		}
	}
}

func parsed(t *testing.T, l letter.Letter) *html.Node {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, l); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// An address of the web is broken only where it is longer than a line.
func TestWebAddresses(t *testing.T) {
	for _, l := range lettertest.Letters(t) {
		if l.Enclosure == nil {
			continue
		}
		root := parsed(t, l.Letter)
		var got, want []string
		for n := range root.Descendants() {
			if n.DataAtom == atom.A && attribute(n, "class") == "web" && attribute(n, "href") == textOf(n) {
				got = append(got, textOf(n))
			}
		}
		for _, f := range l.Facts {
			if !slices.Contains(want, f.Source.URL) {
				want = append(want, f.Source.URL)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: addresses %q; want %q", l.Name, got, want)
		}
	}
}

// The last paragraph, the close and the signature are printed on one page.
func TestEnding(t *testing.T) {
	for _, l := range lettertest.Letters(t) {
		root := parsed(t, l.Letter)
		var footer *html.Node
		style := ""
		for n := range root.Descendants() {
			switch n.DataAtom {
			case atom.Footer:
				footer = n
			case atom.Style:
				style = textOf(n)
			}
		}
		if footer == nil {
			t.Fatalf("%s: nothing holds the ending together", l.Name)
		}
		var want []string
		if last := l.Body[len(l.Body)-1]; last.Asks == nil {
			want = append(want, lettertest.Plain(last.Paragraph.Plain()))
		}
		want = append(want, lettertest.Plain(l.Close.Plain()))
		var got []string
		signed := false
		for n := range footer.ChildNodes() {
			if n.DataAtom == atom.P && attribute(n, "class") != "note" {
				got = append(got, lettertest.Plain(textOf(n)))
			}
			signed = signed || strings.HasPrefix(attribute(n, "class"), "signature")
		}
		if !slices.Equal(got, want) || !signed {
			t.Errorf("%s: kept together: %q, the signature: %v; want %q and the signature", l.Name, got, signed, want)
		}
		for _, rule := range []string{"\nfooter, .source { break-inside: avoid; }\n", "\nol, .close, .note { break-before: avoid; }\n"} {
			if !strings.Contains(style, rule) {
				t.Errorf("%s: no rule %q", l.Name, rule)
			}
		}
	}
}

// What a user wrote leads to nothing but the web, and not to the signs after it.
func TestLink(t *testing.T) {
	for text, want := range map[string]string{
		"https://fields.example/a?b=c&d":         "https://fields.example/a?b=c&d",
		"http://fields.example).":                "http://fields.example",
		"https://fields.example/Syria_(country)": "https://fields.example/Syria_(country)",
		"https://[":                              "",
		"javascript://fields.example/%0a":        "",
		"www.fields.example":                     "",
	} {
		s := span{Web: true}
		if s.Text = text; s.Link() != want {
			t.Errorf("%q leads to %q; want %q", text, s.Link(), want)
		}
	}
}
