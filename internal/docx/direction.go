package docx

import (
	"regexp"
	"slices"
	"unicode"

	"speakout/internal/locale"
	"speakout/internal/prose"
)

// byDirection returns a text that reads in that direction as runs, those of the
// other direction apart: from a letter of theirs to the last letter or digit
// before one of the text's own, and the bracket that closes one among them. In a run of the wrong direction word processors
// put letters in any order.
func byDirection(r prose.Run, rightToLeft bool) []run {
	var out []run
	add := func(text string, rightToLeft bool) {
		if part := r; text != "" {
			part.Text = text
			out = append(out, newRun(part, rightToLeft))
		}
	}
	own, foreign := locale.IsLeftToRight, locale.IsRightToLeft
	if rightToLeft {
		own, foreign = foreign, own
	}
	done, begin, end := 0, -1, 0 // what is in out; of what is foreign
	bracket := 0                 // where one was opened last
	finish := func() {
		if begin >= 0 {
			add(r.Text[done:begin], rightToLeft)
			add(r.Text[begin:end], !rightToLeft)
			done, begin = end, -1
		}
	}
	for i, c := range r.Text {
		switch {
		case own(c):
			finish()
		case foreign(c) && begin < 0:
			begin, end = i, i+len(string(c))
		case begin >= 0 && (foreign(c) || unicode.IsDigit(c) || unicode.IsMark(c)):
			end = i + len(string(c))
		case unicode.Is(unicode.Ps, c):
			bracket = i
		case begin >= 0 && unicode.Is(unicode.Pe, c) && begin < bracket && bracket < end:
			end = i + len(string(c))
		}
	}
	finish()
	if add(r.Text[done:], rightToLeft); out == nil {
		out = append(out, newRun(r, rightToLeft))
	}
	return out
}

var arabicNumber = regexp.MustCompile("[٠-٩٫٬]+")

// markNumbers keeps the groups of a number in Arabic-Indic digits in their
// order from left to right.
func markNumbers(s string) string {
	return arabicNumber.ReplaceAllString(s, locale.LeftToRightMark+"$0"+locale.LeftToRightMark)
}

// isMixed reports whether runs have both directions: marks around them do not
// keep them in order then, as their own direction has it.
func isMixed(runs []run) bool {
	return slices.ContainsFunc(runs, func(r run) bool { return r.isRightToLeft() != runs[0].isRightToLeft() })
}

func (r run) isRightToLeft() bool { return r.Properties != nil && r.Properties.RightToLeft != nil }

// embedding are the controls that do, and of which more programs know than of
// isolates (UAX #9, 2.1).
func embedding(rightToLeft bool) (begin, end run) {
	control := "\u202a"
	if rightToLeft {
		control = "\u202b"
	}
	return newRun(prose.Run{Text: control}, rightToLeft), newRun(prose.Run{Text: "\u202c"}, rightToLeft)
}
