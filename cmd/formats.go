package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"speakout/internal/docx"
	"speakout/internal/eml"
	"speakout/internal/html"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/pdf"
	"speakout/internal/text"
)

// format is a form that letters are drawn in.
type format struct {
	name    string
	endings []string // of files; the first is the usual one
	render  func(io.Writer, letter.Letter, *pdf.Style) error
	hasPDF  bool // it is, or holds, a PDF, which has a style
	// aFile says what the format's data is, if it is not for a terminal to show.
	aFile string
}

// formats are all there are: flags, their help, what they suggest and
// completions go by this list.
var formats = []format{
	{name: "text", endings: []string{".txt", ".text"}, render: plain(text.Render)},
	{name: "pdf", endings: []string{".pdf"}, render: renderPDF, hasPDF: true, aFile: "a PDF"},
	{name: "docx", endings: []string{".docx"}, render: plain(docx.Render), aFile: "a DOCX document"},
	{name: "html", endings: []string{".html", ".htm"}, render: plain(html.Render)},
	{name: "eml", endings: []string{".eml"}, render: eml.Render, hasPDF: true, aFile: "an e-mail message"},
	{name: "mailto", render: plain(eml.RenderMailto)},
	{name: "json", endings: []string{".json"}, render: plain(renderJSON)},
}

// plain is a format that has no style.
func plain(render func(io.Writer, letter.Letter) error) func(io.Writer, letter.Letter, *pdf.Style) error {
	return func(w io.Writer, l letter.Letter, _ *pdf.Style) error { return render(w, l) }
}

func renderPDF(w io.Writer, l letter.Letter, s *pdf.Style) error { return s.Render(w, l) }

// formatNames lists the formats' names.
func formatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// formatsWithoutFonts are those that are not drawn in the program's own fonts.
func formatsWithoutFonts() []string {
	var names []string
	for _, f := range formats {
		if !f.hasPDF {
			names = append(names, f.name)
		}
	}
	return names
}

// fileEndings lists the usual ending of each format that has one.
func fileEndings() []string {
	var endings []string
	for _, f := range formats {
		if len(f.endings) > 0 {
			endings = append(endings, f.endings[0])
		}
	}
	return endings
}

// findFormat returns the format of that name, or of that ending.
func findFormat(match func(format) bool) (format, bool) {
	i := slices.IndexFunc(formats, match)
	if i < 0 {
		return format{}, false
	}
	return formats[i], true
}

// parseFormat reads a format's name; the ending of its files is one too.
func parseFormat(s string) (format, error) {
	name := strings.ToLower(s)
	f, ok := findFormat(func(f format) bool { return f.name == name || slices.Contains(f.endings, "."+name) })
	if !ok {
		return f, withHint(fmt.Errorf("--format: unknown format %q", s), append(didYouMean(nearest(name, formatNames())), locale.OneOf(formatNames()))...)
	}
	return f, nil
}

// chooseFormat returns the format that the flags ask for, by name or by the
// ending of a file.
func (o *letterOptions) chooseFormat() (format, error) {
	name, toFile := o.format, o.output != "" && o.output != "-" || o.open
	for _, short := range []struct {
		is         bool
		flag, name string
	}{{o.json, "--json", "json"}, {o.mailto, "--mailto", "mailto"}} {
		switch {
		case !short.is:
		case name != "" && !strings.EqualFold(name, short.name):
			return format{}, fmt.Errorf("%s and --format %s ask for two things", short.flag, strings.ToLower(name))
		default:
			name = short.name
		}
	}
	switch {
	case name != "":
	case o.output != "" && o.output != "-":
		ending := strings.ToLower(filepath.Ext(o.output))
		f, ok := findFormat(func(f format) bool { return slices.Contains(f.endings, ending) })
		if !ok {
			return f, withHint(fmt.Errorf("--output %s: the ending %q names no format", o.output, ending),
				"end the name in "+locale.OneOf(fileEndings())+", or say --format "+locale.OneOf(formatNames()))
		}
		return f, nil
	case o.open:
		name = "pdf"
	default:
		name = "text"
	}
	f, err := parseFormat(name)
	if err == nil && f.aFile != "" && !toFile && o.outputIsTerminal() {
		err = withHint(errors.New(f.aFile+" is not for a terminal to show"), "give it a file: -o letter"+f.endings[0])
	}
	return f, err
}

func draw(l letter.Letter, f format, style *pdf.Style) ([]byte, error) {
	var b bytes.Buffer
	err := f.render(&b, l, style)
	return b.Bytes(), err
}
