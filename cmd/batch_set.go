package cmd

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"speakout/internal/batch"
	"speakout/internal/locale"
	"speakout/internal/output"
)

// set makes the flags a set; what is missing or wrong is an error.
func (o *batchOptions) set(args []string) (*batch.Set, error) {
	s := &batch.Set{
		Defaults: map[batch.Column]string{}, Enclose: o.enclose, Folder: o.out, Merge: o.merge, Zip: o.zip, Stream: o.streams.Out,
		Labels: o.labels, BlankBacks: o.blankBacks, SkipBad: o.skipBad, Force: o.force, Workers: max(1, o.workers), Problems: max(1, o.problems),
	}
	if err := o.destination(s); err != nil {
		return nil, err
	}
	if err := o.checkDefaults(); err != nil {
		return nil, err
	}
	var err error
	if s.Campaigns, err = o.memos.campaigns(); err != nil {
		return nil, err
	}
	day := letterOptions{date: *o.defaults["date"]}
	if s.Day, err = day.day(); err != nil {
		return nil, err
	}
	if s.Shard, err = parseShard(o.shard); err != nil {
		return nil, err
	}
	if s.Name, err = batch.ParseName(o.name, o.by); err != nil {
		return nil, fmt.Errorf("--name: %w", err)
	}
	if s.Style, err = o.look.read(); err != nil {
		return nil, err
	}
	if s.Release, err = o.release(s.Style.Digest()); err != nil {
		return nil, &workError{err}
	}
	if s.Table, err = o.table(args, s.Day); err != nil {
		return nil, err
	}
	for c, v := range o.defaults {
		s.Defaults[c] = *v
	}
	s.Defaults["address"] = strings.Join(splitLines(o.address), "\n")
	if o.countries != "" {
		delete(s.Defaults, "lang") // the rows have it
	}
	return s, nil
}

// destination reads where letters go and in which format.
func (o *batchOptions) destination(s *batch.Set) error {
	switch strings.ToLower(o.format) {
	case "pdf":
		s.PDF = true
	case "text", "txt":
		s.Text = true
	case "both":
		s.PDF, s.Text = true, true
	default:
		return withHint(fmt.Errorf("--format: unknown format %q", o.format), "pdf, text or both")
	}
	if o.out+o.merge+o.zip+o.labels == "" && !o.checkOnly {
		return withHint(errors.New("say where the letters go"), "--out FOLDER, --merge all.pdf or --zip all.zip")
	}
	switch ending := strings.ToLower(filepath.Ext(o.merge)); {
	case o.merge == "":
	case o.merge == "-" && s.PDF == s.Text:
		return withHint(errors.New("--merge -: standard output takes one format"), "--format pdf or text")
	case ending == ".txt" && o.out == "" && o.zip == "":
		s.PDF, s.Text = false, true
	case ending == ".txt" && !s.Text:
		return withHint(fmt.Errorf("--merge %s: the letters are in PDF", o.merge), "--format text or both")
	case ending == ".pdf" && o.out == "" && o.zip == "":
		s.PDF, s.Text = true, false
	case ending == ".pdf" && !s.PDF:
		return withHint(fmt.Errorf("--merge %s: the letters are text", o.merge), "--format pdf or both")
	case o.merge != "-" && ending != ".pdf" && ending != ".txt":
		return withHint(fmt.Errorf("--merge %s: the ending %q names no format", o.merge, ending), "end the name in .pdf or .txt")
	}
	if o.zip != "" && o.zip != "-" && !strings.EqualFold(filepath.Ext(o.zip), ".zip") {
		return withHint(fmt.Errorf("--zip %s: it would be a ZIP file", o.zip), "end the name in .zip")
	}
	if o.merge == "-" && o.zip == "-" {
		return withHint(errors.New("--merge and --zip both are standard output"), "give one of them a name")
	}
	if o.shard != "" && o.merge+o.zip+o.labels != "" {
		return withHint(errors.New("--shard writes to a folder"), "--out FOLDER; a set of all letters is --merge, --zip or --labels without --shard")
	}
	return o.printing(s)
}

// table opens the table that is named, or makes that of --countries as they
// stand on the day.
func (o *batchOptions) table(args []string, day time.Time) (*batch.Table, error) {
	chosen, err := o.chosenColumns()
	if err != nil {
		return nil, err
	}
	var t *batch.Table
	switch {
	case o.countries != "" && len(args) > 0:
		return nil, fmt.Errorf("a table (%s) and --countries ask for two sets", args[0])
	case o.countries != "":
		if t, err = batch.CountryTable(o.countries, *o.defaults["lang"], day); err != nil {
			return nil, err
		}
	case len(args) == 0:
		return nil, withHint(errors.New("no table"), "speakout batch --template > table.csv gives one to fill in; --countries all needs none")
	case args[0] == "-":
		t, err = batch.OpenTable("standard input", o.streams.In)
	default:
		f, failed := os.Open(args[0])
		if failed != nil {
			return nil, fmt.Errorf("%s: %w", args[0], output.Reason(failed))
		}
		t, err = batch.OpenTable(args[0], f)
	}
	if errors.Is(err, batch.ErrNoTemp) {
		hint := cmp.Or(faultHint(err), "see that it is there")
		return nil, &workError{withHint(err, hint+"; TMPDIR names another folder for temporary files")}
	}
	if err != nil {
		return nil, err
	}
	for _, note := range t.Notes() {
		o.say("%s: %s\n", t.Name, note)
	}
	if o.countries == "" && *o.defaults["lang"] != "" {
		if _, err := locale.ParseLanguage(*o.defaults["lang"]); err != nil {
			return nil, withHint(fmt.Errorf("--lang: %w", err), locale.Choice())
		}
	}
	t.Chosen = chosen
	return t, nil
}

func (o *batchOptions) chosenColumns() (map[batch.Column]string, error) {
	chosen := map[batch.Column]string{}
	for _, m := range o.columns {
		name, header, ok := strings.Cut(m, "=")
		known := false
		for _, c := range batch.Columns() {
			known = known || string(c.Name) == name
		}
		if !ok || !known {
			return nil, withHint(fmt.Errorf("--map: %q names no column", m), "for example --map country=Staat; speakout batch --help lists the columns")
		}
		chosen[batch.Column(name)] = header
	}
	return chosen, nil
}

// release stands for the program, its style and the campaigns of --memos: letters
// that an earlier build wrote, or that looked otherwise, are drawn again.
func (o *batchOptions) release(style string) (string, error) {
	h := sha256.New()
	io.WriteString(h, style)
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	if err := hashFile(h, name); err != nil {
		return "", err
	}
	if o.memos.dir != "" {
		err = filepath.WalkDir(o.memos.dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return err
			}
			fmt.Fprintln(h, filepath.Base(name))
			return hashFile(h, name)
		})
	}
	return fmt.Sprintf("%x", h.Sum(nil)), err
}

func hashFile(w io.Writer, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}
