package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
)

// longLines are about as long as lines of addresses get.
var longLines = map[bool][]string{
	false: {"138, avenue des Frères-Lumière, résidence du Parc de la Tête", "Department of Public Affairs and Humanitarian Policy, Room 504"},
	true:  {"الطابق الخامس، الجناح الغربي، قسم العلاقات الدولية، المكتب 504", "شارع الشهيد عبد القادر الحسيني، مجمّع الأندلس التجاري، بناية 12"},
}

// A sender whose lines are too long for the column opposite the address stands in
// a wider one, where no window shows it, beside a logo.
func TestLongLinesTakeAWiderColumn(t *testing.T) {
	for _, lang := range locale.Languages {
		for _, paper := range []country.Paper{country.A4, country.USLetter} {
			for called, style := range map[string]*Style{
				"plain": {}, "window": {window: true}, "logo": {window: true, accent: &colour{}, logo: &logo{width: 3, height: 2}},
			} {
				lines := longLines[lang.RightToLeft()]
				sender := senders[lang]
				sender.Organisation, sender.Address = lines[0], slices.Repeat(lines, 2)[:3]
				l := compose(t, letter.Request{Country: "LB", Language: lang, Issue: "syria", Paper: paper, Sender: sender,
					Recipient: letter.Recipient{Address: []string{"Quarter 1", "Street 2", "Flat 3"}}})
				laid, err := style.LayOut(l)
				if err != nil {
					t.Fatal(err)
				}
				name := fmt.Sprintf("%s %s %s", lang, paper, called)
				if laid.address.Hidden > 0 {
					t.Errorf("%s: %+v", name, laid.address)
				}
				checkInside(t, name, laid.pages, laid.sheet, lang.RightToLeft())
				checkAbove(t, name, l, laid)
				checkWindow(t, l, laid.pages[0], laid.sheet, map[string]int{})
				for i, line := range l.Sender[:5] {
					if got := squeeze(textOf(laid.pages[0].rows[i])); got != squeeze(line.Plain()) {
						t.Errorf("%s: row %d is %q; want %q", name, i, got, line.Plain())
					}
				}
			}
		}
	}
}

// Of an address with too many lines for a window, some share one; not the first
// two, of name and office, nor the last, of the country.
func TestLongAddressesShareLines(t *testing.T) {
	for _, lang := range locale.Languages {
		lines := 8
		if lang.RightToLeft() {
			lines = 6 // its type is larger
		}
		for _, paper := range []country.Paper{country.A4, country.USLetter} {
			l := compose(t, letter.Request{Country: "FR", Language: lang, Issue: "syria", Paper: paper, Recipient: letter.Recipient{
				Name: "Rana Haddad", Address: append(slices.Repeat([]string{"Quarter 12 of the town"}, lines), "France"),
			}})
			laid, err := LayOut(l)
			if err != nil {
				t.Fatal(err)
			}
			if laid.address.Hidden > 0 {
				t.Errorf("%s %s: %+v", lang, paper, laid.address)
			}
			var rows []string
			for _, r := range laid.pages[0].rows[len(l.Sender):][:laid.address.Lines] {
				rows = append(rows, textOf(r))
			}
			if !strings.Contains(strings.Join(rows, "\n"), " · ") {
				t.Errorf("%s %s: no lines are shared: %q", lang, paper, rows)
			}
			if rows[0] != "Rana Haddad" || rows[len(rows)-1] != "France" || strings.Contains(rows[1], "Quarter") {
				t.Errorf("%s %s: name, office and country do not stand by themselves: %q", lang, paper, rows)
			}
		}
	}
}
