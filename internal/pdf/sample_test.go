package pdf

import (
	"bytes"
	"image"
	"slices"
	"strings"
	"testing"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/memos"
)

// Letters have numbers: the languages come by turns, then the countries, then
// the campaigns.
var (
	languages = len(locale.Languages)
	letters   = len(country.All()) * languages * len(memos.Issues)
)

// round says the how manieth the letter is in its language.
func round(i int) int { return i / languages }

// every returns the numbers of letters that are about so far apart, in all
// languages by turns.
func every(step int) []int {
	for step > 1 && !coprime(step, languages) {
		step++
	}
	var numbers []int
	for i := 0; i < letters; i += step {
		numbers = append(numbers, i)
	}
	return numbers
}

func coprime(a, b int) bool {
	for b > 0 {
		a, b = b, a%b
	}
	return a == 1
}

// everyIn returns the numbers of every so manieth of the letters in the
// language.
func everyIn(lang locale.Language, step int) []int {
	var numbers []int
	for i := slices.Index(locale.Languages, lang); i < letters; i += languages * step {
		numbers = append(numbers, i)
	}
	return numbers
}

// The samples leave out no language and no campaign.
func TestEvery(t *testing.T) {
	for _, lang := range locale.Languages {
		if senders[lang].Name == "" {
			t.Errorf("internal/pdf/pdf_test.go: senders has nobody who writes in %s", lang)
		}
	}
	for _, step := range []int{1, 5, 11, 39, 53} {
		seen := map[string]int{}
		for _, i := range every(step) {
			r := request(i)
			seen[string(r.Language)+" "+r.Issue]++
		}
		for _, lang := range locale.Languages {
			for _, issue := range memos.Issues {
				if seen[string(lang)+" "+issue] == 0 {
					t.Errorf("every(%d) has no letter in %s about %s", step, lang, issue)
				}
			}
		}
	}
}

// request is that of the letter with a number, every second one with all of the
// sender filled in.
func request(i int) letter.Request {
	countries := country.All()
	r := letter.Request{
		Country: countries[round(i)%len(countries)].Code, Language: locale.Languages[i%languages],
		Issue: memos.Issues[round(i)/len(countries)],
	}
	if round(i)%2 == 0 {
		r.Sender = senders[r.Language]
	}
	return r
}

// letterNumber is one of many: of all, every third with an enclosure, and
// some with hard names, or so long that they take two pages.
func letterNumber(t testing.TB, i int) letter.Letter {
	r := request(i)
	r.Enclose = i%3 == 0
	switch i % 7 {
	case 3:
		r.Sender = letter.Sender{Name: "Dr. Rana O’Neil-Haddad <MP> & Łódź", Organisation: "رابطة 12 حقلاً", Address: []string{"12 rue Hamra, 2ᵉ étage", "لا إله، الله أكبر"}, Phone: "+961 (1) 234-567", Email: "a.b+c@example.org", Place: "صُور"}
		r.Recipient = letter.Recipient{Name: "مُحَمَّدٌ الإِدْرِيسِيُّ", Address: []string{"ص. ب. 11-2030", "London W1U 3BW"}}
	case 5:
		long := strings.Repeat("Wolfeschlegelsteinhausenbergerdorff حقول صافية ", 6)
		address := slices.Repeat([]string{strings.Repeat("Long Street Name 12345 شارع الحمراء، ", 6)}, 12)
		r.Sender = letter.Sender{Name: long, Address: address, Place: "x"}
		r.Recipient = letter.Recipient{Name: long, Address: address}
	}
	return compose(t, r)
}

// looks are our own and some that users may choose.
func looks(t testing.TB) []*Style {
	t.Helper()
	all := []*Style{nil}
	for _, o := range []Options{
		{Window: true, Accent: "#1f3a5f", Logo: pngOf(t, image.NewNRGBA(image.Rect(0, 0, 30, 10)))},
		{Fonts: [][]byte{fontFile(t, "GentiumBookPlus-Regular.ttf")}, Arabic: [][]byte{fontFile(t, "Amiri-Regular.ttf")}},
	} {
		s, err := NewStyle(o)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

// renderIn draws a letter in a style.
func renderIn(t testing.TB, s *Style, l letter.Letter) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Render(&b, l); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
