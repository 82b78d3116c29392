package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/shape"
)

var november = time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)

// senders fill in everything a sender can; they are fictional.
var senders = map[locale.Language]letter.Sender{
	locale.English: {Name: "Grace Okafor", Organisation: "Clear Fields Network", Address: []string{"12 Mill Lane", "Leeds LS1 4AP", "United Kingdom"}, Email: "grace@example.org", Phone: "+44 113 496 0000", Place: "Leeds"},
	locale.French:  {Name: "Claire Fontaine", Organisation: "Réseau Champs libres", Address: []string{"8, rue des Lilas", "69003 Lyon", "France"}, Email: "claire@example.org", Phone: "+33 4 00 00 00 00", Place: "Lyon"},
	locale.Spanish: {Name: "Lucía Herrera", Organisation: "Red Campos Libres", Address: []string{"Calle Mayor 15, 2.º B", "28013 Madrid", "España"}, Email: "lucia@example.org", Phone: "+34 910 000 000", Place: "Madrid"},
	locale.Arabic:  {Name: "رنا حداد", Organisation: "Clear Fields Network", Address: []string{"شارع الحمراء، بناية 12", "بيروت", "لبنان"}, Email: "rana@example.org", Phone: "+961 1 234 567", Place: "بيروت"},
}

func compose(t testing.TB, r letter.Request) letter.Letter {
	t.Helper()
	r.Date = november
	l, err := letter.Compose(r)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func render(t testing.TB, l letter.Letter) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, l); err != nil {
		t.Fatalf("%s %s: %v", l.Country, l.Language, err)
	}
	return b.Bytes()
}

// Every letter fits on one page, with the address where envelopes show it.
func TestEveryLetterFitsOnePage(t *testing.T) {
	shapers := map[locale.Language]*shape.Shaper{}
	for _, l := range locale.Languages {
		shapers[l] = shape.NewShaper(string(l), l.RightToLeft(), shape.NewMemory())
	}
	seen := map[string]int{} // envelopes
	for _, i := range every(1) {
		l := compose(t, request(i))
		laid, err := new(Style).layOut(l, shapers[l.Language])
		if err != nil {
			t.Fatal(err)
		}
		if len(laid.pages) != 1 {
			t.Errorf("%s %s %q: %d pages", l.Country, l.Language, l.Title, len(laid.pages))
		}
		checkInside(t, fmt.Sprintf("%s %s", l.Country, l.Language), laid.pages, laid.sheet, l.Language.RightToLeft())
		checkWindow(t, l, laid.pages[0], laid.sheet, seen)
	}
	for _, e := range envelopes {
		if seen[e.name] == 0 {
			t.Errorf("no letter was held against %s", e.name)
		}
	}
}

func TestLongLettersRunOn(t *testing.T) {
	long := strings.Repeat("Wolfeschlegelsteinhausenbergerdorff ", 8)
	address := slices.Repeat([]string{strings.Repeat("Long Street Name 12345 ", 10)}, 12)
	for _, lang := range locale.Languages {
		l := compose(t, letter.Request{
			Country: "GB", Language: lang, Issue: "ukraine",
			Sender:    letter.Sender{Name: long, Organisation: long, Address: address, Place: "x"},
			Recipient: letter.Recipient{Name: strings.Repeat("x", 300), Address: address},
		})
		laid, err := new(Style).layOut(l, shape.NewShaper(string(lang), lang.RightToLeft(), shape.NewMemory()))
		if err != nil {
			t.Fatal(err)
		}
		if len(laid.pages) < 2 {
			t.Errorf("%s: %d pages for two addresses of twelve long lines", lang, len(laid.pages))
		}
		checkInside(t, string(lang), laid.pages, laid.sheet, lang.RightToLeft())
		signature := laid.pages[len(laid.pages)-1]
		if len(signature.rows) < 2+len(l.Signature) {
			t.Errorf("%s: the signature is alone on its page", lang)
		}
		render(t, l)
	}
}

func TestSameBytes(t *testing.T) {
	var wait sync.WaitGroup
	numbers := every(39)
	first := make([][]byte, len(numbers))
	for i, n := range numbers {
		first[i] = render(t, compose(t, request(n)))
	}
	// Again, in another order and at the same time.
	for i := range first {
		n := len(first) - 1 - i
		l := compose(t, request(numbers[n]))
		wait.Go(func() {
			var got bytes.Buffer
			if err := Render(&got, l); err != nil || !bytes.Equal(got.Bytes(), first[n]) {
				t.Errorf("letter %d is not the same the second time (%v)", numbers[n], err)
			}
		})
	}
	wait.Wait()
}

func TestMissingCharacters(t *testing.T) {
	for _, lang := range locale.Languages {
		l := compose(t, letter.Request{Country: "TH", Language: lang, Issue: "syria", Sender: letter.Sender{Name: "สมชาย 😀"}})
		err := Render(new(bytes.Buffer), l)
		var missing *shape.MissingError
		if !errors.As(err, &missing) {
			t.Fatalf("%s: error %v; want a *shape.MissingError", lang, err)
		}
		for _, r := range "สมชาย😀" {
			if !slices.Contains(missing.Runes, r) {
				t.Errorf("%s: error %q does not name %q", lang, err, r)
			}
		}
	}
}

func TestMetadata(t *testing.T) {
	for lang, want := range map[locale.Language][]string{
		locale.English: {"/Lang (en)"},
		locale.Arabic:  {"/Lang (ar)", "/WritingMode /RlTb"},
	} {
		doc := render(t, compose(t, letter.Request{Country: "LB", Language: lang, Issue: "syria"}))
		want := append(want, "/DisplayDocTitle true", "/CreationDate (D:20261124000000Z)", "%PDF-1.4", "/ID [<")
		for _, w := range want {
			if !bytes.Contains(doc, []byte(w)) {
				t.Errorf("%s: no %s in the document", lang, w)
			}
		}
		for _, never := range []string{"EmbeddedFiles", "FPDF"} {
			if bytes.Contains(doc, []byte(never)) {
				t.Errorf("%s: %s is in the document", lang, never)
			}
		}
	}
}

func BenchmarkRender(b *testing.B) {
	for _, lang := range locale.Languages {
		b.Run(string(lang), func(b *testing.B) {
			l := compose(b, letter.Request{Country: "LB", Language: lang, Issue: "ukraine", Sender: senders[lang]})
			b.ReportAllocs()
			for b.Loop() {
				render(b, l)
			}
		})
	}
}
