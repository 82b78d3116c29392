package pdf

import (
	"bytes"
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"speakout/internal/letter"
)

// bookOf draws letters 0 to n-1 of all into one document.
func bookOf(t testing.TB, n int, options ...func(*Book)) []byte {
	t.Helper()
	var b bytes.Buffer
	book := NewBook(&b, november)
	for _, o := range options {
		o(book)
	}
	for i := range n {
		laid, err := LayOut(compose(t, request(i)))
		if err != nil {
			t.Fatal(err)
		}
		r := request(i)
		page, err := book.Add(laid, string(r.Country), string(r.Country), fmt.Sprintf("%s-%s", r.Country, r.Language))
		want := i + 1
		if book.BlankBacks {
			want = 2*i + 1
		}
		if err != nil || page != want {
			t.Fatalf("letter %d begins on page %d, %v", i, page, err)
		}
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBook(t *testing.T) {
	const letters = 150 // more than one leaf of the tree of pages
	doc := bookOf(t, letters)
	objects, err := splitObjects(doc)
	if err != nil {
		t.Fatal(err)
	}
	count := func(pattern string) int { return len(regexp.MustCompile(pattern).FindAll(doc, -1)) }
	if n := count(`/Type /Page /`); n != letters {
		t.Errorf("%d pages; want %d", n, letters)
	}
	if n := count(`/Dest \[`); n != letters+(letters+3)/4 {
		t.Errorf("%d bookmarks; want one a letter and one a country", n)
	}
	if n := count(`/First `); n != 1+(letters+languages-1)/languages { // the languages of a country
		t.Errorf("%d groups of bookmarks", n-1)
	}
	if n := count(`/Subtype /Type0`); n > languages*len(typefaces) { // at most
		t.Errorf("%d fonts; they should be shared", n)
	}
	// Every reference is to an object that is there.
	for _, o := range objects {
		head, _, _ := bytes.Cut(o, []byte("stream\n"))
		for _, m := range regexp.MustCompile(`(\d+) 0 R`).FindAllSubmatch(head, -1) {
			var number int
			fmt.Sscan(string(m[1]), &number)
			if number < 1 || number > len(objects) || len(objects[number-1]) == 0 {
				t.Errorf("%.60q refers to object %d of %d", head, number, len(objects))
			}
		}
	}
	if again := bookOf(t, letters); !bytes.Equal(again, doc) {
		t.Error("the second time, the document is another")
	}
	if again := bookOf(t, letters, func(b *Book) { b.offsets.most = 100 }); !bytes.Equal(again, doc) {
		t.Error("with its offsets in a file, the document is another")
	}
}

func TestBlankBacks(t *testing.T) {
	const letters = 70
	doc := bookOf(t, letters, func(b *Book) { b.BlankBacks = true })
	if n := bytes.Count(doc, []byte("/Type /Page /")); n != 2*letters {
		t.Errorf("%d pages; want %d", n, 2*letters)
	}
	if _, err := exec.LookPath("qpdf"); err != nil {
		missingTool(t, "qpdf")
	}
	file := t.TempDir() + "/book.pdf"
	writeFile(t, file, doc)
	if out, err := exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// Fonts are begun anew before they run out of codes.
func TestBookOfManyNames(t *testing.T) {
	var b bytes.Buffer
	book := NewBook(&b, november)
	book.most = 30
	for i := range 6 {
		r := request(languages * i)
		r.Sender = letter.Sender{Name: manyLetters(0x100 + 40*i)}
		laid, err := LayOut(compose(t, r))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := book.Add(laid, "x", "x", "x"); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(b.Bytes(), []byte("/BaseFont /")) / 2; n < 4 {
		t.Errorf("%d fonts; want more than one set of them", n)
	}
	if _, err := splitObjects(b.Bytes()); err != nil {
		t.Error(err)
	}
}

// manyLetters are forty letters of Latin that no alphabet has.
func manyLetters(from int) string {
	var b strings.Builder
	for i := range 40 {
		b.WriteRune(rune(from + i))
	}
	return b.String()
}

// The text of a book is that of its letters, whatever fonts they share.
func TestTextComesOutOfBook(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext (poppler-utils) is not installed")
	}
	const letters = 60
	pages := strings.Split(pdftotext(t, bookOf(t, letters)), "\f")
	if len(pages) != letters+1 {
		t.Fatalf("%d pages with text; want %d", len(pages)-1, letters)
	}
	for i := 0; i < letters; i += 7 {
		l := compose(t, request(i))
		got := squeeze(pages[i])
		if want := wanted(l); got != want {
			t.Errorf("%s %s:\ngot  %s\nwant %s", l.Country, l.Language, difference(got, want), difference(want, got))
		}
	}
}
