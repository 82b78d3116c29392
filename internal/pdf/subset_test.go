package pdf

import (
	"slices"
	"strings"
	"testing"

	fontfile "golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"speakout/internal/shape"
)

// Each glyph of our fonts is drawn in a subset as in the font, alone and, moved,
// in one with another: also those of scaled parts, and in fonts of both forms of
// the table loca.
func TestSubsetsDrawTheSame(t *testing.T) {
	for _, face := range typefaces {
		original := &drawer{t: t, font: parseFont(t, fontFile(t, face.file))}
		for _, most := range []int{100, original.font.NumGlyphs()} {
			s, err := newSubset(face.font)
			if err != nil {
				t.Fatal(err)
			}
			want := []fontfile.Segments{original.draw(0, 0, 0)} // by code
			for id := original.font.NumGlyphs() - most; id < original.font.NumGlyphs(); id++ {
				alone, moved := shape.Glyph{ID: uint16(id)}, shape.Glyph{ID: uint16(id), X: 300, Y: -20}
				s.add([]shape.Glyph{alone}, 1000)
				s.add([]shape.Glyph{{ID: 40, X: -7, Y: 3}, moved}, 1000)
				want = append(want, original.draw(id, 0, 0), slices.Concat(original.draw(40, -7, 3), original.draw(id, 300, -20)))
			}
			cut := &drawer{t: t, font: parseFont(t, withCharacters(t, s))}
			for code, w := range want {
				if got := cut.draw(code, 0, 0); !slices.Equal(got, w) {
					t.Fatalf("%s: code %d of %d draws\n%v\nwant\n%v", face.name, code, len(want), got, w)
				}
			}
		}
	}
}

// withCharacters returns a subset with what other readers of fonts need besides.
func withCharacters(t *testing.T, s *subset) []byte {
	tables := append(s.tables(s.outlines()), table{"post", append([]byte{0, 3, 0, 0}, make([]byte, 28)...)})
	for _, tag := range []string{"OS/2", "cmap"} {
		data, err := s.source.Table(tag)
		if err != nil {
			t.Fatal(err)
		}
		tables = append(tables, table{tag, data})
	}
	slices.SortFunc(tables, func(a, b table) int { return strings.Compare(a.tag, b.tag) })
	return sfnt(tables)
}

func parseFont(t *testing.T, data []byte) *fontfile.Font {
	t.Helper()
	f, err := fontfile.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

type drawer struct {
	t    *testing.T
	font *fontfile.Font
	fontfile.Buffer
}

// draw returns the outline of a glyph, moved.
func (d *drawer) draw(id int, x, y int32) fontfile.Segments {
	drawn, err := d.font.LoadGlyph(&d.Buffer, fontfile.GlyphIndex(id), fixed.Int26_6(d.font.UnitsPerEm()), nil)
	if err != nil {
		d.t.Fatalf("glyph %d: %v", id, err)
	}
	drawn = slices.Clone(drawn)
	for i := range drawn {
		for j := range drawn[i].Args {
			drawn[i].Args[j] = drawn[i].Args[j].Add(fixed.Point26_6{X: fixed.Int26_6(x), Y: -fixed.Int26_6(y)})
		}
	}
	return drawn
}
