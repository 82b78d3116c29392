package prose

import (
	"strings"
	"testing"

	"speakout/internal/locale"
)

// drawn writes spans as text: what is enclosed in <> from left to right, in {}
// from right to left, in [] overridden; styles as * and a blank as _.
func drawn(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		switch {
		case s.Blank:
			b.WriteByte('_')
		case s.Inside == nil && s.Emph:
			b.WriteString("*" + s.Text + "*")
		case s.Inside == nil:
			b.WriteString(s.Text)
		case s.Override:
			b.WriteString("[" + drawn(s.Inside) + "]")
		case s.RightToLeft:
			b.WriteString("{" + drawn(s.Inside) + "}")
		default:
			b.WriteString("<" + drawn(s.Inside) + ">")
		}
	}
	return b.String()
}

func TestSpans(t *testing.T) {
	text := func(s string) Line { return Line{{Text: s}} }
	tests := []struct {
		name string
		line Line
		want string
	}{
		{"none", text("a b"), "a b"},
		{"empty", nil, ""},
		{"a Latin name", text("من " + locale.Isolate("Rana Haddad") + "."), "من <Rana Haddad>."},
		{"an Arabic name", text("by " + locale.Isolate("رنا") + "."), "by {رنا}."},
		{"nothing strong", text(locale.Isolate("12")), "<12>"},
		{"a code", text(locale.IsolateLeftToRight("+961 1")), "<+961 1>"},
		{"Arabic-Indic digits in a code", text(locale.IsolateLeftToRight("+٩٦١ ١")), "<[+٩٦١ ١]>"},
		{"nested, the inner one does not count", text("\u2068\u2068abc\u2069رنا\u2069"), "{<abc>رنا}"},
		{"over styles", Line{{Text: "\u2068Rana "}, {Text: "Had", Emph: true}, {Text: "dad\u2069 x"}}, "<Rana *Had*dad> x"},
		{"a blank inside", Line{{Text: "\u2068a"}, {Blank: true}, {Text: "b\u2069"}}, "<a_b>"},
		{"not closed", text("a \u2068b"), "a <b>"},
		{"not opened", text("a\u2069 b\u2069c\u202cd"), "a bcd"},
		{"an isolate's end ends an override", text("\u2066\u202da\u2069b"), "<[a]>b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := drawn(tt.line.Spans()); got != tt.want {
				t.Errorf("Spans of %q = %q; want %q", tt.line.Plain(), got, tt.want)
			}
		})
	}
}
