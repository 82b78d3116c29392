package batch

import "path/filepath"

// lineSink takes the lines of a run's manifest. In a mended table's run it puts
// between them those of the other rows, which the set has from before.
type lineSink struct {
	folder *folder // or else
	file   file
	plain  *manifestWriter

	id       string
	manifest string          // its name in the end
	old      *manifestReader // nil if nothing is kept
	row      int             // whose lines were written last
	set      string          // that row's, as the old manifest has it
}

func (w *writer) openLines() (err error) {
	s := w.set
	l := &lineSink{folder: w.folder, id: w.id, manifest: w.beside("manifest")}
	w.lines = l
	if w.folder != nil {
		if w.checked.mended {
			l.old = openManifest(l.manifest)
		}
		return nil
	}
	if s.Merge == "-" && s.Zip == "" || s.Zip == "-" {
		return nil
	}
	if l.file, err = createFile(l.manifest, nil, true); err != nil {
		return err
	}
	l.plain, err = newManifestWriter(l.file)
	return err
}

// kept reports whether there is a manifest at all: a stream has none.
func (l *lineSink) kept() bool { return l.folder != nil || l.plain != nil }

// add writes a line, and names the file it is about if that waits for its name.
func (l *lineSink) add(line Line, temp string) error {
	line.Set = l.id
	if l.old != nil {
		if line.Row != l.row {
			if err := l.keep(line.Row); err != nil {
				return err
			}
			l.row, l.set = line.Row, ""
			for _, old := range l.old.at(line.Row) {
				l.set = old.Set
			}
		}
		if l.set != "" {
			line.Set = l.set
		}
	}
	switch {
	case l.folder != nil:
		return l.folder.add(line, temp)
	case l.plain != nil:
		return l.plain.write(line)
	}
	return nil
}

// keep writes the old manifest's lines of the rows before row.
func (l *lineSink) keep(row int) error {
	return l.old.before(row, func(old Line) error { return l.folder.add(old, "") })
}

func (l *lineSink) close() error {
	if l.old != nil {
		if err := l.keep(everyRow); err != nil {
			return err
		}
		l.old.file.Close()
	}
	switch {
	case l.folder != nil:
		return l.folder.finish(filepath.Clean(l.manifest))
	case l.plain != nil:
		if err := l.plain.flush(); err != nil {
			return err
		}
		return l.file.commit()
	}
	return nil
}

func (l *lineSink) abort() {
	switch {
	case l.folder != nil:
		l.folder.leave()
	case l.plain != nil:
		l.file.abort()
	}
}
