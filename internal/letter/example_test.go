package letter_test

import (
	"fmt"
	"time"

	"speakout/internal/letter"
)

// What is said comes from the campaign, how it is framed from the template; the
// rest are answers.
func ExampleCompose() {
	l, err := letter.Compose(letter.Request{
		Country: "LB", Language: "fr", Issue: "syria",
		Date:   time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC),
		Sender: letter.Sender{Name: "Rana Haddad", Place: "Beyrouth"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(l.Title)
	fmt.Println(l.Recipient[0][0].Text)
	fmt.Println(len(l.Facts) > 0, l.Facts[0].Source.URL != "")
	// Output:
	// Armes à sous-munitions en Syrie – déclaration publique, dépollution et justice pour les victimes
	// Ministre des Affaires étrangères et des Émigrés
	// true true
}

// What is wrong with an answer is said of the field that it is in.
func ExampleCompose_wrong() {
	_, err := letter.Compose(letter.Request{
		Country: "LB", Language: "en", Issue: "syria",
		Date:   time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC),
		Sender: letter.Sender{Name: "Rana\x1b[2J"},
	})
	fmt.Println(err)
	// Output: from: "Rana\x1b[2J" holds the character U+001B, which a letter cannot show
}
