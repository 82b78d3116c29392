// Package licences has the terms under which others let us build on their work:
// of each module that is linked into the program, on any system, of Go's own
// library, of the fonts, and the program's own. It is the one place that the
// command and the packages take them from.
package licences

import (
	_ "embed"
	"strings"

	"speakout/internal/pdf"
)

// modules.txt is written by the test with -update.
//
//go:embed modules.txt
var modules string

// Licence is what a part of the program is under.
type Licence struct {
	Name string // a module's path, Go's library or fonts
	Kind string // its SPDX identifier; several with strokes between
	Text string
}

// All returns the licences: the program's own first, then the fonts', then
// those of the modules, by name.
func All() []Licence {
	var all []Licence
	for _, part := range strings.Split(modules, separator)[1:] {
		head, text, _ := strings.Cut(part, "\n")
		name, kind, _ := strings.Cut(head, " ")
		all = append(all, Licence{name, kind, strings.TrimSpace(text) + "\n"})
	}
	fonts := Licence{"fonts: Gentium Book Plus, Amiri", "OFL-1.1", pdf.Licences()}
	return append(all[:1:1], append([]Licence{fonts}, all[1:]...)...)
}

// separator begins the head of each licence in modules.txt.
const separator = "==== "
