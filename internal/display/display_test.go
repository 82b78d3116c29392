package display

import (
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func TestText(t *testing.T) {
	tests := []struct {
		name, in    string
		rightToLeft bool
		want        string // from left to right
	}{
		{"Latin", "Hello (you)", false, "Hello (you)"},
		{"joined and reversed", "سلام", true, "\ufee1\ufefc\ufeb3"},
		{"a letter alone", "د", true, "\ufea9"},
		{"after a letter that joins only backwards", "دار", true, "\ufead\ufe8d\ufea9"},
		{"all four forms", "ععع ع", true, "\ufec9 \ufeca\ufecc\ufecb"},
		{"marks stay on their letter", "سُم", true, "\ufee2\ufeb3\u064f"},
		{"lam with alef between marks", "لَا", true, "\ufefb\u064e"},
		{"numbers keep their order", "عام 2026", true, "2026 \ufee1\ufe8e\ufecb"},
		{"a Latin name inside", "رد abc هو", true, "\ufeee\ufeeb abc \ufea9\ufead"},
		{"an isolated telephone number", "\u2066+961 1\u2069 هو", true, "\ufeee\ufeeb +961 1"},
		{"brackets turn", "(رد)", true, "(\ufea9\ufead)"},
		{"guillemets turn", "«رد»", true, "«\ufea9\ufead»"},
		{"Arabic inside English", "To رد now", false, "To \ufea9\ufead now"},
		{"Persian letters", "پچ", true, "\ufb7b\ufb58"},
		{"no-break spaces are spaces", "a\u00a0b\u202fc", false, "a b c"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := (Terminal{}).Text(tt.in, tt.rightToLeft); got != tt.want {
				t.Errorf("Text(%q) = %+q; want %+q", tt.in, got, tt.want)
			}
		})
	}
}

// TestTextForBidi writes for terminals that order text themselves.
func TestTextForBidi(t *testing.T) {
	tests := []struct {
		name, in    string
		rightToLeft bool
		terminal    Bidi
		want        string
	}{
		{"isolates are not shown", "\u2068سلام\u2069", true, LeftToRight, "\u200fسلام\u200f"},
		{"stretches in reverse", "رد abc هو", true, LeftToRight, "\u200f هو\u200fabc\u200fرد \u200f"},
		{"numbers stay with the words around them", "عام 2026 هو", true, LeftToRight, "\u200fعام 2026 هو\u200f"},
		{"a number first", "2026 هو abc", true, LeftToRight, "abc\u200f2026 هو \u200f"},
		{"left to right as it is", "To رد now", false, LeftToRight, "To رد now"},
		{"by first letter", "abc رد", true, ByFirstLetter, "\u200fabc رد"},
		{"spoken", "\u2068abc\u2069 رد", true, Spoken, "abc رد"},
		{"by first letter, left to right", "رد abc", false, ByFirstLetter, "\u200eرد abc"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := (Terminal{tt.terminal}).Text(tt.in, tt.rightToLeft); got != tt.want {
				t.Errorf("Text(%q) = %+q; want %+q", tt.in, got, tt.want)
			}
		})
	}
}

// TestFormsAreWhole checks the forms read from Unicode's tables.
func TestFormsAreWhole(t *testing.T) {
	letterForms, ligatures := arabicForms()
	for r := rune(0x621); r <= 0x64a; r++ {
		if !unicode.IsLetter(r) || r >= 0x63b && r <= tatweel {
			continue
		}
		f := letterForms[r]
		for _, form := range []rune{f.isolated, f.final, f.initial, f.medial} {
			if form != 0 && norm.NFKC.String(string(form)) != string(r) {
				t.Errorf("%c: form %U stands for another letter", r, form)
			}
		}
		if f.isolated == 0 || (f.initial == 0) != (f.medial == 0) || f.final == 0 && r != 'ء' {
			t.Errorf("%c: forms %U", r, f)
		}
	}
	if len(ligatures) != 4 {
		t.Errorf("%d ligatures of lam and alef; want 4", len(ligatures))
	}
}

func TestLine(t *testing.T) {
	if got, want := (Terminal{}).Line("رد", true, 5), "   \ufea9\ufead"; got != want {
		t.Errorf("got %+q; want %+q", got, want)
	}
	if got := (Terminal{}).Line("abcdef", false, 3); got != "abc" {
		t.Errorf("got %q; want abc", got)
	}
}

func TestNewTerminal(t *testing.T) {
	tests := []struct {
		name string
		mode Mode
		env  map[string]string
		want Bidi
	}{
		{"nothing known", Auto, nil, Unordered},
		{"Konsole", Auto, map[string]string{"KONSOLE_VERSION": "221203"}, LeftToRight},
		{"Apple's Terminal", Auto, map[string]string{"TERM_PROGRAM": "Apple_Terminal"}, LeftToRight},
		{"VTE is told to leave the order alone", Auto, map[string]string{"VTE_VERSION": "7000"}, Unordered},
		{"VTE behind tmux cannot be told", Auto, map[string]string{"VTE_VERSION": "7000", "TMUX": "/tmp/x"}, LeftToRight},
		{"old VTE behind tmux", Auto, map[string]string{"VTE_VERSION": "5200", "TMUX": "/tmp/x"}, Unordered},
		{"mlterm", Auto, map[string]string{"MLTERM": "3.9.0"}, ByFirstLetter},
		{"forced off", Off, map[string]string{"KONSOLE_VERSION": "221203"}, Unordered},
		{"forced on", On, nil, LeftToRight},
	}
	for _, tt := range tests {
		if got := NewTerminal(tt.mode, func(k string) string { return tt.env[k] }); got.Bidi != tt.want {
			t.Errorf("%s: Bidi = %v; want %v", tt.name, got.Bidi, tt.want)
		}
	}
	if _, err := ParseMode("maybe"); err == nil {
		t.Error("ParseMode(maybe) gave no error")
	}
}

func BenchmarkLine(b *testing.B) {
	for b.Loop() {
		(Terminal{}).Line("لقد وُثّق استعمال الذخائر العنقودية في سوريا منذ 2012، وسجّل «مرصد»", true, 76)
	}
}
