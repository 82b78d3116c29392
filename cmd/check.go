package cmd

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"speakout/internal/check"
	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/memo"
)

const checkLong = `Check holds the rules that the words of a campaign must keep, in every letter
there is of it: each figure is a fact with its source, each language states the
same facts and as many asks, each treaty status has words of its own, nothing of
a template is left, no contraction or elision stands open, each letter fits on
one page, and the facts have been checked not too long ago.

Without a folder, the program's own campaigns are checked. Exit code 0: no
problem; 2: at least one.`

func newCheck(s Streams) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "check [folder]",
		Short:   "Say what is wrong with a campaign",
		Long:    checkLong,
		Example: "  speakout check\n  speakout check my-campaign\n  speakout check my-campaign --json",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := letter.Faults(); err != nil {
				return err
			}
			campaigns, err := letter.Campaigns()
			if len(args) > 0 {
				campaigns, err = loadCampaigns(args[0])
			}
			if err != nil {
				return err
			}
			day, err := today()
			if err != nil {
				return err
			}
			return runCheck(s, campaigns, day, asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "the problems as data")
	return c
}

type problemRow struct {
	Issue     string         `json:"issue"`
	Where     string         `json:"where"`
	Problem   string         `json:"problem"`
	Countries []country.Code `json:"countries,omitempty"`
}

func runCheck(s Streams, campaigns []*memo.Campaign, day time.Time, asJSON bool) error {
	var problems []string
	rows := []problemRow{}
	for _, c := range campaigns {
		for _, p := range check.Campaign(c, day) {
			problems = append(problems, p.String())
			rows = append(rows, problemRow{c.Issue, p.Where, p.What, p.Countries})
		}
	}
	if asJSON {
		var b bytes.Buffer
		if err := encodeJSON(&b, rows); err != nil {
			return err
		}
		if err := s.print(b.Bytes()); err != nil || len(rows) == 0 {
			return err
		}
		return fmt.Errorf("%s", numberOf(len(rows), "problem"))
	}
	if len(problems) > 0 {
		return fmt.Errorf("%s", strings.Join(problems, "\n"))
	}
	for _, c := range campaigns {
		fmt.Fprintf(s.Out, "%s: no problem in %d languages and %d letters\n", c.Issue, len(c.Languages()), 197*len(c.Languages()))
	}
	return nil
}
