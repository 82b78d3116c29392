package pdf

import (
	"slices"
	"strings"
	"testing"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
)

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

// The envelopes that letters are for: those of DIN 680 (DL and C6/5), which the
// address field of DIN 5008 form B is made for; those that are sold in Britain and
// in France; and the American No. 10 window envelope (4⅛ × 9½ inches; window
// 1⅛ × 4½ inches, ⅞ from the left, ½ from the bottom).
var envelopes = []envelope{
	{"DIN 680, DL", country.A4, 220, 110, 90, 45, 20, 15, false, false},
	{"DIN 680, C6/5", country.A4, 229, 114, 90, 45, 20, 15, false, true},
	{"British, DL", country.A4, 220, 110, 90, 35, 20, 18, false, false},
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
		text := squeeze(strings.ReplaceAll(textOf(r), " · ", "")) // lines that share one
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

// A date that begins before its column, since its place has a long name, does
// not show in the window.
func TestLongDatesDoNotShow(t *testing.T) {
	for _, lang := range locale.Languages {
		for _, paper := range []country.Paper{country.A4, country.USLetter} {
			for letters := 5; letters < 60; letters += 5 {
				l := compose(t, letter.Request{Country: "FR", Language: lang, Issue: "syria", Paper: paper,
					Sender: letter.Sender{Place: strings.Repeat("Tyre-", letters/5)}})
				laid, err := LayOut(l)
				if err != nil {
					t.Fatal(err)
				}
				checkWindow(t, l, laid.pages[0], laid.sheet, map[string]int{})
			}
		}
	}
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
		laid, err := (&Style{window: true}).LayOut(l)
		if err != nil {
			t.Fatal(err)
		}
		var marks []float64
		for _, o := range laid.pages[0].ornaments {
			if o.width == markLength {
				marks = append(marks, o.y)
				if edge := min(o.x, laid.sheet.width-o.x-o.width); edge < 4*millimetre || edge+o.width > 10*millimetre {
					t.Errorf("%s: a fold mark stands %.1f mm from the edge", tt.country, edge/millimetre)
				}
			}
		}
		if !slices.Equal(marks, tt.folds[:]) {
			t.Errorf("%s: fold marks at %.1f; want %.1f", tt.country, marks, tt.folds)
		}
		if len(laid.pages[0].asides) != 1 {
			t.Fatalf("%s: %d return addresses", tt.country, len(laid.pages[0].asides))
		}
		back := laid.pages[0].asides[0]
		if text := squeeze(textOf(back)); strings.Contains(text, "@") || strings.Contains(text, "+") {
			t.Errorf("%s: the return address is %q", tt.country, text)
		}
		if address, _ := addressOf(l, laid.pages[0], laid.sheet); back.y > address.top || back.size < 6 {
			t.Errorf("%s: the return address is at %.1f in %.1f points, the recipient's begins at %.1f", tt.country, back.y, back.size, address.top)
		}
		laid, err = (&Style{window: true}).LayOut(compose(t, letter.Request{Country: tt.country, Language: tt.lang, Issue: "syria"}))
		if err != nil {
			t.Fatal(err)
		}
		if len(laid.pages[0].asides) > 0 {
			t.Errorf("%s: a letter without an address has the return address %q", tt.country, textOf(laid.pages[0].asides[0]))
		}
	}
}

// A return address that is too long goes without names, never without streets.
func TestReturnAddressKeepsStreets(t *testing.T) {
	style, err := NewStyle(Options{Window: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range locale.Languages {
		l := compose(t, letter.Request{Country: "FR", Language: lang, Issue: "syria", Sender: letter.Sender{
			Name: "Dr María-Fernanda Gutiérrez de la Concepción", Organisation: "International Association for the Protection of Civilians",
			Address: []string{"138, avenue des Frères-Lumière", "69371 Lyon CEDEX 08"},
		}})
		laid, err := style.LayOut(l)
		if err != nil {
			t.Fatal(err)
		}
		if len(laid.pages[0].asides) != 1 {
			t.Fatalf("%s: %d return addresses", lang, len(laid.pages[0].asides))
		}
		got := textOf(laid.pages[0].asides[0])
		for _, part := range l.Sender[2:4] {
			if !strings.Contains(got, locale.StripIsolates(part.Plain())) {
				t.Errorf("%s: %q lacks %q", lang, got, part.Plain())
			}
		}
	}
}

// A postcode or the number of a house may be a line of its own; a telephone
// number brings no letter back.
func TestReturnAddressKeepsNumbers(t *testing.T) {
	for _, lang := range locale.Languages {
		for _, phone := range []string{"", "+961 1 234567"} {
			for _, email := range []string{"", "rana@example.org"} {
				l := compose(t, letter.Request{Country: "FR", Language: lang, Issue: "syria", Sender: letter.Sender{
					Name: "Rana", Address: []string{"12-14", "Hamra", "1107 2020"}, Phone: phone, Email: email,
				}})
				laid, err := (&Style{window: true}).LayOut(l)
				if err != nil {
					t.Fatal(err)
				}
				got := textOf(laid.pages[0].asides[0])
				if !strings.Contains(got, "12-14") || !strings.Contains(got, "1107 2020") || strings.Contains(got, "234567") || strings.Contains(got, "@") {
					t.Errorf("%s, %q %q: the return address is %q", lang, phone, email, got)
				}
			}
		}
	}
}
