package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"speakout/internal/output"
)

// ErrBusy says that another run is writing the set.
var ErrBusy = errors.New("another run is writing this set")

// folder is where the files of a set go. While a run is under way there is a
// folder of its own in it, with the files that have no name yet and the journal:
// the manifest as far as it has come.
//
// Files get their names in groups: their data and the journal's lines about
// them are on disk first. So each is whole under its name whatever happens, and
// the next run knows which are there. All it takes over it compares by SHA-256.
type folder struct {
	path, state string
	lock        *flock.Flock
	journal     *os.File
	*manifestWriter
	waiting []waiting // for their names
	lines   int       // of the journal since the last group
	named   time.Time // when the last group got its names
}

type waiting struct{ temp, name string }

// group is how many files get their names at a time, and linesOnly how many
// lines of the journal about others; nothing waits longer than longestWait.
const (
	group       = 256
	linesOnly   = 4096
	longestWait = 300 * time.Millisecond
)

func (s *Set) manifestName() string { return filepath.Join(s.Folder, s.Shard.in("manifest", ".csv")) }
func (s *Set) stateName() string    { return filepath.Join(s.Folder, s.Shard.in(".speakout", "")) }

// ours reports whether the folder holds a set, or the beginning of one: only
// then are its files written over.
func (s *Set) ours() bool {
	for _, name := range []string{s.manifestName(), filepath.Join(s.Folder, "manifest.csv"), s.stateName()} {
		if _, err := os.Stat(name); err == nil {
			return true
		}
	}
	return false
}

// openFolder makes the folder ready to be written to by one run.
func (s *Set) openFolder() (f *folder, err error) {
	f = &folder{path: s.Folder, state: s.stateName(), named: time.Now()}
	if err := os.MkdirAll(f.state, 0o777); err != nil {
		return nil, err
	}
	f.lock = flock.New(filepath.Join(f.state, "lock"))
	if locked, err := f.lock.TryLock(); err == nil && !locked {
		return nil, fmt.Errorf("%s: %w", s.Folder, ErrBusy)
	} // a file system that has no locks does without
	f.clean(nil)
	if f.journal, err = os.CreateTemp(f.state, "journal-*.csv"); err != nil {
		return nil, err
	}
	f.manifestWriter, err = newManifestWriter(f.journal)
	return f, err
}

// clean removes files that no run will give a name.
func (f *folder) clean(keep map[string]bool) {
	entries, _ := os.ReadDir(f.state)
	for _, e := range entries {
		if name := filepath.Join(f.state, e.Name()); strings.HasSuffix(name, ".tmp") && !keep[name] {
			os.Remove(name)
		}
	}
}

// prior opens the manifests of earlier runs.
func (f *folder) prior(manifest string) []*manifestReader {
	names := []string{manifest}
	entries, _ := os.ReadDir(f.state)
	for _, e := range entries {
		if name := filepath.Join(f.state, e.Name()); strings.HasPrefix(e.Name(), "journal-") && name != f.journal.Name() {
			names = append(names, name)
		}
	}
	var all []*manifestReader
	for _, name := range names {
		if m := openManifest(name); m != nil {
			all = append(all, m)
		}
	}
	return all
}

// temp writes a file that waits for its name. It may be called by several
// goroutines.
func (f *folder) temp(row int, ending string, data []byte) (string, error) {
	name := filepath.Join(f.state, fmt.Sprintf("%d%s.tmp", row, ending))
	file, err := os.Create(name)
	if err != nil {
		return "", err
	}
	if _, err = file.Write(data); err == nil && !syncsFolders {
		err = file.Sync()
	}
	return name, errors.Join(err, file.Close())
}

// add notes a line, and the file it is about if that waits for its name.
func (f *folder) add(l Line, temp string) error {
	if temp != "" {
		f.waiting = append(f.waiting, waiting{temp, filepath.Join(f.path, filepath.FromSlash(l.File))})
	}
	f.lines++
	if err := f.write(l); err != nil {
		return err
	}
	if len(f.waiting) >= group || f.lines >= linesOnly || time.Since(f.named) > longestWait {
		return f.commit()
	}
	return nil
}

// commit gives the files that wait their names.
func (f *folder) commit() error {
	if err := f.flush(); err != nil {
		return err
	}
	return f.nameWaiting()
}

func (f *folder) nameWaiting() error {
	if len(f.waiting) > 0 {
		if err := syncFolder(f.journal); err != nil {
			return fmt.Errorf("%s: %w", f.path, err)
		}
	}
	for _, w := range f.waiting {
		if err := place(w); err != nil {
			return err
		}
	}
	f.waiting, f.lines, f.named = f.waiting[:0], 0, time.Now()
	return nil
}

func place(w waiting) error {
	err := os.Rename(w.temp, w.name)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(w.name), 0o777); err != nil {
			return err
		}
		err = os.Rename(w.temp, w.name)
	}
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", w.name, output.Reason(err))
}

// finish makes the journal the manifest and removes all that is left of runs.
func (f *folder) finish(manifest string) error {
	if err := f.commit(); err != nil {
		return err
	}
	err := errors.Join(f.journal.Chmod(0o644), f.journal.Sync(), f.journal.Close())
	if err == nil {
		err = os.Rename(f.journal.Name(), manifest)
	}
	if err != nil {
		return err
	}
	f.lock.Close()
	return os.RemoveAll(f.state)
}

// leave ends a run that is not finished, so that another one can go on.
func (f *folder) leave() {
	// What is not whole makes room for what is: the disk may be full.
	keep := map[string]bool{}
	for _, w := range f.waiting {
		keep[w.temp] = true
	}
	f.clean(keep)
	f.flush()
	f.nameWaiting() // a file that the journal could not take in is found by its bytes
	f.clean(nil)
	f.journal.Close()
	f.lock.Close()
}

// priorOf returns the lines of a row from all manifests.
func priorOf(all []*manifestReader, row int) []Line {
	var lines []Line
	for _, m := range all {
		lines = append(lines, m.at(row)...)
	}
	return lines
}

// everyRow is after the last row there can be.
const everyRow = math.MaxInt
