package batch

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"speakout/internal/country"
	"speakout/internal/output"
	"speakout/internal/pdf"
)

// single is a file of all letters.
type single interface {
	needs(ending string) bool
	add(d *done, f drawn) error
	close() error
	abort()
}

// file is an output.File behind a buffer; without a file, a stream.
type file struct {
	*output.File
	*bufio.Writer
}

func createFile(name string, stream io.Writer, replace bool) (file, error) {
	if name == "-" {
		return file{nil, bufio.NewWriterSize(stream, 64<<10)}, nil
	}
	f, err := output.Create(name, replace)
	if err != nil {
		return file{}, err
	}
	return file{f, bufio.NewWriterSize(f, 64<<10)}, nil
}

// commit gives the file its name.
func (f file) commit() error {
	err := f.Flush()
	if f.File == nil {
		return err
	}
	if err != nil {
		f.Abort()
		return err
	}
	return f.Commit()
}

func (f file) abort() {
	if f.File != nil {
		f.Abort()
	}
}

// book is one PDF of all letters, with a bookmark for each.
type book struct {
	file  file
	pages *pdf.Book
}

func (b *book) needs(string) bool      { return false } // it draws the letters itself
func (b *book) add(*done, drawn) error { return nil }
func (b *book) abort()                 { b.file.abort() }

// addLaid adds a letter and returns its page, counted from 1.
func (b *book) addLaid(d *done, label string) (int, error) {
	name := country.ByCode(d.request.Country).Name(d.request.Language)
	return b.pages.Add(d.laid, string(d.request.Country), name, label)
}

func (b *book) close() error {
	if err := b.pages.Close(); err != nil {
		return err
	}
	return b.file.commit()
}

// stream is one text of all letters, with a form feed between them.
type stream struct {
	file  file
	begun bool
}

func (s *stream) needs(ending string) bool { return ending == ".txt" }
func (s *stream) close() error             { return s.file.commit() }
func (s *stream) abort()                   { s.file.abort() }

func (s *stream) add(_ *done, f drawn) error {
	if s.begun {
		s.file.WriteString("\f")
	}
	s.begun = true
	_, err := s.file.Write(f.data)
	return err
}

// archive is a ZIP file of all letters, each with the letter's day as its time.
type archive struct {
	file file
	zip  *zip.Writer
}

func newArchive(f file) *archive { return &archive{f, zip.NewWriter(f)} }

func (a *archive) needs(string) bool { return true }
func (a *archive) abort()            { a.file.abort() }

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

func (a *archive) close() error {
	if err := a.zip.Close(); err != nil {
		return err
	}
	return a.file.commit()
}

// open makes ready everything that is written to.
func (w *writer) open() (err error) {
	s := w.set
	w.id = w.setID()
	if s.Table.ownsFile(w.beside("rejected")) {
		return fmt.Errorf("%s: it would be written over; give it another name first", s.Table.Name)
	}
	if s.Folder != "" {
		if w.folder, err = s.openFolder(); err != nil {
			return err
		}
	}
	if err := w.openSingles(); err != nil {
		return err
	}
	if err := w.openLines(); err != nil {
		return err
	}
	w.rejects = &rejects{header: w.checked.header, name: w.beside("rejected")}
	return nil
}

func (w *writer) openSingles() error {
	s := w.set
	if s.Merge != "" {
		f, err := createFile(s.Merge, s.Stream, s.Force)
		if err != nil {
			return err
		}
		if s.mergesPDF() {
			w.outputs = append(w.outputs, &book{f, pdf.NewBook(f, s.Day)})
		} else {
			w.outputs = append(w.outputs, &stream{file: f})
		}
	}
	if s.Zip != "" {
		f, err := createFile(s.Zip, s.Stream, s.Force)
		if err != nil {
			return err
		}
		w.outputs = append(w.outputs, newArchive(f))
	}
	return nil
}

// mergesPDF reports whether the one file of all letters is a PDF.
func (s *Set) mergesPDF() bool {
	return strings.EqualFold(filepath.Ext(s.Merge), ".pdf") || s.Merge == "-" && s.PDF
}

// addLaid adds the letter to the book, if there is one.
func (w *writer) addLaid(d *done, line Line) error {
	for _, o := range w.outputs {
		b, ok := o.(*book)
		if !ok {
			continue
		}
		page, err := b.addLaid(d, d.label)
		if err != nil {
			return err
		}
		if w.folder == nil && w.set.Zip == "" {
			line.File = fmt.Sprintf("%s#page=%d", filepath.Base(w.set.Merge), page)
			return w.lines.add(line, "")
		}
	}
	return nil
}

// beside is the name of a file that tells of the set: in its folder, or beside
// the one file of all letters.
func (w *writer) beside(what string) string {
	s := w.set
	if s.Folder != "" {
		return filepath.Join(s.Folder, s.Shard.in(what, ".csv"))
	}
	one := s.Merge
	if s.Zip != "" {
		one = s.Zip
	}
	return s.Shard.in(strings.TrimSuffix(one, filepath.Ext(one))+"."+what, ".csv")
}

// close gives everything its name, the manifest last.
func (w *writer) close() error {
	var err error
	for i, o := range w.outputs {
		if err = o.close(); err != nil {
			w.outputs = w.outputs[i+1:]
			w.abort()
			return err
		}
	}
	w.outputs = nil
	if err = errors.Join(w.rejects.close(), w.lines.close()); err != nil {
		w.abort()
		return err
	}
	return nil
}

// abort leaves what is whole and removes the rest.
func (w *writer) abort() {
	for _, o := range w.outputs {
		o.abort()
	}
	if w.rejects != nil {
		w.rejects.abort()
	}
	if w.lines != nil {
		w.lines.abort()
	} else if w.folder != nil {
		w.folder.leave()
	}
}
