package batch

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// formulas are the cells of a workbook's first sheet that hold a formula and no
// value, as programs write them that do not calculate. excelize reads them as
// empty; here they are read from the sheet itself, beside its rows.
type formulas struct {
	part io.ReadCloser // nil if there are none
	xml  *xml.Decoder
	head formula
	err  error // of what comes after head
}

type formula struct {
	row, column int // from 1
	text        string
}

// openFormulas finds the first formula. Most sheets have none, and are not taken
// apart.
func openFormulas(file *os.File) (*formulas, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	packed, err := zip.NewReader(file, info.Size())
	if err != nil {
		return nil, err
	}
	name, err := sheetPart(packed)
	if errors.Is(err, fs.ErrNotExist) {
		return &formulas{}, nil // a workbook of unusual parts: excelize knows
	}
	if err != nil {
		return nil, err
	}
	part, err := packed.Open(name)
	if err != nil {
		return nil, err
	}
	any, err := contains(part, "<f>", "<f ", "<f/")
	part.Close()
	if err != nil || !any {
		return &formulas{}, err
	}
	if part, err = packed.Open(name); err != nil {
		return nil, err
	}
	f := &formulas{part: part, xml: xml.NewDecoder(bufio.NewReader(part))}
	f.advance()
	return f, nil
}

func (f *formulas) close() {
	if f.part != nil {
		f.part.Close()
	}
}

// fill puts formulas without a value into the row's cells, where they are seen.
func (f *formulas) fill(row int, cells []string) ([]string, error) {
	for f.part != nil && f.err == nil && f.head.row <= row {
		if f.head.row == row {
			for len(cells) < f.head.column {
				cells = append(cells, "")
			}
			if cells[f.head.column-1] == "" {
				cells[f.head.column-1] = "=" + f.head.text
			}
		}
		f.advance()
	}
	if errors.Is(f.err, io.EOF) {
		return cells, nil
	}
	return cells, f.err
}

// advance finds the next cell that has a formula and no value.
func (f *formulas) advance() {
	for {
		t, err := f.xml.Token()
		if err != nil {
			f.err = err
			return
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "c" {
			continue
		}
		var cell struct {
			At      string  `xml:"r,attr"`
			Type    string  `xml:"t,attr"`
			Formula *string `xml:"f"`
			Value   *string `xml:"v"`
		}
		if f.err = f.xml.DecodeElement(&cell, &start); f.err != nil {
			return
		}
		if cell.Formula == nil || cell.Value != nil && (*cell.Value != "" || cell.Type == "str") {
			continue // no formula, or one with a value, which may be an empty text
		}
		f.head = formula{text: *cell.Formula}
		f.head.column, f.head.row, f.err = excelize.CellNameToCoordinates(cell.At)
		return
	}
}

// sheetEntry is what a workbook says of a sheet.
type sheetEntry struct {
	Attributes []xml.Attr `xml:",any,attr"`
}

// sheetPart names the part that holds the sheet that is read: the first that is
// shown or, if none is, the first.
func sheetPart(packed *zip.Reader) (string, error) {
	var book struct {
		Sheets []sheetEntry `xml:"sheets>sheet"`
	}
	var relations struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := errors.Join(decodePart(packed, "xl/workbook.xml", &book), decodePart(packed, "xl/_rels/workbook.xml.rels", &relations)); err != nil {
		return "", err
	}
	if len(book.Sheets) == 0 {
		return "", errors.New("the workbook has no sheet")
	}
	shown := max(0, slices.IndexFunc(book.Sheets, func(s sheetEntry) bool {
		return !slices.ContainsFunc(s.Attributes, func(a xml.Attr) bool { return a.Name.Local == "state" && a.Value != "visible" })
	}))
	for _, a := range book.Sheets[shown].Attributes {
		for _, r := range relations.All {
			if a.Name.Local == "id" && r.ID == a.Value {
				if strings.HasPrefix(r.Target, "/") {
					return r.Target[1:], nil
				}
				return path.Join("xl", r.Target), nil
			}
		}
	}
	return "", errors.New("the workbook names no part for its sheet")
}

func decodePart(packed *zip.Reader, name string, into any) error {
	part, err := packed.Open(name)
	if err != nil {
		return err
	}
	defer part.Close()
	return xml.NewDecoder(part).Decode(into)
}

// contains reports whether one of some short words stands in the text.
func contains(in io.Reader, words ...string) (bool, error) {
	const overlap = 8
	buffer := make([]byte, 64<<10)
	n := 0
	for {
		k, err := in.Read(buffer[n:])
		n += k
		for _, w := range words {
			if bytes.Contains(buffer[:n], []byte(w)) {
				return true, nil
			}
		}
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if n > overlap {
			n = copy(buffer, buffer[n-overlap:n])
		}
	}
}
