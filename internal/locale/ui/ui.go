// Package ui has what the program says to its users, in their language: the
// catalogue is a file for each language, <language>.yaml, where translators
// change it. It knows nothing of screens.
package ui

import (
	"embed"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"speakout/internal/locale"
)

//go:embed *.yaml
var files embed.FS

// Words says things in one language.
type Words struct {
	Language  locale.Language
	localizer *i18n.Localizer
}

// In returns the words of a language. The catalogue is part of the program: a
// fault in it is one that the tests find, and panics.
func In(l locale.Language) *Words {
	tag := language.Make(string(l))
	bundle := i18n.NewBundle(tag)
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	if _, err := bundle.LoadMessageFileFS(files, string(l)+".yaml"); err != nil {
		panic("internal/locale/ui/" + string(l) + ".yaml: " + err.Error())
	}
	return &Words{l, i18n.NewLocalizer(bundle, string(l))}
}

// RightToLeft reports whether the words are written from right to left.
func (w *Words) RightToLeft() bool { return w.Language.RightToLeft() }

// Say returns the entry, with values for the names in it: "File", name, …
func (w *Words) Say(entry string, values ...any) string {
	return w.localize(&i18n.LocalizeConfig{MessageID: entry, TemplateData: w.data(values)})
}

// Count returns the entry's form for n things, as the language's plural asks.
func (w *Words) Count(entry string, n int, values ...any) string {
	return w.localize(&i18n.LocalizeConfig{
		MessageID: entry, PluralCount: n, TemplateData: w.data(append(values, "Count", n)),
	})
}

func (w *Words) localize(c *i18n.LocalizeConfig) string {
	s, err := w.localizer.Localize(c)
	if err != nil {
		panic(fmt.Sprintf("ui: %s: %v", w.Language, err))
	}
	return locale.Typeset(w.Language, s)
}

// data names the values. Those of another direction than the sentence are kept
// from disturbing its order.
func (w *Words) data(values []any) map[string]any {
	data := map[string]any{}
	for i := 0; i+1 < len(values); i += 2 {
		value := values[i+1]
		if s, ok := value.(string); ok {
			value = locale.Foreign(w.Language, s)
		}
		data[values[i].(string)] = value
	}
	return data
}

// Join names several things one after another.
func (w *Words) Join(names []string) string {
	comma := ", "
	if w.Language == locale.Arabic {
		comma = "، "
	}
	return strings.Join(names, comma)
}
