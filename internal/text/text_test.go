package text

import (
	"errors"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/memos"
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

// An address of the web stands whole on a line of its own, with nothing that
// would be copied with it.
func TestAddresses(t *testing.T) {
	const long = "https://www.example.org/a-very-long-path/with-hyphens/and/slashes?that=would&be=broken/somewhere-in-it"
	tests := []struct {
		name, label, in string
		rightToLeft     bool
		want            string
	}{
		{"in a sentence", "", "Source: Clear Fields Network, A Report on the Fields, 24 November 2026, " + long + " (read on 25 November 2026).", false,
			"Source: Clear Fields Network, A Report on the Fields, 24 November 2026,\n" + long + "\n(read on 25 November 2026).\n"},
		{"at the end", "", "It can be read, whoever asks for it and wherever they are, at this place: http://example.org/", false,
			"It can be read, whoever asks for it and wherever they are, at this\nplace:\nhttp://example.org/\n"},
		{"behind a number", "1. ", long, false, "1. " + long + "\n"},
		{"below a number", "1. ", "read " + long, false, "1. read\n   " + long + "\n"},
		{"two", "", long + " " + long, false, long + "\n" + long + "\n"},
		{"where nothing is broken", "", "See https://example.org/.", false, "See https://example.org/.\n"},
		{"in Arabic", "", "المصدر: " + locale.Isolate("Clear Fields Network") + "، " + locale.IsolateLeftToRight(long) + " (جرى الاطلاع عليه).", true,
			"المصدر: \u2068Clear Fields Network\u2069،\n" + long + "\n(جرى الاطلاع عليه).\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := (wrapping{tt.label, tt.in, Columns, true, tt.rightToLeft}).write(); got != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

// Each source that a letter encloses can be clicked and copied; a screen breaks
// what it has no room for.
func TestEnclosedAddresses(t *testing.T) {
	for _, lang := range locale.Languages {
		for _, issue := range memos.Issues {
			l, err := letter.Compose(letter.Request{Country: "LB", Language: lang, Issue: issue, Date: november, Enclose: true})
			if err != nil {
				t.Fatal(err)
			}
			var whole, enclosure strings.Builder
			if err := errors.Join(Render(&whole, l), RenderEnclosure(&enclosure, l)); err != nil {
				t.Fatal(err)
			}
			for _, f := range l.Facts {
				for _, s := range []string{whole.String(), enclosure.String()} {
					if !strings.Contains(s, "\n"+f.Source.URL+"\n") {
						t.Errorf("%s, %s: no line %s in:\n%s", lang, issue, f.Source.URL, s)
					}
				}
			}
			for _, line := range Lines(l, 40) {
				if w := uniseg.StringWidth(line); w > 40 {
					t.Errorf("%q is %d columns wide", line, w)
				}
			}
		}
	}
}
