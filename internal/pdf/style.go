package pdf

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// Options are what a user may choose about how letters look. The zero value is
// the program's own look.
type Options struct {
	Window bool     // fold marks and a return address, for a window envelope
	Logo   []byte   // a PNG or JPEG file
	Accent string   // a colour, as #rrggbb
	Fonts  [][]byte // TrueType files for Latin letters: regular, and bold and italic if there are
	Arabic [][]byte // the same for Arabic letters
}

// Style is how letters look: Options that are read and checked. It may be used
// by several goroutines. The zero value, and nil, are the program's own.
type Style struct {
	window        bool
	accent        *colour
	logo          *logo
	latin, arabic *faces
	digest        string
}

// OptionError says which option cannot be used, and why.
type OptionError struct {
	Option string // as users know it: "logo", "font-arabic"
	File   int    // which of its files; as many as there are if it is about all
	Err    error
}

func (e *OptionError) Error() string { return e.Option + ": " + e.Err.Error() }
func (e *OptionError) Unwrap() error { return e.Err }

// NewStyle reads and checks options. The error is an *OptionError.
func NewStyle(o Options) (*Style, error) {
	s := &Style{window: o.Window}
	var err error
	if o.Accent != "" {
		if s.accent, err = parseColour(o.Accent); err != nil {
			return nil, &OptionError{Option: "accent", Err: err}
		}
	}
	if o.Logo != nil {
		if s.logo, err = readLogo(o.Logo); err != nil {
			return nil, &OptionError{Option: "logo", Err: err}
		}
	}
	if s.latin, err = readFaces("font", "Latin", o.Fonts, latinLetters); err != nil {
		return nil, err
	}
	if s.arabic, err = readFaces("font-arabic", "Arabic", o.Arabic, arabicLetters); err != nil {
		return nil, err
	}
	s.digest = o.digest()
	return s, nil
}

// digest stands for the options.
func (o Options) digest() string {
	h := sha256.New()
	fmt.Fprintf(h, "%v %q %q", o.Window, o.Accent, o.Logo)
	for _, fonts := range [][][]byte{o.Fonts, o.Arabic} {
		fmt.Fprintf(h, " %q", fonts)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Digest stands for everything that the style decides about the bytes of a
// letter.
func (s *Style) Digest() string { return s.digest }

// Render is Render in this style. The error may also say that the style's own
// fonts could not be drawn.
func (s *Style) Render(w io.Writer, l letter.Letter) (err error) {
	if s == nil {
		s = new(Style)
	}
	defer s.explainFonts(&err)
	return s.render(w, l)
}

// LayOut is LayOut in this style.
func (s *Style) LayOut(l letter.Letter) (laid *Laid, err error) {
	if s == nil {
		s = new(Style)
	}
	defer s.explainFonts(&err)
	box := toolsFor[l.Language]
	t := box.get()
	defer box.put(t)
	if laid, err = s.layOut(l, t.shaper); err != nil {
		return nil, err
	}
	return laid, laid.drawAlphabet(t)
}

// familyFor is the style's own fonts, each before the program's of its script,
// which have what it lacks.
func (s *Style) familyFor(l locale.Language) family {
	own := familyFor(l)
	if s.latin == nil && s.arabic == nil {
		return own
	}
	first, second := s.latin, s.arabic
	if l.RightToLeft() {
		first, second = second, first
	}
	with := func(own []*typeface, style func(*faces) *typeface) []*typeface {
		return append(first.before(own[:1:1], style), second.before(own[1:], style)...)
	}
	return family{
		regular: with(own.regular, func(f *faces) *typeface { return f.regular }),
		bold:    with(own.bold, func(f *faces) *typeface { return f.bold }),
		italic:  with(own.italic, func(f *faces) *typeface { return f.italic }),
	}
}

// leading is how much more room than usual the letter's lines need.
func (s *Style) leading(l locale.Language) float64 {
	own := s.latin
	if l.RightToLeft() {
		own = s.arabic
	}
	if own == nil {
		return 1
	}
	return own.leading
}

// typefaces lists every typeface that the style may use.
func (s *Style) typefaces() []*typeface {
	all := typefaces
	for _, f := range []*faces{s.latin, s.arabic} {
		if f != nil {
			all = append(all[:len(all):len(all)], f.all...)
		}
	}
	return all
}
