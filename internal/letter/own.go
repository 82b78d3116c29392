package letter

import (
	"errors"

	"speakout/internal/locale"
	"speakout/internal/memo"
	"speakout/internal/recent"
	"speakout/memos"
	"speakout/templates"
)

// Campaigns returns the campaigns that letters can be written for, in the order
// users are shown them. An error is a fault in their files, which it names.
func Campaigns() ([]*memo.Campaign, error) {
	var all []*memo.Campaign
	for _, issue := range memos.Issues {
		c, err := Campaign(issue)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// Campaign returns the campaign of an issue; nil, if there is none.
func Campaign(issue string) (*memo.Campaign, error) {
	c := campaigns(issue)
	return c.campaign, c.err
}

// isOurs reports whether the campaign came with the program.
func isOurs(c *memo.Campaign) bool {
	ours, _ := Campaign(c.Issue)
	return c == ours
}

type opened struct {
	campaign *memo.Campaign
	err      error
}

// campaigns are read once each.
var campaigns = recent.Once(memos.Issues, func(issue string) opened {
	c, err := memo.Open(memos.FS, issue, "memos/"+issue)
	return opened{c, err}
})

// Faults reports all that is wrong with the program's own campaigns and
// templates, by file and line. Letters need some of them only, and say the
// first fault in these.
func Faults() error {
	var all []error
	for _, l := range locale.Languages {
		_, err := readFrame(templates.FS, l)
		all = append(all, err)
	}
	for _, issue := range memos.Issues {
		_, err := memo.Load(memos.FS, issue, "memos/"+issue)
		all = append(all, err)
	}
	return errors.Join(all...)
}
