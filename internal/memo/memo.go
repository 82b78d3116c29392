// Package memo reads a campaign (its facts with their sources, and its text in
// each language) and writes that text for one government. It reports what is
// wrong with a campaign by file and line. It knows nothing of countries or of
// the letter around the text.
package memo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"speakout/internal/locale"
)

// Campaign is one issue that letters are written about.
type Campaign struct {
	Issue   string                     // the folder's name: "syria"
	Folder  string                     // the folder, as messages name it: "memos/syria"
	Names   map[locale.Language]string // "Syria", "Syrie"
	Summary map[locale.Language]string // one line on what the letter asks
	Treaty  string                     // the treaty whose status the text depends on
	// Cases names the governments the issue is itself about: the code of the
	// country and the word for its part ("territory", "user") by which the
	// memo tells it apart.
	Cases      map[string]string
	Reviewed   time.Time     // the day a person last checked every fact
	StaleAfter time.Duration // how long after that the facts may be relied on

	fsys  fs.FS
	dir   string // the folder in fsys
	facts map[string]factEntry
	texts map[locale.Language]func() (*text, error) // each is read once
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
	if t, err := c.text(l); err == nil {
		return t.translation
	}
	return ""
}

// text returns the campaign's text in l. The error may be a *LanguageError.
func (c *Campaign) text(l locale.Language) (*text, error) {
	if read := c.texts[l]; read != nil {
		return read()
	}
	return nil, &LanguageError{c, l}
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

// Load reads the campaign in the folder named issue, which messages name by
// folder. The error joins every problem found, each with its file.
func Load(fsys fs.FS, issue, folder string) (*Campaign, error) {
	c, err := Open(fsys, issue, folder)
	if c == nil {
		return nil, err
	}
	problems := []error{err}
	for _, l := range sortedKeys(c.texts) {
		_, err := c.text(l)
		problems = append(problems, err)
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return c, nil
}

// Open reads the campaign's memo.yaml, and each text when it is first asked for:
// it is for campaigns that are known to be without faults. Those of memo.yaml are
// an error, with the campaign as far as it could be read.
func Open(fsys fs.FS, issue, folder string) (*Campaign, error) {
	name := path.Join(folder, "memo.yaml")
	b, err := readFile(fsys, path.Join(issue, "memo.yaml"))
	if err != nil {
		return nil, inFile(name, err)
	}
	var f campaignFile
	if err := decode(b, &f); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	c := &Campaign{
		Issue: issue, Folder: folder, fsys: fsys, dir: issue, Names: f.Names, Summary: f.Summary, Treaty: f.Treaty, Cases: f.Cases,
		facts: f.Facts, texts: map[locale.Language]func() (*text, error){},
	}
	for l := range f.Names {
		c.texts[l] = sync.OnceValues(func() (*text, error) { return c.loadText(l) })
	}
	problems := []error{inFile(name, c.setDates(f)), inFile(name, f.check())}
	for _, factName := range sortedKeys(f.Facts) {
		problems = append(problems, inFile(name, f.Facts[factName].check(factName, sortedKeys(f.Names))))
	}
	return c, errors.Join(problems...)
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

// check says what is missing from memo.yaml.
func (f campaignFile) check() error {
	var problems []error
	if len(f.Names) == 0 {
		problems = append(problems, errors.New("names: the campaign has no name, and so no language"))
	}
	for _, l := range sortedKeys(f.Names) {
		if parsed, err := locale.ParseLanguage(string(l)); err != nil || parsed != l {
			problems = append(problems, fmt.Errorf("names: %q is none of %s", l, strings.Join(locale.Codes(), ", ")))
		} else if f.Summary[l] == "" {
			problems = append(problems, fmt.Errorf("summary in %s is missing", l))
		}
	}
	if f.Treaty != "" && f.Treaty != "ccm" {
		problems = append(problems, fmt.Errorf("treaty: %q is not ccm, the one treaty whose status is known", f.Treaty))
	}
	return errors.Join(problems...)
}

// maxFile bounds a campaign's files: no memo is near as long.
const maxFile = 256 << 10

func readFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return nil, fmt.Errorf("not a file of at most %d bytes", maxFile)
	}
	b, err := fs.ReadFile(fsys, name)
	if err == nil && !utf8.Valid(b) {
		return nil, fmt.Errorf("%s:%d: not valid UTF-8 text; save the file as UTF-8", name, brokenLine(b))
	}
	return b, err
}

// brokenLine is the first line of what is not valid UTF-8.
func brokenLine(b []byte) int {
	line := 1
	for part := range bytes.Lines(b) {
		if !utf8.Valid(part) {
			break
		}
		line++
	}
	return line
}

// decode reads YAML without aliases: aliases of aliases can take all memory
// there is.
func decode(b []byte, into any) error {
	file, err := parser.ParseBytes(b, 0)
	if err != nil {
		return errors.New(strings.TrimSpace(yaml.FormatError(err, false, true)))
	}
	finder := &aliasFinder{}
	for _, doc := range file.Docs {
		ast.Walk(finder, doc)
	}
	if finder.found != nil {
		return fmt.Errorf("line %d: anchors and aliases are not used here", finder.found.GetToken().Position.Line)
	}
	for _, doc := range file.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.CommentType {
			continue // says nothing
		}
		if err := yaml.NodeToValue(doc.Body, into, yaml.Strict()); err != nil {
			return errors.New(strings.TrimSpace(yaml.FormatError(err, false, true)))
		}
		break
	}
	return nil
}

type aliasFinder struct{ found ast.Node }

func (f *aliasFinder) Visit(n ast.Node) ast.Visitor {
	if n == nil { // the body of a file of blanks
		return nil
	}
	switch n.Type() {
	case ast.AnchorType, ast.AliasType:
		f.found = n
	}
	return f
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
