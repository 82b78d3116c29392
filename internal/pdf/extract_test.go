package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// sampleStep is how many letters apart those are that the other programs read
// back; the slow tests read them all.
var sampleStep = 53

// TestTextComesOut takes the text out of letters with poppler and compares it
// with what was written, line by line of the letter.
func TestTextComesOut(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		missingTool(t, "pdftotext")
	}
	for _, l := range sample(t) {
		if l.Language.RightToLeft() {
			l.Enclosure = nil // a page with more Latin letters than others is not for poppler
		}
		compareText(t, l, pdftotext(t, render(t, l)), l.Title)
	}
}

// sample are letters that other programs read back, every third with its sources.
func sample(t *testing.T) []letter.Letter {
	var out []letter.Letter
	for n, i := range every(sampleStep) {
		r := request(i)
		r.Enclose = n%3 == 0
		out = append(out, compose(t, r))
	}
	return out
}

// hardSenders have hard names and numbers, among text of the other direction.
var hardSenders = []struct {
	lang   locale.Language
	sender letter.Sender
}{
	{locale.Arabic, letter.Sender{Name: "Dr. Rana O’Neil-Haddad (MP)", Address: []string{"12 rue Hamra, 2ᵉ étage"}, Phone: "+961 (1) 234-567", Email: "a.b+c@example.org", Place: "Beirut"}},
	{locale.Arabic, letter.Sender{Name: "مُحَمَّدٌ الإِدْرِيسِيُّ", Address: []string{"لا إله، الله أكبر، الأولى؛ الآن", "ص. ب. 11-2030"}, Place: "صور"}},
	{locale.English, letter.Sender{Name: "Đặng Thị Ngọc Ánh", Address: []string{"Straße 1, Łódź", "Αθήνα, Москва"}, Place: "Reykjavík"}},
	{locale.Arabic, letter.Sender{Name: "Youssef Rajji", Organisation: "Yellow Jackets Jordan", Address: []string{"Flat 4, 22 Baker Street", "London W1U 3BW", "(2nd floor)"}, Phone: "+44 20 7946 0000", Email: "john.smith@example.org", Place: "Jounieh"}},
	{locale.Arabic, letter.Sender{Name: "Nguyễn Văn Thiệu", Address: []string{"A. B. Çelik", "ul. Łódzka 7"}, Place: "حلب"}},
	{locale.Arabic, letter.Sender{Name: "رنا «أم علي» حداد", Organisation: "شبكة (كلير) 12", Address: []string{"بناية 12 (الطابق 3).", "شكراً، جداً: أهلاً."}, Place: "صور (لبنان)"}},
	{locale.French, letter.Sender{Name: "رنا حداد", Address: []string{"fi ffi fl AVATAR To. L’Œuvre"}, Place: "Bsharri"}},
}

func hardLetters(t *testing.T) []letter.Letter {
	var out []letter.Letter
	for _, s := range hardSenders {
		out = append(out, compose(t, letter.Request{Country: "LB", Language: s.lang, Issue: "syria", Sender: s.sender}))
	}
	return out
}

func TestHardTextComesOut(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		missingTool(t, "pdftotext")
	}
	for i, l := range hardLetters(t) {
		compareText(t, l, pdftotext(t, render(t, l)), hardSenders[i].sender.Name)
	}
}

// compareText compares what a reader took out of a letter with what was written.
func compareText(t *testing.T, l letter.Letter, text, name string) {
	t.Helper()
	got, want := squeeze(text), wanted(l)
	if l.Enclosure != nil {
		got, want = enclosing(t, l, got), strings.ReplaceAll(want, " ", "")
	}
	if got != want {
		t.Errorf("%s %s %q:\ngot  %s\nwant %s", l.Country, l.Language, name, difference(got, want), difference(want, got))
	}
}

// enclosing is a text of several pages without their heads, and without spaces: the
// addresses of the web are parted where lines end.
func enclosing(t *testing.T, l letter.Letter, text string) string {
	t.Helper()
	bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
	laid, err := LayOut(l)
	if err != nil {
		t.Fatal(err)
	}
	note := bare(squeeze(l.Enclosure.Note.Plain()))
	letter, rest, _ := strings.Cut(bare(text), note)
	for n := 2; n <= len(laid.pages); n++ {
		number, before := l.PageLabel(n, len(laid.pages)), rest
		for _, head := range l.RunningHeads() {
			head = bare(squeeze(head))
			for _, both := range []string{head + number, number + head} {
				if rest == before {
					rest = strings.Replace(rest, both, "", 1)
				}
			}
			if after, ok := strings.CutPrefix(rest, head); ok && rest == before { // its number stands farther down
				rest = strings.Replace(after, number, "", 1)
			}
		}
		if rest == before {
			t.Errorf("page %d has no head", n)
		}
	}
	return letter + note + rest
}

func TestQPDF(t *testing.T) {
	if _, err := exec.LookPath("qpdf"); err != nil {
		missingTool(t, "qpdf")
	}
	for _, i := range every(sampleStep) {
		cmd := exec.Command("qpdf", "--check", "-")
		file := t.TempDir() + "/letter.pdf"
		writeFile(t, file, render(t, compose(t, request(i))))
		cmd.Args[2] = file
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("letter %d: %v\n%s", i, err, out)
		}
	}
}

func pdftotext(t *testing.T, doc []byte) string {
	t.Helper()
	cmd := exec.Command("pdftotext", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(doc)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// wanted returns the letter's text as it is read.
func wanted(l letter.Letter) string { return squeeze(strings.Join(writtenLines(l), "\n")) }

// writtenLines returns the letter's lines as they are read, asks with their
// numbers. A ruled blank is a drawing and has no text.
func writtenLines(l letter.Letter) []string {
	var out []string
	add := func(lines ...letter.Line) {
		for _, line := range lines {
			out = append(out, line.Plain())
		}
	}
	add(l.Sender...)
	add(l.Recipient...)
	add(l.PlaceDate)
	add(l.Subject)
	add(l.Salutation...)
	for _, b := range l.Body {
		if b.Asks == nil {
			add(b.Paragraph)
		}
		for i, a := range b.Asks {
			out = append(out, l.AskLabel(i)+" "+a.Plain())
		}
	}
	add(l.Close)
	add(l.Signature...)
	if l.Enclosure != nil {
		add(l.Enclosure.Note, l.Enclosure.Title)
		add(slices.Concat(l.Enclosure.Items...)...)
	}
	return out
}

var (
	directionMarks = regexp.MustCompile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
	brokenAtHyphen = regexp.MustCompile(`([-/–])\n`)
	whiteSpace     = regexp.MustCompile(`[\s\x{00a0}\x{202f}]+`)
)

// squeeze undoes what setting in lines does: breaks become spaces, or nothing
// after a hyphen; what is invisible goes.
func squeeze(s string) string {
	s = norm.NFC.String(directionMarks.ReplaceAllString(s, ""))
	s = brokenAtHyphen.ReplaceAllString(s, "$1")
	return strings.TrimSpace(whiteSpace.ReplaceAllString(s, " "))
}

// difference returns the part of a around where it stops being b.
func difference(a, b string) string {
	x, y := []rune(a), []rune(b)
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	return string(x[max(0, i-30):min(len(x), i+40)])
}

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// missingTool skips a test where it cannot run; continuous integration has to
// have what it needs.
func missingTool(t *testing.T, name string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(name + " is not installed")
	}
	t.Skip(name + " is not installed")
}
