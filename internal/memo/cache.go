package memo

import (
	"slices"
	"text/template/parse"

	"speakout/internal/locale"
	"speakout/internal/prose"
)

// writtenKey is all that decides the text of a memo that does not speak of the
// one who signs, of the one written to or of further words: of thousands of
// letters, there are as many texts as countries.
type writtenKey struct {
	style   locale.Style
	country Country
	treaty  Treaty
	own     string
}

func keyOf(s locale.Style, w Words) writtenKey { return writtenKey{s, w.Country, w.Treaty, w.Case} }

// isPersonal reports whether a memo speaks of what differs from letter to
// letter to the same country.
func (t *text) isPersonal() bool {
	personal := false
	for _, root := range []*parse.ListNode{t.subject.Root, t.body.Root} {
		walk(root, func(n parse.Node) {
			if f, ok := n.(*parse.FieldNode); ok {
				personal = personal || slices.Contains([]string{"Sender", "Recipient", "Fields"}, f.Ident[0])
			}
		})
	}
	return personal
}

// clone returns a copy that its letter may change.
func (w Written) clone() Written {
	w.Facts = slices.Clone(w.Facts)
	w.Blocks = slices.Clone(w.Blocks)
	for i, b := range w.Blocks {
		w.Blocks[i] = prose.Block{Paragraph: slices.Clone(b.Paragraph), Asks: slices.Clone(b.Asks)}
		for j, ask := range b.Asks {
			w.Blocks[i].Asks[j] = slices.Clone(ask)
		}
	}
	return w
}
