package batch

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"

	"speakout/internal/output"
)

// journal is a manifest in the making. While a run is under way there is a
// folder of its own, the state, beside where the manifest will be, with the
// journal and the letters that have no name yet.
//
// Files get their names in groups: their data and the journal's lines about
// them are on disk first. So each is whole under its name whatever happens, and
// the next run knows which are there, and that they are ours.
type journal struct {
	folder          string // where letters go, if each is a file
	state, manifest string
	made            bool // the folder is new
	locks           []*output.Lock
	file            *os.File
	*manifestWriter
	pending bytes.Buffer // lines that are not in the file yet
	size    int64        // of the file
	waiting []waiting    // for their names
	lines   int          // since the last group
	named   time.Time    // when the last group got its names
	used    bool         // there may be files that only the journal names
}

// waiting is a file that waits for its name, and where in pending its line ends.
type waiting struct {
	temp, name string
	replace    bool
	end        int
}

// group is how many files get their names at a time, and linesOnly how many
// lines of the journal about others; nothing waits longer than longestWait.
const (
	group       = 256
	linesOnly   = 4096
	longestWait = 300 * time.Millisecond
)

// openJournal makes the place of a set ready to be written to by one run, if it
// is as it was when p was read.
func (s *Set) openJournal(p *prior) (*journal, error) {
	j := &journal{folder: s.Folder, state: s.stateName(), manifest: s.beside("manifest"), named: time.Now()}
	if err := j.open(s, p); err != nil {
		j.leave()
		return nil, s.inPlace(err)
	}
	return j, nil
}

func (j *journal) open(s *Set, p *prior) (err error) {
	if s.Folder != "" {
		_, err := os.Stat(s.Folder)
		j.made = errors.Is(err, fs.ErrNotExist)
		if err := os.MkdirAll(s.Folder, 0o777); err != nil {
			return err
		}
	}
	if j.locks, err = s.lock(); err != nil {
		return err
	}
	if now, err := s.findPrior(); err != nil || now.state != p.state {
		return errors.Join(err, ErrMoved)
	}
	if err := os.MkdirAll(j.state, 0o777); err != nil {
		return err
	}
	j.clean(nil)
	if j.file, err = os.CreateTemp(j.state, "journal-*.csv"); err != nil {
		return err
	}
	j.manifestWriter, err = newManifestWriter(&j.pending)
	return err
}

// clean removes files that no run will give a name.
func (j *journal) clean(keep map[string]bool) {
	entries, _ := os.ReadDir(j.state)
	for _, e := range entries {
		if name := filepath.Join(j.state, e.Name()); strings.HasSuffix(name, ".tmp") && !keep[name] {
			os.Remove(name)
		}
	}
}

// temp writes a file that waits for its name. It may be called by several
// goroutines.
func (j *journal) temp(row int, ending string, data []byte) (string, error) {
	name := filepath.Join(j.state, fmt.Sprintf("%d%s.tmp", row, ending))
	file, err := os.Create(name)
	if errors.Is(err, fs.ErrNotExist) {
		err = ErrRemoved
	}
	if err != nil {
		return "", err
	}
	if _, err = file.Write(data); err == nil && !syncsFolders {
		err = file.Sync()
	}
	return name, errors.Join(err, file.Close())
}

// add notes a line, and the file it is about if that waits for its name.
func (j *journal) add(l Line, temp string, replace bool) error {
	j.lines++
	if err := errors.Join(j.write(l), j.flush()); err != nil {
		return err
	}
	if temp != "" {
		j.waiting = append(j.waiting, waiting{temp, filepath.Join(j.folder, filepath.FromSlash(l.File)), replace, j.pending.Len()})
	}
	if len(j.waiting) >= group || j.lines >= linesOnly || time.Since(j.named) > longestWait {
		return j.commit()
	}
	return nil
}

// commit gives the files that wait their names.
func (j *journal) commit() error {
	if err := j.writeOut(); err != nil {
		return err
	}
	return j.nameWaiting()
}

// writeOut puts the lines into the file, all or none.
func (j *journal) writeOut() error {
	n, err := j.file.WriteAt(j.pending.Bytes(), j.size)
	if err != nil {
		j.file.Truncate(j.size)
		return j.fault(err)
	}
	j.size += int64(n)
	j.pending.Reset()
	return nil
}

func (j *journal) nameWaiting() error {
	if len(j.waiting) > 0 {
		if err := syncFolder(j.file); err != nil {
			return fmt.Errorf("%s: %w", j.folder, err)
		}
		if err := j.isThere(); err != nil {
			return err
		}
		j.used = true
	}
	for _, w := range j.waiting {
		if err := j.place(w); err != nil {
			return err
		}
	}
	j.waiting, j.lines, j.named = j.waiting[:0], 0, time.Now()
	return nil
}

// place gives a file its name, in a folder that is made if need be.
func (j *journal) place(w waiting) error {
	err := output.Place(w.temp, w.name, w.replace)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := j.isThere(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(w.name), 0o777); err != nil {
		return err
	}
	return output.Place(w.temp, w.name, w.replace)
}

// seal writes the manifest's last lines and puts it on disk. What it names may
// get its name now.
func (j *journal) seal(whole []Line, set string) error {
	if err := j.commit(); err != nil {
		return err
	}
	if err := j.isThere(); err != nil {
		return err
	}
	j.used = true
	return j.fault(errors.Join(j.close(whole, set), j.writeOut(), j.file.Chmod(0o644), j.file.Sync()))
}

// finish makes the journal the manifest and removes all that is left of runs.
func (j *journal) finish() error {
	if err := j.file.Close(); err != nil {
		return err
	}
	if err := os.Rename(j.file.Name(), j.manifest); err != nil {
		return fmt.Errorf("%s: %w", j.manifest, output.Reason(err))
	}
	err := os.RemoveAll(j.state)
	j.release()
	return err
}

func (j *journal) release() {
	for _, l := range j.locks {
		l.Release()
	}
	j.locks = nil
}

// leave ends a run that is not finished, so that another one can go on.
func (j *journal) leave() {
	if j.file != nil {
		j.save()
		j.file.Close()
		if !j.used {
			os.Remove(j.file.Name())
		}
	}
	if len(j.locks) > 0 {
		os.Remove(j.state) // unless there is something to go on from
	}
	j.release()
	if j.made {
		os.Remove(j.folder)
	}
}

// save gives names to as many files as it can. The disk may be full: what is
// not whole makes room, then the last of what waits, until the journal can take
// in the others.
func (j *journal) save() {
	keep := map[string]bool{}
	for _, w := range j.waiting {
		keep[w.temp] = true
	}
	j.clean(keep)
	for len(j.waiting) > 0 && j.writeOut() != nil {
		n := len(j.waiting) * 3 / 4
		for _, w := range j.waiting[n:] {
			os.Remove(w.temp)
		}
		if j.waiting = j.waiting[:n]; n > 0 {
			j.pending.Truncate(j.waiting[n-1].end)
		}
	}
	j.nameWaiting()
	j.clean(nil)
}

// everyRow is after the last row there can be.
const everyRow = math.MaxInt
