// Package locale knows how each language of letters writes: its direction,
// dates, numbers and typographic spaces. It knows nothing of letters,
// countries or campaigns.
package locale

import (
	"fmt"
	"strings"
)

// Language is a language letters are written in, as its ISO 639-1 code.
type Language string

// The languages of the campaign.
const (
	English Language = "en"
	Arabic  Language = "ar"
	French  Language = "fr"
	Spanish Language = "es"
)

// Languages lists every Language, in the order users are shown them.
var Languages = []Language{English, Arabic, French, Spanish}

// Codes are the codes of Languages: "en", "ar" …
func Codes() []string {
	var codes []string
	for _, l := range Languages {
		codes = append(codes, string(l))
	}
	return codes
}

// Choice says the codes as a choice: "en, ar, fr or es".
func Choice() string { return OneOf(Codes()) }

// OneOf says words as a choice, in English.
func OneOf(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// names holds, for each language, its name in English and in itself.
var names = map[Language]struct{ english, own string }{
	English: {"English", "English"},
	Arabic:  {"Arabic", "العربية"},
	French:  {"French", "français"},
	Spanish: {"Spanish", "español"},
}

// ParseLanguage reads a code ("fr", "fr-CA", "fr_FR.UTF-8"), the English name
// ("French") or the language's own name ("français"), in any case.
func ParseLanguage(s string) (Language, error) {
	code, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "_", "-"), "-")
	if _, ok := names[Language(code)]; ok { // as tables have it, thousands of times
		return Language(code), nil
	}
	key := Fold(s)
	for _, l := range Languages {
		n := names[l]
		if key == Fold(n.english) || key == Fold(n.own) || l == Arabic && key == Fold("عربي") {
			return l, nil
		}
	}
	return "", fmt.Errorf("unknown language %q", s)
}

// EnglishName returns the language's name in English.
func (l Language) EnglishName() string { return names[l].english }

// OwnName returns the language's name in itself.
func (l Language) OwnName() string { return names[l].own }

// RightToLeft reports whether the language is written from right to left.
func (l Language) RightToLeft() bool { return l == Arabic }
