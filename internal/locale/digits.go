package locale

import (
	"fmt"
	"strings"
)

// Digits is a set of digits, as the Unicode CLDR names numbering systems.
type Digits string

// The digits that Arabic is written with: Western ones in the Maghreb and
// widely elsewhere, Arabic-Indic ones in official letters of some states.
const (
	Western     Digits = "latn"
	ArabicIndic Digits = "arab"
)

// ParseDigits reads the name of a set of digits.
func ParseDigits(s string) (Digits, error) {
	switch strings.ToLower(s) {
	case "western", string(Western):
		return Western, nil
	case "arabic-indic", string(ArabicIndic):
		return ArabicIndic, nil
	}
	return "", fmt.Errorf("unknown digits %q", s)
}

// Write returns s with its Western digits, and the comma between thousands,
// written in d. What is isolated comes from outside and stays as it is.
func (d Digits) Write(s string) string {
	if d != ArabicIndic {
		return s
	}
	depth := 0
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case r == '\u2069':
			depth--
		case IsIsolate(r):
			depth++
		case depth > 0:
		case '0' <= r && r <= '9':
			runes[i] = '٠' + r - '0'
		case r == ',' && i > 0 && i < len(runes)-1 && isArabicIndic(runes[i-1]) && '0' <= runes[i+1] && runes[i+1] <= '9':
			runes[i] = '٬' // U+066C, Arabic thousands separator
		}
	}
	return string(runes)
}

func isArabicIndic(r rune) bool { return '٠' <= r && r <= '٩' }
