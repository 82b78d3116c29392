package batch

import (
	"bytes"
	"fmt"
	"os"
	"sync"

	"speakout/internal/letter"
	"speakout/internal/output"
	"speakout/internal/text"
)

// drawBuffers are for letters that are in files as soon as they are drawn.
var drawBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// drawFile draws a letter in one format and, unless the file is there with the
// same bytes, writes it under a name for the time being.
func (w *writer) drawFile(d *done, l letter.Letter, name, ending string) error {
	if w.set.Folder == "" && !w.needsData(ending) {
		return nil
	}
	b := new(bytes.Buffer)
	if !w.needsData(ending) {
		b = drawBuffers.Get().(*bytes.Buffer)
		b.Reset()
		defer drawBuffers.Put(b)
	}
	var err error
	if ending == ".pdf" {
		err = w.set.Style.Render(b, l)
	} else {
		err = text.Render(b, l)
	}
	if err != nil {
		return err
	}
	f := drawn{name: name + ending, sha256: sum(b.Bytes()), size: b.Len()}
	if w.needsData(ending) {
		f.data = b.Bytes()
	}
	if w.set.Folder != "" && !w.same(f, b.Bytes()) {
		if f.temp, err = w.journal.temp(d.row.Number, ending, b.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", w.path(f.name), output.Reason(err))
		}
	}
	d.files = append(d.files, f)
	return nil
}

// same reports whether the file is there with those bytes.
func (w *writer) same(f drawn, data []byte) bool {
	info, err := os.Stat(w.path(f.name))
	if err != nil || info.Size() != int64(len(data)) {
		return false
	}
	there, err := os.ReadFile(w.path(f.name))
	return err == nil && bytes.Equal(there, data)
}

func (w *writer) needsData(ending string) bool {
	for _, o := range w.outputs {
		if o.needs(ending) {
			return true
		}
	}
	return false
}
