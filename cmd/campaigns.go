package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/memo"
)

// memosFlag names a folder of campaigns of the user's own.
type memosFlag struct{ dir string }

func (m *memosFlag) register(f *pflag.FlagSet) {
	f.StringVar(&m.dir, "memos", "", "`folder` with campaigns of your own, or of one (see speakout memo)")
}

// campaigns returns the campaigns to choose from: the user's own, then the
// program's that none of them stands in for.
func (m *memosFlag) campaigns() ([]*memo.Campaign, error) {
	ours, err := letter.Campaigns()
	if err != nil {
		return nil, &workError{err}
	}
	if m.dir == "" {
		return ours, nil
	}
	own, err := loadCampaigns(m.dir)
	if err != nil {
		return nil, fmt.Errorf("--memos %s: %w", m.dir, err)
	}
	for _, c := range ours {
		if !slices.ContainsFunc(own, func(o *memo.Campaign) bool { return o.Issue == c.Issue }) {
			own = append(own, c)
		}
	}
	return own, nil
}

// loadCampaigns reads the campaign in dir, or those in the folders of dir. The
// error joins every problem of each.
func loadCampaigns(dir string) ([]*memo.Campaign, error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(dir, "memo.yaml")); err == nil {
		c, err := load(os.DirFS(filepath.Dir(absolute)), filepath.Base(absolute))
		return []*memo.Campaign{c}, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var all []*memo.Campaign
	var problems []error
	for _, e := range entries {
		if _, err := os.Stat(filepath.Join(dir, e.Name(), "memo.yaml")); err != nil {
			continue
		}
		c, err := load(os.DirFS(absolute), e.Name())
		if err != nil {
			problems = append(problems, err)
			continue
		}
		all = append(all, c)
	}
	if len(all)+len(problems) == 0 {
		return nil, withHint(errors.New("no memo.yaml in it or in a folder of it"), "speakout memo new NAME writes a campaign to begin with")
	}
	return all, errors.Join(problems...)
}

// load reads a campaign, which may be of anybody: its names are for showing.
func load(fsys fs.FS, issue string) (*memo.Campaign, error) {
	c, err := memo.Load(fsys, issue, issue)
	if err != nil {
		return nil, err
	}
	c.Issue, c.Folder = onOneLine(c.Issue), onOneLine(c.Folder)
	for _, words := range []map[locale.Language]string{c.Names, c.Summary} {
		for l, s := range words {
			words[l] = printable(s)
		}
	}
	return c, nil
}

// chooseOnlyCampaign fills in the issue where --memos names one campaign and
// the issue is left out.
func (o *letterOptions) chooseOnlyCampaign() error {
	if o.issue != "" || o.memos.dir == "" {
		return nil
	}
	own, err := loadCampaigns(o.memos.dir)
	if err != nil {
		return fmt.Errorf("--memos %s: %w", o.memos.dir, err)
	}
	if len(own) == 1 {
		o.issue = own[0].Issue
	}
	return nil
}

// findCampaign returns the campaign that goes by a name: its folder's, or its
// own in any language. flag is what a wrong name was given to.
func (m *memosFlag) findCampaign(flag, name string) (*memo.Campaign, error) {
	if c, err := letter.Campaign(name); c != nil && err == nil && m.dir == "" { // the others need not be read
		return c, nil
	}
	all, err := m.campaigns()
	if err != nil {
		return nil, err
	}
	if c := memo.Find(all, name); c != nil {
		return c, nil
	}
	var known []string
	for _, c := range all {
		known = append(known, c.Issue)
	}
	hints := append(didYouMean(nearest(name, known)), strings.Join(known, " or "))
	return nil, withHint(fmt.Errorf("%sunknown issue %q", flag, name), hints...)
}
