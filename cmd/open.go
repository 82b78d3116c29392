package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/cli/browser"

	"speakout/internal/country"
	"speakout/internal/eml"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/locale/ui"
)

// checkOpen refuses --open where there is nothing to open.
func (o *letterOptions) checkOpen(f format) error {
	switch {
	case o.open && o.output == "-":
		return withHint(errors.New("--open needs a file, and -o - is standard output"), "leave out -o, or give it a file")
	case o.open && o.output != "" && f.name == "mailto":
		return withHint(errors.New("--mailto --open opens an address and writes no file"), "leave out -o, or --open")
	}
	return nil
}

// fileStem is the name of a letter's file without its ending: it tells letters
// apart.
func fileStem(c country.Code, l locale.Language, issue string) string {
	return fmt.Sprintf("letter-%s-%s-%s", c, l, issue)
}

// freeName is a name that no file has yet, unless files are to be replaced.
func (o *letterOptions) freeName(stem, ending string) string {
	for n := 1; ; n++ {
		name := stem + ending
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", stem, n, ending)
		}
		if _, err := os.Lstat(name); o.force || errors.Is(err, fs.ErrNotExist) || n == 999 {
			return name
		}
	}
}

// openFile opens a file with the program that the desktop has for it.
func (o *letterOptions) openFile(name string) error {
	path, err := filepath.Abs(name)
	if err == nil {
		err = o.openWith(path)
	}
	if err != nil {
		return couldNotOpen(name+" is written, but it", err)
	}
	return nil
}

// openMailto opens the mail program with the letter.
func (o *letterOptions) openMailto(l letter.Letter) error {
	if err := o.openWith(eml.Mailto(l)); err != nil {
		return couldNotOpen("the mailto: address", err)
	}
	return nil
}

// openSaved opens what the wizard saved, and says in its words if it cannot.
func (o *letterOptions) openSaved(words *ui.Words, name string) error {
	if err := o.openFile(name); err != nil {
		return &workError{errors.New(locale.StripIsolates(words.Say("open.failed")))}
	}
	return nil
}

// openWith opens a file or an address with what there is for it.
func (o *letterOptions) openWith(what string) error {
	browser.Stdout, browser.Stderr = o.streams.Err, o.streams.Err // standard output is for letters
	return browser.OpenURL(what)
}

func couldNotOpen(what string, err error) error {
	if errors.Is(err, exec.ErrNotFound) {
		return withHint(&workError{fmt.Errorf("%s could not be opened: no program for it was found", what)},
			"install xdg-utils, or leave out --open")
	}
	return &workError{fmt.Errorf("%s could not be opened: %w", what, err)}
}

// noticeMailto warns of an address that is longer than some programs take.
func (o *letterOptions) noticeMailto(l letter.Letter) {
	if n := len(eml.Mailto(l)); n > eml.MaxMailto && !o.quiet {
		fmt.Fprintf(o.streams.Err, "speakout: the mailto: address has %d characters; Windows and some mail programs take no more than %d and drop the rest or all\n", n, eml.MaxMailto)
		fmt.Fprintln(o.streams.Err, "hint: -o letter.eml makes a message that mail programs open whole, with the PDF attached")
	}
}
