package country

import (
	"fmt"
	"strings"
)

// ParseOffice reads the name of an office users can choose; none is the usual
// one.
func ParseOffice(s string) (Office, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", nil
	}
	for _, o := range Offices {
		if strings.EqualFold(s, string(o)) {
			return o, nil
		}
	}
	return "", fmt.Errorf("unknown office %q", s)
}

// ParseGender reads f or m; none is Unknown.
func ParseGender(s string) (Gender, error) {
	switch g := Gender(strings.ToLower(strings.TrimSpace(s))); g {
	case Unknown, Woman, Man:
		return g, nil
	}
	return "", fmt.Errorf("unknown gender %q", s)
}

// ParsePaper reads the name of a paper; none is the country's.
func ParsePaper(s string) (Paper, error) {
	s = strings.TrimSpace(s)
	for _, p := range []Paper{"", A4, USLetter} {
		if strings.EqualFold(s, string(p)) {
			return p, nil
		}
	}
	return "", fmt.Errorf("unknown paper %q", s)
}
