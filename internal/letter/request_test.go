package letter

import (
	"strings"
	"testing"
)

// What is typed comes clean into every format, or is refused.
func TestCleanField(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"  Rana\t\r\n\u2028Haddad\u00a0", "Rana Haddad"},
		{"\u202eRana\u202c \u2067Haddad\u2069\u200f", "Rana Haddad"},
		{"Zoe\u0308", "Zoë"},
		{`<b>"&"</b>`, `<b>"&"</b>`},
		{strings.Repeat("W", 60), strings.Repeat("W", 60)},
		{"لُطْفِيّٰ", "لُطْفِيّٰ"}, {"Nguyê\u0303n", "Nguyễn"}, {"क्\u200d\u094d", "क्\u200d\u094d"},
	} {
		if got, err := cleanField(tt.in); got != tt.want || err != nil {
			t.Errorf("%q: %q, %v; want %q", tt.in, got, err, tt.want)
		}
	}
	for _, in := range []string{"a\x00b", "a\x1b[2Jb", "a\x7fb", "a\u009bb", "a\ufffcb", "a\ue000b", "a\ufffeb", "a\uffffb", "a\ufdd0b", "a\U0001fffeb", "a\xffb", strings.Repeat("a", 301),
		"\u064f", "a \u064fb", "(\u0301", "a\u200d" + strings.Repeat("\u0301", 5), "\u200d\u0301"} {
		if got, err := cleanField(in); err == nil {
			t.Errorf("%q is taken as %q; want an error", in, got)
		}
	}
}
