package shape

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// What lines look like: no last line of one short word, no letter that stands
// alone at the end, titles in lines alike.
func TestBreaks(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		even       bool
		width      float64
		want       []string
	}{
		{"a last word is not left alone", "the quick brown fox jumps over the lazy dog", false, 125, []string{"the quick brown fox jumps", "over the lazy dog"}},
		{"a title is even", "one two three four five six seven", true, 130, []string{"one two three", "four five six seven"}},
		{"a letter goes with what follows", "que el Gobierno declare o reafirme que es", false, 125, []string{"que el Gobierno declare", "o reafirme que es"}},
		{"an address at its signs", "the.secretariat.of@fields.example", true, 90, []string{"the.secretariat.", "of@fields.example"}},
		{"never at its hyphens", "the-secretariat-of@clear-fields-of.example", true, 110, []string{"the-secretariat-of@", "clear-fields-of.example"}},
		{"nor those of the web", "see https://fields.example/of-the-letters/of-the-fields", false, 110, []string{"see", "https://fields.example/", "of-the-letters/", "of-the-fields"}},
		{"two signs stay together", "https://fields.example/of/the/letters", true, 48, []string{"https://", "fields.", "example/", "of/the/", "letters"}},
		{"as few lines as fill", "aaaa bbbb cccc dddd", false, 48, []string{"aaaa bbbb", "cccc dddd"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := linesOf(t, tt.text, Measure{Size: 10, Width: tt.width, Even: tt.even})
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q is broken into %q; want %q", tt.text, got, tt.want)
			}
		})
	}
}

func linesOf(t *testing.T, text string, m Measure) []string {
	t.Helper()
	lines, err := NewShaper("en", false, NewMemory()).Lines([]Span{{text, []*Font{parse(t, "GentiumBookPlus-Regular.ttf")}}}, m)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, l := range lines {
		var b strings.Builder
		for _, p := range l.Pieces {
			for _, c := range p.Clusters {
				b.WriteString(c.Text)
			}
		}
		out = append(out, b.String())
	}
	return out
}

// Better lines are never more lines than it takes to fill one after the other.
func TestBreaksTakeNoMoreLines(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	font := parse(t, "GentiumBookPlus-Regular.ttf")
	shaper := NewShaper("en", false, NewMemory())
	for range 200 {
		var words []string
		for range 1 + r.IntN(60) {
			words = append(words, strings.Repeat("n", 1+r.IntN(12)))
		}
		m := Measure{Size: 10, Width: 70 + 200*r.Float64(), Even: r.IntN(2) == 0}
		p, err := shaper.Shape([]Span{{strings.Join(words, " "), []*Font{font}}})
		if err != nil {
			t.Fatal(err)
		}
		filled, used := 1, 0.0
		for _, u := range p {
			width, space := u.width(m)
			if used > 0 && !fits(used+width, m) {
				filled, used = filled+1, 0
			}
			used += width + space
		}
		if got := len(p.Lines(m)); got != filled {
			t.Errorf("%d lines of %.1f for %q; %d filled one after the other", got, m.Width, words, filled)
		}
	}
}
