package pdf

import (
	"bytes"
	"image"
	"slices"
	"strings"
	"testing"

	"speakout/internal/letter"
)

// letterNumber is one of many: of all 1,576, every third with an enclosure, and
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
