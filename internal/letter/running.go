package letter

import (
	"fmt"
	"strings"
)

// PageLabel is what stands on page number of all.
func (l Letter) PageLabel(number, all int) string {
	return l.Digits.Write(fmt.Sprintf("%d/%d", number, all))
}

// RunningHeads are what may stand at the head of further pages, the first that
// has room there: to whom the letter is, and its date. A long title makes way for
// where it goes to.
func (l Letter) RunningHeads() []string {
	var to []string
	for _, line := range l.Recipient {
		if line := withoutBlanks(line); line != "" {
			to = append(to, line)
		}
	}
	if len(to) > 2 {
		to = []string{to[0], to[len(to)-1]}
	}
	var heads []string
	date := withoutBlanks(l.PlaceDate)
	for _, to := range to {
		heads = append(heads, to+" · "+date, to+" · "+l.Day)
	}
	return append(heads, l.Title+" · "+l.Day, l.Day)
}

// withoutBlanks returns a line's words, without the sign between a ruled blank
// and what follows it.
func withoutBlanks(l Line) string {
	var b strings.Builder
	for _, r := range l {
		if !r.Blank {
			b.WriteString(r.Text)
		}
	}
	return strings.TrimLeft(b.String(), " ,،")
}
