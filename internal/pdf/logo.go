package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
)

// Bounds on logos. An image file of a few bytes may claim any size.
const (
	maxLogoBytes  = 8 << 20
	maxLogoSide   = 10_000
	maxLogoPixels = 16_000_000
	// logoPixels is how many pixels a logo keeps for each point of the room it may
	// take: what a printer shows, 300 to the inch, and not a larger document.
	logoPixels = 300.0 / 72
)

// logoName is how content streams call the logo.
const logoName = "Logo"

// logo is an image as documents have it: without transparency, which PDF/A-1
// forbids and paper does not have.
type logo struct {
	width, height int
	object        []byte // an image XObject (ISO 32000-1, 8.9.5)
}

// readLogo reads a PNG or JPEG file.
func readLogo(data []byte) (*logo, error) {
	if len(data) > maxLogoBytes {
		return nil, fmt.Errorf("%d MB; a logo has at most %d", len(data)>>20, maxLogoBytes>>20)
	}
	decodeConfig, decode := png.DecodeConfig, png.Decode
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8")):
		decodeConfig, decode = jpeg.DecodeConfig, jpeg.Decode
	case !bytes.HasPrefix(data, []byte("\x89PNG")):
		return nil, errors.New("neither PNG nor JPEG; save the logo as one of them")
	}
	config, err := decodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("damaged: %w", err)
	}
	w, h := config.Width, config.Height
	if w < 1 || h < 1 || w > maxLogoSide || h > maxLogoSide || w*h > maxLogoPixels {
		return nil, fmt.Errorf("%d × %d pixels; a logo has at most %d on a side and %d million", w, h, maxLogoSide, maxLogoPixels/1_000_000)
	}
	img, err := decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("damaged: %w", err)
	}
	return newLogo(img), nil
}

// newLogo puts an image on white, at the size that is printed.
func newLogo(img image.Image) *logo {
	l := &logo{width: img.Bounds().Dx(), height: img.Bounds().Dy()}
	room, high := l.fit(logoWidth, logoHeight)
	if w := int(room * logoPixels); w < l.width {
		l.width, l.height = max(1, w), max(1, int(high*logoPixels))
	}
	flat := image.NewRGBA(image.Rect(0, 0, l.width, l.height))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(flat, flat.Bounds(), img, img.Bounds(), draw.Over, nil)

	pixels, space := make([]byte, 0, 3*l.width*l.height), "/DeviceRGB"
	if grey(flat) {
		space = "/DeviceGray"
	}
	for i := 0; i < len(flat.Pix); i += 4 {
		n := 3
		if space == "/DeviceGray" {
			n = 1
		}
		pixels = append(pixels, flat.Pix[i:i+n]...)
	}
	l.object = stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 ",
		l.width, l.height, space), pixels)
	return l
}

func grey(img *image.RGBA) bool {
	for i := 0; i < len(img.Pix); i += 4 {
		if img.Pix[i] != img.Pix[i+1] || img.Pix[i] != img.Pix[i+2] {
			return false
		}
	}
	return true
}

// fit is the largest size of the logo in the room.
func (l *logo) fit(width, height float64) (w, h float64) {
	ratio := min(width/float64(l.width), height/float64(l.height))
	return ratio * float64(l.width), ratio * float64(l.height)
}

// resource adds the style's images to a document and returns what a page's
// resources say of them.
func (s *Style) resource(to objectWriter) string {
	if s == nil || s.logo == nil {
		return ""
	}
	return fmt.Sprintf(" /XObject << /%s %d 0 R >>", logoName, to.add(s.logo.object))
}
