package batch

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// workbookOf makes a workbook as fill says, and a table of it.
func workbookOf(t *testing.T, fill func(*excelize.File) error) *Table {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	table, err := OpenTable("t.xlsx", &b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { table.Close() })
	return table
}

func setRows(f *excelize.File, rows ...[]any) error {
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
			return err
		}
	}
	return nil
}

func TestDaysSince1904(t *testing.T) {
	for _, from1904 := range []bool{false, true} {
		day := 46350
		if from1904 {
			day -= 1462
		}
		s := textSet(t, "")
		s.Table = workbookOf(t, func(f *excelize.File) error {
			if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}); err != nil {
				return err
			}
			return setRows(f, []any{"country", "lang", "issue", "date"}, []any{"GB", "en", "syria", day}, []any{"Frence", "en", "syria", day})
		})
		s.SkipBad = true
		write(t, s)
		if letter := contentOf(t, s.Folder, "GB-en-1.txt"); !strings.Contains(letter, "24 November 2026") {
			t.Errorf("from 1904 %v: the letter is not of that day:\n%s", from1904, letter[:200])
		}
		s.Table = tableOf(t, strings.Replace(contentOf(t, s.Folder, "rejected.csv"), ",Frence,", ",France,", 1))
		write(t, s)
		if letter := contentOf(t, s.Folder, "FR-en-2.txt"); !strings.Contains(letter, "24 November 2026") {
			t.Errorf("from 1904 %v, mended: the letter is not of that day", from1904)
		}
	}
}

func TestFormulas(t *testing.T) {
	s := testSet(t, workbookOf(t, func(f *excelize.File) error {
		if err := setRows(f, []any{"country", "issue", "from"}, []any{"LB", "syria", "Rana"}, []any{"FR", "syria"}, []any{"ES", "syria", "Luis"}); err != nil {
			return err
		}
		return f.SetCellFormula("Sheet1", "C3", `A1&" "&B1`)
	}))
	s.Text = true
	err := checked(t, s).Err()
	if err == nil || !strings.Contains(err.Error(), `t.xlsx:3: from: a formula, or its error, in place of a value: "=A1&\" \"&B1"`) || !strings.Contains(err.Error(), "1 of 3 rows") {
		t.Errorf("got %v", err)
	}
}

// A sheet that is hidden is not what its reader sees; of rows that are, he is told.
func TestHiddenSheetsAndRows(t *testing.T) {
	s := textSet(t, "")
	s.Table = workbookOf(t, func(f *excelize.File) error {
		if err := setRows(f, []any{"country"}, []any{"Narnia"}); err != nil {
			return err
		}
		if _, err := f.NewSheet("Letters"); err != nil {
			return err
		}
		f.SetActiveSheet(1)
		for i, row := range [][]any{{"country", "issue", "from"}, {"LB", "syria", "Rana"}, {"FR", "syria", "Claire"}, {"ES", "syria"}} {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := f.SetSheetRow("Letters", cell, &row); err != nil {
				return err
			}
		}
		return errors.Join(f.SetCellFormula("Letters", "C4", "A4"), f.SetRowVisible("Letters", 3, false), f.SetSheetVisible("Sheet1", false))
	})
	want := []string{
		`read the sheet "Letters", the first that is shown, of 2`,
		"rows that are hidden count as others do: 1, the first of them row 3; delete those that shall have no letter",
	}
	if got := s.Table.Notes(); !slices.Equal(got, want) {
		t.Errorf("got %q; want %q", got, want)
	}
	c := checked(t, s)
	if err := c.Err(); c.Rows != 3 || err == nil || !strings.Contains(err.Error(), "t.xlsx:4: from: a formula") {
		t.Errorf("%d rows, %v; want those of the sheet that is shown, and its formula found", c.Rows, err)
	}
}

// What a workbook is unpacked to while it is read, with all that it says of people,
// is not left behind.
func TestWorkbookLeavesNothing(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	table := workbookOf(t, func(f *excelize.File) error {
		rows := [][]any{{"country", "from"}}
		for i := range 30_000 { // more than is unpacked in memory
			rows = append(rows, []any{"LB", fmt.Sprintf("Rana Haddad %d", i)})
		}
		return setRows(f, rows...)
	})
	if rs, err := table.rows(); err != nil {
		t.Fatal(err)
	} else if _, err := rs.next(); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("left while it is used: %v", left)
	}
}
