package batch

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"speakout/internal/output"
)

// Bounds on what a workbook may unpack to, and on what of it is kept in memory
// instead of on disk.
const (
	maxUnpacked = 8 << 30
	maxInMemory = 1 << 20
)

// unpacked is what there is to know of a workbook besides its rows.
type unpacked struct {
	from1904 bool     // days count from then
	notes    []string // for who made it
}

// unpackXLSX puts the rows of a workbook's first sheet that is shown in place of
// it, as CSV with the number of each row before its cells: a workbook can be
// streamed, but not at constant memory.
func (s *source) unpackXLSX() (known unpacked, err error) {
	packed := s.file
	temp, err := output.TempDir("speakout-xlsx-*")
	if err != nil {
		return known, errors.Join(withoutTemp(err), packed.Close())
	}
	defer output.RemoveTemp(temp)
	err = s.copyOf(func(w io.Writer) error {
		whole := io.NewSectionReader(packed, 0, 1<<62)
		book, err := excelize.OpenReader(whole, excelize.Options{
			RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxInMemory, TmpDir: temp,
		})
		if err != nil {
			return fmt.Errorf("not a workbook that can be read (%w): save it as .xlsx or CSV", err)
		}
		defer book.Close()
		props, err := book.GetWorkbookProps()
		if err != nil {
			return err
		}
		known.from1904 = props.Date1904 != nil && *props.Date1904
		formulas, err := openFormulas(packed)
		if err != nil {
			return err
		}
		defer formulas.close()
		return known.writeSheet(w, book, formulas)
	})
	return known, errors.Join(err, packed.Close())
}

// since1904 writes the day of a row as people do.
func (m *mapping) since1904(cells []string) {
	i, ok := m.at["date"]
	if !ok || i >= len(cells) {
		return
	}
	cells[i] = dayOf(cells[i], time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC))
}

// dayOf writes the number by which a workbook counts days from another one, and
// parts of a day after a point, as people do; it leaves all else as it is.
func dayOf(cell string, first time.Time) string {
	day, _, _ := strings.Cut(cell, ".")
	serial, err := strconv.Atoi(day)
	if err != nil || len(day) != 5 {
		return cell
	}
	return first.AddDate(0, 0, serial).Format(time.DateOnly)
}

// shownSheet finds the sheet to read, and says which it is if there are several.
func (k *unpacked) shownSheet(book *excelize.File) (string, error) {
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return "", errors.New("the workbook has no sheet")
	}
	shown := max(0, slices.IndexFunc(sheets, func(name string) bool {
		visible, err := book.GetSheetVisible(name)
		return visible && err == nil
	}))
	if len(sheets) > 1 {
		k.notes = append(k.notes, fmt.Sprintf("read the sheet %q, the first that is shown, of %d", sheets[shown], len(sheets)))
	}
	return sheets[shown], nil
}

func (k *unpacked) writeSheet(w io.Writer, book *excelize.File, formulas *formulas) error {
	sheet, err := k.shownSheet(book)
	if err != nil {
		return err
	}
	lines, err := book.Rows(sheet)
	if err != nil {
		return err
	}
	defer lines.Close()
	b := bufio.NewWriter(w)
	out := csv.NewWriter(b)
	hidden, first := 0, 0
	for number := 1; lines.Next(); number++ {
		cells, err := lines.Columns()
		if err == nil {
			cells, err = formulas.fill(number, cells)
		}
		if err != nil {
			return fmt.Errorf("sheet %q, row %d: %w", sheet, number, err)
		}
		if len(cells) == 0 {
			continue
		}
		if lines.GetRowOpts().Hidden {
			hidden, first = hidden+1, cmp.Or(first, number)
		}
		if err := out.Write(append([]string{strconv.Itoa(number)}, cells...)); err != nil {
			return err
		}
	}
	if hidden > 0 {
		k.notes = append(k.notes, fmt.Sprintf("rows that are hidden count as others do: %s, the first of them row %d; delete those that shall have no letter", Number(hidden), first))
	}
	out.Flush()
	return errors.Join(lines.Error(), out.Error(), b.Flush())
}
