package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	fontfile "golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"speakout/internal/locale"
	"speakout/internal/shape"
)

// The letters that a font must have: those of letters in English, French and
// Spanish, and those of Arabic. What it lacks besides them comes from the
// program's own fonts.
const (
	latinLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,;:!?()-/'’“”«»–¿¡" +
		"ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜàâæçéèêëîïôœùûüÿÁÍÑÓÚáíñóú"
	arabicLetters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؛؟"
)

// faces are the fonts of one script that a user brings.
type faces struct {
	regular, bold, italic *typeface
	all                   []*typeface
	leading               float64 // how much more than the program's fonts they need between lines
}

// usualHeight is how high letters are with what hangs below them, in sizes of
// type, that lines have room for as the scales set them.
const usualHeight = 1.75

// maxFontBytes is more than any font of letters has.
const maxFontBytes = 32 << 20

// readFaces reads the font files of a script. Which is bold or italic they say
// themselves; what is not there, the regular one is for too. The error is an
// *OptionError.
func readFaces(option, script string, files [][]byte, letters string) (*faces, error) {
	if len(files) == 0 {
		return nil, nil
	}
	f := &faces{}
	for i, data := range files {
		t, bold, err := readFace(data, letters)
		if err != nil {
			return nil, &OptionError{option, i, err}
		}
		t.name = fmt.Sprintf("%s-%s%d", t.name, script, i+1) // no two fonts of a document have one name
		t.resource = fmt.Sprintf("U%s%d", script, i+1)
		f.all = append(f.all, t)
		to := &f.regular
		switch {
		case bold:
			to = &f.bold
		case t.italic:
			to = &f.italic
		}
		if *to != nil {
			return nil, &OptionError{option, i, fmt.Errorf("%s is for the same style as %s", t.file, (*to).file)}
		}
		*to = t
	}
	if f.regular == nil {
		return nil, &OptionError{option, len(files), errors.New("no regular font among the files")}
	}
	f.leading = max(1, heightOf(f.regular.font)/usualHeight)
	if f.bold == nil {
		f.bold = f.regular
	}
	if f.italic == nil {
		f.italic = f.regular
	}
	return f, nil
}

// readFace reads a font file and says what keeps it from being used. What it is
// made of comes from outside: whatever is wrong with it is an error.
func readFace(data []byte, letters string) (t *typeface, bold bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			t, err = nil, fmt.Errorf("damaged: %v", r)
		}
	}()
	if err := checkForm(data); err != nil {
		return nil, false, err
	}
	if err := checkOutlines(data); err != nil {
		return nil, false, fmt.Errorf("damaged: %w", err)
	}
	f, err := shape.ParseFont(data)
	if err != nil {
		return nil, false, err
	}
	os2, err := f.Table("OS/2")
	if err != nil || len(os2) < 70 || binary.BigEndian.Uint16(os2) >= 2 && len(os2) < 90 {
		return nil, false, errors.New("damaged: no table OS/2, which says whether the font may be embedded")
	}
	if err := mayBeEmbedded(binary.BigEndian.Uint16(os2[8:])); err != nil {
		return nil, false, err
	}
	for tag, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 32, "post": 32, "hmtx": 4, "loca": 2} {
		if table, err := f.Table(tag); err != nil || len(table) < least {
			return nil, false, fmt.Errorf("damaged: no table %q", tag)
		}
	}
	if missing := lacking(f, letters); missing != "" {
		return nil, false, fmt.Errorf("it lacks letters: %s", missing)
	}
	if letters == arabicLetters && !joins(f) {
		return nil, false, errors.New("it does not say how Arabic letters join, or not in a way that speakout reads; choose another font for Arabic")
	}
	selection := binary.BigEndian.Uint16(os2[62:])
	name := nameOf(data)
	return &typeface{name: name, file: name, italic: selection&1 != 0, font: f}, binary.BigEndian.Uint16(os2[4:]) >= 600, nil
}

// checkForm refuses files of other forms than TrueType, by how they begin.
func checkForm(data []byte) error {
	if len(data) > maxFontBytes {
		return fmt.Errorf("%d MB; a font has at most %d", len(data)>>20, maxFontBytes>>20)
	}
	form := string(data[:min(4, len(data))])
	switch form {
	case "\x00\x01\x00\x00", "true":
		return nil
	case "OTTO":
		return errors.New("its outlines are PostScript's (CFF); take the font's TrueType version (.ttf)")
	case "ttcf":
		return errors.New("a collection of fonts; take one of them as a .ttf file")
	case "wOFF", "wOF2":
		return errors.New("a font for web pages; take its .ttf file")
	}
	return errors.New("not a TrueType font (.ttf)")
}

// checkOutlines reads every glyph of a font.
func checkOutlines(data []byte) error {
	f, err := fontfile.Parse(data)
	if err != nil {
		return err
	}
	var b fontfile.Buffer
	for i := range f.NumGlyphs() {
		_, err := f.LoadGlyph(&b, fontfile.GlyphIndex(i), fixed.I(int(f.UnitsPerEm())), nil)
		if err != nil && !errors.Is(err, fontfile.ErrColoredGlyph) {
			return fmt.Errorf("glyph %d: %w", i, err)
		}
	}
	return nil
}

// mayBeEmbedded reads what the maker of a font allows (OpenType 1.9, OS/2
// fsType).
func mayBeEmbedded(fsType uint16) error {
	const restricted, noSubsetting, bitmapsOnly = 2, 0x100, 0x200
	switch {
	case fsType&0xf == restricted:
		return errors.New("its maker does not allow it to be embedded in documents (fsType)")
	case fsType&noSubsetting != 0:
		return errors.New("its maker does not allow parts of it to be embedded in documents (fsType)")
	case fsType&bitmapsOnly != 0:
		return errors.New("its maker allows only bitmaps of it in documents (fsType)")
	}
	return nil
}

func lacking(f *shape.Font, letters string) string {
	var missing []string
	for _, r := range letters {
		if !f.Has(r) {
			missing = append(missing, string(r))
		}
	}
	if n := len(missing); n > 12 {
		missing = append(missing[:12], fmt.Sprintf("and %d more", n-12))
	}
	return strings.Join(missing, " ")
}

// joiningLetters have another form between letters than alone.
const joiningLetters = "بتثجحخسشصضعغفقكلمنهي"

// joins reports whether the font joins Arabic letters, as far as the shaper can
// read what the font says of it.
func joins(f *shape.Font) bool {
	shaper := shape.NewShaper(string(locale.Arabic), true, shape.NewMemory())
	glyphs := func(text string, cluster, clusters int) (ids []uint16) {
		set, err := shaper.Lines([]shape.Span{{Text: text, Fonts: []*shape.Font{f}}}, shape.Measure{Size: 1, Width: 1000})
		if err != nil || len(set) != 1 || len(set[0].Pieces) != 1 || len(set[0].Pieces[0].Clusters) != clusters {
			return nil // a ligature, say
		}
		for _, g := range set[0].Pieces[0].Clusters[cluster].Glyphs {
			ids = append(ids, g.ID)
		}
		return ids
	}
	for _, r := range joiningLetters {
		alone, between := glyphs(string(r), 0, 1), glyphs("س"+string(r)+"س", 1, 3)
		if slices.Equal(alone, between) {
			return false
		}
	}
	return true
}

// heightOf is how high the font says its lines are, in sizes of type.
func heightOf(f *shape.Font) float64 {
	hhea, err := f.Table("hhea")
	if err != nil {
		return 0 // checked already
	}
	at := func(i int) float64 { return float64(int16(binary.BigEndian.Uint16(hhea[i:]))) }
	const most = 3
	return min(most, (at(4)-at(6))/float64(f.UnitsPerEm()))
}

var notInNames = regexp.MustCompile(`[^A-Za-z0-9-]+`)

// nameOf is the font's PostScript name, as far as PDF takes it.
func nameOf(data []byte) string {
	name := ""
	if f, err := fontfile.Parse(data); err == nil {
		name, _ = f.Name(nil, fontfile.NameIDPostScript)
	}
	name = notInNames.ReplaceAllString(name, "")
	if name == "" {
		return "Font"
	}
	return name[:min(len(name), 63)]
}

// before is the fonts that are looked at first, then the program's own of the
// same script.
func (f *faces) before(own []*typeface, style func(*faces) *typeface) []*typeface {
	if f == nil {
		return own
	}
	return append([]*typeface{style(f)}, own...)
}

// explainFonts turns a panic over a user's font into an error. Fonts are
// checked, but only in part: the tables that shape text are read by a library as
// they are needed.
func (s *Style) explainFonts(err *error) {
	if s.latin == nil && s.arabic == nil {
		return
	}
	if r := recover(); r != nil {
		*err = &OptionError{"font", 0, fmt.Errorf("a font of the style cannot be drawn, it is damaged: %v", r)}
	}
}
