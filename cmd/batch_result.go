package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"syscall"
	"time"

	"speakout/internal/batch"
	"speakout/internal/country"
	"speakout/internal/output"
	"speakout/internal/pdf"
)

// ended says how a run ended that could not be finished.
func (o *batchOptions) ended(err error, r *batch.Result, set *batch.Set) error {
	var path *fs.PathError
	var refused *batch.RefusedError
	switch {
	case errors.As(err, &refused):
		return err
	case errors.Is(err, context.Canceled) && r == nil:
		return &interruptError{errors.New("interrupted; nothing is written")}
	case errors.Is(err, context.Canceled):
		return withHint(&interruptError{fmt.Errorf("interrupted after %s", numberOf(r.Letters, "letter"))}, "run the same command again to go on")
	case errors.Is(err, output.ErrBusy):
		return &workError{withHint(err, "wait for it, or write to another place")}
	case errors.Is(err, batch.ErrMoved):
		return &workError{withHint(err, "run the same command again")}
	case errors.Is(err, batch.ErrForeign):
		return withHint(err, "move it away, or write to another place; --force replaces it. Of rejected.csv mend a copy: the run replaces that file itself")
	case errors.Is(err, output.ErrExists):
		return withHint(err, "choose another name, or replace it with --force")
	case errors.Is(err, syscall.ENOSPC):
		return &workError{withHint(err, "make room and run the same command again: it goes on where it stopped")}
	case errors.Is(err, pdf.ErrTooLong):
		return withHint(err, "make several tables of it, each with a --merge of its own, or write a file for each letter: --out FOLDER, with --by COLUMN or --shard 1/4")
	case errors.Is(err, batch.ErrRemoved):
		return &workError{withHint(err, "run the same command again: it makes the folder anew")}
	case r != nil || errors.As(err, &path):
		return &workError{err}
	}
	return err
}

// noticeWindow says once in how many letters an envelope will not show all of
// the address, and why.
func (o *batchOptions) noticeWindow(c *batch.Checked) {
	if c.Hidden.Rows > 0 {
		o.say("speakout: the window of an envelope hides lines of the recipient's address in %s; shorten it, or take envelopes without a window\n", lettersOf(c.Hidden))
	}
	if c.Crowded.Rows > 0 {
		o.say("speakout: the recipient's address does not stand in the window of an envelope in %s: the sender's lines above it are too long, or too many; shorten them, or take envelopes without a window\n", lettersOf(c.Crowded))
	}
}

// lettersOf says how many letters there are, and of which rows.
func lettersOf(n batch.Noted) string {
	var rows []string
	for _, row := range n.First {
		rows = append(rows, strconv.Itoa(row))
	}
	of := "row " + strings.Join(rows, ", ")
	if n.Rows > 1 {
		of = "rows " + strings.Join(rows, ", ")
	}
	if n.Rows > len(rows) {
		of += ", …"
	}
	return fmt.Sprintf("%s (%s)", numberOf(n.Rows, "letter"), of)
}

func (o *batchOptions) summary(r batch.Result, took time.Duration) {
	what := numberOf(r.Letters, "letter")
	if o.out+o.merge+o.zip == "" {
		what = numberOf(r.Letters, "label")
	}
	if r.Files != r.Letters && r.Files > 0 {
		what += " in " + numberOf(r.Files, "file")
	}
	if r.Unchanged > 0 {
		what += fmt.Sprintf(", %s of them were there", thousands(r.Unchanged))
	}
	if r.Rejected > 0 {
		what += ", " + numberOf(r.Rejected, "row") + " without"
	}
	if r.Bytes > 0 {
		what += " (" + megabytes(r.Bytes) + ")"
	}
	seconds := took.Seconds()
	o.say("Wrote %s in %.1f s, %s a second.\n", what, seconds, thousands(int(float64(r.Letters)/max(seconds, 0.001))))
	if r.Replaced > 0 {
		o.say("Replaced %s of earlier runs.\n", numberOf(r.Replaced, "file"))
	}
	if r.Removed > 0 {
		o.say("Removed %s of earlier runs, not of the set any more.\n", numberOf(r.Removed, "file"))
	}
	for _, name := range r.Old {
		o.say("%s is of an earlier run, and may lack letters or have others: name it again to have it written anew.\n", name)
	}
	if r.Changed > 0 {
		o.say("Left %s of earlier runs, not of the set any more: changed since.\n", numberOf(r.Changed, "file"))
	}
}

// rejectedError says which rows have no letter, and where they stand.
func rejectedError(r batch.Result, err error, set *batch.Set) error {
	if r.Rejected == 0 {
		return nil
	}
	if err == nil { // a mended table lacks them
		err = fmt.Errorf("no letter for %s of the set", numberOf(r.Rejected, "row"))
	}
	name := set.RejectedName()
	if name == "" {
		return err
	}
	hint := "mend a copy of it and run that table into the same place"
	if set.Folder == "" || set.Merge+set.Zip+set.Labels != "" { // which are not amended
		hint = "mend these rows of " + set.Table.Name + " and run it again, or a copy of " + name + " into another place"
	}
	return withHint(err, "they stand in "+name+", with what is wrong: "+hint)
}

// noticeUnposted says how many letters have nowhere to go.
func (o *batchOptions) noticeUnposted(n int) {
	if n > 0 {
		o.say("speakout: %s to an ambassador cannot be posted without an address (to-address): an embassy is not in the country it stands for.\n", numberOf(n, "letter"))
	}
}

// noticePapers says that one PDF is of two kinds of sheet: a printer stops, or
// cuts, where they change.
func (o *batchOptions) noticePapers(of map[country.Paper]int) {
	if other := of[country.USLetter]; other > 0 && of[country.A4] > 0 {
		o.say("speakout: letter paper for %s of %s, A4 for the others; to print all on one kind, say --paper A4 or --paper letter, and no other in the table\n",
			thousands(other), numberOf(other+of[country.A4], "letter"))
	}
}
