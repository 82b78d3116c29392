package pdf

import (
	"embed"
	"encoding/binary"
	"slices"
	"strings"

	"speakout/internal/locale"
	"speakout/internal/recent"
	"speakout/internal/shape"
)

// An alphabet is the codes that every document in a language begins with, so
// that its fonts are cut and compressed once, not for each letter. It is made
// of words in which what most letters draw occurs, the way it does there: an
// Arabic letter has a form for each of its neighbours. What a letter has beyond
// them, in a name for instance, goes into a font of its own; if that is much, it is
// drawn without the alphabet. So the same letter gives the same bytes, whatever was
// drawn before it.
type alphabet map[*shape.Font]*codes

// Making an alphabet takes longer than a letter: they are made beforehand. The
// test TestAlphabets sees that each is what its words, beside it, give, and with
// -update makes it.
//
//go:embed alphabets/*.cut
var alphabetFiles embed.FS

var alphabets = recent.Once(locale.Languages, func(l locale.Language) alphabet {
	cut, err := alphabetFiles.ReadFile("alphabets/" + string(l) + ".cut")
	if err == nil {
		var a alphabet
		if a, err = readAlphabet(string(cut)); err == nil {
			return a
		}
	}
	panic("pdf: internal/pdf/alphabets/" + string(l) + ".cut: " + err.Error() + ": go test ./internal/pdf -run TestAlphabets -update") // it is part of the program
})

// Prepare reads what letters in the language are drawn with, which the first
// one would otherwise wait for. The first letter may come meanwhile.
func Prepare(l locale.Language) {
	for f := range alphabets(l) {
		f.Prepare()
	}
}

// readAlphabet reads what the test writes.
func readAlphabet(cut string) (alphabet, error) {
	a := alphabet{}
	for len(cut) > 0 {
		name := next(&cut)
		t := typefaces[slices.IndexFunc(typefaces, func(t *typeface) bool { return t.resource == name })]
		c, err := newCodes(t, name)
		if err != nil {
			return nil, err
		}
		c.cut = &program{
			name: next(&cut), descriptor: next(&cut), widths: next(&cut),
			file: []byte(next(&cut)), cids: []byte(next(&cut)), unicode: []byte(next(&cut)),
		}
		for keys := next(&cut); len(keys) > 0; {
			key := next(&keys)
			text, _, _ := strings.Cut(key, "\x00")
			c.code[key] = uint16(len(c.texts))
			c.texts = append(c.texts, text)
		}
		a[t.font] = c
	}
	return a, nil
}

// next takes from fields the first, which begins with its length.
func next(fields *string) string {
	length, n := binary.Uvarint([]byte((*fields)[:min(binary.MaxVarintLen64, len(*fields))]))
	field := (*fields)[n : n+int(length)]
	*fields = (*fields)[n+int(length):]
	return field
}
