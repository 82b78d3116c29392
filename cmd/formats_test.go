package cmd

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"speakout/internal/lettertest"
)

// TestFormats holds every format to drawing each letter, twice to the same
// bytes, and to standing in README's table and in the topic of help.
func TestFormats(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	topic, err := os.ReadFile("topics/formats.txt")
	if err != nil {
		t.Fatal(err)
	}
	letters := lettertest.Letters(t)
	taken := map[string]string{}
	for _, f := range formats {
		t.Run(f.name, func(t *testing.T) {
			for _, name := range append([]string{"." + f.name}, f.endings...) {
				if other := taken[name]; other != "" && other != f.name {
					t.Errorf("%s has the name %s too", other, name)
				}
				taken[name] = f.name
			}
			row := "| | `" + f.name + "`"
			if len(f.endings) > 0 {
				row = "| `" + f.endings[0] + "` | `" + f.name + "`"
			}
			if !strings.Contains(string(readme), row) {
				t.Errorf("README has no row %s", row)
			}
			if !strings.Contains(string(topic), "\n  "+f.name+" ") {
				t.Errorf("cmd/topics/formats.txt has no line for %s", f.name)
			}
			for i := 0; i < len(letters); i += 5 { // each is drawn whole beside its renderer
				l := letters[i]
				first, err := draw(l.Letter, f, nil)
				if err != nil {
					t.Errorf("%s: %v", l.Name, err)
				}
				if second, err := draw(l.Letter, f, nil); err != nil || len(first) == 0 || !bytes.Equal(first, second) {
					t.Errorf("%s: drawn twice, it differs, or is empty (%v)", l.Name, err)
				}
			}
		})
	}
}

func TestParseFormat(t *testing.T) {
	for _, tt := range []struct{ in, want, suggested string }{
		{"PDF", "pdf", ""}, {"txt", "text", ""}, {"htm", "html", ""}, {"docx", "docx", ""},
		{"doc", "", "docx"}, {"pfd", "", "pdf"}, {"mail", "", "mailto"}, {"odt", "", ""}, {"x", "", ""}, {"", "", ""},
	} {
		f, err := parseFormat(tt.in)
		if f.name != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("parseFormat(%q) = %q, %v; want %q", tt.in, f.name, err, tt.want)
		}
		if got := strings.Join(didYouMean(nearest(tt.in, formatNames())), ""); err != nil && (got == "") != (tt.suggested == "") ||
			tt.suggested != "" && got != "did you mean "+tt.suggested+"?" {
			t.Errorf("for %q: %q; want %q", tt.in, got, tt.suggested)
		}
	}
}
