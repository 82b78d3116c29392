package display

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// forms are the shapes of an Arabic letter that Unicode keeps for programs
// that cannot shape (Arabic Presentation Forms-A and -B). A letter that joins
// only to the one before it has no initial and no medial shape.
type forms struct{ isolated, final, initial, medial rune }

func (f forms) joinsAfter() bool { return f.initial != 0 }

// arabicForms are the forms of each letter, and those of lam with each alef.
// Unicode lists the forms of a letter one after another, in the order of the
// fields, and says of each which letters it stands for.
var arabicForms = sync.OnceValues(readForms)

const (
	lam     = 'ل'
	tatweel = 'ـ'
)

func readForms() (letters, alefs map[rune]forms) {
	letters, alefs = map[rune]forms{}, map[rune]forms{}
	note := func(m map[rune]forms, letter, form rune) {
		f := m[letter]
		for _, place := range []*rune{&f.isolated, &f.final, &f.initial, &f.medial} {
			if *place == 0 {
				*place = form
				break
			}
		}
		m[letter] = f
	}
	read := func(from, to rune) {
		for form := from; form <= to; form++ {
			base := []rune(norm.NFKC.String(string(form)))
			switch {
			case len(base) == 1 && base[0] != form:
				note(letters, base[0], form)
			case len(base) == 2 && base[0] == lam && form >= 0xfef5:
				note(alefs, base[1], form)
			}
		}
	}
	read(0xfb56, 0xfbb1) // letters of Persian and Urdu
	read(0xfbfc, 0xfbff) // Persian yeh
	read(0xfe80, 0xfefc)
	// Tatweel joins on both sides and looks the same everywhere.
	letters[tatweel] = forms{tatweel, tatweel, tatweel, tatweel}
	return letters, alefs
}

// cluster is what moves as one when a line is put in order: a letter with its
// marks. Lam and alef are one cluster after shaping.
type cluster struct {
	text string
	at   int // the index of its first rune in the line
}

// shaped gives Arabic letters the form that their neighbours ask for.
func shaped(clusters []cluster) []cluster {
	letterForms, ligatures := arabicForms()
	var out []cluster
	joined := false // the letter before reaches out to this one
	for i := 0; i < len(clusters); i++ {
		base, size := utf8.DecodeRuneInString(clusters[i].text)
		f, isLetter := letterForms[base]
		if !isLetter {
			out = append(out, clusters[i])
			joined = false
			continue
		}
		marks, at := clusters[i].text[size:], clusters[i].at
		if base == lam && i+1 < len(clusters) {
			alef, alefSize := utf8.DecodeRuneInString(clusters[i+1].text)
			if ligature, ok := ligatures[alef]; ok {
				marks += clusters[i+1].text[alefSize:]
				f, i = ligature, i+1
			}
		}
		next := forms{}
		if i+1 < len(clusters) {
			r, _ := utf8.DecodeRuneInString(clusters[i+1].text)
			next = letterForms[r]
		}
		joins := f.joinsAfter() && next.final != 0
		out = append(out, cluster{string(f.choose(joined, joins)) + marks, at})
		joined = joins
	}
	return out
}

func (f forms) choose(before, after bool) rune {
	before = before && f.final != 0
	switch {
	case before && after:
		return f.medial
	case before:
		return f.final
	case after:
		return f.initial
	default:
		return f.isolated
	}
}
