package batch

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"

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
// but not at constant memory.
func (s *source) unpackXLSX() error {
	packed := s.file
	err := s.copyOf(func(w io.Writer) error {
		book, err := excelize.OpenReader(io.NewSectionReader(packed, 0, 1<<62), excelize.Options{
			RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxInMemory,
		})
		if err != nil {
			return fmt.Errorf("not a workbook that can be read (%w): save it as .xlsx or CSV", err)
		}
		defer book.Close()
		return writeSheet(w, book)
	})
	return errors.Join(err, packed.Close())
}

func writeSheet(w io.Writer, book *excelize.File) error {
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
