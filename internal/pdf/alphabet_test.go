package pdf

import (
	"bytes"
	"flag"
	"slices"
	"strings"
	"testing"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/prose"
	"speakout/internal/shape"
)

var update = flag.Bool("update", false, "choose the words of alphabets again, and cut their fonts")

// rare is in how few letters of a language something may be drawn and be left
// out of the alphabet, of 394.
const rare = 10

// TestAlphabets sees that alphabets are what their words give, and counts how
// many letters need more than the alphabet of their language has. If it fails,
// because the texts of memos have changed much, or what draws them, choose the
// words again: go test ./internal/pdf -run TestAlphabets -update
func TestAlphabets(t *testing.T) {
	for _, lang := range locale.Languages {
		if _, ok := basic[lang]; !ok {
			t.Errorf("internal/pdf/alphabet_test.go: basic has no letters for %s", lang)
			continue
		}
		name := "alphabets/" + string(lang)
		if *update {
			words := chooseWords(t, lang)
			writeFile(t, name+".txt", []byte(words))
			writeFile(t, name+".cut", cutAlphabet(t, lang, words))
			continue
		}
		if words, cut := readFile(t, name+".txt"), readFile(t, name+".cut"); !bytes.Equal(cutAlphabet(t, lang, string(words)), cut) {
			t.Errorf("%s.cut is not what %[1]s.txt gives now: make it with -update", name)
		}
		letters, more := 0, 0
		for _, i := range everyIn(lang, 7) {
			r := request(i)
			r.Sender = letter.Sender{}
			laid, err := LayOut(compose(t, r))
			if err != nil {
				t.Fatal(err)
			}
			d := newDrawing(laid, newFontSet(alphabets(lang), typefaces), newDrawnLines(), new(buffers))
			if _, err := d.content(laid.pages[0]); err != nil {
				t.Fatal(err)
			}
			letters++
			if len(d.fonts.own) > 0 {
				more++
			}
		}
		t.Logf("%s: %d of %d letters need a font of their own", lang, more, letters)
		if more > letters/2 {
			t.Errorf("%s: %d of %d letters need a font of their own: go test ./internal/pdf -run TestAlphabets -update", lang, more, letters)
		}
	}
}

// basic is what names, dates and addresses are made of in each language. Latin
// letters would make Arabic documents a sixth larger.
var basic = map[locale.Language]string{
	locale.Arabic:  "", // its letters join: words have them
	locale.English: "a b c d e f g h i j k l m n o p q r s t u v w x y z A B C D E F G H I J K L M N O P Q R S T U V W X Y Z á é í ó ú ñ ç ü ö",
	locale.French:  "a b c d e f g h i j k l m n o p q r s t u v w x y z A B C D E F G H I J K L M N O P Q R S T U V W X Y Z à â ç è é ê ë î ï ô ö œ ù û ü É È Ç À Î",
	locale.Spanish: "a b c d e f g h i j k l m n o p q r s t u v w x y z A B C D E F G H I J K L M N O P Q R S T U V W X Y Z á é í ó ú ü ñ ç Á É Í Ó Ñ º ª",
}

const basicSigns = " 0 1 2 3 4 5 6 7 8 9 . , : ; - – ( ) / ’ & + @ _"

// chooseWords returns words of the letters in a language that together draw all
// that is not rare.
func chooseWords(t *testing.T, lang locale.Language) string {
	var out strings.Builder
	faces := familyFor(lang)
	for _, style := range []struct {
		name  string
		faces []*typeface
	}{{"regular", faces.regular}, {"bold", faces.bold}, {"italic", faces.italic}} {
		c := &chooser{t: t, lang: lang, shaper: shape.NewShaper(string(lang), lang.RightToLeft(), shape.NewMemory()), style: style.faces,
			words: map[string][]string{}, letters: map[string]map[int]bool{}}
		for _, i := range everyIn(lang, 1) {
			r := request(i)
			r.Sender = letter.Sender{}
			r.Date = november.AddDate(0, round(i)%12, i%31) // names of months, and all digits
			l, err := letter.Compose(r)
			if err != nil {
				t.Fatal(err)
			}
			c.letter(i, l, style.name)
		}
		out.WriteString(c.chosen(style.name))
	}
	return out.String()
}

type chooser struct {
	t       *testing.T
	lang    locale.Language
	shaper  *shape.Shaper
	style   []*typeface
	words   map[string][]string     // what is drawn in each
	letters map[string]map[int]bool // in which each thing is drawn
}

func (c *chooser) letter(i int, l letter.Letter, style string) {
	lines := slices.Concat(l.Sender, []letter.Line{l.PlaceDate}, l.Recipient, l.Salutation, []letter.Line{l.Close}, l.Signature)
	for _, b := range l.Body {
		lines = append(lines, b.Paragraph)
		for k, a := range b.Asks {
			lines = append(lines, letter.Line{{Text: l.AskLabel(k)}}, a)
		}
	}
	if style == "bold" {
		lines = append(lines, strong(l.Subject))
	}
	for _, line := range lines {
		for _, r := range line {
			got := "regular"
			switch {
			case r.Blank:
				continue
			case r.Strong:
				got = "bold"
			case r.Emph && !c.lang.RightToLeft():
				got = "italic"
			case r.Emph:
				got = "bold"
			}
			if got == style {
				c.add(i, r.Text)
			}
		}
	}
}

func strong(l letter.Line) letter.Line {
	var out letter.Line
	for _, r := range l {
		out = append(out, prose.Run{Text: r.Text, Strong: true})
	}
	return out
}

// add counts what a text draws, each word with the direction of what is around
// it.
func (c *chooser) add(letter int, text string) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' }) {
		drawn, ok := c.words[word]
		if !ok {
			drawn = c.draws(word)
			c.words[word] = drawn
		}
		for _, d := range drawn {
			if c.letters[d] == nil {
				c.letters[d] = map[int]bool{}
			}
			c.letters[d][letter] = true
		}
	}
}

// draws returns what an alphabet of the word has.
func (c *chooser) draws(word string) []string {
	a := alphabet{}
	if err := a.add(c.lang, c.shaper, c.style, word); err != nil {
		c.t.Fatal(err)
	}
	var all []string
	for _, codes := range a {
		for key := range codes.code {
			all = append(all, codes.face.name+key)
		}
	}
	slices.Sort(all)
	return all
}

// chosen returns the fewest words it finds that draw all that is wanted: at each
// step the one that draws most of what is still lacking.
func (c *chooser) chosen(style string) string {
	have := map[string]bool{}
	var words []string
	take := func(word string, drawn []string) {
		words = append(words, word)
		for _, d := range drawn {
			have[d] = true
		}
	}
	if style == "regular" {
		for _, w := range strings.Fields(basic[c.lang] + basicSigns) {
			take(w, c.draws(w))
		}
	}
	var left []string
	for w := range c.words {
		left = append(left, w)
	}
	slices.Sort(left)
	for {
		best, most := "", 0
		for _, w := range left {
			n := 0
			for _, d := range c.words[w] {
				if !have[d] && len(c.letters[d]) >= rare {
					n++
				}
			}
			if n > most {
				best, most = w, n
			}
		}
		if most == 0 {
			break
		}
		take(best, c.words[best])
	}
	if len(words) == 0 {
		return ""
	}
	return "# " + style + "\n" + wrap(words)
}

func wrap(words []string) string {
	var b strings.Builder
	n := 0
	for i, w := range words {
		switch {
		case i == 0:
		case n+len(w) > 100:
			b.WriteByte('\n')
			n = 0
		default:
			b.WriteByte(' ')
		}
		b.WriteString(w)
		n += len(w) + 1
	}
	return b.String() + "\n"
}
