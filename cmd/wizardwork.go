package cmd

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/locale/ui"
	"speakout/internal/output"
	"speakout/internal/profile"
	"speakout/internal/shape"
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
