package pdf_test

import (
	"bytes"
	"fmt"
	"time"

	"speakout/internal/letter"
	"speakout/internal/pdf"
)

// The same letter has the same bytes.
func ExampleRender() {
	l, err := letter.Compose(letter.Request{
		Country: "MA", Language: "ar", Issue: "syria",
		Date: time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	var one, two bytes.Buffer
	if err := pdf.Render(&one, l); err != nil {
		fmt.Println(err)
		return
	}
	if err := pdf.Render(&two, l); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(one.String()[:8], bytes.Equal(one.Bytes(), two.Bytes()))
	// Output: %PDF-1.4 true
}
