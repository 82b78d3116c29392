package pdf

import (
	"bytes"
	"errors"
	"testing"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/shape"
)

// Whatever users' own words are, the document is one by the standards, is read
// aloud as the letter was written, and has the same bytes again.
func FuzzRender(f *testing.F) {
	f.Add("Rana Haddad", "12 Hamra Street", "Beirut", uint8(1))
	f.Add("رنا حداد", "شارع 12 (مبنى 3)", "x/y", uint8(0))
	f.Add("e\u0301\u0323 fi ffl", "\u0651\u064b", "\u200d\u200c", uint8(1))
	f.Add("A\u00adB", "() \\ <>", "٣٤", uint8(2))
	f.Add("µ", "Aә", "Ω", uint8(1))
	f.Add("O’Neil-Smith", "a-\u00a0b", "l’Haÿ", uint8(3))
	f.Add("www.example.org", "https://example.org/a(b)\\c\"", "http://مثال/٣", uint8(1))
	f.Fuzz(func(t *testing.T, name, address, place string, lang uint8) {
		r := letter.Request{Country: "LB", Language: locale.Languages[int(lang)%len(locale.Languages)], Issue: "syria", Date: november,
			Sender: letter.Sender{Name: name, Address: []string{address}, Place: place}}
		l, err := letter.Compose(r)
		if err != nil {
			return
		}
		var b, again bytes.Buffer
		err = Render(&b, l)
		var missing *shape.MissingError
		if err != nil {
			if !errors.As(err, &missing) {
				t.Fatal(err)
			}
			return
		}
		checkDocument(t, "letter", b.Bytes(), l)
		if err := Render(&again, l); err != nil || !bytes.Equal(again.Bytes(), b.Bytes()) {
			t.Errorf("the letter is not the same the second time (%v)", err)
		}
	})
}
