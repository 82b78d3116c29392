package letter

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"speakout/internal/locale"
	"speakout/templates"
)

// What is wrong with a frame is said by file and line.
func TestFrameErrors(t *testing.T) {
	b, err := fs.ReadFile(templates.FS, "fr.md")
	if err != nil {
		t.Fatal(err)
	}
	good := string(b)
	line := strings.Count(good[:strings.Index(good, "{{.Recipient.PostalAddress}}")], "\n") + 1
	if line < 10 {
		t.Fatalf("the word to be broken stands on line %d", line)
	}
	tests := []struct{ name, old, changed, want string }{
		{"good", "", "", ""},
		{"a word", "{{.Recipient.PostalAddress}}", "{{.Recipient.Adress}}", "templates/fr.md:23:12: unknown word .Recipient.Adress (internal/letter/frame.go"},
		{"a condition", "# signature\n", "# signature\n{{if .Date}}\n", "templates/fr.md:42: an {{if}} has no {{end}}"},
		{"a part", "# reply", "# replay", `templates/fr.md: no part "# reply"`},
		{"a part twice", "# reply", "# close", `templates/fr.md: part "close" stands twice`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{"fr.md": {Data: []byte(strings.Replace(good, tt.old, tt.changed, 1))}}
			_, err := readFrame(fsys, locale.French)
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.want)) {
				t.Errorf("error %v; want %q", err, tt.want)
			}
		})
	}
	if _, err := readFrame(fstest.MapFS{}, locale.French); err == nil || !strings.HasPrefix(err.Error(), "templates/fr.md is missing") {
		t.Errorf("without the file: error %v", err)
	}
}

func TestNoFaults(t *testing.T) {
	if err := Faults(); err != nil {
		t.Error(err)
	}
}

// A language has a sender for demonstrations.
func TestSamples(t *testing.T) {
	for _, l := range locale.Languages {
		if s := Sample(l); s.Name == "" || len(s.Address) == 0 || s.Place == "" || !strings.HasSuffix(s.Email, "@example.org") {
			t.Errorf("internal/letter/sample.go: samples has no whole sender for %s: %+v", l, s)
		}
	}
}
