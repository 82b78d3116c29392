package text

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

func TestBreakLines(t *testing.T) {
	long := strings.Repeat("x", 80)
	tests := []struct {
		name, in string
		room     int
		want     []string
	}{
		{"empty", "", 10, []string{""}},
		{"fits", "one two", 7, []string{"one two"}},
		{"breaks at spaces", "one two three", 8, []string{"one two", "three"}},
		{"keeps no-break spaces", "a b\u202f: c", 4, []string{"a", "b\u202f:", "c"}},
		{"breaks a long word", "a " + long, 72, []string{"a", long[:72], long[72:]}},
		{"wide characters", "日本日本", 4, []string{"日本", "日本"}},
		{"marks take no room", "e\u0301e\u0301 e\u0301", 4, []string{"e\u0301e\u0301 e\u0301"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := breakLines(tt.in, tt.room, false)
			if strings.Join(got, "|") != strings.Join(tt.want, "|") {
				t.Errorf("breakLines(%q, %d) = %q; want %q", tt.in, tt.room, got, tt.want)
			}
		})
	}
}

func TestRenderArabicLines(t *testing.T) {
	l := letter.Letter{
		Language: locale.Arabic,
		Sender: []letter.Line{
			{{Text: locale.Isolate("Rana Haddad")}},
			{{Text: locale.IsolateLeftToRight("+961 1 234 567")}},
			{{Blank: true}},
			{{Text: "بيروت"}},
		},
		PlaceDate: letter.Line{{Text: "بيروت"}},
		Body:      []letter.Block{{Asks: []letter.Line{{{Text: "الوقف"}}}}},
	}
	var b strings.Builder
	if err := Render(&b, l); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\u200f\u2068Rana Haddad\u2069\n", "\u200f\u2066+961 1 234 567\u2069\n", "\u200f" + ruledBlank + "\n", "\nبيروت\n", "\n1. الوقف\n",
	} {
		if !strings.Contains("\n"+b.String(), want) {
			t.Errorf("no line %q in:\n%s", want, b.String())
		}
	}
}

// An isolate that is broken over lines holds each of them.
func TestWrapIsolates(t *testing.T) {
	l := letter.Letter{Language: locale.Arabic, Subject: letter.Line{{Text: "نص " + locale.Isolate(strings.Repeat("word ", 30)) + " نص"}}}
	var b strings.Builder
	if err := Render(&b, l); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(b.String(), "\n") {
		if strings.Count(line, "\u2068") != strings.Count(line, "\u2069") {
			t.Errorf("isolates of %q do not match", line)
		}
		if w := uniseg.StringWidth(locale.StripIsolates(line)); w > Columns {
			t.Errorf("%q is %d columns wide", line, w)
		}
	}
}

func TestLines(t *testing.T) {
	for _, l := range locale.Languages {
		whole, err := letter.Compose(letter.Request{Country: "LB", Language: l, Issue: "syria", Date: november})
		if err != nil {
			t.Fatal(err)
		}
		for _, columns := range []int{1, 24, 40, 200} {
			for _, line := range Lines(whole, columns) {
				if w := uniseg.StringWidth(line); w > max(columns, leastColumns) {
					t.Errorf("at %d columns: %q is %d wide", columns, line, w)
				}
			}
		}
	}
}
