package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/shape"
)

// rect is a part of a page, from the left and the top of the paper.
type rect struct{ left, top, right, bottom float64 }

// rectOf is what a row may cover: from the height of its letters to what hangs
// below the base line. Neighbouring lines of text do not reach each other so.
func rectOf(r row, paper sheet, rightToLeft bool) rect {
	x := paper.start + r.x
	if rightToLeft {
		x = paper.width - paper.start - r.x - r.line.Width
	}
	return rect{x, r.y - 0.75*r.size, x + r.line.Width, r.y + 0.25*r.size}
}

func (a rect) overlaps(b rect) bool {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

func (a rect) inside(b rect) bool {
	const rounding = 0.1
	return a.left >= b.left-rounding && a.right <= b.right+rounding && a.top >= b.top-rounding && a.bottom <= b.bottom+rounding
}

// checkInside reports rows that reach over a margin or into each other or the
// logo.
func checkInside(t *testing.T, name string, pages []page, paper sheet, rightToLeft bool) {
	t.Helper()
	text := rect{paper.start, paper.top, paper.width - paper.end, paper.height - paper.bottom}
	if rightToLeft {
		text.left, text.right = paper.end, paper.width-paper.start
	}
	for n, p := range pages {
		var all []rect
		for _, o := range p.ornaments {
			if o.logo != nil {
				all = append(all, rect{o.x, o.y, o.x + o.width, o.y + o.height})
			}
		}
		for _, r := range slices.Concat(p.asides, p.rows) {
			at := rectOf(r, paper, rightToLeft)
			if r.size == 0 || !at.inside(text) {
				t.Errorf("%s: page %d: a row at %.1f is not inside %.1f", name, n+1, at, text)
			}
			for _, other := range all {
				if at.overlaps(other) {
					t.Errorf("%s: page %d: what stands at %.1f and %.1f overlaps", name, n+1, at, other)
				}
			}
			all = append(all, at)
		}
	}
}

// envelope is a window envelope, in millimetres.
type envelope struct {
	name                      string
	paper                     country.Paper
	width, height             float64
	windowWidth, windowHeight float64
	fromSide, fromBottom      float64 // of the window
	onRight                   bool
	roomy                     bool // the sheet has much play in it
}

// The envelopes that letters are for, from the standards: DIN 680 (DL and C6/5), which
// the address field of DIN 5008 form B is made for; BS 4264; the French ones;
// and the American No. 10 window envelope (4⅛ × 9½ inches; window 1⅛ × 4½ inches, ⅞ from
// the left, ½ from the bottom).
var envelopes = []envelope{
	{"DIN 680, DL", country.A4, 220, 110, 90, 45, 20, 15, false, false},
	{"DIN 680, C6/5", country.A4, 229, 114, 90, 45, 20, 15, false, true},
	{"BS 4264, DL", country.A4, 220, 110, 90, 35, 20, 18, false, false},
	{"French, DL", country.A4, 220, 110, 100, 35, 20, 20, true, false},
	{"No. 10", country.USLetter, 9.5 * 25.4, 4.125 * 25.4, 4.5 * 25.4, 1.125 * 25.4, 0.875 * 25.4, 0.5 * 25.4, false, false},
}

// shows is the part of a page that the window shows, in points, when the page is
// folded at fold and lies so far from the left and the bottom of the envelope,
// from 0 to 1 of the play it has there.
func (e envelope) shows(paper sheet, fold, fromLeft, fromBottom float64) rect {
	left := (e.width*millimetre - paper.width) * fromLeft
	bottom := (e.height*millimetre - fold) * fromBottom
	x := e.fromSide * millimetre
	if e.onRight {
		x = (e.width - e.fromSide - e.windowWidth) * millimetre
	}
	y := fold - e.fromBottom*millimetre + bottom
	return rect{x - left, y - e.windowHeight*millimetre, x - left + e.windowWidth*millimetre, y}
}

// checkWindow reports an address that does not show in the envelopes that the
// letter is for, and what shows there besides it.
func checkWindow(t *testing.T, l letter.Letter, p page, paper sheet, seen map[string]int) {
	t.Helper()
	address, others := addressOf(l, p, paper)
	for _, e := range envelopes {
		if e.paper != l.Paper || e.paper == country.A4 && e.onRight != (l.Language != locale.English) {
			continue
		}
		for _, fold := range []float64{windowFor(l.Paper, l.Language).firstFold, paper.height / 3} {
			seen[e.name]++
			middle := e.shows(paper, fold, 0.5, 0.5)
			if !address.inside(middle) {
				t.Errorf("%s %s: %s shows %.0f of the page; the address is at %.0f", l.Country, l.Language, e.name, middle, address)
			}
			for _, r := range others {
				if r.overlaps(middle) {
					t.Errorf("%s %s: %s shows a row at %.0f that is not of the address", l.Country, l.Language, e.name, r)
				}
			}
			if most := map[country.Paper]float64{country.A4: 22 * millimetre, country.USLetter: 45}[l.Paper]; e.roomy || address.bottom-address.top > most {
				continue // what the strictest windows always show
			}
			for corner := range 4 {
				if at := e.shows(paper, fold, float64(corner%2), float64(corner/2)); !address.inside(at) {
					t.Errorf("%s %s: %s shows %.0f of a page that slid; the address is at %.0f", l.Country, l.Language, e.name, at, address)
				}
			}
		}
	}
}

// addressOf returns where the recipient stands on the page, and all other rows.
func addressOf(l letter.Letter, p page, paper sheet) (address rect, others []rect) {
	words := ""
	for _, line := range l.Recipient {
		words += line.Plain()
	}
	words = squeeze(words)
	address = rect{left: paper.width, top: paper.height}
	column := -1.0
	for _, r := range p.rows {
		at := rectOf(r, paper, l.Language.RightToLeft())
		if r.y > paper.height/3 {
			others = append(others, at)
			continue
		}
		text := squeeze(textOf(r))
		if column < 0 && text != "" && strings.HasPrefix(words, text) {
			column = r.x
		}
		if r.x == column && strings.Contains(words, text) {
			address.left, address.top = min(address.left, at.left), min(address.top, at.top)
			address.right, address.bottom = max(address.right, at.right), max(address.bottom, at.bottom)
			continue
		}
		others = append(others, at)
	}
	return address, others
}

// textOf is a row's text in reading order, if it is all of one direction.
func textOf(r row) string {
	var parts []string
	for _, p := range r.line.Pieces {
		var piece []string
		for _, c := range p.Clusters {
			piece = append(piece, c.Text)
		}
		if p.RightToLeft {
			slices.Reverse(piece)
		}
		parts = append(parts, strings.Join(piece, ""))
	}
	if len(r.line.Pieces) > 0 && r.line.Pieces[len(r.line.Pieces)-1].RightToLeft {
		slices.Reverse(parts)
	}
	return strings.Join(parts, "")
}

// Fold marks stand where DIN 5008 form B has them, and at the thirds of letter
// paper; the return address is above the recipient's, smaller.
func TestWindowMarks(t *testing.T) {
	for _, tt := range []struct {
		country country.Code
		lang    locale.Language
		folds   [2]float64
	}{
		{"FR", locale.French, [2]float64{105 * millimetre, 210 * millimetre}},
		{"EG", locale.Arabic, [2]float64{105 * millimetre, 210 * millimetre}},
		{"US", locale.English, [2]float64{792 / 3, 2 * 792 / 3}},
	} {
		l := compose(t, letter.Request{Country: tt.country, Language: tt.lang, Issue: "syria", Sender: senders[tt.lang]})
		pages, paper, err := (&Style{window: true}).pagesOf(l)
		if err != nil {
			t.Fatal(err)
		}
		var marks []float64
		for _, o := range pages[0].ornaments {
			if o.width == markLength {
				marks = append(marks, o.y)
				if edge := min(o.x, paper.width-o.x-o.width); edge < 4*millimetre || edge+o.width > 10*millimetre {
					t.Errorf("%s: a fold mark stands %.1f mm from the edge", tt.country, edge/millimetre)
				}
			}
		}
		if !slices.Equal(marks, tt.folds[:]) {
			t.Errorf("%s: fold marks at %.1f; want %.1f", tt.country, marks, tt.folds)
		}
		if len(pages[0].asides) != 1 {
			t.Fatalf("%s: %d return addresses", tt.country, len(pages[0].asides))
		}
		back := pages[0].asides[0]
		if text := squeeze(textOf(back)); strings.Contains(text, "@") || strings.Contains(text, "+") {
			t.Errorf("%s: the return address is %q", tt.country, text)
		}
		if address, _ := addressOf(l, pages[0], paper); back.y > address.top || back.size < 6 {
			t.Errorf("%s: the return address is at %.1f in %.1f points, the recipient's begins at %.1f", tt.country, back.y, back.size, address.top)
		}
		if blank := compose(t, letter.Request{Country: tt.country, Language: tt.lang, Issue: "syria"}); true {
			if pages, _, _ := (&Style{window: true}).pagesOf(blank); len(pages[0].asides) > 0 {
				t.Errorf("%s: a letter without an address has the return address %q", tt.country, textOf(pages[0].asides[0]))
			}
		}
	}
}

// Further pages say to whom the letter is, its date, and which they are.
func TestFurtherPages(t *testing.T) {
	for _, tt := range []struct {
		country country.Code
		lang    locale.Language
		label   string
		words   []string
	}{
		{"GB", locale.English, "2/2", []string{"Secretary of State", "24 November 2026"}},
		{"FR", locale.French, "2/2", []string{"Ministre de l’Europe", "24 novembre 2026"}},
		{"ES", locale.Spanish, "2/2", []string{"Asuntos Exteriores", "24 de noviembre de 2026"}},
		{"KW", locale.Arabic, "٢/٢", []string{"وزير الخارجية", "٢٤ نوفمبر ٢٠٢٦"}},
	} {
		l := compose(t, letter.Request{Country: tt.country, Language: tt.lang, Issue: "syria", Enclose: true})
		pages, _, err := new(Style).pagesOf(l)
		if err != nil || len(pages) != 2 {
			t.Fatalf("%s: %d pages, %v", tt.lang, len(pages), err)
		}
		if len(pages[0].asides) > 0 {
			t.Errorf("%s: the first page has a head", tt.lang)
		}
		var head []string
		for _, r := range pages[1].asides {
			head = append(head, squeeze(textOf(r)))
			if r.y > pages[1].rows[0].y-pages[1].rows[0].size {
				t.Errorf("%s: the head is at %.1f, the text begins at %.1f", tt.lang, r.y, pages[1].rows[0].y)
			}
		}
		if !slices.Contains(head, tt.label) {
			t.Errorf("%s: the head is %q; want the page %s in it", tt.lang, head, tt.label)
		}
		for _, w := range tt.words {
			if !strings.Contains(strings.Join(head, " "), w) {
				t.Errorf("%s: the head is %q; want %q in it", tt.lang, head, w)
			}
		}
	}
}

// Whatever people are called and wherever they live, nothing overlaps and nothing is cut off.
func TestHardLettersStayInside(t *testing.T) {
	names := map[string]string{
		"none":              "",
		"without a space":   strings.Repeat("Wolfeschlegel", 5),
		"as long as may be": strings.Repeat("Maximilian ", 27),
		"stacked marks":     strings.Repeat("Z\u0303\u0301\u0323\u0327a\u0308\u0304\u0331lg\u0302o\u030b ", 6),
		"mixed":             "Rana رنا O’Neil-حداد (MP) ١٢ 34",
		"other direction":   "مُحَمَّدٌ بن عبد الرحمن الإدريسيّ",
	}
	addresses := map[string][]string{
		"none":   nil,
		"twelve": slices.Repeat([]string{"Flat 12, 345 Long Street Name, Quarter 6789"}, 12),
		"long":   slices.Repeat([]string{strings.Repeat("Long Street Name 12345 ", 10)}, 12),
	}
	style := &Style{window: true, accent: &colour{}, logo: &logo{width: 3, height: 2}}
	for _, lang := range locale.Languages {
		shaper := shape.NewShaper(string(lang), lang.RightToLeft())
		for _, paper := range []country.Paper{country.A4, country.USLetter} {
			for called, name := range names {
				for lives, address := range addresses {
					l := compose(t, letter.Request{
						Country: "CD", Language: lang, Issue: "ukraine", Paper: paper, Enclose: true, Specimen: lives == "none",
						Sender:    letter.Sender{Name: name, Organisation: name, Address: address, Email: name, Place: name},
						Recipient: letter.Recipient{Name: name, Title: name, Address: address},
					})
					pages, sheet, err := style.layOut(l, shaper)
					if err != nil {
						t.Fatal(err)
					}
					checkInside(t, fmt.Sprintf("%s %s, name %s, address %s", lang, paper, called, lives), pages, sheet, lang.RightToLeft())
					if t.Failed() {
						return
					}
				}
			}
		}
	}
}

// A short letter has its white between its parts, and the rest at the foot.
func TestShortLettersAreAiry(t *testing.T) {
	l := compose(t, request(0))
	l.Body = l.Body[:2]
	pages, paper, err := new(Style).pagesOf(l)
	if err != nil || len(pages) != 1 {
		t.Fatal(len(pages), err)
	}
	last := pages[0].rows[len(pages[0].rows)-1]
	if last.size != scalesOf(l.Language)[0].size || last.y > 0.75*paper.height || last.y < 0.5*paper.height {
		t.Errorf("it is set in %.1f points and ends at %.1f of %.1f", last.size, last.y, paper.height)
	}
}

// How long it takes to lay out letters like others that were laid out before,
// as in a batch.
func BenchmarkLayOut(b *testing.B) {
	for _, lang := range locale.Languages {
		b.Run(string(lang), func(b *testing.B) {
			l := compose(b, letter.Request{Country: "LB", Language: lang, Issue: "ukraine", Sender: senders[lang]})
			b.ReportAllocs()
			for b.Loop() {
				if _, err := LayOut(l); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
