package text_test

import (
	"fmt"
	"strings"
	"time"

	"speakout/internal/letter"
	"speakout/internal/text"
)

// A renderer takes a letter and writes it; it knows nothing of what it says.
func ExampleRender() {
	l, err := letter.Compose(letter.Request{
		Country: "DK", Language: "en", Issue: "ukraine",
		Date:   time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC),
		Sender: letter.Sender{Name: "Rana Haddad", Address: []string{"12 Harbour Road"}, Email: "rana@example.org", Phone: "+961 7 740 000", Place: "Tyre"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	var b strings.Builder
	if err := text.Render(&b, l); err != nil {
		fmt.Println(err)
		return
	}
	head, _, _ := strings.Cut(b.String(), "\n\nSubject")
	fmt.Println(head)
	// Output:
	// Rana Haddad
	// 12 Harbour Road
	// rana@example.org
	// +961 7 740 000
	//
	// Minister for Foreign Affairs
	// Copenhagen
	// Denmark
	//
	// Tyre, 24 November 2026
}
