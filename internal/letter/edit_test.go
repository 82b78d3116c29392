package letter

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"speakout/internal/country"
	"speakout/internal/locale"
)

// TestEditableKeepsLetters reads every fifth letter back as it was written.
func TestEditableKeepsLetters(t *testing.T) {
	i := 0
	for _, c := range country.All() {
		for _, l := range locale.Languages {
			for _, campaign := range ours(t) {
				if i++; i%5 != 0 {
					continue
				}
				want, err := Compose(Request{Country: c.Code, Language: l, Issue: campaign.Issue, Date: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)})
				if err != nil {
					t.Fatal(err)
				}
				got, err := want.WithEdits(want.Editable())
				if err != nil || !reflect.DeepEqual(got, want) {
					t.Fatalf("%s %s %s: %v\n%s\ngot  %+v\nwant %+v", c.Code, l, campaign.Issue, err, want.Editable(), got.Body, want.Body)
				}
			}
		}
	}
}

func letterOf(t testing.TB, l locale.Language) Letter {
	t.Helper()
	letter, err := Compose(Request{Country: "FR", Language: l, Issue: "syria", Date: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return letter
}

func TestWithEdits(t *testing.T) {
	tests := []struct {
		name, in string
		l        locale.Language
		subject  string
		body     []Block
	}{
		{"comments, lines, asks", "# help\nNew subject\n\nOne\n# more help\n  two.\n\n1. a\n   b\n\n2) c\n", locale.English, "Subject: New subject", []Block{
			{Paragraph: Line{{Text: "One two."}}}, {Asks: []Line{{{Text: "a b"}}, {{Text: "c"}}}},
		}},
		{"asks right under a paragraph", "S\n\nPlease:\n1. a\n2. b", locale.English, "Subject: S", []Block{
			{Paragraph: Line{{Text: "Please:"}}}, {Asks: []Line{{{Text: "a"}}, {{Text: "b"}}}},
		}},
		{"emphasis and escapes", `S` + "\n\n" + `a *b* **c** \*d\* ____ \____ 5\*3`, locale.English, "Subject: S", []Block{
			{Paragraph: Line{{Text: "a "}, {Text: "b", Emph: true}, {Text: " "}, {Text: "c", Strong: true}, {Text: " *d* "}, {Blank: true}, {Text: " ____ 5*3"}}},
		}},
		{"typed signs become those of the language", "L'appel : oui\n\nC'est « dit » !", locale.French, "Objet\u202f: L’appel\u202f: oui", []Block{
			{Paragraph: Line{{Text: "C’est «\u202fdit\u202f»\u202f!"}}},
		}},
		{"Windows line ends and a byte order mark", "\ufeffS\r\n\r\nT\r\n", locale.English, "Subject: S", []Block{{Paragraph: Line{{Text: "T"}}}}},
		{"stray direction marks", "S\n\na\u202eb\u2067c\u200f", locale.English, "Subject: S", []Block{{Paragraph: Line{{Text: "abc"}}}}},
		{"Arabic-Indic numbers", "س\n\n١. ا\n٢. ب", locale.Arabic, "الموضوع: س", []Block{{Asks: []Line{{{Text: "ا"}}, {{Text: "ب"}}}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := letterOf(t, tt.l).WithEdits(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if got.Subject.Plain() != tt.subject || !reflect.DeepEqual(got.Body, tt.body) {
				t.Errorf("got %q %+v; want %q %+v", got.Subject.Plain(), got.Body, tt.subject, tt.body)
			}
		})
	}
}

func TestWithEditsRefuses(t *testing.T) {
	tests := []struct {
		name, in string
		problem  EditProblem
		line     int
	}{
		{"nothing", "# only help\n\n", EditNothing, 0},
		{"no subject", "1. ask\n", EditNoSubject, 0},
		{"no body", "Subject\n", EditNoBody, 0},
		{"empty ask", "S\n\n1. a\n2.\n", EditEmptyAsk, 4},
		{"open emphasis", "S\n\na\n*b\n", EditOpenEmphasis, 3},
		{"control character", "S\n\na\x1b[31m\n", EditUnprintable, 3},
		{"broken UTF-8", "S\n\na\xff\n", EditUnprintable, 3},
		{"too long", "S\n\n" + strings.Repeat("a ", maxEdited), EditTooLong, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := letterOf(t, locale.English).WithEdits(tt.in)
			var e *EditError
			if !errors.As(err, &e) || e.Problem != tt.problem || e.Line != tt.line {
				t.Errorf("got %v; want line %d: %s", err, tt.line, tt.problem)
			}
		})
	}
}

func TestSpecimen(t *testing.T) {
	for _, l := range locale.Languages {
		r := Request{Country: "FR", Language: l, Issue: "syria", Date: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), Sender: Sample(l), Specimen: true}
		got, err := Compose(r)
		if err != nil {
			t.Fatal(err)
		}
		if first := got.Sender[0]; len(first) != 1 || !first[0].Strong || first.Plain() == Sample(l).Name {
			t.Errorf("%s: the letter begins with %+v", l, first)
		}
	}
}

// FuzzEditable writes letters of any words as editable text and reads them back.
func FuzzEditable(f *testing.F) {
	f.Add("Title", "One *two* two", "1. three", "**", true)
	f.Add("# x", "2014. was ____", "a  b", `\`, false)
	f.Add("x", "_", "y", "_z", false)
	f.Add("١. س", "\u2068a\u2069 b", "#", "_", false)
	f.Fuzz(func(t *testing.T, title, a, b, c string, styled bool) {
		clean := func(s string) string {
			s, err := cleanField(s)
			if err != nil || s == "" {
				t.Skip()
			}
			return s
		}
		title, a, b, c = clean(title), clean(a), clean(b), clean(c)
		l := letterOf(t, locale.English)
		l.Subject, l.Title = Line{{Text: "Subject: " + title}}, title
		long := strings.TrimSpace(strings.Repeat(a+" ", 9))
		l.Body = []Block{
			{Paragraph: Line{{Text: long, Strong: styled}, {Blank: true}, {Text: b, Emph: true}}},
			{Asks: []Line{{{Text: b}, {Text: c, Strong: true}}, {{Text: long}}}},
			{Paragraph: Line{{Text: c, Emph: styled}}},
		}
		got, err := l.WithEdits(l.Editable())
		if err != nil || !reflect.DeepEqual(got, l) {
			t.Fatalf("%v\n%s\ngot  %+v %+v\nwant %+v %+v", err, l.Editable(), got.Title, got.Body, l.Title, l.Body)
		}
	})
}
