package locale

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// writtenDays find the days in a text of each language, as those who write
// memos write them: 20 October 2014, 1er août 2010, 20 de octubre de 2014.
var writtenDays = sync.OnceValue(func() map[Language]*regexp.Regexp {
	all := map[Language]*regexp.Regexp{}
	for _, l := range Languages {
		between := " "
		if l == Spanish {
			between = " de "
		}
		all[l] = regexp.MustCompile(`\b(1er|\d{1,2})` + between + `(` + strings.Join(memoMonths(l), "|") + `)` + between + `(\d{4})\b`)
	}
	return all
})

// memoMonths are the names of months in memos, in Arabic those of the UN.
func memoMonths(l Language) []string {
	var names []string
	for m := time.January; m <= time.December; m++ {
		names = append(names, Style{Language: l, Months: MonthsUN}.month(time.Date(2000, m, 1, 0, 0, 0, 0, time.UTC)))
	}
	return names
}

// Restyle writes the days in a text as the style has them, and in Arabic months
// and grouped numbers too: where the letter goes, a month may come first or have
// another name, and digits other groups. No line ends inside a day.
func (s Style) Restyle(text string) string {
	find := writtenDays()[s.Language]
	text = find.ReplaceAllStringFunc(text, func(written string) string {
		part := find.FindStringSubmatch(written)
		day, _ := strconv.Atoi(strings.TrimSuffix(part[1], "er")) // it is digits
		year, _ := strconv.Atoi(part[3])
		month := 1 + slices.Index(memoMonths(s.Language), part[2])
		d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		if d.Day() != day { // 31 February: as it was written
			return written
		}
		return s.Date(d)
	})
	if s.Language != Arabic {
		return text
	}
	for i, name := range memoMonths(Arabic) {
		text = strings.ReplaceAll(text, name, arabicMonth(time.Month(i+1), s.Months))
	}
	return groupedNumber().ReplaceAllStringFunc(text, func(written string) string {
		n, err := strconv.Atoi(strings.ReplaceAll(written, ",", ""))
		if err != nil {
			return written
		}
		return s.Number(n)
	})
}

// groupedNumber is a number as those who write memos in Arabic group it: 1,584.
var groupedNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b[1-9]\d{0,2}(?:,\d{3})+\b`) })
