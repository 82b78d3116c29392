package locale

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// written is how each language writes a day, the first of a month, a month and
// numbers. A language that is added says here what is right.
var written = map[Language]struct{ day, first, month, thousand, tenThousand string }{
	English: {"24 December 2026", "1 December 2026", "December 2026", "1,200", "12,000"},
	French:  {"24 décembre 2026", "1er décembre 2026", "décembre 2026", "1 200", "12 000"},
	Spanish: {"24 de diciembre de 2026", "1 de diciembre de 2026", "diciembre de 2026", "1200", "12 000"},
	Arabic:  {"24 كانون الأول/ديسمبر 2026", "1 كانون الأول/ديسمبر 2026", "كانون الأول/ديسمبر 2026", "1,200", "12,000"},
}

func TestEveryLanguageIsWritten(t *testing.T) {
	plain := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace
	for _, l := range Languages {
		want, ok := written[l]
		if !ok {
			t.Errorf("internal/locale/languages_test.go: written does not say how %s writes days and numbers (date.go, restyle.go)", l)
			continue
		}
		if numbered[l] == nil || shortTitles[l] == nil || pairs[l] == nil {
			t.Errorf("internal/locale/hold.go: numbered, shortTitles or pairs says nothing of %s: no line is kept whole", l)
		}
		if l.EnglishName() == "" || l.OwnName() == "" {
			t.Errorf("internal/locale/language.go: names has none for %s", l)
		}
		if months := memoMonths(l); slices.Contains(months, "") || len(months) != 12 {
			t.Errorf("internal/locale/date.go: the months of %s are %q", l, months)
			continue
		}
		s, day := Style{Language: l}, time.Date(2026, time.December, 24, 0, 0, 0, 0, time.UTC)
		first := day.AddDate(0, 0, -23)
		for _, tt := range []struct{ got, want string }{
			{s.Date(day), want.day}, {s.Date(first), want.first}, {s.MonthYear(day), want.month},
			{s.Number(1200), want.thousand}, {s.Number(12000), want.tenThousand},
		} {
			if plain(tt.got) != tt.want {
				t.Errorf("internal/locale/date.go: %s writes %q; want %q", l, tt.got, tt.want)
			}
		}
		// What memos write is found, and no line ends inside it.
		for _, w := range []string{want.day, want.first} {
			if got := s.Restyle(w); got == w || plain(got) != w {
				t.Errorf("internal/locale/restyle.go: in %s a text's %q becomes %q; want a no-break space in it", l, w, got)
			}
		}
	}
}
