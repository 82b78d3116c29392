package batch

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// open makes ready everything that is written to.
func (w *writer) open() (err error) {
	s := w.set
	w.id = s.id(w.checked)
	w.origin = cmp.Or(w.checked.of, w.id)
	if w.checked.amends {
		w.origin = w.checked.prior.manifest(s.beside("manifest")).set
	}
	w.lines = &lineSink{id: w.id}
	w.rejects = &rejects{header: w.checked.header, set: w.origin}
	if s.streams() {
		return w.openSingles()
	}
	if w.journal, err = s.openJournal(w.checked.prior); err != nil {
		return err
	}
	if err := s.guard(w.checked.prior, w.checked.amends); err != nil {
		return err
	}
	w.lines.journal, w.lines.rejects = w.journal, w.rejects
	w.rejects.name = s.beside("rejected")
	_, there := os.Lstat(w.rejects.name)
	w.rejects.there = there == nil
	if w.checked.amends {
		w.lines.old = openManifest(s.beside("manifest"))
		w.rejects.old = openRejects(w.rejects.name)
	}
	return w.openSingles()
}

// RefusedError says why a run would do harm. Nothing is written.
type RefusedError struct{ text string }

func (e *RefusedError) Error() string { return e.text }

// guard sees that no file of the whole set is written over or removed that is
// not ours as we wrote it. The table itself stays in any case; a table of rejects
// that was mended in place is done with when it amends the set.
func (s *Set) guard(p *prior, amends bool) error {
	manifest := s.beside("manifest")
	for _, name := range append(s.wholeFiles(), manifest) {
		if _, err := os.Lstat(name); err != nil {
			continue
		}
		if s.Table.ownsFile(name) {
			return &RefusedError{s.Table.Name + ": it would be written over; give it another name first"}
		}
		ours := p.isWhole(name)
		if name != manifest {
			sum, err := sumOf(name)
			ours = err == nil && (p.whole[s.nameInManifest(name)][sum] || amends && name == s.beside("rejected") && sum == s.Table.digest())
		}
		if !ours && !s.Force {
			return fmt.Errorf("%s: %w", name, ErrForeign)
		}
	}
	return nil
}

// close gives everything its name, the manifest last. Before the first name is
// given all is on disk, and the journal says what is ours.
func (w *writer) close() error {
	if err := w.lines.begin(everyRow); err != nil {
		return err
	}
	w.result.Rejected += w.lines.kept
	w.lines.close() // before another file gets the name of the one it reads
	for _, o := range w.outputs {
		if err := o.complete(); err != nil {
			return err
		}
	}
	if err := w.rejects.complete(); err != nil {
		return err
	}
	if w.journal == nil {
		return nil
	}
	if err := w.journal.seal(w.wholeLines(), w.origin); err != nil {
		return err
	}
	for _, o := range w.outputs {
		if err := o.out().place(); err != nil {
			return err
		}
	}
	if err := w.rejects.place(); err != nil {
		return err
	}
	if err := w.removeOld(); err != nil {
		return err
	}
	w.noteOld()
	return w.journal.finish()
}

// noteOld notes which files of all letters, that the run has left as they are,
// may not be of the set any more: those of another table or command and, where
// there is a folder to tell, those that it had other letters beside.
func (w *writer) noteOld() {
	r := w.result
	changed := w.set.Folder != "" && (w.checked.amends || r.Unchanged < r.Letters || r.Removed > 0)
	for _, l := range w.others {
		if changed || l.Set != w.id {
			w.result.Old = append(w.result.Old, w.set.namedInManifest(l.File))
		}
	}
}

// wholeLines say what the files of the whole set hold.
func (w *writer) wholeLines() []Line {
	var lines []Line
	add := func(f *file) {
		if f != nil && !isStream(f.name) {
			lines = append(lines, Line{File: w.set.nameInManifest(f.name), SHA256: f.sum(), Status: Written, Set: w.id})
		}
	}
	for _, o := range w.outputs {
		add(o.out())
	}
	add(w.rejects.file)
	w.others = w.checked.prior.others(w.set)
	return append(lines, w.others...)
}

// others are the lines about files of all letters that the run does not write:
// a later run may, and they are ours as long as they are as they were written.
func (p *prior) others(s *Set) []Line {
	var others []Line
	mine := map[string]bool{}
	for _, name := range s.wholeFiles() {
		mine[s.nameInManifest(name)] = true
	}
	for _, l := range p.lines {
		if _, isRejected := shardOf(l.File, "rejected", ".csv"); isRejected || mine[l.File] {
			continue
		}
		if there, err := sumOf(s.namedInManifest(l.File)); err == nil && there == l.SHA256 {
			others = append(others, l)
			mine[l.File] = true
		}
	}
	slices.SortFunc(others, func(a, b Line) int { return strings.Compare(a.File, b.File) })
	return others
}

// removeOld removes what is ours and not of the set any more: letters that no
// row writes and, when the whole set is written, what tells of shards.
func (w *writer) removeOld() (err error) {
	s, p := w.set, w.checked.prior
	if s.Folder == "" {
		return nil
	}
	if w.result.Removed, w.result.Changed, err = p.removeStale(s.Folder, s.Shard); err != nil || s.Shard.Count > 1 {
		return err
	}
	return eachEntry(s.Folder, func(name string) {
		path := filepath.Join(s.Folder, name)
		manifest, isManifest := shardOf(name, "manifest", ".csv")
		rejected, isRejected := shardOf(name, "rejected", ".csv")
		state, isState := shardOf(strings.TrimSuffix(name, ".lock"), ".speakout", "")
		switch {
		case isManifest && manifest.Count > 1 && p.isWhole(path):
			os.Remove(path)
		case isRejected && rejected.Count > 1:
			if sum, err := sumOf(path); err == nil && p.whole[name][sum] {
				os.Remove(path)
			}
		case isState && state.Count > 1:
			os.RemoveAll(path)
		}
	})
}

// abort leaves what is whole and removes the rest.
func (w *writer) abort() {
	for _, o := range w.outputs {
		o.abort()
	}
	w.rejects.abort()
	if w.journal != nil { // the next run goes on from it
		w.journal.leave()
	}
}
