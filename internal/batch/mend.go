package batch

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// mending sees, while a mended table is checked, that it is run where its rows
// were rejected, and that the set there can be amended: all its other letters
// are there, and stay.
type mending struct {
	set   *Set
	place string          // where the set is
	old   *manifestReader // of the set; nil if there is none, and the table makes one
	here  bool            // a row of the table is the run's to write

	under Line   // the row of the set that is left as it is, with
	files string // the endings of its files
}

// newMending begins with the first row of a mended table of the set of.
func (s *Set) newMending(p *prior, of string) (*mending, error) {
	m := &mending{set: s, place: s.place()}
	name := s.beside("manifest")
	there := p.manifest(name)
	if m.old = openManifest(name); m.old == nil {
		for _, f := range p.files {
			if filepath.Dir(f.name) == filepath.Dir(name) && f.name != name {
				return nil, m.refuse(s.otherShards())
			}
		}
		return m, nil
	}
	_, table := partsOf(of)
	if own := s.command() + "-" + table; !there.whole || there.set != of && there.set != own {
		m.close()
		return nil, m.refuse("the rows of " + s.Table.Name + " were not rejected in the set that is there; run it into the place of the rejected.csv it was made of, or into a new one")
	}
	return m, nil
}

// otherShards says what to do about a place that has manifests of others.
func (s *Set) otherShards() string {
	if s.Shard.Count > 1 {
		return "it has no such shard: give the --shard whose rows these are, or none if the shards are joined"
	}
	return "it has shards that are not joined: join them first, or give the --shard whose rows these are"
}

func (m *mending) refuse(text string) error { return &RefusedError{m.place + ": " + text} }

// row comes to a row of the table. One that is still bad may not take away the
// letter that another mended table gave it.
func (m *mending) row(r *Row, bad bool) error {
	if !m.set.Shard.has(r.Number) {
		return nil
	}
	m.here = true
	if m.old == nil {
		return nil
	}
	if err := m.old.before(r.Number, m.keep); err != nil {
		return err
	}
	lines := m.old.at(r.Number)
	switch {
	case len(lines) == 0:
		return m.refuse(fmt.Sprintf("the set that is there has no row %d (%s:%d)", r.Number, m.set.Table.Name, r.Line))
	case bad && m.set.SkipBad && lines[0].Status == Written:
		return m.refuse(fmt.Sprintf("row %d was mended before, and has its letter; in %s:%d it is bad: take it out there, or mend it", r.Number, m.set.Table.Name, r.Line))
	}
	return nil
}

// keep looks at what the set has of a row that the table lacks.
func (m *mending) keep(l Line) error {
	if l.Status != Written {
		return nil
	}
	if all := m.set.singles(); len(all) > 0 {
		return &RefusedError{all[0] + ": it has letters that " + m.set.Table.Name + " lacks, and cannot be amended; mend the rows in the table that was run first and run that, or write these to another place"}
	}
	name := filepath.Join(m.set.Folder, filepath.FromSlash(l.File))
	if _, err := os.Lstat(name); err != nil {
		return &RefusedError{fmt.Sprintf("%s: it is the letter of row %d, which %s lacks, and cannot be found; run the table that was run first again", name, l.Row, m.set.Table.Name)}
	}
	if l.Row != m.under.Row {
		if err := m.sameFormat(); err != nil {
			return err
		}
		m.under, m.files = l, ""
	}
	m.files += filepath.Ext(l.File)
	return nil
}

// sameFormat sees that letters of the set are in the format of the run.
func (m *mending) sameFormat() error {
	if m.under.Row == 0 || m.files == strings.Join(m.set.endings(), "") {
		return nil
	}
	return m.refuse(fmt.Sprintf("the set that is there has %s for each letter, this run %s: give the --format it was written in",
		strings.TrimSpace(strings.ReplaceAll(m.files, ".", " .")), strings.Join(m.set.endings(), " ")))
}

// end comes after the last row.
func (m *mending) end() error {
	if !m.here {
		return m.refuse(fmt.Sprintf("no row of %s is of shard %d/%d: give the one whose rows these are", m.set.Table.Name, m.set.Shard.Index, m.set.Shard.Count))
	}
	if m.old == nil {
		return nil
	}
	if err := m.old.before(everyRow, m.keep); err != nil {
		return err
	}
	return m.sameFormat()
}

func (m *mending) close() {
	if m.old != nil {
		m.old.file.Close()
	}
}
