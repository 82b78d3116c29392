package pdf

import (
	"embed"
	"strings"

	"speakout/internal/locale"
	"speakout/internal/shape"
)

// The fonts are Gentium Book Plus 6.101 (SIL International) and Amiri 0.113
// (The Amiri Project Authors), both under the SIL Open Font License 1.1, whose
// text stands beside them. They are as published: what goes into a document is
// cut from them there.
//
//go:embed fonts/GentiumBookPlus-Regular.ttf
var gentium []byte

//go:embed fonts/GentiumBookPlus-Bold.ttf
var gentiumBold []byte

//go:embed fonts/GentiumBookPlus-Italic.ttf
var gentiumItalic []byte

//go:embed fonts/Amiri-Regular.ttf
var amiri []byte

//go:embed fonts/Amiri-Bold.ttf
var amiriBold []byte

//go:embed fonts/*.txt
var fontLicences embed.FS

// typeface is a font with the names it has in a document.
type typeface struct {
	resource string // as pages call it
	name     string // PostScript name
	file     string
	italic   bool
	font     *shape.Font
}

var (
	latinRegular = &typeface{"L", "GentiumBookPlus", "GentiumBookPlus-Regular.ttf", false, shape.EmbeddedFont(gentium)}
	latinBold    = &typeface{"LB", "GentiumBookPlus-Bold", "GentiumBookPlus-Bold.ttf", false, shape.EmbeddedFont(gentiumBold)}
	latinItalic  = &typeface{"LI", "GentiumBookPlus-Italic", "GentiumBookPlus-Italic.ttf", true, shape.EmbeddedFont(gentiumItalic)}
	arabRegular  = &typeface{"A", "Amiri-Regular", "Amiri-Regular.ttf", false, shape.EmbeddedFont(amiri)}
	arabBold     = &typeface{"AB", "Amiri-Bold", "Amiri-Bold.ttf", false, shape.EmbeddedFont(amiriBold)}
)

var typefaces = []*typeface{latinRegular, latinBold, latinItalic, arabRegular, arabBold}

// family is what a letter is set in: for each style the typefaces to look for
// a character in, in this order.
type family struct{ regular, bold, italic []*typeface }

// familyFor chooses by the letter's own script, so that a sign that several
// fonts have comes from that of the text around it. Arabic knows no italics:
// what is stressed is bold.
func familyFor(l locale.Language) family {
	if l.RightToLeft() {
		bold := []*typeface{arabBold, latinBold}
		return family{regular: []*typeface{arabRegular, latinRegular}, bold: bold, italic: bold}
	}
	return family{
		regular: []*typeface{latinRegular, arabRegular},
		bold:    []*typeface{latinBold, arabBold},
		italic:  []*typeface{latinItalic, arabRegular},
	}
}

func fontsOf(faces []*typeface) []*shape.Font {
	var fonts []*shape.Font
	for _, t := range faces {
		fonts = append(fonts, t.font)
	}
	return fonts
}

// faceOf returns which of faces has the font.
func faceOf(faces []*typeface, f *shape.Font) *typeface {
	for _, t := range faces {
		if t.font == f {
			return t
		}
	}
	return nil
}

// Licences returns the licence texts of the fonts, which goes with every copy
// of them.
func Licences() string {
	var b strings.Builder
	for _, name := range []string{"OFL-Gentium.txt", "OFL-Amiri.txt"} {
		text, err := fontLicences.ReadFile("fonts/" + name)
		if err != nil {
			panic("pdf: " + err.Error()) // it is embedded
		}
		b.Write(text)
		b.WriteByte('\n')
	}
	return b.String()
}
