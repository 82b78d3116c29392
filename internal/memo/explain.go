package memo

import (
	"errors"
	"regexp"
	"strings"
)

// explained are what the parser of templates says to programmers, and what it
// means to those who write texts.
var explained = []struct {
	pattern *regexp.Regexp
	means   string
}{
	{regexp.MustCompile(`unexpected EOF$`), "an {{if}} has no {{end}}"},
	{regexp.MustCompile(`unexpected \{\{end\}\}$`), "an {{end}} has no {{if}}"},
	{regexp.MustCompile(`unexpected \{\{else\}\}$`), "an {{else}} has no {{if}}"},
	{regexp.MustCompile(`bad character U\+007D '\}'$|unexpected "\}" in .*$`), "}} is missing"},
	{regexp.MustCompile(`^.*unclosed action started at (.*)$`), "$1: }} is missing"},
	{regexp.MustCompile(`function "(.*)" not defined$`), `there is no word “$1”: a word begins with a point (.Country.Name); without one there are ` + strings.Join(functions, ", ")},
}

// ParseError says what the parser of templates found, in words of those who
// write texts.
func ParseError(err error) error {
	s := strings.TrimPrefix(err.Error(), "template: ")
	for _, e := range explained {
		if e.pattern.MatchString(s) {
			return errors.New(e.pattern.ReplaceAllString(s, e.means))
		}
	}
	return errors.New(s)
}

// frontMatterHint says what to do about front matter that is no YAML.
func frontMatterHint(err error) string {
	if strings.Contains(err.Error(), "mapping value is not allowed") {
		return "\nput what stands after the first colon in quotation marks: there is a second one"
	}
	return ""
}
