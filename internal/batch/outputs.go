package batch

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"speakout/internal/country"
	"speakout/internal/pdf"
)

// single is a file of all letters. It is completed before it gets its name.
type single interface {
	needs(ending string) bool
	add(d *done, f drawn) error
	complete() error
	abort() // removes what has no name yet
	out() *file
}

// book is one PDF of all letters, with a bookmark for each.
type book struct {
	file  *file
	pages *pdf.Book
	most  int // objects
}

func (b *book) needs(string) bool      { return false } // it draws the letters itself
func (b *book) add(*done, drawn) error { return nil }
func (b *book) out() *file             { return b.file }

// addLaid adds a letter and returns its page, counted from 1.
func (b *book) addLaid(d *done, label string) (int, error) {
	name := country.ByCode(d.request.Country).Name(d.request.Language)
	return b.pages.Add(d.laid, string(d.request.Country), name, label)
}

// fewLetters tell how long a document of all will be: who writes some hundred
// thousand shall not learn in the end that they do not fit.
const fewLetters = 200

// fits sees, once, that all letters will fit. It says so only if they surely do
// not: the document itself counts exactly.
func (b *book) fits(letters, of int) error {
	if letters != fewLetters {
		return nil
	}
	if all := b.pages.Objects() / letters * of; all/5*4 > b.most {
		return fmt.Errorf("%s: %w: %s letters would have some %s objects, and it can have %s", b.file.name, pdf.ErrTooLong, Number(of), Number(all), Number(b.most))
	}
	return nil
}

func (b *book) abort() {
	b.pages.Abort()
	b.file.abort()
}

func (b *book) complete() error {
	if err := b.pages.Close(); err != nil {
		return err
	}
	return b.file.complete()
}

// stream is one text of all letters, with a form feed between them.
type stream struct {
	file *file
	line int // that the next letter begins on, counted from 1; 0 before the first
}

func (s *stream) needs(ending string) bool { return ending == ".txt" }
func (s *stream) complete() error          { return s.file.complete() }
func (s *stream) abort()                   { s.file.abort() }
func (s *stream) out() *file               { return s.file }

func (s *stream) add(d *done, f drawn) error {
	if s.line > 0 {
		s.file.WriteString("\f")
	}
	d.place = fmt.Sprintf("#line=%d", max(1, s.line))
	s.line = max(1, s.line) + bytes.Count(f.data, []byte("\n"))
	_, err := s.file.Write(f.data)
	return err
}

// archive is a ZIP file of all letters, each with the letter's day as its time.
type archive struct {
	file *file
	zip  *zip.Writer
}

func newArchive(f *file) *archive { return &archive{f, zip.NewWriter(f)} }

func (a *archive) needs(string) bool { return true }
func (a *archive) abort()            { a.file.abort() }
func (a *archive) out() *file        { return a.file }

func (a *archive) add(d *done, f drawn) error {
	h := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: d.request.Date.UTC()}
	if h.Modified.Before(time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)) {
		h.Modified = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if strings.HasSuffix(f.name, ".pdf") {
		h.Method = zip.Store // it is compressed already
	}
	w, err := a.zip.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = w.Write(f.data)
	return err
}

func (a *archive) complete() error {
	if err := a.zip.Close(); err != nil {
		return err
	}
	return a.file.complete()
}

// openSingles begins the files of all letters.
func (w *writer) openSingles() error {
	s := w.set
	for _, name := range []string{s.Merge, s.Zip, s.Labels} {
		if name == "" {
			continue
		}
		_, there := os.Lstat(name)
		f, err := createFile(name, s.Stream, there == nil) // if it is there, it was looked at
		switch {
		case err != nil:
			return err
		case name == s.Zip:
			w.outputs = append(w.outputs, newArchive(f))
		case name == s.Labels:
			w.outputs = append(w.outputs, &labels{f, pdf.NewLabels(f, s.Day, s.LabelSheet, s.Style)})
		case s.mergesPDF():
			pages := pdf.NewBook(f, s.Day)
			pages.BlankBacks = s.BlankBacks
			w.outputs = append(w.outputs, &book{f, pages, cmp.Or(s.mostObjects, pdf.MaxObjects)})
		default:
			w.outputs = append(w.outputs, &stream{file: f})
		}
	}
	return nil
}

// mergesPDF reports whether the one file of all letters is a PDF.
func (s *Set) mergesPDF() bool {
	return strings.EqualFold(filepath.Ext(s.Merge), ".pdf") || s.Merge == "-" && s.PDF
}

// addLaid adds the letter to the book, and its label to the labels, if there are
// these.
func (w *writer) addLaid(d *done) error {
	for _, o := range w.outputs {
		var page int
		var err error
		switch o := o.(type) {
		case *book:
			if page, err = o.addLaid(d, d.bookmark); err == nil {
				err = o.fits(w.result.Letters, w.shardRows())
			}
		case *labels:
			page, err = o.sheets.Add(d.label)
		default:
			continue
		}
		if err != nil {
			return err
		}
		if o.out().name == w.set.one() {
			d.place = fmt.Sprintf("#page=%d", page)
		}
	}
	return nil
}
