package batch

// lineSink takes the lines of a run's manifest. In a mended table's run it puts
// between them those of the other rows, which the set has from before.
type lineSink struct {
	journal *journal // nil if all goes to a stream
	rejects *rejects
	id      string
	old     *manifestReader // nil if nothing is kept
	kept    int             // rows that were rejected before and are not in the table
}

// begin comes before what is said of a row.
func (l *lineSink) begin(row int) error {
	if l.old == nil {
		return nil
	}
	err := l.old.before(row, func(old Line) error {
		if old.Status == Rejected {
			l.kept++
			if err := l.rejects.carry(old.Row); err != nil {
				return err
			}
		}
		return l.journal.add(old, "", false)
	})
	l.old.at(row)
	return err
}

// add writes a line, and names the file it is about if that waits for its name.
func (l *lineSink) add(line Line, temp string, replace bool) error {
	if l.journal == nil {
		return nil
	}
	line.Set = l.id
	return l.journal.add(line, temp, replace)
}

func (l *lineSink) close() {
	if l.old != nil {
		l.old.file.Close()
		l.old = nil
	}
}
