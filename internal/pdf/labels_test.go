package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/shape"
)

// grid is a sheet of labels by the figures that makers print on it: how many,
// and, in millimetres, their size, the first one's corner and their distances.
type grid struct {
	across, down                                int
	width, height, left, top, toRight, toBottom float64
}

var grids = map[string]grid{
	"L7160": {3, 7, 63.5, 38.1, 7.2, 15.15, 66.04, 38.1},
	"5160":  {3, 10, 66.675, 25.4, 4.7625, 12.7, 69.85, 25.4},
}

// box is label n of a sheet, in points.
func (g grid) box(n int) rect {
	x := (g.left + float64(n%g.across)*g.toRight) * millimetre
	y := (g.top + float64(n/g.across)*g.toBottom) * millimetre
	return rect{x, y, x + g.width*millimetre, y + g.height*millimetre}
}

func labelLines(lines ...string) []letter.Line {
	var all []letter.Line
	for _, l := range lines {
		all = append(all, letter.Line{{Text: l}})
	}
	return all
}

// labelsOf puts addresses on sheets, each in its language.
func labelsOf(t *testing.T, s LabelSheet, n int, address func(i int) (locale.Language, []letter.Line), options ...func(*Labels)) []byte {
	t.Helper()
	var b bytes.Buffer
	ls := NewLabels(&b, november, s, nil)
	for _, o := range options {
		o(ls)
	}
	for i := range n {
		l, lines := address(i)
		set, err := s.Set(nil, l, lines)
		if err != nil {
			t.Fatal(err)
		}
		page, err := ls.Add(set)
		if want := 1 + i/(s.across*s.down); err != nil || page != want {
			t.Fatalf("label %d is on page %d, %v; want %d", i, page, err, want)
		}
	}
	if err := ls.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// mixed are addresses in the four languages by turns, whose words say which
// label they are on: 7a, 7b …
func mixed(i int) (locale.Language, []letter.Line) {
	return locale.Languages[i%len(locale.Languages)], labelLines(fmt.Sprintf("%da Ministre", i), fmt.Sprintf("%db", i), "وزير الخارجية", fmt.Sprintf("%dc FRANCE", i))
}

var wordBox = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">[^\d<]*(\d+)[abc]`)

// Labels are where the sheet has them, as poppler sees them.
func TestLabelsAreInTheirPlaces(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		missingTool(t, "pdftotext")
	}
	for _, s := range LabelSheets {
		t.Run(s.Name, func(t *testing.T) {
			g := grids[s.Name]
			n := g.across * g.down
			file := filepath.Join(t.TempDir(), "labels.pdf")
			writeFile(t, file, labelsOf(t, s, n, mixed))
			out, err := exec.Command("pdftotext", "-bbox", file, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			paper := map[string]string{"L7160": `<page width="595.27`, "5160": `<page width="612.00`}[s.Name]
			if bytes.Count(out, []byte("<page ")) != 1 || !bytes.Contains(out, []byte(paper)) {
				t.Errorf("want one page, %s…", paper)
			}
			words := wordBox.FindAllSubmatch(out, -1)
			if len(words) != 3*n {
				t.Errorf("%d words found; want %d", len(words), 3*n)
			}
			for _, w := range words {
				var at [5]float64
				for i := range at {
					at[i], _ = strconv.ParseFloat(string(w[i+1]), 64)
				}
				if word, box := (rect{at[0], at[1], at[2], at[3]}), g.box(int(at[4])); !word.inside(box) {
					t.Errorf("a word of label %.0f is at %.1f; the label is %.1f", at[4], word, box)
				}
			}
		})
	}
}

// Whoever is written to without a typed address has room on every label, with
// the margin that printers need.
func TestEveryRecipientFitsALabel(t *testing.T) {
	for _, s := range LabelSheets {
		g := grids[s.Name]
		room := rect{besideLabel, aboveLabel, g.width*millimetre - besideLabel, g.height*millimetre - aboveLabel}
		for _, c := range country.All() {
			for _, l := range locale.Languages {
				for _, office := range country.Offices {
					to := letter.Recipient{Office: office, Name: "Maximiliane Musterfrau-Beispiel"}
					lines, err := letter.LabelFor(letter.Request{Country: c.Code, Language: l, Recipient: to})
					if err != nil {
						t.Fatal(err)
					}
					set, err := s.Set(nil, l, lines)
					if err != nil {
						t.Errorf("%s: %s of %s in %s: %v", s.Name, office, c.Code, l, err)
						continue
					}
					for _, r := range set.rows {
						at := rect{r.x, r.y, r.x + r.line.Width, r.y}
						if at.left < room.left-0.01 || at.right > room.right+0.01 || at.top < room.top || at.bottom > room.bottom {
							t.Errorf("%s: %s of %s in %s: a row at %.1f; there is room at %.1f", s.Name, office, c.Code, l, at, room)
						}
					}
				}
			}
		}
	}
}

func TestLabelSizes(t *testing.T) {
	many := func(n int) []letter.Line { return labelLines(strings.Split(strings.Repeat("x ", n), " ")[:n]...) }
	for _, tt := range []struct {
		name     string
		sheet    int
		language locale.Language
		address  []letter.Line
		size     float64 // 0: too long
		rows     int
	}{
		{"short", 0, locale.English, many(3), 11, 3},
		{"nine lines", 0, locale.English, many(9), 8, 9},
		{"eleven lines", 0, locale.English, many(11), 7, 11},
		{"twelve lines", 0, locale.English, many(12), 0, 0},
		{"short, small label", 1, locale.English, many(4), 11, 4},
		{"six lines, small label", 1, locale.English, many(6), 8, 6},
		{"seven lines, small label", 1, locale.English, many(7), 0, 0},
		{"Arabic", 1, locale.Arabic, labelLines("وزير الخارجية", "بيروت", "لبنان"), 13, 3},
		{"six lines of Arabic", 1, locale.Arabic, labelLines("ا", "ب", "ت", "ث", "ج", "ح"), 8, 6},
		{"a line that is broken", 0, locale.English, labelLines("Secretary of State for Foreign, Commonwealth and Development Affairs"), 11, 3},
		{"a word that is longer than a line", 0, locale.English, labelLines(strings.Repeat("x", 60)), 11, 3},
		{"the longest there can be", 0, locale.English, labelLines(strings.Repeat("Affairs ", 200)), 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			set, err := LabelSheets[tt.sheet].Set(nil, tt.language, tt.address)
			if tt.size == 0 {
				if !errors.Is(err, ErrLabelTooSmall) {
					t.Errorf("got %v; want ErrLabelTooSmall", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := set.rows[0].size; got != tt.size || len(set.rows) != tt.rows {
				t.Errorf("%d rows of %v points; want %d of %v", len(set.rows), got, tt.rows, tt.size)
			}
		})
	}
	var missing *shape.MissingError
	if _, err := LabelSheets[0].Set(nil, locale.English, labelLines("東京")); !errors.As(err, &missing) {
		t.Errorf("got %v; want a MissingError", err)
	}
}

// Each label is a division of its own in its language, with a paragraph for each
// line of the address however it is broken.
func TestLabelsStructure(t *testing.T) {
	const n = 25
	doc := labelsOf(t, LabelSheets[0], n, mixed)
	for l, want := range map[locale.Language]int{locale.English: 7, locale.Arabic: 6, locale.French: 6, locale.Spanish: 6} {
		if got := len(regexp.MustCompile(`/S /Div [^>]*/Lang \(`+string(l)+`\)`).FindAll(doc, -1)); got != want {
			t.Errorf("%d labels in %s; want %d", got, l, want)
		}
	}
	if got := bytes.Count(doc, []byte("/S /P ")); got != 4*n {
		t.Errorf("%d paragraphs; want %d", got, 4*n)
	}
	if got := bytes.Count(doc, []byte("/S /Part")); got != 2 {
		t.Errorf("%d sheets; want 2", got)
	}
	if again := labelsOf(t, LabelSheets[0], n, mixed); !bytes.Equal(again, doc) {
		t.Error("the second time, the document is another")
	}
	checkWithQPDF(t, doc)
}

// Fonts are begun anew before they run out of codes.
func TestLabelsOfManyNames(t *testing.T) {
	one := LabelSheet{"one", country.A4, 1, 1, 300, 200, 0, 0, 0, 0}
	names := func(i int) (locale.Language, []letter.Line) {
		return locale.English, labelLines(manyLetters(0x100 + 40*i))
	}
	doc := labelsOf(t, one, 5, names, func(ls *Labels) { ls.book.most = 30 })
	if n := bytes.Count(doc, []byte("/FontFile2")); n != 5 {
		t.Errorf("%d fonts; want one for each label", n)
	}
	checkWithQPDF(t, doc)
}

// A document that nothing was put in is one all the same.
func TestEmptyBook(t *testing.T) {
	checkWithQPDF(t, bookOf(t, 0))
	checkWithQPDF(t, labelsOf(t, LabelSheets[0], 0, nil))
}

// A book that is given up leaves no notes behind.
func TestAbort(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	book := NewBook(new(bytes.Buffer), november)
	book.offsets.most = 10
	laid, err := LayOut(compose(t, request(0)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := book.Add(laid, "x", "x", "x"); err != nil || book.offsets.file == nil {
		t.Fatalf("%v; its notes are in memory", err)
	}
	book.Abort()
	book.Abort()
	if files, _ := os.ReadDir(temp); len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
}

// A document is not longer than its table can count.
func TestTooLongABook(t *testing.T) {
	book := NewBook(new(bytes.Buffer), november)
	book.at = longest
	if book.add([]byte("<< >>")); !errors.Is(book.err, ErrTooLong) {
		t.Errorf("got %v; want ErrTooLong", book.err)
	}
	book = NewBook(new(bytes.Buffer), november)
	for book.limit = book.Objects() + 3; book.err == nil; {
		book.add([]byte("<< >>"))
	}
	if !errors.Is(book.err, ErrTooLong) || book.Objects() != book.limit+1 {
		t.Errorf("with %d objects: %v; want ErrTooLong", book.Objects(), book.err)
	}
}

func checkWithQPDF(t *testing.T, doc []byte) {
	t.Helper()
	if _, err := exec.LookPath("qpdf"); err != nil {
		missingTool(t, "qpdf")
	}
	file := filepath.Join(t.TempDir(), "checked.pdf")
	writeFile(t, file, doc)
	if out, err := exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// A long word is in smaller type rather than in two.
func TestLabelsKeepWords(t *testing.T) {
	const name = "Wolfeschlegelsteinhausenbergerdorff"
	for _, lang := range locale.Languages {
		set, err := LabelSheets[0].Set(nil, lang, labelLines(name, "Werderscher Markt 1", "10117 Berlin"))
		if err != nil {
			t.Fatal(err)
		}
		if got := squeeze(textOf(set.rows[0])); got != name {
			t.Errorf("%s: the first line is %q", lang, got)
		}
	}
}
