package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/shape"
)

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb is a PNG file of some bytes that claims to be large.
func bomb(width, height uint32) []byte {
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), width), height)
	header = append(header, 8, 6, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), header...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(header))
}

func TestLogo(t *testing.T) {
	clear := image.NewNRGBA(image.Rect(0, 0, 40, 10)) // transparent
	clear.Set(0, 0, color.NRGBA{255, 0, 0, 255})
	l, err := readLogo(pngOf(t, clear))
	if err != nil {
		t.Fatal(err)
	}
	if pixels := inflate(t, l.object); !bytes.HasPrefix(pixels, []byte{255, 0, 0, 255, 255, 255}) {
		t.Errorf("a red pixel before transparent ones is % x", pixels[:6])
	}
	if bytes.Contains(l.object, []byte("SMask")) {
		t.Error("the logo is transparent")
	}
	large := image.NewGray(image.Rect(0, 0, 4000, 1000))
	if l, err = readLogo(pngOf(t, large)); err != nil || l.width > 800 || l.width < 700 || l.height != l.width/4 {
		t.Errorf("4000 × 1000 pixels become %d × %d, %v", l.width, l.height, err)
	}
	if !bytes.Contains(l.object, []byte("/DeviceGray")) {
		t.Error("a grey logo is in colour")
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, large, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := readLogo(photo.Bytes()); err != nil {
		t.Errorf("a JPEG file: %v", err)
	}
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"empty":     {[]byte{}, "neither PNG nor JPEG"},
		"GIF":       {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00"), "neither PNG nor JPEG"},
		"cut":       {pngOf(t, large)[:100], "damaged"},
		"wide":      {bomb(10_001, 1), "10001 × 1 pixels"},
		"large":     {bomb(9_000, 9_000), "9000 × 9000 pixels"},
		"very wide": {bomb(1<<31-1, 1<<31-1), "overflow"},
		"long":      {make([]byte, maxLogoBytes+1), "MB"},
	} {
		if _, err := readLogo(tt.data); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v; want one that says %q", name, err, tt.want)
		}
	}
}

func TestAccent(t *testing.T) {
	for s, want := range map[string]string{
		"#1f3a5f": "", "1F3A5F": "", "#000": "", "#767676": "", // the lightest grey of 4.5 to 1
		"#777777": "too light", "#fff": "too light", "#ff0000": "its contrast is 3.9 to 1", "#ffff00": "too light",
		"red": "is no colour", "#12345": "is no colour", "": "is no colour", "#1234567": "is no colour", "+12345": "is no colour", "#éa": "is no colour",
	} {
		switch _, err := parseColour(s); {
		case want == "" && err != nil:
			t.Errorf("%q: %v", s, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: error %v; want one that says %q", s, err, want)
		}
	}
}

func fontFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("fonts/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// changed returns a font with two bytes of a table changed.
func changed(t testing.TB, font []byte, table string, at int, value uint16) []byte {
	t.Helper()
	font = slices.Clone(font)
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		if record := font[12+16*i:]; string(record[:4]) == table {
			binary.BigEndian.PutUint16(font[int(binary.BigEndian.Uint32(record[8:]))+at:], value)
			return font
		}
	}
	t.Fatalf("no table %s", table)
	return nil
}

func TestOwnFonts(t *testing.T) {
	gentium, bold, italic := fontFile(t, "GentiumBookPlus-Regular.ttf"), fontFile(t, "GentiumBookPlus-Bold.ttf"), fontFile(t, "GentiumBookPlus-Italic.ttf")
	amiri := fontFile(t, "Amiri-Regular.ttf")
	for name, tt := range map[string]struct {
		o    Options
		want string
	}{
		"regular":        {Options{Fonts: [][]byte{gentium}}, ""},
		"three":          {Options{Fonts: [][]byte{italic, bold, gentium}}, ""},
		"Arabic":         {Options{Arabic: [][]byte{amiri}}, ""},
		"bold alone":     {Options{Fonts: [][]byte{bold}}, "font: no regular font"},
		"twice":          {Options{Fonts: [][]byte{gentium, gentium}}, "font: GentiumBookPlus is for the same style as GentiumBookPlus"},
		"no Arabic":      {Options{Arabic: [][]byte{gentium}}, "font-arabic: it lacks letters: ء"},
		"restricted":     {Options{Fonts: [][]byte{changed(t, gentium, "OS/2", 8, 2)}}, "does not allow it to be embedded"},
		"no subsets":     {Options{Fonts: [][]byte{changed(t, gentium, "OS/2", 8, 0x100)}}, "parts of it"},
		"bitmaps":        {Options{Fonts: [][]byte{changed(t, gentium, "OS/2", 8, 0x200)}}, "only bitmaps"},
		"may be printed": {Options{Fonts: [][]byte{changed(t, gentium, "OS/2", 8, 4)}}, ""},
		"CFF":            {Options{Fonts: [][]byte{[]byte("OTTO\x00\x01")}}, "PostScript"},
		"collection":     {Options{Fonts: [][]byte{[]byte("ttcf\x00\x01")}}, "collection"},
		"of the web":     {Options{Fonts: [][]byte{[]byte("wOF2")}}, "web"},
		"no font":        {Options{Fonts: [][]byte{[]byte("%PDF")}}, "not a TrueType font"},
		"empty":          {Options{Fonts: [][]byte{{}}}, "not a TrueType font"},
		"cut":            {Options{Fonts: [][]byte{gentium[:len(gentium)/2]}}, "damaged"},
		"no glyphs":      {Options{Fonts: [][]byte{changed(t, gentium, "loca", 6, 0xffff)}}, "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := NewStyle(tt.o)
			var option *OptionError
			switch {
			case tt.want == "" && err != nil:
				t.Fatal(err)
			case tt.want == "":
				for _, lang := range []locale.Language{locale.French, locale.Arabic} {
					checkOwnFont(t, s, lang)
				}
			case err == nil || !strings.Contains(err.Error(), tt.want) || !errors.As(err, &option):
				t.Errorf("error %v; want one that says %q", err, tt.want)
			}
		})
	}
}

// checkOwnFont draws a letter, with names in both scripts, and looks for the
// user's fonts in it.
func checkOwnFont(t *testing.T, s *Style, lang locale.Language) {
	t.Helper()
	l := compose(t, letter.Request{Country: "LB", Language: lang, Issue: "syria", Sender: letter.Sender{Name: "Rana رنا حداد"}})
	var first, second bytes.Buffer
	if err := errors.Join(s.Render(&first, l), s.Render(&second, l)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the second time, the document is another")
	}
	if s.latin != nil && !bytes.Contains(first.Bytes(), []byte(s.latin.regular.name)) && lang != locale.Arabic {
		t.Errorf("%s: no font %s in the document", lang, s.latin.regular.name)
	}
	if s.arabic != nil && !bytes.Contains(first.Bytes(), []byte(s.arabic.regular.name)) {
		t.Errorf("%s: no font %s in the document", lang, s.arabic.regular.name)
	}
}

// A style changes what the same letter looks like, and says so.
func TestStyleDigest(t *testing.T) {
	seen := map[string]bool{}
	for _, o := range []Options{
		{}, {Window: true}, {Accent: "#123"}, {Logo: pngOf(t, image.NewGray(image.Rect(0, 0, 2, 2)))},
		{Fonts: [][]byte{fontFile(t, "GentiumBookPlus-Regular.ttf")}}, {Arabic: [][]byte{fontFile(t, "Amiri-Regular.ttf")}},
	} {
		s, err := NewStyle(o)
		if err != nil {
			t.Fatal(err)
		}
		if seen[s.Digest()] {
			t.Errorf("%.60v has the digest of another style", o)
		}
		seen[s.Digest()] = true
	}
}

func TestLetterhead(t *testing.T) {
	logo := image.NewNRGBA(image.Rect(0, 0, 30, 10))
	s, err := NewStyle(Options{Accent: "#1f3a5f", Logo: pngOf(t, logo), Window: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 16 {
		l := compose(t, request(i))
		laid, err := s.LayOut(l)
		if err != nil {
			t.Fatal(err)
		}
		checkInside(t, l.Title, laid.pages, laid.sheet, l.Language.RightToLeft())
		inked := 0
		for _, r := range laid.pages[0].rows {
			if r.ink != "" {
				inked++
				if squeeze(textOf(r)) != squeeze(request(i).Sender.Organisation) {
					t.Errorf("%s: %q is in the accent's colour", l.Language, textOf(r))
				}
			}
		}
		if want := min(1, len(request(i).Sender.Organisation)); inked != want {
			t.Errorf("%s: %d rows are in the accent's colour; want %d", l.Language, inked, want)
		}
		var doc bytes.Buffer
		if err := s.Render(&doc, l); err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(doc.Bytes(), []byte("/Subtype /Image")); n != 1 {
			t.Errorf("%s: %d images in the document", l.Language, n)
		}
	}
}

// Whatever a font file is, it is drawn or refused.
func FuzzFont(f *testing.F) {
	latin, arabic := fontFile(f, "GentiumBookPlus-Regular.ttf"), fontFile(f, "Amiri-Regular.ttf")
	for _, at := range []uint32{12, 20, 400, 5_000, 100_000, 300_000} {
		f.Add(at, []byte{0xff, 0xff, 0xff, 0xff}, true)
		f.Add(at, []byte{0, 0, 0, 1}, false)
	}
	f.Fuzz(func(t *testing.T, at uint32, with []byte, isArabic bool) {
		o, lang, data := Options{}, locale.English, latin
		if isArabic {
			lang, data = locale.Arabic, arabic
		}
		data = slices.Clone(data)
		copy(data[int(at)%len(data):], with)
		o.Fonts = [][]byte{data}
		if isArabic {
			o.Fonts, o.Arabic = nil, o.Fonts
		}
		s, err := NewStyle(o)
		if err != nil {
			return
		}
		l := compose(t, letter.Request{Country: "LB", Language: lang, Issue: "syria"})
		var missing *shape.MissingError
		if err := s.Render(new(bytes.Buffer), l); err != nil && !errors.As(err, &missing) && !strings.Contains(err.Error(), "damaged") {
			t.Fatal(err)
		}
	})
}

// Whatever an image file is, it is a logo or refused.
func FuzzLogo(f *testing.F) {
	img := image.NewPaletted(image.Rect(0, 0, 9, 5), color.Palette{color.White, color.Transparent, color.Black})
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, img, nil); err != nil {
		f.Fatal(err)
	}
	f.Add(pngOf(f, img))
	f.Add(photo.Bytes())
	f.Add(bomb(9_999, 2_000))
	f.Fuzz(func(t *testing.T, data []byte) {
		if l, err := readLogo(data); err == nil && (l.width < 1 || l.height < 1 || len(l.object) == 0) {
			t.Errorf("a logo of %d × %d pixels", l.width, l.height)
		}
	})
}

// inflate returns the data of a compressed stream object.
func inflate(t *testing.T, object []byte) []byte {
	t.Helper()
	_, data, _ := bytes.Cut(object, []byte("\nstream\n"))
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
