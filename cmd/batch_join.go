package cmd

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"speakout/internal/batch"
	"speakout/internal/output"
)

func newBatchJoin(s Streams) *cobra.Command {
	var listOnly, quiet bool
	c := &cobra.Command{
		Use:   "join folder",
		Short: "See that the shards of a set make up the whole, and join their manifests",
		Long: `Join proves that the shards in a folder are of one table, one command and one
release, that each row is in one of them with all its files, and that each file
is as its manifest says. Then it writes manifest.csv, and rejected.csv if there
are rows without a letter.`,
		Example: "  speakout batch join letters",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			j, err := batch.Join(args[0], !listOnly)
			var path *fs.PathError
			var refused *batch.RefusedError
			switch {
			case errors.As(err, &refused):
				return err
			case errors.Is(err, output.ErrBusy):
				return &workError{withHint(err, "wait for it")}
			case errors.Is(err, batch.ErrForeign):
				return withHint(err, "move it away, and join again")
			case errors.As(err, &path) || faultHint(err) != "":
				return &workError{err}
			case err != nil:
				return withHint(err, "run the shards again that it is about: what is there is not written twice. What was changed is replaced with --force")
			}
			if !quiet {
				fmt.Fprintf(s.Err, "Joined %s: %s, %s.\n", numberOf(j.Shards, "shard"), numberOf(j.Rows, "row"), numberOf(j.Files, "file"))
			}
			if j.Rejected > 0 {
				return withHint(fmt.Errorf("no letter for %s", numberOf(j.Rejected, "row")), "they stand in rejected.csv, with what is wrong")
			}
			return nil
		},
	}
	c.Flags().BoolVar(&listOnly, "list-only", false, "do not read the files, only the manifests")
	c.Flags().BoolVarP(&quiet, "quiet", "q", false, "say nothing but errors")
	return c
}
