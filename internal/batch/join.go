package batch

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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
// manifests of the shards stay. Without files, the letters are not looked at.
func Join(folder string, files bool) (Joined, error) {
	var j Joined
	whole := Set{Folder: folder}
	if err := isFolder(folder); err != nil {
		return j, err
	}
	if _, err := os.Stat(folder); err != nil {
		return j, &RefusedError{fmt.Sprintf("%s: %s; name the folder that the shards were written into", folder, output.Reason(err))}
	}
	locks, err := whole.lock()
	defer func() {
		for _, l := range locks {
			l.Release()
		}
	}()
	if err != nil {
		return j, err
	}
	shards, err := findShards(folder)
	if err != nil {
		return j, err
	}
	defer closeAll(shards)
	j.Shards = len(shards)
	p, err := whole.findPrior()
	if err == nil {
		err = p.each(func(int, Line) error { return nil })
	}
	if err == nil {
		err = whole.guard(p, false)
	}
	if err != nil {
		return j, err
	}
	if err := j.write(&whole, p, shards, files); err != nil {
		return j, err
	}
	// A run of the whole set that was killed is not gone on with.
	return j, os.RemoveAll(whole.stateName())
}

// write writes what tells of the whole set.
func (j *Joined) write(s *Set, p *prior, shards []*manifestReader, files bool) error {
	manifest, err := createFile(s.beside("manifest"), nil, true)
	if err != nil {
		return err
	}
	defer manifest.abort()
	w, err := newManifestWriter(manifest)
	if err != nil {
		return err
	}
	id, err := j.merge(w, s.Folder, shards, files)
	if err != nil {
		return err
	}
	rejects, err := joinRejects(s.Folder, shards)
	if err != nil {
		return err
	}
	whole := p.others(s)
	if rejects != nil {
		defer rejects.abort()
		whole = slices.Insert(whole, 0, Line{File: "rejected.csv", SHA256: rejects.sum(), Status: Written, Set: id})
	}
	if err := w.close(whole, id); err != nil {
		return err
	}
	if err := manifest.complete(); err != nil {
		return err
	}
	if rejects == nil {
		err = output.Remove(s.beside("rejected"))
	} else {
		err = rejects.place()
	}
	if err != nil {
		return err
	}
	return manifest.place()
}

// merge writes the shards' lines in order of rows, and sees that no row and no
// file of one is missing or there twice. It returns the set's identity.
func (j *Joined) merge(w *manifestWriter, folder string, shards []*manifestReader, files bool) (string, error) {
	var streams []func() (Line, error)
	for i, m := range shards {
		streams = append(streams, shardLines(m, i+1, len(shards)))
	}
	id, of, endings, first := "", "", "", ""
	row := func() error { // is complete
		switch {
		case of == "" || endings == "":
		case first == "":
			first = endings
		case endings != first:
			return fmt.Errorf("row %d has the files %s, others have %s", j.Rows, endings, first)
		}
		endings = ""
		return nil
	}
	err := merge(streams, func(a, b Line) int { return cmp.Compare(a.Row, b.Row) }, func(l Line) error {
		if l.Row != j.Rows {
			if err := row(); err != nil {
				return err
			}
		}
		switch {
		case id != "" && l.Set != id:
			return errors.New("the shards are of different tables, or were written with different flags, another release or other campaigns")
		case l.Row > j.Rows+1:
			return fmt.Errorf("row %d is in none of the shards", j.Rows+1)
		case l.Row == j.Rows && (l.Status == Rejected || l.File == of):
			return fmt.Errorf("row %d is there twice", l.Row)
		case l.Status == Rejected:
			j.Rejected++
		default:
			if err := verify(folder, l, files); err != nil {
				return err
			}
			j.Files++
			endings += " " + filepath.Ext(l.File)
		}
		id, j.Rows, of = l.Set, l.Row, l.File
		return w.write(l)
	})
	if err == nil {
		err = row()
	}
	if err != nil {
		return id, err
	}
	for _, m := range shards {
		if err := j.verifyShard(folder, m); err != nil {
			return id, err
		}
	}
	_, rows, _ := strings.Cut(id, "/")
	if n, _ := strconv.Atoi(rows); n != j.Rows || n == 0 {
		return id, fmt.Errorf("the table has %s rows, the shards end with row %d", rows, j.Rows)
	}
	return id, nil
}

// verifyShard sees that a shard's manifest, which is read to its end, is as it
// was written, and so is its table of rejects.
func (j *Joined) verifyShard(folder string, m *manifestReader) error {
	if !m.isWhole() {
		return fmt.Errorf("%s was changed since it was written, or cut", filepath.Base(m.file.Name()))
	}
	for _, l := range m.rejects() {
		if err := verify(folder, l, true); err != nil {
			return err
		}
	}
	return nil
}

// verify sees that a file is as the line says or, without reading it, that it
// is of the folder.
func verify(folder string, l Line, read bool) error {
	where := ""
	if l.Row > 0 {
		where = fmt.Sprintf("row %d: ", l.Row)
	}
	name := filepath.FromSlash(l.File)
	switch {
	case !filepath.IsLocal(name):
		return fmt.Errorf("%s%q is not of the folder", where, l.File)
	case !read:
		return nil
	}
	sum, err := sumOf(filepath.Join(folder, name))
	if err != nil {
		return fmt.Errorf("%s%s: %w", where, l.File, output.Reason(err))
	}
	if sum != l.SHA256 {
		return fmt.Errorf("%s%s is not as its manifest says", where, l.File)
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
	counts := map[int]int{}
	var names []string
	whole := false
	err := eachEntry(folder, func(name string) {
		shard, ok := shardOf(name, "manifest", ".csv")
		switch {
		case ok && shard.Count > 1:
			counts[shard.Count]++
			names = append(names, name)
		case ok:
			whole = true
		}
	})
	if err != nil {
		return nil, err
	}
	switch len(counts) {
	case 0:
		if whole {
			return nil, fmt.Errorf("%s: manifest.csv tells of the whole set: there is nothing to join", folder)
		}
		return nil, fmt.Errorf("%s: no manifest of a shard (manifest-1-of-4.csv) in it", folder)
	case 1:
	default:
		slices.Sort(names)
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
		closeAll(shards)
		return nil, fmt.Errorf("%s: shards that are not finished: no %s", folder, strings.Join(missing, ", "))
	}
	return shards, nil
}
