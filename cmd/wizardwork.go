package cmd

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"speakout/internal/display"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/locale/ui"
	"speakout/internal/output"
	"speakout/internal/profile"
	"speakout/internal/shape"
	"speakout/internal/text"
	"speakout/internal/treaty"
	"speakout/internal/wizard"
)

// wizardWork composes and saves for the wizard, as the flags do.
type wizardWork struct {
	o     *letterOptions
	words *ui.Words
}

// with are the options that say what was answered.
func (o *letterOptions) with(a wizard.Answers) *letterOptions {
	all := *o
	all.country, all.language, all.issue = string(a.Country), string(a.Language), a.Issue
	if !o.wizard.sample {
		s := a.Sender
		all.from, all.org, all.email, all.phone, all.place = s.Name, s.Organisation, s.Email, s.Phone, s.Place
		all.address = withoutEmpty(s.Address)
	}
	return &all
}

func withoutEmpty(lines []string) []string {
	var out []string
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			out = append(out, l)
		}
	}
	return out
}

// Compose is part of wizard.Work.
func (w *wizardWork) Compose(a wizard.Answers) (letter.Letter, string, error) {
	r, err := w.o.with(a).request()
	if err != nil {
		return letter.Letter{}, "", err
	}
	l, err := letter.Compose(r)
	if err != nil {
		return l, "", err
	}
	return l, w.notice(r, l), nil
}

// notice says what notices say, in the user's language.
func (w *wizardWork) notice(r letter.Request, l letter.Letter) string {
	var notices []string
	say := func(entry string, values ...any) { notices = append(notices, w.words.Say(entry, values...)) }
	day := locale.Style{Language: w.words.Language, Months: locale.MonthsUN}.Date
	if r.Specimen {
		say("specimen")
	}
	for _, f := range l.Facts {
		if f.AsOf.After(r.Date) {
			say("notice.early", "Date", day(r.Date), "Known", day(f.AsOf))
			break
		}
	}
	if r.Date.After(treaty.Reviewed.Add(treaty.StaleAfter)) {
		say("notice.treaty", "Date", day(treaty.Reviewed))
	}
	if c := r.Campaign; c.Stale(r.Date) {
		name := cmp.Or(c.Names[w.words.Language], c.Names[locale.English], c.Issue)
		say("notice.facts", "Issue", name, "Date", day(c.Reviewed))
	}
	if style, err := w.o.look.read(); err == nil {
		a, err := style.Address(l)
		switch {
		case err != nil:
		case a.Crowded:
			say("notice.sender")
		case a.Hidden > 0:
			say("notice.address", "Lines", a.Lines, "Hidden", a.Hidden)
		}
	}
	return strings.Join(notices, " ")
}

// FileName is part of wizard.Work: the name the user gave, else one that tells
// letters apart and that no file has yet.
func (w *wizardWork) FileName(a wizard.Answers, k wizard.Kind) string {
	if k == wizard.Chosen {
		return w.o.output
	}
	f, _ := parseFormat(string(k)) // a kind is the name of a format
	return w.o.freeName(fileStem(a.Country, a.Language, a.Issue), f.endings[0])
}

// Save is part of wizard.Work.
func (w *wizardWork) Save(l letter.Letter, a wizard.Answers, k wizard.Kind) (wizard.File, error) {
	o := w.o.with(a)
	o.output = w.FileName(a, k)
	format, err := o.chooseFormat()
	if err != nil {
		return wizard.File{}, err
	}
	style, err := o.look.read()
	if err != nil {
		return wizard.File{}, err
	}
	data, err := draw(l, format, style)
	if err != nil {
		return wizard.File{}, err
	}
	return wizard.File{Name: o.output, Size: len(data), Kind: k}, o.write(data)
}

// Remember is part of wizard.Work.
func (w *wizardWork) Remember(s letter.Sender) (string, error) {
	file, err := profile.File()
	if err != nil {
		return "", err
	}
	s.Address = withoutEmpty(s.Address)
	return file, profile.Save(file, s)
}

// Explain is part of wizard.Work: it says in the user's language what went
// wrong.
func (w *wizardWork) Explain(err error) string {
	var glyph *shape.MissingError
	var field *letter.FieldError
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &glyph):
		return w.words.Say("error.font", "Character", missingCharacters(glyph))
	case errors.As(err, &field) && field.Field == "email":
		return w.words.Say("error.email")
	case errors.Is(err, output.ErrExists):
		return w.words.Say("error.exists", "File", fileOf(err))
	case errors.As(err, &path):
		return w.words.Say("error.write", "File", path.Path, "Reason", w.reason(path.Err))
	case errors.As(err, &link):
		return w.words.Say("error.write", "File", link.New, "Reason", w.reason(link.Err))
	}
	var work *workError
	if errors.As(err, &work) {
		return w.words.Say("error.write", "File", fileOf(err), "Reason", w.reason(err))
	}
	return w.words.Say("error.other", "Reason", printable(err.Error()))
}

// fileOf is the file that an error of package output begins with.
func fileOf(err error) string {
	name, _, _ := strings.Cut(err.Error(), ": ")
	return printable(name)
}

func missingCharacters(e *shape.MissingError) string {
	var names []string
	for _, r := range e.Runes {
		names = append(names, fmt.Sprintf("%c (U+%04X)", r, r))
	}
	return strings.Join(names, ", ")
}

func (w *wizardWork) reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return w.words.Say("reason.permission")
	case errors.Is(err, syscall.ENOSPC):
		return w.words.Say("reason.space")
	case errors.Is(err, fs.ErrNotExist):
		return w.words.Say("reason.folder")
	}
	return printable(err.Error())
}

// sayWhatNext says where the letter is, what to do with it, and how to make it
// again.
func (o *letterOptions) sayWhatNext(c wizard.Config, r wizard.Result) error {
	if o.quiet || len(r.Files) == 0 {
		return nil
	}
	words := c.Words
	var b strings.Builder
	say := func(sentence string) { b.WriteString(onTerminal(c.Terminal, words, sentence)) }
	for _, f := range r.Files {
		name := f.Name
		if absolute, err := filepath.Abs(name); err == nil {
			name = absolute
		}
		say(words.Say("saved", "File", printable(name), "Size", sizeIn(words, f.Size)))
	}
	b.WriteByte('\n')
	say(words.Say("next.title"))
	if o.wizard.sample {
		say("– " + words.Say("specimen"))
	} else {
		say("– " + words.Say("next.sign"))
		say("– " + words.Say("next.send"))
	}
	b.WriteByte('\n')
	if r.Edited {
		say(words.Say("next.edited"))
	} else {
		say(words.Say("next.again"))
	}
	for _, f := range r.Files {
		// A command is for copying: as it is typed, on a line of its own.
		b.WriteString("  " + printable(o.with(r.Answers).commandLine(f.Name, r.Edited)) + "\n")
	}
	return o.streams.print([]byte(b.String()))
}

// columnsOfMessages is how wide messages are set that are put in order here.
const columnsOfMessages = 78

// onTerminal is a sentence as the terminal shows it. Only what must be ordered
// is broken into lines: elsewhere the terminal does that, and what is copied
// from it, a file's name, stays whole.
func onTerminal(t display.Terminal, words *ui.Words, sentence string) string {
	if t.Bidi == display.Spoken {
		return locale.StripIsolates(sentence) + "\n"
	}
	if !words.RightToLeft() {
		return t.Text(sentence, false) + "\n"
	}
	var b strings.Builder
	b.WriteString(t.Begin())
	for _, l := range text.Wrap(sentence, columnsOfMessages) {
		b.WriteString(t.Text(l, true) + "\n")
	}
	b.WriteString(t.End())
	return b.String()
}

func sizeIn(words *ui.Words, n int) string {
	if n < 1000 {
		return words.Count("size.bytes", n)
	}
	return words.Say("size.kilobytes", "Count", (n+500)/1000)
}

// commandLine is the command that makes the letter again, on the same day's
// date. One that was edited must not be replaced by it.
func (o *letterOptions) commandLine(file string, edited bool) string {
	words := []string{"speakout"}
	add := func(flag string, values ...string) {
		for _, v := range values {
			if v != "" {
				words = append(words, flag, shellQuote(v))
			}
		}
	}
	add("--country", o.country)
	add("--lang", o.language)
	add("--issue", o.issue)
	add("--memos", o.memos.dir)
	add("--from", o.from)
	add("--org", o.org)
	add("--address", o.address...)
	add("--email", o.email)
	add("--phone", o.phone)
	add("--place", o.place)
	add("--office", o.office)
	add("--to", o.to)
	add("--to-title", o.toTitle)
	add("--to-gender", o.toGender)
	add("--to-address", o.toAddress...)
	for _, name := range slices.Sorted(maps.Keys(o.fields)) {
		add("--field", name+"="+o.fields[name])
	}
	if day, err := o.day(); err == nil {
		add("--date", day.Format(time.DateOnly))
	}
	add("--paper", o.paper)
	add("--digits", o.digits)
	add("--logo", o.look.logo)
	add("--accent", o.look.accent)
	add("--font", o.look.font...)
	add("--font-arabic", o.look.arabic...)
	add("--format", o.format)
	add("--output", file)
	if o.look.window {
		words = append(words, "--window")
	}
	if o.enclose {
		words = append(words, "--enclose")
	}
	if o.wizard.sample {
		words = append(words, "--sample")
	}
	if !edited {
		words = append(words, "--force")
	}
	return strings.Join(words, " ")
}
