package batch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"speakout/internal/letter"
	"speakout/internal/pdf"
)

// job is a row to be written, with what earlier runs wrote of it.
type job struct {
	row   *Row
	prior []Line
}

// done is a row whose letter is drawn, or that has none.
type done struct {
	row      *Row
	request  letter.Request
	digest   string
	rejected []Problem
	bookmark string
	place    string // in the one file of all letters
	files    []drawn
	laid     *pdf.Laid
	label    *pdf.Label
}

// drawn is a letter in one format.
type drawn struct {
	name, sha256 string
	size         int
	data         []byte // kept for those who need it
	temp         string // waits for its name; empty if the file is there
}

// writer writes a set that has been checked.
type writer struct {
	set     *Set
	checked *Checked
	id      string   // of the table and the command, as lines of the manifest give it
	origin  string   // of the set, as its seal gives it: mending it does not change that
	journal *journal // nil if all goes to a stream
	outputs []single // besides the folder
	lines   *lineSink
	rejects *rejects
	others  []Line // files of all letters that the run does not write
	result  Result
}

// Write writes the letters of the set. When it ends early, because of ctx or an
// error, what is written stays, and the next run goes on from there.
func (s *Set) Write(ctx context.Context, checked *Checked) (Result, error) {
	w := &writer{set: s, checked: checked}
	err := w.open()
	if err == nil {
		err = w.run(ctx)
	}
	if err == nil {
		err = w.close()
	}
	if err != nil {
		w.abort()
	}
	w.lines.close()
	return w.result, err
}

// run draws the rows and hands them on in their order.
func (w *writer) run(ctx context.Context) error {
	rs, err := w.set.Table.rows()
	if err != nil {
		return err
	}
	var prior []*manifestReader
	if w.set.Folder != "" {
		prior = w.checked.prior.open("")
		defer closeAll(prior)
	}
	next := func() (job, error) {
		for {
			r, err := rs.next()
			if err != nil {
				return job{}, err
			}
			if w.set.Shard.has(r.Number) {
				return job{r, priorOf(prior, r.Number)}, nil
			}
		}
	}
	ahead := 4 * w.set.Workers
	if !w.set.gathers() {
		ahead = 64 * w.set.Workers // they hold no letters, so that a group can wait for the disk while the next is drawn
	}
	err = inOrder(ctx, w.set.Workers, ahead, next, w.draw, w.done)
	if errors.Is(err, errChanged) {
		return w.set.inTable(err)
	}
	return err
}

// draw makes the files of a row that are not there yet.
func (w *writer) draw(j job) (*done, error) {
	d := &done{row: j.row}
	if w.checked.refused.has(j.row.Number) {
		d.rejected = w.set.refusal(j.row)
		return d, nil
	}
	p, req := w.set.parse(j.row)
	name := p.file
	d.request, d.bookmark, d.label = req, name, p.label
	if w.journal != nil {
		d.digest = w.set.digest(req)
	}
	if w.known(d, name, j.prior) {
		return d, nil
	}
	if w.set.Folder == "" && !w.set.gathers() {
		return d, nil // labels need no letter
	}
	l, err := letter.Compose(req)
	if err != nil {
		return d, fmt.Errorf("row %d: %w", j.row.Number, err)
	}
	for _, ending := range w.set.endings() {
		if err := w.drawFile(d, l, name, ending); err != nil {
			return d, fmt.Errorf("row %d: %w", j.row.Number, err)
		}
	}
	return d, w.layOut(d, l)
}

// known reports whether all files of the row are there as they should be, by
// an earlier run's word and by their own bytes.
func (w *writer) known(d *done, name string, prior []Line) bool {
	if w.set.Folder == "" || w.set.gathers() {
		return false
	}
	for _, ending := range w.set.endings() {
		i := indexOf(prior, name+ending, d.digest)
		if i < 0 {
			break
		}
		data, err := os.ReadFile(w.path(name + ending))
		if err != nil || sum(data) != prior[i].SHA256 {
			break
		}
		d.files = append(d.files, drawn{name: name + ending, sha256: prior[i].SHA256, size: len(data)})
	}
	if len(d.files) == len(w.set.endings()) {
		return true
	}
	d.files = nil
	return false
}

func indexOf(lines []Line, file, request string) int {
	for i, l := range lines {
		if l.File == file && l.Request == request && l.Status == Written {
			return i
		}
	}
	return -1
}

func (w *writer) path(name string) string {
	return filepath.Join(w.set.Folder, filepath.FromSlash(name))
}

// layOut prepares the letter for the one document of all.
func (w *writer) layOut(d *done, l letter.Letter) (err error) {
	for _, o := range w.outputs {
		if _, ok := o.(*book); ok {
			d.laid, err = w.set.Style.LayOut(l)
		}
	}
	return err
}

// done takes the rows in their order.
func (w *writer) done(d *done) error {
	if err := w.lines.begin(d.row.Number); err != nil {
		return err
	}
	w.result.Rows++
	if len(d.rejected) > 0 {
		w.result.Rejected++
		if w.journal == nil {
			return nil
		}
		if err := w.rejects.add(d.row, d.rejected); err != nil {
			return err
		}
		return w.lines.add(Line{Row: d.row.Number, Status: Rejected}, "", false)
	}
	w.result.Letters++
	unchanged := w.set.Folder != ""
	for _, f := range d.files {
		w.result.Files++
		w.result.Bytes += int64(f.size)
		unchanged = unchanged && f.temp == ""
		for _, o := range w.outputs {
			if o.needs(f.name[len(f.name)-4:]) {
				if err := o.add(d, f); err != nil {
					return err
				}
			}
		}
	}
	if unchanged {
		w.result.Unchanged++
	}
	if err := w.addLaid(d); err != nil {
		return err
	}
	w.set.report("write", w.result.Rows, w.shardRows())
	return w.note(d)
}

// note writes the lines of a row that has its letter: one for each file or, if
// there are none, where in the one file of all letters it is.
func (w *writer) note(d *done) error {
	line := Line{Row: d.row.Number, Country: string(d.request.Country), Language: string(d.request.Language),
		Issue: d.request.Issue, Status: Written, Request: d.digest}
	if w.set.Folder == "" && w.set.Zip == "" {
		line.File = filepath.Base(w.set.one()) + d.place
		return w.lines.add(line, "", false)
	}
	replace := w.set.Force || w.checked.ours.has(d.row.Number)
	for _, f := range d.files {
		if f.temp != "" && w.checked.ours.has(d.row.Number) {
			w.result.Replaced++
		}
		line.File, line.SHA256 = f.name, f.sha256
		if err := w.lines.add(line, f.temp, replace); err != nil {
			return err
		}
	}
	return nil
}

// shardRows is how many rows the run has to write.
func (w *writer) shardRows() int {
	n := w.checked.Rows
	if s := w.set.Shard; s.Count > 1 {
		return (n - s.Index + s.Count) / s.Count
	}
	return n
}

func closeAll(all []*manifestReader) {
	for _, m := range all {
		m.file.Close()
	}
}
