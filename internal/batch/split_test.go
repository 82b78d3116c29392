package batch

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"testing"
)

// What is divided before it is parsed is what encoding/csv reads in one.
func FuzzRecords(f *testing.F) {
	for _, s := range []string{plainTable, "a,\"b\"\"c\n\nd\",\r\n\r\n\"\"\n", "\"a\"\r\n\"b\n", "a\"b,\"c\nd\"", "\"a\"b\nc", ",\"\n", "\r", "\"\r\"\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		whole := csv.NewReader(bytes.NewReader(in))
		whole.FieldsPerRecord = -1
		want, err := whole.ReadAll()
		if err != nil {
			want = nil
		}
		c := newCSV(bufio.NewReaderSize(bytes.NewReader(in), 64), ',', 0)
		var got [][]string
		for {
			r, err := c.next()
			if err != nil {
				if !errors.Is(err, io.EOF) && want != nil {
					t.Errorf("%q: %v", in, err)
				}
				break
			}
			if len(r.problems) > 0 && want != nil {
				t.Errorf("%q: %s", in, r.problems[0])
			}
			got = append(got, r.cells)
		}
		if want != nil && !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%q:\ngot  %q\nwant %q", in, got, want)
		}
	})
}
