package prose

import (
	"errors"
	"reflect"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name, in string
		want     []Block
	}{
		{"nothing", "", nil},
		{"soft line breaks join", "One\ntwo.", []Block{{Paragraph: Line{{Text: "One two."}}}}},
		{"emphasis", "A *b* **c**.", []Block{{Paragraph: Line{{Text: "A "}, {Text: "b", Emph: true}, {Text: " "}, {Text: "c", Strong: true}, {Text: "."}}}}},
		{"asks", "Please:\n\n1. stop;\n2. join.", []Block{
			{Paragraph: Line{{Text: "Please:"}}},
			{Asks: []Line{{{Text: "stop;"}}, {{Text: "join."}}}},
		}},
		{"loose asks", "1. stop;\n\n2. join.", []Block{{Asks: []Line{{{Text: "stop;"}}, {{Text: "join."}}}}}},
		{"escaped", `\*not\* \<b\> &amp; \&amp;`, []Block{{Paragraph: Line{{Text: "*not* <b> & &amp;"}}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Parse(tt.in)
			if err != nil || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("Parse(%q) = %+v, %v; want %+v", tt.in, got, err, tt.want)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	tests := []struct {
		name, in string
		line     int
		what     string
	}{
		{"heading", "Text.\n\n# Title", 3, "a heading"},
		{"bullets", "Text.\n\n- a\n- b", 3, "a list with bullets"},
		{"raw HTML block", "<table></table>", 1, "raw HTML"},
		{"raw HTML inline", "a\nb <i>c</i>", 1, "raw HTML"},
		{"image", "a\n\nsee ![x](y.png)", 3, "an image"},
		{"link", "[x](http://y)", 1, "a link"},
		{"code", "a `b`", 1, "code"},
		{"quotation", "> said", 1, "a quotation block"},
		{"nested list", "1. a\n   1. b", 1, "a list item that is not one paragraph"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(tt.in)
			var e *MarkdownError
			if !errors.As(err, &e) || e.Line != tt.line || e.What != tt.what {
				t.Errorf("Parse(%q): got error %v; want line %d, %s", tt.in, err, tt.line, tt.what)
			}
		})
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"A*B*", "1. x", "# x", "<b>", "&amp;", `\`, "a_b_c", "![x](y)", "`x`", "- x", "Ünï 日本", "---"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := cleanForParagraph(s)
		if want == "" {
			return
		}
		got, err := Parse("x" + Escape(want) + "x")
		if err != nil || len(got) != 1 || got[0].Paragraph.Plain() != "x"+want+"x" {
			t.Fatalf("Parse(Escape(%q)) = %+v, %v", want, got, err)
		}
	})
}

// cleanForParagraph keeps what typed fields can hold: no control characters.
func cleanForParagraph(s string) string {
	var out []rune
	for _, r := range s {
		if r >= ' ' && r != 0x7f && r != '\ufffd' {
			out = append(out, r)
		}
	}
	return string(out)
}
