package cmd

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"github.com/spf13/cobra"

	"speakout/internal/memo"
	"speakout/internal/output"
)

const memoLong = `A campaign of your own is a folder: memo.yaml with its names, facts and their
sources, and a text in each language it is written in. speakout help memos says what
words a text can use.`

func newMemo(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:     "memo",
		Short:   "Begin a campaign of your own",
		Long:    memoLong,
		Example: "  speakout memo new landmines",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			return withHint(errors.New("say what to do"), "speakout memo new NAME")
		},
	}
	c.AddCommand(&cobra.Command{
		Use:   "new name",
		Short: "Write a campaign to begin with into a new folder",
		Example: `  speakout memo new landmines
  speakout check landmines
  speakout --memos landmines --issue landmines --country LB --lang en`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if quiet(c) {
				s.Err = io.Discard
			}
			return runMemoNew(s, args[0])
		},
	})
	return c
}

// campaignName is what can be a folder on every system and a value of --issue.
var (
	campaignName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)
	deviceName   = regexp.MustCompile(`^(con|prn|aux|nul|(com|lpt)[0-9])$`) // on Windows
)

func isCampaignName(s string) bool { return campaignName.MatchString(s) && !deviceName.MatchString(s) }

func runMemoNew(s Streams, dir string) error {
	if !isCampaignName(filepath.Base(dir)) {
		return withHint(fmt.Errorf("%q cannot be the name of a campaign", filepath.Base(dir)), "use small letters, digits and hyphens: landmines")
	}
	if err := os.Mkdir(dir, 0o777); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return withHint(fmt.Errorf("%s: file exists", dir), "choose another name")
		}
		return &workError{err}
	}
	files := memo.Starter()
	err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return output.WriteFile(filepath.Join(dir, name), data, false)
	})
	if err != nil {
		os.RemoveAll(dir) // it was made above, and half a campaign is none
		return &workError{err}
	}
	fmt.Fprintf(s.Err, "Wrote %s. Change what it says; speakout check %s tells what is missing.\n", onOneLine(dir), onOneLine(shellQuote(dir)))
	return nil
}
