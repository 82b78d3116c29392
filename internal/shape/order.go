package shape

import "unicode/utf8"

// Order returns the indices of the clusters of one line (UAX #29), given in
// logical order, in the order they stand on it from left to right, and for
// each cluster whether it reads from right to left.
func Order(clusters []string, rightToLeft bool) (order []int, reversed []bool) {
	var text []rune
	for _, c := range clusters {
		text = append(text, []rune(c)...)
	}
	all := levelsOf(text, rightToLeft)
	levels := make([]Level, len(clusters))
	reversed = make([]bool, len(clusters))
	at := 0
	for i, c := range clusters {
		levels[i] = all[at]
		reversed[i] = levels[i].RightToLeft()
		at += utf8.RuneCountInString(c)
	}
	return visualOrder(levels), reversed
}

// ReadingOrder returns the indices of pieces of a line, given as they stand from
// left to right, in the order in which they are read. Both are turned into each
// other by the same rule (UAX #9, L2).
func ReadingOrder(levels []Level) []int { return visualOrder(levels) }
