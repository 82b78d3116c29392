package batch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// files finds out, while a table is checked, which file each row would write
// and what stands there.
type files struct {
	set    *Set
	claims *claims
	prior  *prior
	old    []*manifestReader // of the rows that a mended table leaves as they are
	mend   *mending          // nil unless the table is a mended one
	begun  bool
	empty  bool // there is no folder yet
}

// openFiles reads what earlier runs say they wrote.
func (s *Set) openFiles() (*files, error) {
	if s.Folder != "" {
		if err := isFolder(s.Folder); err != nil {
			return nil, err
		}
	}
	f := &files{set: s, claims: newClaims(), prior: &prior{}}
	if s.streams() {
		return f, nil
	}
	var err error
	if f.prior, err = s.findPrior(); err != nil {
		return nil, err
	}
	_, err = os.Stat(s.Folder)
	f.empty = s.Folder == "" || errors.Is(err, fs.ErrNotExist)
	err = f.prior.each(func(n int, l Line) error {
		if s.Folder == "" || l.Status != Written || len(l.SHA256) != 64 {
			return nil
		}
		return f.claims.add(l.File, uint64(n), beginning(l.SHA256))
	})
	if err != nil {
		f.close()
	}
	return f, err
}

func (f *files) close() {
	f.claims.close()
	closeAll(f.old)
	if f.mend != nil {
		f.mend.close()
	}
}

// isTable stands for the table itself, which nothing replaces.
const isTable = 1

// there tells what stands where the row's files would.
func (f *files) there(row int, name string) []uint64 {
	endings := f.set.endings()
	there := make([]uint64, len(endings))
	if f.empty || !f.set.Shard.has(row) {
		return there
	}
	for i, ending := range endings {
		path := filepath.Join(f.set.Folder, filepath.FromSlash(name+ending))
		switch _, err := os.Lstat(path); {
		case err != nil:
		case f.set.Table.ownsFile(path):
			there[i] = isTable
		case !f.set.Force:
			sum, _ := sumOf(path)
			there[i] = beginning(sum)
		}
	}
	return there
}

// claim notes what the row would write. Before the first row of a mended table,
// and between rows, come those of the set that it leaves as they are.
func (f *files) claim(r checkedRow) error {
	if err := f.begin(r.row, len(r.problems) > 0); err != nil {
		return err
	}
	if err := f.keep(r.row.Number); err != nil {
		return err
	}
	if len(r.problems) > 0 {
		return nil
	}
	for i, ending := range f.set.endings() {
		if err := f.claims.add(r.name+ending, byRow|uint64(r.row.Number), r.there[i]); err != nil {
			return err
		}
	}
	return nil
}

// begin comes to a row, of a mended table with what was there before.
func (f *files) begin(r *Row, bad bool) (err error) {
	if !f.begun && r.of != "" && !f.set.streams() {
		if f.mend, err = f.set.newMending(f.prior, r.of); err != nil {
			return err
		}
		if f.set.Folder != "" {
			f.old = f.prior.open(filepath.Clean(f.set.Folder))
		}
	}
	f.begun = true
	if f.mend == nil {
		return nil
	}
	return f.mend.row(r, bad)
}

// keep claims the files of rows before row that are not in the mended table.
func (f *files) keep(row int) error {
	for _, old := range f.old {
		err := old.before(row, func(l Line) error {
			if l.Status != Written {
				return nil
			}
			return f.claims.add(l.File, byRow|uint64(l.Row), 0)
		})
		if err != nil {
			return err
		}
		old.at(row)
	}
	return nil
}

// conflict is a row that cannot have its file, for a row's sake or for a file's.
type conflict struct{ row, first int }

// settle decides which files may be written.
func (f *files) settle(c *Checked) error {
	if err := f.keep(everyRow); err != nil {
		return err
	}
	if f.mend != nil {
		c.amends = f.mend.old != nil
		if err := f.mend.end(); err != nil {
			return err
		}
	}
	var listed []conflict
	refuse := func(first, row int) {
		if c.refused.has(row) {
			return
		}
		c.refused.set(row)
		if len(c.problems.Listed)+len(listed) < c.problems.most {
			listed = append(listed, conflict{row, first})
			return
		}
		c.problems.count(1, conflict{row, first}.kind())
	}
	err := f.claims.settle(verdicts{
		same:   refuse,
		others: func(row int) { refuse(0, row) },
		ours:   func(row int) { c.ours.set(row) },
		stale: func(line int) {
			if line != notOwn {
				f.prior.stale.set(line)
			}
		},
		cased: func(line int) {
			if line != notOwn {
				f.prior.stale.set(line)
				f.prior.cased.set(line)
			}
		},
	})
	if err != nil || len(listed) == 0 {
		return err
	}
	if err := f.set.alone(f.prior); err != nil {
		return err
	}
	return f.describe(c, listed)
}

func (c conflict) kind() string {
	if c.first > 0 {
		return "same file name"
	}
	return "file exists"
}

// describe lists conflicts with the lines of their rows and the names of their
// files, which are found by reading the table again.
func (f *files) describe(c *Checked, all []conflict) error {
	found := map[int]checkedRow{}
	for _, one := range all {
		found[one.row], found[one.first] = checkedRow{}, checkedRow{}
	}
	rs, err := f.set.Table.rows()
	if err != nil {
		return err
	}
	for {
		r, err := rs.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return f.set.inTable(err)
		}
		if _, ok := found[r.Number]; ok {
			p, _ := f.set.parse(r)
			found[r.Number] = checkedRow{row: r, name: p.file}
		}
	}
	slices.SortFunc(all, func(a, b conflict) int { return a.row - b.row })
	for _, one := range all {
		r := found[one.row]
		p := Problem{Row: one.row, Line: r.row.Line, Kind: one.kind(), Value: r.name}
		if one.first == 0 {
			p.Text = "a file stands there that is not of this set, or was changed since it was written"
			p.Hint = func() string { return "move it away, choose another folder, or replace it with --force" }
		} else {
			where := "which the folder has"
			if first := found[one.first].row; first != nil {
				where = fmt.Sprintf("line %d", first.Line)
			}
			p.Text = fmt.Sprintf("row %d would write the same file as row %d (%s)", one.row, one.first, where)
			p.Hint = func() string { return "tell them apart with --name, for example " + DefaultName }
		}
		c.problems.add([]Problem{p})
	}
	return nil
}
