// Package docx draws a letter as an Office Open XML document (ISO/IEC 29500),
// to be edited in a word processor. It knows nothing of wording.
package docx

import (
	"archive/zip"
	"bytes"
	"embed"
	"encoding/xml"
	"io"
	"sync"
	"text/template"
	"time"

	"speakout/internal/letter"
)

//go:embed parts
var files embed.FS

// parts are read once: a fault in them is one that the tests find, and panics.
// What was typed never goes through them, but for addresses of the web, which are
// escaped; all else goes through encoding/xml.
var parts = sync.OnceValue(func() *template.Template { return template.Must(template.ParseFS(files, "parts/*")) })

// Render writes the letter to w. The same letter gives the same bytes.
func Render(w io.Writer, l letter.Letter) error {
	z := zip.NewWriter(w)
	look := lookOf(l)
	document, links := content(l)
	look.Links = links
	for _, p := range []struct {
		name string // in the package; by its last part, in parts
		file string
		data any // marshalled, where it is no template
	}{
		{name: "[Content_Types].xml", file: "content-types.xml"}, // first, as readers of streams want it
		{name: "_rels/.rels", file: "package-relations.xml"},
		{name: "docProps/core.xml", data: coreProperties(l)},
		{name: "docProps/app.xml", file: "app.xml"},
		{name: "word/document.xml", data: document},
		{name: "word/header.xml", data: headerOf(l)},
		{name: "word/_rels/document.xml.rels", file: "document-relations.xml"},
		{name: "word/styles.xml", file: "styles.xml"},
		{name: "word/numbering.xml", file: "numbering.xml"},
		{name: "word/settings.xml", file: "settings.xml"},
		{name: "word/fontTable.xml", file: "fonts.xml"},
	} {
		// A fixed time: that of the letter, which all else in the file follows from.
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: day(l)})
		if err != nil {
			return err
		}
		if p.data != nil {
			err = marshal(f, p.data)
		} else {
			err = parts().ExecuteTemplate(f, p.file, look)
		}
		if err != nil {
			return err
		}
	}
	return z.Close()
}

// day is the letter's, as ZIP files can have it: they begin in 1980.
func day(l letter.Letter) time.Time {
	return time.Date(max(l.Date.Year(), 1980), l.Date.Month(), l.Date.Day(), 0, 0, 0, 0, time.UTC)
}

func marshal(w io.Writer, data any) error {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(data); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}
