package prose

import (
	"regexp"
	"strings"
	"sync"

	"speakout/internal/locale"
)

var wholeAddress = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^` + locale.WebAddress + `$`) })

// WebAddress returns the address of the web that a line is, with nothing beside it,
// nor a sign at its end that may be the sentence's, or "".
func (l Line) WebAddress() string {
	if len(l) != 1 || !strings.Contains(l[0].Text, "://") {
		return ""
	}
	s := strings.Map(func(r rune) rune {
		if locale.IsDirectionMark(r) {
			return -1
		}
		return r
	}, l[0].Text)
	if !wholeAddress().MatchString(s) || locale.WebLink(s) != s {
		return ""
	}
	return s
}
