package cmd

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"speakout/internal/batch"
	"speakout/internal/output"
)

// batchOptions are the flags of batch.
type batchOptions struct {
	streams  Streams
	memos    memosFlag
	look     styleFlags
	defaults map[batch.Column]*string
	address  []string // a flag for each line

	countries, format, name, by string
	columns                     []string // --map
	out, merge, zip, shard      string
	labels, labelSheet          string
	blankBacks                  bool
	skipBad, checkOnly, force   bool
	enclose, quiet, template    bool
	workers, problems           int
	progress, example           string
}

const batchLong = `Batch writes a letter for each row of a table: CSV, JSON Lines or XLSX, from a
file or, as -, from standard input. A row needs a country; all else may be left
out or given for all rows by a flag. Every row is checked before anything is
written. A run that was interrupted goes on when it is run again.

Columns may have these names, or others in any language of letters:

`

const batchExample = `  # a table to fill in
  speakout batch --template > table.csv

  # check it, then write the letters
  speakout batch table.csv --issue ukraine --check-only
  speakout batch table.csv --issue ukraine --out letters

  # every state outside the Convention, in its own language, signed alike
  speakout batch --countries non_signatory --issue syria --from "Rana Haddad" --out letters

  # one PDF to print on both sides, and labels for the envelopes
  speakout batch --countries all --issue syria --merge all.pdf --blank-backs --labels labels.pdf

  # on four machines that share a disk
  speakout batch table.csv --issue syria --out letters --shard 1/4   # … 4/4
  speakout batch join letters`

func newBatch(s Streams) *cobra.Command {
	o := &batchOptions{streams: s, defaults: map[batch.Column]*string{}}
	c := &cobra.Command{
		Use:     "batch [table]",
		Short:   "Write a letter for each row of a table",
		Long:    batchLong + columnsHelp(),
		Example: batchExample,
		Args:    oneTable,
		RunE:    func(_ *cobra.Command, args []string) error { return o.run(args) },
	}
	o.register(c.Flags())
	c.AddCommand(newBatchJoin(s))
	return c
}

func oneTable(c *cobra.Command, args []string) error {
	if len(args) < 2 {
		return nil
	}
	return withHint(fmt.Errorf("batch takes one table, not %d", len(args)), similarCommand(c, args[0])...)
}

func columnsHelp() string {
	var b strings.Builder
	for _, c := range batch.Columns() {
		fmt.Fprintf(&b, "  %-11s %s\n", c.Name, c.What)
	}
	return b.String() + "\nOther columns are .Fields of a campaign's memo."
}

func (o *batchOptions) register(f *pflag.FlagSet) {
	f.SortFlags = false
	f.StringVar(&o.countries, "countries", "", "no table: `all`, "+strings.Join(batch.Statuses(), ", ")+" or names, with commas between")
	for _, c := range batch.Columns() {
		switch c.Name {
		case "country", "file":
		case "address":
			f.StringArrayVar(&o.address, "address", nil, "for rows that have none: the sender's address; repeat for each `line`")
		case "lang":
			o.defaults[c.Name] = f.StringP("lang", "l", "", "for rows that have none: `language`; with --countries also default, each or several with commas between")
		case "issue":
			o.defaults[c.Name] = f.StringP("issue", "i", "", "for rows that have none: `issue`")
		default:
			o.defaults[c.Name] = f.String(string(c.Name), "", "for rows that have none: `"+string(c.Name)+"`")
		}
	}
	f.BoolVar(&o.enclose, "enclose", false, "add a page with the facts and where they can be read")
	o.look.register(f)
	o.memos.register(f)
	f.StringArrayVar(&o.columns, "map", nil, "`column=Header`: what the table calls a column")
	f.StringVar(&o.out, "out", "", "`folder` for the letters")
	f.StringVar(&o.format, "format", "pdf", "pdf, text or both")
	f.StringVar(&o.name, "name", batch.DefaultName, "`pattern` of the files' names; / makes folders")
	f.StringVar(&o.by, "by", "", "a folder for each value of a `column`")
	f.StringVar(&o.merge, "merge", "", "one `file` of all letters: .pdf with bookmarks, or .txt; - is standard output, in --format")
	f.StringVar(&o.zip, "zip", "", "one ZIP `file` of all letters")
	f.StringVar(&o.labels, "labels", "", "PDF `file` of address labels, one for each letter, in the order of rows")
	f.StringVar(&o.labelSheet, "label-sheet", "", "`kind` of labels: L7160 (21 on A4) or 5160 (30 on letter paper); default: 5160 with --paper letter, else L7160")
	f.BoolVar(&o.blankBacks, "blank-backs", false, "with --merge to PDF: begin each letter on a sheet of its own, printed on both sides")
	f.BoolVar(&o.checkOnly, "check-only", false, "say what is wrong with the table and write nothing")
	f.BoolVar(&o.skipBad, "skip-bad", false, "write the good rows, and the others to rejected.csv")
	f.IntVar(&o.problems, "problems", 50, "how many problems to name")
	f.StringVar(&o.shard, "shard", "", "write every n-th row, beginning with i: `i/n`")
	f.IntVarP(&o.workers, "jobs", "j", runtime.GOMAXPROCS(0), "letters to draw at a time")
	f.BoolVarP(&o.force, "force", "f", false, "replace files that are not of this set, or were changed since it was written")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "say nothing but errors")
	f.StringVar(&o.progress, "progress", "auto", "`auto` (a bar on a terminal), plain, json or none")
	f.BoolVar(&o.template, "template", false, "print a table to fill in")
	f.StringVar(&o.example, "example", "", "print a file for parallel, slurm or kubernetes")
}

func (o *batchOptions) run(args []string) error {
	switch {
	case o.template:
		return o.print(batch.Template())
	case o.example != "":
		text, err := batch.Example(o.example)
		if err != nil {
			return withHint(fmt.Errorf("--example: %w", err), "parallel, slurm or kubernetes")
		}
		return o.print(text)
	}
	boundMemory()
	set, err := o.set(args)
	if err != nil {
		return err
	}
	defer set.Table.Close()
	// Who reads what is said of the run may leave before it ends; a letter that
	// nobody reads is an error as any other.
	signal.Ignore(syscall.SIGPIPE)
	// An interrupt ends the run where it can go on from, and what is said of it
	// is said; Main leaves only if there was none.
	release := output.Hold()
	ctx, stop := signal.NotifyContext(context.Background(), heeded()...)
	defer func() {
		if ctx.Err() == nil {
			release()
		}
		stop()
	}()
	bar, err := newProgress(o.progress, o.quiet, o.streams.Err)
	if err != nil {
		return err
	}
	set.Progress = bar.show
	begun := time.Now()
	checked, err := set.Check(ctx)
	bar.end()
	if err != nil {
		return o.ended(err, nil, set)
	}
	if err := checked.Err(); err != nil && (o.checkOnly || !o.skipBad) {
		return withHint(err, "nothing is written; mend the table, or write the good rows with --skip-bad")
	}
	o.noticeWindow(checked)
	o.noticeUnposted(checked.Unposted)
	o.noticePapers(checked.Papers)
	if o.checkOnly {
		o.say("%s, no problem.\n", numberOf(checked.Rows, "row"))
		return nil
	}
	result, err := set.Write(ctx, checked)
	bar.end()
	if err != nil {
		return o.ended(err, &result, set)
	}
	o.summary(result, time.Since(begun))
	return rejectedError(result, checked.Err(), set)
}

// heeded are the signals that end a batch; not those that whoever started it
// wants ignored.
func heeded() []os.Signal {
	return slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}, signal.Ignored)
}

// boundMemory has garbage collected before there is much of it: what a batch
// needs at a time is the same at any number of rows.
func boundMemory() {
	const enough = 80 << 20
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(enough)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}

func (o *batchOptions) print(text string) error {
	return o.streams.print([]byte(text))
}

func (o *batchOptions) say(format string, args ...any) {
	if !o.quiet {
		fmt.Fprint(o.streams.Err, printable(fmt.Sprintf(format, args...)))
	}
}

// parseShard reads i/n.
func parseShard(s string) (batch.Shard, error) {
	if s == "" {
		return batch.Shard{}, nil
	}
	first, second, ok := strings.Cut(s, "/")
	i, err1 := strconv.Atoi(first)
	n, err2 := strconv.Atoi(second)
	if !ok || err1 != nil || err2 != nil || i < 1 || i > n {
		return batch.Shard{}, withHint(fmt.Errorf("--shard: %q is not a part of a set", s), "the first of four is 1/4, the last 4/4")
	}
	return batch.Shard{Index: i, Count: n}, nil
}

// checkDefaults finds faults in the flags before they are found in every row.
func (o *batchOptions) checkDefaults() error {
	value := func(c batch.Column) string { return *o.defaults[c] }
	if _, err := parseOffice(value("office")); err != nil {
		return err
	}
	if _, err := parseGender(value("to-gender")); err != nil {
		return err
	}
	if _, err := parsePaper(value("paper")); err != nil {
		return err
	}
	if issue := value("issue"); issue != "" {
		if _, err := o.memos.findCampaign("--issue: ", issue); err != nil {
			return err
		}
	}
	return nil
}
