package batch

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
)

// joinRejects makes one table of the rows that shards have rejected. It is on
// disk and without its name; nil if there is none.
func joinRejects(folder string, shards []*manifestReader) (*file, error) {
	var header []string
	var streams []func() ([]string, error)
	for _, m := range shards {
		for _, l := range m.rejects() {
			old := openRejects(filepath.Join(folder, l.File))
			switch {
			case old == nil:
				return nil, fmt.Errorf("%s is no table of rejected rows", l.File)
			case header != nil && !slices.Equal(old.header, header):
				old.file.Close()
				return nil, fmt.Errorf("%s: not the columns of the other shards", l.File)
			}
			defer old.file.Close()
			header = old.header
			streams = append(streams, old.next)
		}
	}
	if header == nil {
		return nil, nil
	}
	out, err := createFile(filepath.Join(folder, "rejected.csv"), nil, true)
	if err != nil {
		return nil, err
	}
	w := csv.NewWriter(out)
	w.Write(eachCell(protected, header))
	row := func(cells []string) int { n, _ := strconv.Atoi(cells[0]); return n }
	err = merge(streams, func(a, b []string) int { return cmp.Compare(row(a), row(b)) }, w.Write)
	w.Flush()
	if err = errors.Join(err, w.Error()); err == nil {
		err = out.complete()
	}
	if err != nil {
		out.abort()
		return nil, err
	}
	return out, nil
}
