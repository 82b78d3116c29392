package batch

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"speakout/internal/output"
)

// ErrForeign says that a file is not of the set, or was changed since it was
// written.
var ErrForeign = errors.New("not of this set, or changed since it was written")

// ErrMoved is what a run ends with if another one came between its check and
// its writing.
var ErrMoved = errors.New("another run has been here since the table was checked")

// prior is what earlier runs say they wrote: in manifests, and in the journals
// of runs that did not come to an end. Only that is ours.
type prior struct {
	files []priorFile
	state string                     // of the run's own files, when they were read
	whole map[string]map[string]bool // files of the whole set: SHA-256s, by what manifests call them
	lines []Line                     // about these, of own files
	stale bits                       // lines of own files about letters that no row writes any more
	cased bits                       // of these, the ones whose name a row writes in another case
}

// priorFile is a manifest or a journal. A run removes letters only of its own,
// which nobody else writes: other shards may be at work on theirs.
type priorFile struct {
	name  string
	own   bool
	whole bool   // it is complete and as it was written
	set   string // that it seals
}

// findPrior lists the manifests and journals.
func (s *Set) findPrior() (*prior, error) {
	p := &prior{whole: map[string]map[string]bool{}}
	journals := func(state string, own bool) {
		entries, _ := os.ReadDir(state)
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), "journal-") {
				p.files = append(p.files, priorFile{name: filepath.Join(state, e.Name()), own: own})
			}
		}
	}
	if s.Folder == "" {
		p.files = append(p.files, priorFile{name: s.beside("manifest"), own: true})
		journals(s.stateName(), true)
	}
	err := eachEntry(s.Folder, func(name string) {
		if shard, ok := shardOf(name, "manifest", ".csv"); ok {
			p.files = append(p.files, priorFile{name: filepath.Join(s.Folder, name), own: s.replaces(shard)})
		}
		if shard, ok := shardOf(name, ".speakout", ""); ok {
			journals(filepath.Join(s.Folder, name), s.replaces(shard))
		}
	})
	slices.SortFunc(p.files, func(a, b priorFile) int { return strings.Compare(a.name, b.name) })
	for _, f := range p.files {
		if info, err := os.Stat(f.name); err == nil && f.own {
			p.state += fmt.Sprintln(f.name, info.Size(), info.ModTime())
		}
	}
	return p, err
}

// replaces reports whether the run's manifest takes the place of that of a
// shard or, as far as the run's own rows go, of the whole set.
func (s *Set) replaces(shard Shard) bool {
	return s.Shard.Count <= 1 || shard == s.Shard || shard.Count == 0
}

// shardOf tells from a name that Shard.in made which shard it is of.
func shardOf(name, stem, ending string) (s Shard, ok bool) {
	if _, err := fmt.Sscanf(name, stem+"-%d-of-%d", &s.Index, &s.Count); err != nil {
		s = Shard{}
	}
	return s, name == s.in(stem, ending)
}

// rejects are the lines about a shard's table of rejects, if it has one. Its
// others without a row are about files of the whole set, which it does not write.
func (m *manifestReader) rejects() []Line {
	var lines []Line
	for _, l := range m.whole {
		if _, ok := shardOf(l.File, "rejected", ".csv"); ok {
			lines = append(lines, l)
		}
	}
	return lines
}

// eachEntry calls fn with the names in a folder, which may be many; there are
// none if there is no folder.
func eachEntry(folder string, fn func(name string)) error {
	if folder == "" {
		return nil
	}
	d, err := os.Open(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer d.Close()
	for {
		names, err := d.Readdirnames(1024)
		for _, name := range names {
			fn(name)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// notOwn is in place of the number of lines that are not the run's to replace.
const notOwn = 0

// each calls fn with every line of a row and, if it is of an own file, with its
// number through these. What manifests say of the whole set is noted.
func (p *prior) each(fn func(n int, l Line) error) error {
	n := 0
	for i := range p.files {
		f := &p.files[i]
		m := openManifest(f.name)
		if m == nil {
			if there, err := os.Open(f.name); err == nil {
				there.Close()
			} else if errors.Is(err, fs.ErrPermission) {
				return err
			}
			continue
		}
		err := m.each(func(l Line) error {
			if !f.own {
				return fn(notOwn, l)
			}
			n++
			return fn(n, l)
		})
		f.whole, f.set = m.isWhole(), m.set
		for _, l := range m.whole {
			p.note(l.File, l.SHA256)
		}
		if f.own {
			p.lines = append(p.lines, m.whole...)
		}
		m.file.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// note takes a file of the whole set for ours if it has those bytes.
func (p *prior) note(file, sha256 string) {
	if p.whole[file] == nil {
		p.whole[file] = map[string]bool{}
	}
	p.whole[file][sha256] = true
}

// open opens those in a folder, or all, to be read side by side.
func (p *prior) open(folder string) []*manifestReader {
	var all []*manifestReader
	for _, f := range p.files {
		if folder != "" && filepath.Dir(f.name) != folder {
			continue
		}
		if m := openManifest(f.name); m != nil {
			all = append(all, m)
		}
	}
	return all
}

// manifest returns what is known of the manifest of that name.
func (p *prior) manifest(name string) priorFile {
	i := slices.IndexFunc(p.files, func(f priorFile) bool { return f.name == name })
	if i < 0 {
		return priorFile{}
	}
	return p.files[i]
}

// isWhole reports whether the manifest of that name is as a run left it.
func (p *prior) isWhole(name string) bool { return p.manifest(name).whole }

// removeStale removes the letters that no row writes any more, and folders that
// are empty without them. Letters that were changed stay; how many there are of
// each is returned.
func (p *prior) removeStale(folder string, rows Shard) (removed, changed int, err error) {
	kept := map[string]bool{}
	err = p.each(func(n int, l Line) error {
		if n == notOwn || !p.stale.has(n) || !rows.has(l.Row) || !filepath.IsLocal(filepath.FromSlash(l.File)) {
			return nil
		}
		name := filepath.Join(folder, filepath.FromSlash(l.File))
		if p.cased.has(n) && anyCase(folder, l.File) {
			return nil // it is the row's
		}
		switch there, err := sumOf(name); {
		case err != nil:
			return nil // it is gone
		case there != l.SHA256:
			kept[name] = true
			return nil
		}
		if err := os.Remove(name); err != nil {
			return fmt.Errorf("%s: %w", name, output.Reason(err))
		}
		removed++
		delete(kept, name)
		for dir := filepath.Dir(name); dir != filepath.Clean(folder) && os.Remove(dir) == nil; {
			dir = filepath.Dir(dir)
		}
		return nil
	})
	return removed, len(kept), err
}

// anyCase reports whether the file is found whatever the case of its name.
func anyCase(folder, file string) bool {
	other := strings.ToUpper(file)
	if other == file {
		other = strings.ToLower(file)
	}
	a, err1 := os.Lstat(filepath.Join(folder, filepath.FromSlash(file)))
	b, err2 := os.Lstat(filepath.Join(folder, filepath.FromSlash(other)))
	return err1 == nil && err2 == nil && os.SameFile(a, b)
}

// priorOf returns the lines of a row from all manifests.
func priorOf(all []*manifestReader, row int) []Line {
	var lines []Line
	for _, m := range all {
		lines = append(lines, m.at(row)...)
	}
	return lines
}

// buffers are for reading files: letters are many and short.
var buffers = sync.Pool{New: func() any { b := make([]byte, 64<<10); return &b }}

// sumOf is the SHA-256 of a regular file, which may be of any length.
func sumOf(name string) (string, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", ErrForeign
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	return digestFrom(f, *buffer)
}

// beginning is that of a SHA-256, as claims keep it. It is never 0, and 1 of
// what cannot be read.
func beginning(sha256 string) uint64 {
	b, err := hex.DecodeString(sha256[:min(len(sha256), 16)])
	if err != nil || len(b) < 8 {
		return 1
	}
	return max(1, binary.BigEndian.Uint64(b))
}
