package pdf

import (
	"slices"

	"github.com/go-text/typesetting/harfbuzz"

	"speakout/internal/locale"
	"speakout/internal/shape"
)

// Missing tells beforehand whether a letter in the language could show the
// text: the error is a *shape.MissingError if no font has one of its
// characters.
func Missing(l locale.Language, text string) error {
	var missing []rune
	family := familyFor(l)
	for _, r := range text {
		if r < 0x80 && r >= 0x20 || slices.Contains(missing, r) || harfbuzz.IsDefaultIgnorable(r) {
			continue
		}
		has := func(t *typeface) bool { return t.font.Has(r) }
		if !slices.ContainsFunc(family.regular, has) && r >= 0x20 {
			missing = append(missing, r)
		}
	}
	if len(missing) > 0 {
		return &shape.MissingError{Runes: missing}
	}
	return nil
}
