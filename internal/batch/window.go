package batch

import (
	"unicode/utf8"

	"speakout/internal/letter"
	"speakout/internal/pdf"
)

// Noted is rows of which something is to be said: how many, and the first of
// them.
type Noted struct {
	Rows  int
	First []int
}

// mostNoted is how many rows are named.
const mostNoted = 5

func (n *Noted) add(row int) {
	if n.Rows++; len(n.First) < mostNoted {
		n.First = append(n.First, row)
	}
}

// Addresses of so many lines, none longer, show in every window; a letter is
// laid out only if there is more.
const (
	shortAddress = 3 // below name and title
	shortSender  = 4 // of its address
	shortLine    = 30
)

// address tells how a letter's address would show. What keeps the letter from
// being drawn is said elsewhere.
func (s *Set) address(r letter.Request) (a pdf.Address) {
	if !s.PDF || isShort(r) {
		return a
	}
	if l, err := letter.Compose(r); err == nil {
		a, _ = s.Style.Address(l)
	}
	return a
}

func isShort(r letter.Request) bool {
	from, to := r.Sender, r.Recipient
	if len(to.Address) > shortAddress || len(from.Address) > shortSender {
		return false
	}
	for _, lines := range [][]string{{to.Name, to.Title, from.Name, from.Organisation, from.Email, from.Phone}, to.Address, from.Address} {
		for _, l := range lines {
			if utf8.RuneCountInString(l) > shortLine {
				return false
			}
		}
	}
	return true
}
