package letter

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"text/template"

	"speakout/internal/locale"
	"speakout/internal/memo"
	"speakout/internal/recent"
	"speakout/templates"
)

// blank stands in a frame's text for a value to be filled in by hand. U+FFFC,
// the object replacement character, is what Unicode has for "something that is
// not text"; typed values cannot hold it.
const blank = '\ufffc'

// part names a piece of the frame, as the headings in templates/<lang>.md do.
type part string

const (
	senderPart     part = "sender"
	placeDatePart  part = "place and date"
	recipientPart  part = "recipient"
	subjectPart    part = "subject"
	salutationPart part = "salutation"
	replyPart      part = "reply"
	closePart      part = "close"
	signaturePart  part = "signature"
	standingPart   part = "standing"
	enclosurePart  part = "enclosure"
	sourcePart     part = "source"
	specimenPart   part = "specimen"
)

var parts = []part{
	senderPart, placeDatePart, recipientPart, subjectPart,
	salutationPart, replyPart, closePart, signaturePart, standingPart, enclosurePart, sourcePart, specimenPart,
}

// frame is a language's parts.
type frame map[part]*template.Template

// frameWords are what a frame can say.
type frameWords struct {
	Sender    frameSender
	Recipient frameRecipient
	Country   frameCountry
	Date      string
	Subject   string
	Standing  frameStanding
	Fact      frameFact
}

// frameStanding is the days of a state's standing under the Convention, written
// out; those that have no meaning for it are empty. JoinedBy is "ratification",
// "acceptance" or "accession".
type frameStanding struct{ Signed, Joined, JoinedBy, InForce, Withdrawn string }

// frameFact is what the enclosure says of a source: what is read there, a line for
// each fact; who published it and its title; its days written out.
type frameFact struct{ Claim, Source, Date, URL, Checked string }

type frameSender struct {
	Name, Organisation, Address, Email, Phone, Place string
}

type frameRecipient struct {
	Name, Title   string
	Address       string // the form of address, without punctuation
	Woman, Man    bool
	OfCountry     bool   // the title needs "of …" after it
	PassesOn      bool   // an office that is not the government: a speaker, an ambassador
	PostalAddress string // a line each; empty where the capital serves
	Capital       string
	Country       string
}

type frameCountry struct{ The, OfTitle, YourGovernment string }

// frameIn returns the frame of a language. An error is a fault in its file,
// which it names.
func frameIn(l locale.Language) (frame, error) {
	r := frames(l)
	return r.frame, r.err
}

type framed struct {
	frame frame
	err   error
}

// frames are read once each.
var frames = recent.Once(locale.Languages, func(l locale.Language) framed {
	f, err := readFrame(templates.FS, l)
	return framed{f, err}
})

func readFrame(fsys fs.FS, l locale.Language) (frame, error) {
	name := "templates/" + string(l) + ".md"
	b, err := fs.ReadFile(fsys, string(l)+".md")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New(name + " is missing: it is the frame of letters in " + l.EnglishName())
	}
	if err != nil {
		return nil, err
	}
	f := frame{}
	before, rest, _ := strings.Cut("\n"+string(b), "\n# ")
	line := 1 + strings.Count(before, "\n") // of the first heading
	for section := range strings.SplitSeq(rest, "\n# ") {
		heading, text, _ := strings.Cut(section, "\n")
		// Empty lines before it, so that lines count as in the file.
		text = strings.Repeat("\n", line) + strings.TrimSpace(text)
		line += 1 + strings.Count(section, "\n")
		t, err := template.New(name).Funcs(template.FuncMap{"capital": memo.Capital}).Parse(locale.Typeset(l, text))
		if err != nil {
			return nil, memo.ParseError(err)
		}
		if err := memo.CheckWords[frameWords](t); err != nil {
			return nil, fmt.Errorf("%w (internal/letter/frame.go has the words of a frame)", err)
		}
		p := part(strings.TrimSpace(heading))
		if f[p] != nil {
			return nil, fmt.Errorf("%s: part %q stands twice", name, p)
		}
		f[p] = t
	}
	for _, p := range parts {
		if f[p] == nil {
			return nil, errors.New(name + `: no part "# ` + string(p) + `"`)
		}
	}
	if len(f) != len(parts) {
		return nil, fmt.Errorf("%s has %d parts; there are %d", name, len(f), len(parts))
	}
	return f, nil
}

// lines writes a part, a line of the letter for each of its lines that has
// something in it.
func (f frame) lines(p part, w frameWords) ([]Line, error) {
	var b strings.Builder
	if err := f[p].Execute(&b, w); err != nil {
		return nil, err
	}
	var lines []Line
	for text := range strings.SplitSeq(b.String(), "\n") {
		if text = strings.TrimSpace(text); text != "" {
			lines = append(lines, withBlanks(text))
		}
	}
	return lines, nil
}

// withBlanks makes runs of a text, a ruled blank for each blank in it.
func withBlanks(s string) Line {
	var line Line
	for i, text := range strings.Split(s, string(blank)) {
		if i > 0 {
			line = append(line, Run{Blank: true})
		}
		if text != "" {
			line = append(line, Run{Text: text})
		}
	}
	return line
}
