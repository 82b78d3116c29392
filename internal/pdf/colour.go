package pdf

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// colour is red, green and blue, each from 0 to 255.
type colour [3]uint8

// leastContrast is what text must have against its ground (WCAG 2.2, success criterion 1.4.3).
const leastContrast = 4.5

// parseColour reads a colour as style sheets write it, "#1f3a5f" or "#fff". One
// that text on white paper could not be read in is refused.
func parseColour(s string) (*colour, error) {
	digits := strings.TrimPrefix(s, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	v, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		return nil, fmt.Errorf("%q is no colour; red, green and blue are written as in #1f3a5f", s)
	}
	c := colour{uint8(v >> 16), uint8(v >> 8), uint8(v)}
	if contrast := c.contrastWithWhite(); contrast < leastContrast {
		return nil, fmt.Errorf("%s is too light to be read on white: its contrast is %.1f to 1, and text needs %.1f (WCAG 2.2); choose a darker one",
			s, math.Floor(contrast*10)/10, leastContrast)
	}
	return &c, nil
}

// contrastWithWhite is the contrast ratio of WCAG 2.2.
func (c colour) contrastWithWhite() float64 {
	linear := func(v uint8) float64 {
		if s := float64(v) / 255; s > 0.04045 {
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return float64(v) / 255 / 12.92
	}
	luminance := 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2])
	return 1.05 / (luminance + 0.05)
}

// ink is the operator that fills with the colour.
func (c colour) ink() ink {
	return ink(fmt.Sprintf("%s %s %s rg ", num(float64(c[0])/255), num(float64(c[1])/255), num(float64(c[2])/255)))
}
