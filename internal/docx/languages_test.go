package docx

import (
	"strings"
	"testing"

	"speakout/internal/locale"
)

func TestEveryLanguageHasATag(t *testing.T) {
	for _, l := range locale.Languages {
		if !strings.HasPrefix(tags[l], string(l)+"-") {
			t.Errorf("internal/docx/look.go: tags has none for %s, by which word processors choose a dictionary", l)
		}
	}
}
