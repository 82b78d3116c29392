package batch

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"speakout/internal/output"
)

// Joined is what shards make up.
type Joined struct {
	Shards, Rows, Files, Rejected int
}

// Join proves that the shards in a folder make up a set, each row in one of
// them and each file as its manifest says, and makes of their manifests one. The
// manifests of the shards stay. Without files, the files are not looked at.
func Join(folder string, files bool) (Joined, error) {
	var j Joined
	shards, err := findShards(folder)
	if err != nil {
		return j, err
	}
	j.Shards = len(shards)
	var streams []func() (Line, error)
	for i, m := range shards {
		defer m.file.Close()
		streams = append(streams, shardLines(m, i+1, len(shards)))
	}
	out, err := output.Create(filepath.Join(folder, "manifest.csv"), true)
	if err != nil {
		return j, err
	}
	if err := j.merge(out, folder, streams, files); err != nil {
		out.Abort()
		return j, err
	}
	if err := out.Commit(); err != nil {
		return j, err
	}
	return j, joinRejects(folder, j.Shards)
}

// merge writes the shards' lines in order of rows, and sees that none is
// missing.
func (j *Joined) merge(out *output.File, folder string, streams []func() (Line, error), files bool) error {
	w, err := newManifestWriter(out)
	if err != nil {
		return err
	}
	id := ""
	err = merge(streams, func(a, b Line) int { return cmp.Compare(a.Row, b.Row) }, func(l Line) error {
		switch {
		case id != "" && l.Set != id:
			return errors.New("the shards are of different tables, or were written with different flags")
		case l.Row > j.Rows+1:
			return fmt.Errorf("row %d is in none of the shards", j.Rows+1)
		case l.Status == Rejected:
			j.Rejected++
		case files:
			if err := verify(folder, l); err != nil {
				return err
			}
			fallthrough
		default:
			j.Files++
		}
		id, j.Rows = l.Set, l.Row
		return w.write(l)
	})
	if err != nil {
		return err
	}
	_, rows, _ := strings.Cut(id, "/")
	if n, _ := strconv.Atoi(rows); n != j.Rows || n == 0 {
		return fmt.Errorf("the table has %s rows, the shards end with row %d", rows, j.Rows)
	}
	return w.flush()
}

func verify(folder string, l Line) error {
	data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(l.File)))
	if err != nil {
		return fmt.Errorf("row %d: %s: %w", l.Row, l.File, output.Reason(err))
	}
	if sum(data) != l.SHA256 {
		return fmt.Errorf("row %d: %s is not as its manifest says", l.Row, l.File)
	}
	return nil
}

// shardLines reads a shard's lines and sees that its rows are its own.
func shardLines(m *manifestReader, index, count int) func() (Line, error) {
	shard := Shard{index, count}
	return func() (Line, error) {
		l, err := m.next()
		if err == nil && !shard.has(l.Row) {
			err = fmt.Errorf("%s: row %d is of another shard", filepath.Base(m.file.Name()), l.Row)
		}
		return l, err
	}
}

// findShards opens the manifests of all shards, in their order.
func findShards(folder string) ([]*manifestReader, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	counts := map[int]int{}
	var names []string
	for _, e := range entries {
		var i, n int
		if _, err := fmt.Sscanf(e.Name(), "manifest-%d-of-%d.csv", &i, &n); err == nil {
			counts[n]++
			names = append(names, e.Name())
		}
	}
	switch len(counts) {
	case 0:
		return nil, fmt.Errorf("%s: no manifest of a shard (manifest-1-of-4.csv) in it", folder)
	case 1:
	default:
		return nil, fmt.Errorf("%s: the manifests are of sets in different numbers of shards: %s", folder, strings.Join(names, ", "))
	}
	var shards []*manifestReader
	var missing []string
	for n := range counts {
		for i := 1; i <= n; i++ {
			name := filepath.Join(folder, Shard{i, n}.in("manifest", ".csv"))
			if m := openManifest(name); m != nil {
				shards = append(shards, m)
			} else {
				missing = append(missing, filepath.Base(name))
			}
		}
	}
	if len(missing) > 0 {
		for _, m := range shards {
			m.file.Close()
		}
		return nil, fmt.Errorf("%s: shards that are not finished: no %s", folder, strings.Join(missing, ", "))
	}
	return shards, nil
}
