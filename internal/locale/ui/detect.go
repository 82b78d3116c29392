package ui

import (
	"strings"

	"golang.org/x/text/language"

	"speakout/internal/locale"
)

// Detect returns the language of the user's locale (LC_ALL, else LC_MESSAGES,
// else LANG; English where it is none of the four) and the region that it
// names, an ISO 3166 code or nothing.
func Detect(getenv func(string) string) (l locale.Language, region string) {
	l = locale.English
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value, _, _ := strings.Cut(getenv(name), ".")
		value, _, _ = strings.Cut(value, "@")
		if value == "" {
			continue
		}
		if found, err := locale.ParseLanguage(value); err == nil {
			l = found
		}
		if tag, err := language.Parse(strings.ReplaceAll(value, "_", "-")); err == nil {
			if r, confidence := tag.Region(); confidence == language.Exact {
				region = r.String()
			}
		}
		break
	}
	return l, region
}
