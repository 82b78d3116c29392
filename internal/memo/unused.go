package memo

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"speakout/internal/locale"
)

// memoName is a file's that is named as a language is: pt.md.
var memoName = regexp.MustCompile(`^([a-z]{2,3})\.md$`)

// Unused reports texts in the campaign's folder that memo.yaml has no names
// for: nothing reads them.
func (c *Campaign) Unused() error {
	files, err := fs.ReadDir(c.fsys, c.dir)
	if err != nil {
		return err
	}
	var named []string
	for _, l := range c.Languages() {
		named = append(named, string(l))
	}
	var problems []error
	for _, f := range files {
		lang := memoName.FindStringSubmatch(f.Name())
		if lang != nil && c.Names[locale.Language(lang[1])] == "" {
			problems = append(problems, fmt.Errorf("%s: memo.yaml has no names in %s: the file is not used (languages: %s)",
				path.Join(c.Folder, f.Name()), lang[1], strings.Join(named, ", ")))
		}
	}
	return errors.Join(problems...)
}
