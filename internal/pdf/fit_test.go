package pdf

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
)

// longSender is a sender with so many lines of address.
func longSender(l locale.Language, lines int) letter.Sender {
	s := senders[l]
	s.Address = nil
	for i := range lines {
		s.Address = append(s.Address, fmt.Sprintf("%s %d", []string{"Quarter", "Street", "Flat"}[i%3], i+1))
	}
	return s
}

// However many lines a sender has, no line of the address is beside one of them,
// and readers begin with the sender.
func TestSenderStandsAboveAddress(t *testing.T) {
	_, missing := exec.LookPath("pdftotext")
	if missing != nil {
		missingTool(t, "pdftotext")
	}
	for _, lang := range locale.Languages {
		for _, paper := range []country.Paper{country.A4, country.USLetter} {
			for lines := range 13 {
				if lines%2 == 0 && paper == country.USLetter {
					continue
				}
				for _, style := range []*Style{{}, {window: true, accent: &colour{}}} {
					l := compose(t, letter.Request{Country: "LB", Language: lang, Issue: "syria", Paper: paper, Sender: longSender(lang, lines)})
					laid, err := style.LayOut(l)
					if err != nil {
						t.Fatal(err)
					}
					name := fmt.Sprintf("%s %s, %d lines", lang, paper, lines)
					checkInside(t, name, laid.pages, laid.sheet, lang.RightToLeft())
					checkAbove(t, name, l, laid)
					if style.window {
						continue // return addresses are read, too
					}
					got := strings.ReplaceAll(squeeze(pdftotext(t, render(t, l))), " · ", " ")
					if want := wanted(l); got != want {
						t.Errorf("%s:\ngot  %s\nwant %s", name, difference(got, want), difference(want, got))
					}
				}
			}
		}
	}
}

// checkAbove reports rows of the sender's that reach the address.
func checkAbove(t *testing.T, name string, l letter.Letter, laid *Laid) {
	t.Helper()
	address, others := addressOf(l, laid.pages[0], laid.sheet)
	above := 0
	for _, r := range others {
		if r.top < address.bottom && r.bottom > address.top {
			t.Errorf("%s: a row at %.0f is beside the address at %.0f", name, r, address)
		}
		if r.bottom <= address.top {
			above++
		}
	}
	if above < 3 {
		t.Errorf("%s: %d rows above the address", name, above)
	}
}

// Lines that are too many share one, those of the address and the others by
// themselves; nothing is lost.
func TestLongSendersShareLines(t *testing.T) {
	for _, lang := range locale.Languages {
		l := compose(t, letter.Request{Country: "FR", Language: lang, Issue: "syria", Sender: longSender(lang, 12)})
		laid, err := LayOut(l)
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for _, r := range laid.pages[0].rows {
			if rows = append(rows, textOf(r)); strings.HasPrefix(squeeze(l.Recipient[0].Plain()), squeeze(textOf(r))) {
				break
			}
		}
		all := strings.Join(rows, "\n")
		if n := strings.Count(all, " · "); n < 4 {
			t.Errorf("%s: %d lines are shared:\n%s", lang, n, all)
		}
		for _, line := range l.Sender {
			if !strings.Contains(squeeze(all), squeeze(line.Plain())) {
				t.Errorf("%s: %q is lost:\n%s", lang, line.Plain(), all)
			}
		}
		for _, r := range rows {
			if strings.Contains(r, "@") && strings.Contains(r, "Flat") {
				t.Errorf("%s: the address of mail is among the other: %s", lang, r)
			}
		}
	}
}

// A sender without an organisation shares lines, too, though the blank for mail or
// telephone has no words either; the address stays in the window.
func TestLongSendersWithoutOrganisationShareLines(t *testing.T) {
	for _, lang := range locale.Languages {
		sender := longSender(lang, 12)
		sender.Organisation, sender.Email, sender.Phone = "", "", ""
		l := compose(t, letter.Request{Country: "FR", Language: lang, Issue: "syria", Sender: sender})
		laid, err := LayOut(l)
		if err != nil {
			t.Fatal(err)
		}
		if laid.address.Hidden > 0 {
			t.Errorf("%s: %d lines of the address are hidden", lang, laid.address.Hidden)
		}
		if first := textOf(laid.pages[0].rows[0]); squeeze(first) != squeeze(sender.Name) {
			t.Errorf("%s: the first line is %q", lang, first)
		}
	}
}

// A long address is tightened; what envelopes hide of one that is longer is
// counted, and nothing else is.
func TestLongAddressesShow(t *testing.T) {
	for _, lang := range locale.Languages {
		for _, paper := range []country.Paper{country.A4, country.USLetter} {
			shown, hid := 0, 0
			for lines := range 13 {
				address := slices.Repeat([]string{"Quarter 12, at the market, 3rd floor, room 7"}, lines) // two share no line
				l := compose(t, letter.Request{Country: "FR", Language: lang, Issue: "syria", Paper: paper, Recipient: letter.Recipient{Address: address}})
				laid, err := LayOut(l)
				if err != nil {
					t.Fatal(err)
				}
				name := fmt.Sprintf("%s %s, %d lines", lang, paper, lines)
				got, err := new(Style).Address(l)
				if err != nil || got != laid.address {
					t.Errorf("%s: %v beforehand, %v", name, got, err)
				}
				if got.Hidden > 0 {
					hid++
				} else {
					shown++
					checkWindow(t, l, laid.pages[0], laid.sheet, map[string]int{})
				}
				// What is hidden is the last lines.
				bottom := windowFor(paper, lang).most
				var below int
				for _, r := range laid.pages[0].rows[:got.Lines+len(l.Sender)] {
					if r.y+0.25*r.size > bottom+0.1 {
						below++
					}
				}
				if below != got.Hidden {
					t.Errorf("%s: %d rows are below the window; %d are said to be", name, below, got.Hidden)
				}
			}
			if shown < 5 || hid == 0 {
				t.Errorf("%s %s: %d addresses show, of %d lines are hidden", lang, paper, shown, hid)
			}
		}
	}
}

// An opening that flows is nowhere near the window.
func TestFlowingAddressIsHidden(t *testing.T) {
	long := strings.Repeat("Long Street Name 12345 ", 10)
	l := compose(t, letter.Request{Country: "FR", Language: locale.French, Issue: "syria", Sender: letter.Sender{Address: slices.Repeat([]string{long}, 12)}})
	a, err := new(Style).Address(l)
	if err != nil || a.Hidden == 0 || a.Hidden != a.Lines || !a.Crowded {
		t.Errorf("%+v, %v", a, err)
	}
	l = compose(t, letter.Request{Country: "FR", Language: locale.French, Issue: "syria", Recipient: letter.Recipient{Address: slices.Repeat([]string{long}, 12)}})
	if a, err = new(Style).Address(l); err != nil || a.Hidden == 0 || a.Crowded {
		t.Errorf("%+v of an address that is too long by itself, %v", a, err)
	}
}

// Mail addresses are set smaller, or in a wider column, before they are divided,
// and divided at their signs, in no other way.
func TestMailAddressesBreakAtSigns(t *testing.T) {
	for _, lang := range locale.Languages {
		for mail, breaks := range map[string]int{
			"the.secretariat.of.board@clear-fields.example":                                                           0,
			"the.secretariat.of.the.board.and.of.members@department.clear-fields.international.example":               0,
			strings.Repeat("the.secretariat.of.the.board.and.of.members.", 3) + "@clear-fields.international.example": 1,
		} {
			s := senders[lang]
			s.Email = mail
			laid, err := LayOut(compose(t, letter.Request{Country: "FR", Language: lang, Issue: "syria", Sender: s}))
			if err != nil {
				t.Fatal(err)
			}
			found, open := 0, ""
			for _, r := range laid.pages[0].rows {
				text := squeeze(textOf(r))
				if open == "" && !strings.HasPrefix(mail, text) || text == "" {
					continue
				}
				open += text
				if open == mail {
					break
				}
				if found++; !strings.ContainsAny(open[len(open)-1:], "@.") {
					t.Errorf("%s: %q is divided after %q", lang, mail, open)
				}
			}
			if open != mail || (found > 0) != (breaks > 0) {
				t.Errorf("%s: %q is %q, in %d lines", lang, mail, open, found+1)
			}
		}
	}
}

// Blanks to be filled in by hand share no line with others.
func TestBlanksKeepTheirLines(t *testing.T) {
	for _, lang := range locale.Languages {
		s := letter.Sender{Name: strings.Repeat("Maximilian ", 27), Email: strings.Repeat("x", 90) + "@example.org", Phone: strings.Repeat("1 ", 90)}
		l := compose(t, letter.Request{Country: "FR", Language: lang, Issue: "syria", Sender: s})
		laid, err := LayOut(l)
		if err != nil {
			t.Fatal(err)
		}
		blanks := 0
		for _, line := range slices.Concat(l.Sender, []letter.Line{l.PlaceDate}) {
			for _, r := range line {
				if r.Blank {
					blanks++
				}
			}
		}
		for _, r := range laid.pages[0].rows {
			for _, p := range r.line.Pieces {
				if p.Blank {
					blanks--
				}
			}
		}
		if blanks != 0 {
			t.Errorf("%s: %d blanks are missing on the page", lang, blanks)
		}
	}
}

// Lines of one direction share no line with those of the other.
func TestSharedLinesRunOneWay(t *testing.T) {
	for _, lang := range locale.Languages {
		sender := letter.Sender{Name: "Rana Haddad", Organisation: "Clear Fields"}
		lines := 12
		if lang.RightToLeft() {
			lines = 9 // its type is larger
		}
		for i := range lines {
			sender.Address = append(sender.Address, []string{"Rue Bliss", "Flat", "شارع الحمراء", "الحي"}[i%4]+fmt.Sprint(" ", i))
		}
		laid, err := LayOut(compose(t, letter.Request{Country: "LB", Language: lang, Issue: "syria", Sender: sender}))
		if err != nil {
			t.Fatal(err)
		}
		shared := 0
		for _, r := range laid.pages[0].rows {
			words := textOf(r)
			if !strings.Contains(words, "·") {
				continue
			}
			shared++
			if strings.ContainsFunc(words, locale.IsRightToLeft) && strings.ContainsFunc(words, locale.IsLeftToRight) {
				t.Errorf("%s: %q stand in one line", lang, words)
			}
		}
		if shared == 0 {
			t.Errorf("%s: no lines are shared", lang)
		}
	}
}
