package shape

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
)

func parse(t testing.TB, file string) *Font {
	t.Helper()
	data, err := os.ReadFile("../pdf/fonts/" + file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := ParseFont(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// standing sets text at 10 points and returns each line's characters as they
// stand from left to right.
func standing(t *testing.T, text string, rightToLeft bool, width float64) []string {
	t.Helper()
	latin, arabic := parse(t, "GentiumBookPlus-Regular.ttf"), parse(t, "Amiri-Regular.ttf")
	p, err := NewShaper("en", rightToLeft, NewMemory()).Shape([]Span{{text, []*Font{latin, arabic}}})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, l := range p.Lines(Measure{Size: 10, BlankWidth: 50, Width: width}) {
		var b strings.Builder
		sum := 0.0
		for _, p := range l.Pieces {
			sum += p.Width
			if p.Blank {
				b.WriteString("␣")
			}
			for _, c := range p.Clusters {
				b.WriteString(c.Text)
			}
		}
		if d := sum - l.Width; d > 0.001 || d < -0.001 {
			t.Errorf("pieces of %q are %.3f wide, the line %.3f", b.String(), sum, l.Width)
		}
		if l.Width > width+0.02 {
			t.Errorf("%q is %.2f wide; the line has %.2f", b.String(), l.Width, width)
		}
		out = append(out, b.String())
	}
	return out
}

// What stands where on a line, from left to right.
func TestVisualOrder(t *testing.T) {
	tests := []struct {
		name, in    string
		rightToLeft bool
		want        string
	}{
		{"left to right", "abc def", false, "abc def"},
		{"right to left", "ابت ثجح", true, "حجث تبا"},
		{"number in Arabic", "ابت 12 ثجح", true, "حجث 12 تبا"},
		{"Arabic in Latin", "abc ابت def", false, "abc تبا def"},
		{"number after Arabic in Latin", "abc ابت 12 def", false, "abc 12 تبا def"},
		{"isolated phone number", "ابت \u2066+961 1 234 567\u2069 ثجح", true, "حجث +961 1 234 567 تبا"},
		{"phone number that is not", "ابت +961 1 234 567 ثجح", true, "حجث 567 234 1 961+ تبا"},
		{"isolated address", "ابت \u2066a.b@c.org\u2069، ثجح", true, "حجث ،a.b@c.org تبا"},
		{"Arabic with number, isolated in Latin", "x \u2068شارع 12 ابت\u2069, y", false, "x تبا 12 عراش, y"},
		{"number first, isolated in Latin", "x \u206812 شارع\u2069, y", false, "x عراش 12, y"},
		// Text keeps its characters; the glyphs are mirrored, see below.
		{"brackets", "ابت (ثج) ح", true, "ح )جث( تبا"},
		{"blank", "\ufffc، ابت", true, "تبا ،␣"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(standing(t, tt.in, tt.rightToLeft, 1000), "|")
			if got != tt.want {
				t.Errorf("%q stands as %q; want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestLines(t *testing.T) {
	tests := []struct {
		name, in string
		width    float64
		want     []string
	}{
		{"empty", "", 100, nil},
		{"breaks at spaces", "aaaa bbbb cccc", 45, []string{"aaaa bbbb", "cccc"}},
		{"no space at the end", "aaaa    bbbb", 25, []string{"aaaa", "bbbb"}},
		{"no-break spaces hold", "aaaa b\u202f; c", 30, []string{"aaaa", "b\u202f; c"}},
		{"hyphens hold", "aaaa bb-cc dd", 40, []string{"aaaa", "bb-cc dd"}},
		{"a long word is cut", strings.Repeat("m", 20), 50, []string{"mmmmmm", "mmmmmm", "mmmmmm", "mm"}},
		{"one letter at least", "mm", 1, []string{"m", "m"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.width < 2 {
				p, err := NewShaper("en", false, NewMemory()).Shape([]Span{{tt.in, []*Font{parse(t, "GentiumBookPlus-Regular.ttf")}}})
				if lines := p.Lines(Measure{Size: 10, Width: tt.width}); err != nil || len(lines) != len(tt.want) {
					t.Errorf("%d lines, %v; want %d", len(lines), err, len(tt.want))
				}
				return
			}
			if got := standing(t, tt.in, false, tt.width); !slices.Equal(got, tt.want) {
				t.Errorf("%q is broken into %q; want %q", tt.in, got, tt.want)
			}
		})
	}
}

// A bracket in right-to-left text is drawn as the other one (rule L4).
func TestBracketsAreMirrored(t *testing.T) {
	arabic := parse(t, "Amiri-Regular.ttf")
	glyphs := func(text string, rightToLeft bool) []uint16 {
		p, err := NewShaper("ar", rightToLeft, NewMemory()).Shape([]Span{{text, []*Font{arabic}}})
		if err != nil {
			t.Fatal(err)
		}
		var out []uint16
		for _, piece := range p.Lines(Measure{Size: 10, Width: 1000})[0].Pieces {
			for _, c := range piece.Clusters {
				if c.Text == "(" || c.Text == ")" {
					out = append(out, c.Glyphs[0].ID)
				}
			}
		}
		return out
	}
	// From left to right, both lines show an opening, then a closing bracket.
	latin, arabicText := glyphs("a (b) c", false), glyphs("ابت (ثج) ح", true)
	if !slices.Equal(latin, arabicText) || latin[0] == latin[1] {
		t.Errorf("brackets are glyphs %v in Latin, %v in Arabic text", latin, arabicText)
	}
}

// Arabic letters take their form from their neighbours: the same letter is
// four glyphs.
func TestArabicIsShaped(t *testing.T) {
	arabic := parse(t, "Amiri-Regular.ttf")
	glyphOf := func(text string, letter int) uint16 {
		p, err := NewShaper("ar", true, NewMemory()).Shape([]Span{{text, []*Font{arabic}}})
		if err != nil {
			t.Fatal(err)
		}
		clusters := p.Lines(Measure{Size: 10, Width: 1000})[0].Pieces[0].Clusters
		return clusters[len(clusters)-1-letter].Glyphs[0].ID
	}
	forms := []uint16{glyphOf("ع", 0), glyphOf("عد", 0), glyphOf("سعد", 1), glyphOf("سع", 1)}
	slices.Sort(forms)
	if len(slices.Compact(forms)) != 4 {
		t.Errorf("ain alone, first, in the middle and last has glyphs %v; want four", forms)
	}
}

// A mark is one cluster with its letter: taken out of a document, they stay
// together.
func TestMarksStayWithLetters(t *testing.T) {
	arabic := parse(t, "Amiri-Regular.ttf")
	p, err := NewShaper("ar", true, NewMemory()).Shape([]Span{{"شخصاً", []*Font{arabic}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Lines(Measure{Size: 10, Width: 1000})[0].Pieces[0].Clusters[0].Text; got != "اً" {
		t.Errorf("the last cluster is %q; want alef with its tanwin", got)
	}
}

func TestMissing(t *testing.T) {
	latin := parse(t, "GentiumBookPlus-Regular.ttf")
	_, err := NewShaper("en", false, NewMemory()).Shape([]Span{{"a ไทย ไ 😀\u2066x\u2069", []*Font{latin}}})
	var missing *MissingError
	if !errors.As(err, &missing) || string(missing.Runes) != "ไทย😀" {
		t.Fatalf("error %v; want one that names ไทย and 😀 once", err)
	}
	if !strings.Contains(err.Error(), "U+0E44") {
		t.Errorf("error %q does not name the code", err)
	}
}

func TestParseFont(t *testing.T) {
	for _, data := range [][]byte{nil, []byte("not a font"), make([]byte, 1000)} {
		if _, err := ParseFont(data); err == nil {
			t.Errorf("%d bytes are taken for a font", len(data))
		}
	}
}

func FuzzParagraph(f *testing.F) {
	latin, arabic := parse(f, "GentiumBookPlus-Regular.ttf"), parse(f, "Amiri-Regular.ttf")
	for _, s := range []string{"abc ابت 12 (def)", "\u2068\u2067\u2066", "\u2069\u202e", "e\u0301\u064b", "a\nb\u2028c\td", "\u200d\u200c", "\ufffc\ufffc", "\u2029", "ب\u2029ب\u0085\x1cب"} {
		f.Add(s, 50.0, true)
	}
	f.Fuzz(func(t *testing.T, s string, width float64, rightToLeft bool) {
		p, err := NewShaper("ar", rightToLeft, NewMemory()).Shape([]Span{{s, []*Font{arabic, latin}}})
		if err != nil {
			var missing *MissingError
			if !errors.As(err, &missing) {
				t.Fatal(err)
			}
			return
		}
		lines := p.Lines(Measure{Size: 10, BlankWidth: 20, Width: width})
		if len(lines) > len([]rune(s)) {
			t.Fatalf("%d lines of %d characters", len(lines), len([]rune(s)))
		}
	})
}

// Marks upon marks are two on one letter, if as one sign, not one on each of two.
func TestStacked(t *testing.T) {
	shaper := NewShaper("ar", true, NewMemory())
	for text, want := range map[string]bool{"محمّد": false, "أياً كانَ": false, "مُحَمَّد": true, "Ệ": true, "é": false, "Z\u0303\u0301": true, "": false} {
		got, err := shaper.Text([]Span{{text, []*Font{parse(t, "Amiri-Regular.ttf"), parse(t, "GentiumBookPlus-Regular.ttf")}}})
		if err != nil || got.Stacked != want {
			t.Errorf("%q: %v, %v; want %v", text, got.Stacked, err, want)
		}
	}
}
