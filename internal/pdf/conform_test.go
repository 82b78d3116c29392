package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// conforms returns what is wrong with a document by the standards that it
// claims: PDF/A-1a (ISO 19005-1) and PDF/UA-1 (ISO 14289-1), by what a machine
// can tell (Matterhorn Protocol 1.1), and the letters in it, as assistive
// technology reads them. It knows nothing of what wrote the document.
func conforms(doc []byte) (*readDocument, []*readLetter) {
	d := read(doc, &faults{})
	if len(*d.faults) > 0 {
		return d, nil
	}
	d.checkArchive()
	pages, _ := d.catalog()["Pages"].(pdfRef)
	d.readPages(pages, nil)
	d.readOutlines()
	return d, d.readStructure()
}

// partsOf is how a letter is to be read: each of its lines and paragraphs with
// the types of elements that say what it is.
func partsOf(l letter.Letter) []readPart {
	var parts []readPart
	add := func(path string, lines ...letter.Line) {
		for _, line := range lines {
			parts = append(parts, readPart{path: path, text: line.Plain()})
		}
	}
	block := func(lines []letter.Line) {
		if len(lines) > 1 {
			add("Div P", lines...)
		} else {
			add("P", lines...)
		}
	}
	block(l.Sender)
	block(l.Recipient)
	add("P", l.PlaceDate)
	add("H1", l.Subject)
	block(l.Salutation)
	for _, b := range l.Body {
		if b.Asks == nil {
			add("P", b.Paragraph)
		}
		for i, a := range b.Asks {
			add("L LI Lbl", letter.Line{{Text: l.AskLabel(i)}})
			add("L LI LBody", a)
		}
	}
	add("P", l.Close)
	block(l.Signature)
	if e := l.Enclosure; e != nil {
		add("P", e.Note)
		add("H2", e.Title)
		for _, item := range e.Items {
			block(item)
			web := &parts[len(parts)-1]
			web.path, web.web = web.path+" Link", squeeze(web.text)
		}
	}
	return parts
}

// checkDocument checks a document that has the letters in it.
func checkDocument(t *testing.T, name string, doc []byte, letters ...letter.Letter) *readDocument {
	t.Helper()
	d, got := conforms(doc)
	for _, fault := range (*d.faults)[:min(10, len(*d.faults))] {
		t.Errorf("%s: %s", name, fault)
	}
	if len(got) != len(letters) {
		t.Fatalf("%s: %d letters; want %d", name, len(got), len(letters))
	}
	for i, l := range letters {
		if wrong := misread(got[i], l); wrong != "" {
			t.Errorf("%s: %s", name, wrong)
		}
	}
	return d
}

// misread compares what is read of a letter with what was written.
func misread(got *readLetter, l letter.Letter) string {
	if len(got.parts) > 0 && got.parts[0].path == "Document Figure" { // the logo
		if len(l.Signature) < 2 || got.parts[0].text != l.Signature[1].Plain() {
			return fmt.Sprintf("the logo is read as %q", got.parts[0].text)
		}
		got.parts = got.parts[1:]
	}
	if got.language != string(l.Language) {
		return fmt.Sprintf("the letter is said to be in %q", got.language)
	}
	// Lines of a long sender share one.
	for i := 0; i < min(len(got.parts), len(l.Sender)); i++ {
		for j, shared := range strings.Split(squeeze(got.parts[i].text), " · ") {
			part := got.parts[i]
			part.text = shared
			if j == 0 {
				got.parts[i] = part
				continue
			}
			i++
			got.parts = slices.Insert(got.parts, i, part)
		}
	}
	want := partsOf(l)
	for i := range max(len(want), len(got.parts)) {
		var g, w readPart
		if i < len(got.parts) {
			g = got.parts[i]
		}
		if i < len(want) {
			w = want[i]
		}
		w.text, g.text = squeeze(w.text), squeeze(g.text)
		if own, is := strings.CutSuffix(g.path, " Link"); is && i < len(want) && w.web == "" { // a sender's or recipient's
			g.path, g.web = own, ""
		}
		if w.path = "Document " + w.path; g != w {
			return fmt.Sprintf("part %d is read as\n%s: %s %s\nwant\n%s: %s %s", i, g.path, g.text, g.web, w.path, w.text, w.web)
		}
	}
	return ""
}

func TestConforms(t *testing.T) {
	looks := looks(t)
	for _, i := range every(sampleStep) {
		l, look := letterNumber(t, i), round(i)%len(looks)
		name := fmt.Sprintf("letter %d, %s, look %d", i, l.Language, look)
		d := checkDocument(t, name, renderIn(t, looks[look], l), l)
		for n, p := range d.pages {
			label := squeeze(l.PageLabel(n+1, len(d.pages)))
			if got := squeeze(p.aside); n > 0 && !strings.Contains(got, label) {
				t.Errorf("%s: beside the letter on page %d stands %q; want %q", name, n+1, got, label)
			}
		}
	}
}

func TestBookConforms(t *testing.T) {
	var letters []letter.Letter
	for _, i := range every(11) {
		letters = append(letters, letterNumber(t, i))
	}
	for i, s := range looks(t) {
		some := letters[:len(letters)/(1+4*i)] // the first fills several leaves of its trees
		checkDocument(t, fmt.Sprintf("book %d", i), bookWith(t, some, s), some...)
	}
}

// bookWith has empty pages if it has a style.
func bookWith(t *testing.T, letters []letter.Letter, s *Style) []byte {
	t.Helper()
	var b bytes.Buffer
	book := NewBook(&b, november)
	book.BlankBacks = s != nil
	for _, l := range letters {
		laid, err := s.LayOut(l)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := book.Add(laid, string(l.Country), string(l.Country), l.Title); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The sample has all that the checks are about.
func TestConformSample(t *testing.T) {
	seen := map[string]bool{}
	looks := looks(t)
	for _, i := range every(sampleStep) {
		l, look := letterNumber(t, i), round(i)%len(looks)
		laid, err := looks[look].LayOut(l)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range laid.outline {
			seen[string(e.tag)] = true
		}
		seen[fmt.Sprint(l.Language, look)] = true
		if n, _ := Pages(l); n > 1 {
			seen[string(l.Language)+" long"] = true
		}
	}
	want := []string{"H2", "LBody", "Div", "Figure", "Link"}
	for _, l := range locale.Languages {
		want = append(want, string(l)+" long", string(l)+"0", string(l)+"1", string(l)+"2")
	}
	for _, w := range want {
		if !seen[w] {
			t.Errorf("no letter with %s", w)
		}
	}
}

// Words of another direction are said to be of their script.
func TestForeignWordsNameTheirScript(t *testing.T) {
	for _, tt := range []struct {
		lang       locale.Language
		name, want string
	}{
		{locale.Arabic, "Rana Haddad", "und-Latn"},
		{locale.Arabic, "Αθηνά Παππά", "und-Grek"},
		{locale.Arabic, "Москва", "und-Cyrl"},
		{locale.French, "رنا حداد", "und-Arab"},
	} {
		l := compose(t, letter.Request{Country: "LB", Language: tt.lang, Issue: "syria", Sender: letter.Sender{Name: tt.name}})
		d, _ := conforms(render(t, l))
		for _, f := range *d.faults {
			t.Errorf("%s: %s", tt.name, f)
		}
		if run := d.pages[0].sequences[0].runs[0]; run.language != tt.want {
			t.Errorf("%q is of the language %q; want %q", run.text, run.language, tt.want)
		}
	}
}
