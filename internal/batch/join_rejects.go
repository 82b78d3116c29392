package batch

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"speakout/internal/output"
)

// joinRejects makes one table of the rows that shards have rejected.
func joinRejects(folder string, shards int) error {
	name := filepath.Join(folder, "rejected.csv")
	var header []string
	var streams []func() ([]string, error)
	for i := 1; i <= shards; i++ {
		f, err := os.Open(filepath.Join(folder, Shard{i, shards}.in("rejected", ".csv")))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		defer f.Close()
		r := csv.NewReader(f)
		r.FieldsPerRecord = -1
		h, err := r.Read()
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name(), err)
		}
		if header != nil && strings.Join(h, "\x00") != strings.Join(header, "\x00") {
			return fmt.Errorf("%s: not the columns of the other shards", f.Name())
		}
		header = h
		streams = append(streams, r.Read)
	}
	if header == nil {
		return output.Remove(name)
	}
	out, err := createFile(name, nil, true)
	if err != nil {
		return err
	}
	w := csv.NewWriter(out)
	w.Write(header)
	row := func(cells []string) int { n, _ := strconv.Atoi(cells[0]); return n }
	err = merge(streams, func(a, b []string) int { return cmp.Compare(row(a), row(b)) }, w.Write)
	w.Flush()
	if err = errors.Join(err, w.Error()); err != nil {
		out.abort()
		return err
	}
	return out.commit()
}
