// Package memo reads a campaign (its facts with their sources, and its text in
// each language) and writes that text for one government. It reports what is
// wrong with a campaign by file and line. It knows nothing of countries or of
// the letter around the text.
package memo

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"speakout/internal/locale"
)

// Campaign is one issue that letters are written about.
type Campaign struct {
	Issue   string                     // the folder's name: "syria"
	Names   map[locale.Language]string // "Syria", "Syrie"
	Summary map[locale.Language]string // one line on what the letter asks
	Treaty  string                     // the treaty whose status the text depends on
	// Cases names the governments the issue is itself about: the code of the
	// country and the word for its part ("territory", "user") by which the
	// memo tells it apart.
	Cases      map[string]string
	Reviewed   time.Time     // the day a person last checked every fact
	StaleAfter time.Duration // how long after that the facts may be relied on

	facts map[string]factEntry
	texts map[locale.Language]*text
}

// Languages returns the languages the campaign has a text in, in the order
// users are shown them.
func (c *Campaign) Languages() []locale.Language {
	var have []locale.Language
	for _, l := range locale.Languages {
		if c.texts[l] != nil {
			have = append(have, l)
		}
	}
	return have
}

// Translation says whether the text in l is the campaign's original or a
// translation of our own.
func (c *Campaign) Translation(l locale.Language) string {
	if t := c.texts[l]; t != nil {
		return t.translation
	}
	return ""
}

// Stale reports whether the facts were last checked too long before day.
func (c *Campaign) Stale(day time.Time) bool {
	return c.StaleAfter > 0 && day.After(c.Reviewed.Add(c.StaleAfter))
}

// campaignFile is the form of memo.yaml.
type campaignFile struct {
	Names      map[locale.Language]string `yaml:"names"`
	Summary    map[locale.Language]string `yaml:"summary"`
	Treaty     string                     `yaml:"treaty"`
	Cases      map[string]string          `yaml:"cases"`
	Reviewed   string                     `yaml:"reviewed"`
	StaleAfter string                     `yaml:"stale_after"`
	Facts      map[string]factEntry       `yaml:"facts"`
}

// Load reads the campaign in the folder named issue. The error joins every
// problem found, each with its file.
func Load(fsys fs.FS, issue string) (*Campaign, error) {
	name := path.Join(issue, "memo.yaml")
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	var f campaignFile
	if err := yaml.UnmarshalWithOptions(b, &f, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %s", name, strings.TrimSpace(yaml.FormatError(err, false, true)))
	}
	c := &Campaign{
		Issue: issue, Names: f.Names, Summary: f.Summary, Treaty: f.Treaty, Cases: f.Cases,
		facts: f.Facts, texts: map[locale.Language]*text{},
	}
	var problems []error
	note := func(err error) {
		if err != nil {
			problems = append(problems, err)
		}
	}
	note(inFile(name, c.setDates(f)))
	for _, factName := range sortedKeys(f.Facts) {
		note(inFile(name, f.Facts[factName].check(factName, sortedKeys(f.Names))))
	}
	for _, l := range sortedKeys(f.Names) {
		t, err := c.loadText(fsys, l)
		note(err)
		c.texts[l] = t
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	return c, nil
}

func (c *Campaign) setDates(f campaignFile) error {
	var err error
	if c.Reviewed, err = time.Parse(time.DateOnly, f.Reviewed); err != nil {
		return fmt.Errorf("reviewed: %q is not a date like 2026-11-23", f.Reviewed)
	}
	days, ok := strings.CutSuffix(f.StaleAfter, "d")
	var n int
	if _, err := fmt.Sscanf(days, "%d", &n); !ok || err != nil {
		return fmt.Errorf("stale_after: %q is not a number of days like 365d", f.StaleAfter)
	}
	c.StaleAfter = time.Duration(n) * 24 * time.Hour
	return nil
}

func inFile(name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", name, err)
}

func sortedKeys[K ~string, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
