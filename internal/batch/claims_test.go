package batch

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What becomes of files, by what is claimed of them: in memory and on disk.
func TestClaims(t *testing.T) {
	for _, limit := range []int{3, 1000} {
		c := newClaims()
		defer c.close()
		c.limit = limit
		add := func(file string, by, bytes uint64) {
			t.Helper()
			if err := c.add(file, by, bytes); err != nil {
				t.Fatal(err)
			}
		}
		for i := range uint64(20) { // files there are not, or as they were written
			add(fmt.Sprint("new", i), byRow|(100+i), 0)
			add(fmt.Sprint("old", i), i, 7)
			add(fmt.Sprint("old", i), byRow|(200+i), 7)
		}
		add("twice", byRow|1, 0)
		add("TWICE", byRow|2, 0)
		add("foreign", byRow|3, 9)
		add("changed", 50, 8)
		add("changed", byRow|4, 9)
		add("written twice", 51, 8)
		add("written twice", 52, 9)
		add("written twice", byRow|5, 9)
		add("gone", 53, 8)
		add("cased", 54, 8)
		add("CASED", byRow|7, 0)
		add("said twice", byRow|6, 0)
		add("said twice", byRow|6, 0)
		var got []string
		note := func(s string, n ...int) { got = append(got, fmt.Sprint(s, n)) }
		ours := 0
		err := c.settle(verdicts{
			same:   func(first, row int) { note("same", first, row) },
			others: func(row int) { note("others", row) },
			ours:   func(int) { ours++ },
			stale:  func(line int) { note("stale", line) },
			cased:  func(line int) { note("cased", line) },
		})
		slices.Sort(got)
		want := "cased[54] others[3] others[4] same[1 2] stale[53]"
		if s := strings.Join(got, " "); err != nil || s != want || ours != 21 {
			t.Errorf("got  %s, %d ours, %v\nwant %s, 21 ours", s, ours, err, want)
		}
	}
}
