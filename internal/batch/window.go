package batch

import (
	"unicode/utf8"

	"speakout/internal/letter"
)

// Hidden is the rows in whose letters the window of an envelope would not show
// all of the address: how many, and the first of them.
type Hidden struct {
	Rows  int
	First []int
}

// mostHidden is how many rows are named.
const mostHidden = 5

func (h *Hidden) add(row int) {
	if h.Rows++; len(h.First) < mostHidden {
		h.First = append(h.First, row)
	}
}

// Addresses of so many lines, none longer, show in every window; a letter is
// laid out only if there is more.
const (
	shortAddress = 3 // below name and title
	shortSender  = 4 // of its address
	shortLine    = 30
)

// hides reports whether a letter's address would not show. What keeps the
// letter from being drawn is said elsewhere.
func (s *Set) hides(r letter.Request) bool {
	if !s.PDF || isShort(r) {
		return false
	}
	l, err := letter.Compose(r)
	if err != nil {
		return false
	}
	a, err := s.Style.Address(l)
	return err == nil && a.Hidden > 0
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
