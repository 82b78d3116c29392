package letter

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrYear keeps slips of the finger off letters: the Convention is of 2008, and
// a year has four digits.
var ErrYear = errors.New("not a year for such a letter")

// ParseDay reads a day as 2026-11-23.
func ParseDay(s string) (time.Time, error) {
	d, err := time.Parse(time.DateOnly, strings.TrimSpace(s))
	if err != nil {
		return d, fmt.Errorf("%q is not a day", s)
	}
	if d.Year() < 2008 || d.Year() > 9999 {
		return d, fmt.Errorf("%q is %w", s, ErrYear)
	}
	return d, nil
}
