package cmd

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/memo"
	"speakout/internal/output"
	"speakout/internal/pdf"
	"speakout/internal/shape"
	"speakout/internal/treaty"
)

// runLetter writes one letter.
func runLetter(o *letterOptions) error {
	if o.asks() {
		return runWizard(o)
	}
	format, err := o.chooseFormat()
	if err != nil {
		return err
	}
	if !format.hasPDF && o.look.given() {
		return withHint(errors.New("--window, --logo, --accent and --font are about PDF"), "-o letter.pdf, or --format pdf")
	}
	style, err := o.look.read()
	if err != nil {
		return err
	}
	if err := o.checkOpen(format); err != nil {
		return err
	}
	o.prepare(format)
	r, err := o.request()
	if err != nil {
		return err
	}
	l, err := letter.Compose(r)
	if err != nil {
		return asWork(err)
	}
	o.notices(r, l)
	if format.hasPDF {
		o.noticeAddress(l, style)
	}
	o.tell(r, l)
	if format.name == "mailto" {
		o.noticeMailto(l)
		if o.open {
			return o.openMailto(l)
		}
	}
	data, err := draw(l, format, style)
	if err != nil {
		return asWork(err)
	}
	if o.open && o.output == "" {
		o.output = o.freeName(fileStem(r.Country, r.Language, r.Issue), format.endings[0])
	}
	if o.output == "" || o.output == "-" {
		return o.streams.print(data)
	}
	if err := o.save(data); err != nil || !o.open {
		return err
	}
	return o.openFile(o.output)
}

func (o *letterOptions) save(data []byte) error {
	err := o.write(data)
	if err == nil && !o.quiet {
		fmt.Fprintf(o.streams.Err, "Wrote %s (%s).\n", onOneLine(o.output), size(len(data)))
	}
	return err
}

func (o *letterOptions) write(data []byte) error {
	err := output.WriteFile(o.output, data, o.force)
	switch {
	case errors.Is(err, output.ErrExists):
		return withHint(err, "choose another name, or replace it with --force")
	case err != nil:
		return &workError{err}
	}
	return nil
}

func size(n int) string {
	if n < 1000 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%d kB", (n+500)/1000)
}

// prepare begins to read what the letter will be drawn with, beside what it will
// say.
func (o *letterOptions) prepare(f format) {
	if l, err := locale.ParseLanguage(o.language); err == nil && f.hasPDF {
		go pdf.Prepare(l)
	}
}

// asWork marks an error of the program's own work, which no input could mend.
func asWork(err error) error {
	var field *letter.FieldError
	var missing *shape.MissingError
	var language *memo.LanguageError
	var option *pdf.OptionError
	if errors.As(err, &option) || errors.As(err, &field) || errors.As(err, &missing) || errors.As(err, &language) {
		return err
	}
	return &workError{err}
}

// noticeAddress says that an envelope will not show all of an address. An error
// is left to those who draw.
func (o *letterOptions) noticeAddress(l letter.Letter, style *pdf.Style) {
	if o.quiet {
		return
	}
	a, err := style.Address(l)
	switch {
	case err != nil:
	case a.Crowded:
		fmt.Fprintln(o.streams.Err, "speakout: the recipient's address does not stand in the window of an envelope: the sender's lines above it are too long, or too many; shorten them, or take an envelope without a window")
	case a.Hidden > 0:
		fmt.Fprintf(o.streams.Err, "speakout: the window of an envelope hides %d of the %d lines of the recipient's address; shorten it, or take an envelope without a window\n",
			a.Hidden, a.Lines)
	}
}

// notices says what the writer should know before the letter is sent.
func (o *letterOptions) notices(r letter.Request, l letter.Letter) {
	if o.quiet {
		return
	}
	for _, f := range l.Facts {
		if f.AsOf.After(r.Date) {
			fmt.Fprintf(o.streams.Err, "speakout: the letter is dated %s and states what was known only on %s; is the date right?\n",
				r.Date.Format(time.DateOnly), f.AsOf.Format(time.DateOnly))
			break
		}
	}
	if r.Date.After(treaty.Reviewed.Add(treaty.StaleAfter)) {
		fmt.Fprintf(o.streams.Err, "speakout: who has joined the Convention was last checked on %s; check it before you send this letter\n",
			treaty.Reviewed.Format(time.DateOnly))
	}
	if c := r.Campaign; c.Stale(r.Date) {
		fmt.Fprintf(o.streams.Err, "speakout: the facts on %s were last checked on %s; check them before you send this letter\n",
			cmp.Or(c.Names[locale.English], c.Issue), c.Reviewed.Format(time.DateOnly))
	}
}
