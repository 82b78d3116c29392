package cmd

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/pflag"

	"speakout/internal/output"
	"speakout/internal/pdf"
)

// styleFlags are the flags about how a PDF letter looks. The files they name
// are read once.
type styleFlags struct {
	window       bool
	logo, accent string
	font, arabic []string
	style        *pdf.Style
}

func (s *styleFlags) register(f *pflag.FlagSet) {
	f.BoolVar(&s.window, "window", false, "PDF for a window envelope: fold marks, on A4 one for the punch, and a return address above the recipient's")
	f.StringVar(&s.logo, "logo", "", "PDF with a logo at the head: a PNG or JPEG `file`")
	f.StringVar(&s.accent, "accent", "", "PDF with a line and your organisation in a `colour`, as #1f3a5f")
	f.StringArrayVar(&s.font, "font", nil, "PDF in a font of your own: a TrueType `file`; repeat for bold and italic")
	f.StringArrayVar(&s.arabic, "font-arabic", nil, "PDF in a font of your own for Arabic: a TrueType `file`; repeat for bold")
}

func (s *styleFlags) given() bool {
	return s.window || s.logo+s.accent != "" || len(s.font)+len(s.arabic) > 0
}

// read reads and checks what the flags name.
func (s *styleFlags) read() (*pdf.Style, error) {
	if s.style != nil {
		return s.style, nil
	}
	o := pdf.Options{Window: s.window, Accent: s.accent}
	var err error
	if s.logo != "" {
		if o.Logo, err = readSmall("--logo", s.logo); err != nil {
			return nil, err
		}
	}
	if o.Fonts, err = readFonts("--font", s.font); err != nil {
		return nil, err
	}
	if o.Arabic, err = readFonts("--font-arabic", s.arabic); err != nil {
		return nil, err
	}
	style, err := pdf.NewStyle(o)
	var option *pdf.OptionError
	if errors.As(err, &option) {
		return nil, s.explain(option)
	}
	s.style = style
	return style, err
}

// explain names the flag and, of one file, the file.
func (s *styleFlags) explain(e *pdf.OptionError) error {
	name := map[string][]string{"logo": {s.logo}, "font": s.font, "font-arabic": s.arabic}[e.Option]
	if e.File < len(name) {
		return fmt.Errorf("--%s %s: %w", e.Option, name[e.File], e.Err)
	}
	return fmt.Errorf("--%s: %w", e.Option, e.Err)
}

func readFonts(flag string, names []string) ([][]byte, error) {
	var files [][]byte
	for _, name := range names {
		data, err := readSmall(flag, name)
		if err != nil {
			return nil, err
		}
		files = append(files, data)
	}
	return files, nil
}

// mostRead is more than any file that a style is made of; package pdf says
// which of them are too large.
const mostRead = 64 << 20

// readSmall reads a file, but no more of it than could be used: it may be a
// device.
func readSmall(flag, name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", flag, name, output.Reason(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostRead))
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", flag, name, output.Reason(err))
	}
	return data, nil
}
