package batch

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"
)

// Bounds on what a workbook may unpack to, and on what of it is kept in memory
// instead of on disk.
const (
	maxUnpacked = 8 << 30
	maxInMemory = 1 << 20
)

// unpackXLSX puts the rows of a workbook's first sheet in place of it, as CSV
// with the number of each row before its cells: a workbook can be streamed,
// but not at constant memory. It reports whether days count from 1904.
func (s *source) unpackXLSX() (from1904 bool, err error) {
	packed := s.file
	err = s.copyOf(func(w io.Writer) error {
		whole := io.NewSectionReader(packed, 0, 1<<62)
		book, err := excelize.OpenReader(whole, excelize.Options{
			RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxInMemory,
		})
		if err != nil {
			return fmt.Errorf("not a workbook that can be read (%w): save it as .xlsx or CSV", err)
		}
		defer book.Close()
		props, err := book.GetWorkbookProps()
		if err != nil {
			return err
		}
		from1904 = props.Date1904 != nil && *props.Date1904
		formulas, err := openFormulas(packed)
		if err != nil {
			return err
		}
		defer formulas.close()
		return writeSheet(w, book, formulas)
	})
	return from1904, errors.Join(err, packed.Close())
}

// since1904 writes the day of a row as people do.
func (m *mapping) since1904(cells []string) {
	i, ok := m.at["date"]
	if !ok || i >= len(cells) {
		return
	}
	if serial, err := strconv.Atoi(cells[i]); err == nil && len(cells[i]) == 5 {
		cells[i] = time.Date(1904, time.January, 1+serial, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
}

func writeSheet(w io.Writer, book *excelize.File, formulas *formulas) error {
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return errors.New("the workbook has no sheet")
	}
	lines, err := book.Rows(sheets[0])
	if err != nil {
		return err
	}
	defer lines.Close()
	b := bufio.NewWriter(w)
	out := csv.NewWriter(b)
	for number := 1; lines.Next(); number++ {
		cells, err := lines.Columns()
		if err == nil {
			cells, err = formulas.fill(number, cells)
		}
		if err != nil {
			return fmt.Errorf("sheet %q, row %d: %w", sheets[0], number, err)
		}
		if len(cells) == 0 {
			continue
		}
		if err := out.Write(append([]string{strconv.Itoa(number)}, cells...)); err != nil {
			return err
		}
	}
	out.Flush()
	return errors.Join(lines.Error(), out.Error(), b.Flush())
}
