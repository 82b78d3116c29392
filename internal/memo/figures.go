package memo

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"text/template/parse"
)

// figure is a number in running text. The numbers of asks at the beginning of
// lines are not, nor those of a treaty's articles.
var (
	figure     = regexp.MustCompile(`\p{Nd}+([.,\x{202f}]\p{Nd}+)*`)
	notFigures = regexp.MustCompile(`(?m)^\s*\d+[.)] |(?:[Aa]rt(?:icle|ículo)s?|المادة|للمادة|المادتين|المواد)[\s\x{00a0}]\d+`)
)

// Figures reports numbers that a memo states without a fact behind them, by
// file and line.
func (c *Campaign) Figures() error {
	var problems []error
	for _, l := range sortedKeys(c.texts) {
		t, err := c.text(l)
		if err != nil {
			return err
		}
		for _, part := range []*parse.Tree{t.subject.Tree, t.body.Tree} {
			walk(part.Root, func(n parse.Node) {
				text, ok := n.(*parse.TextNode)
				if !ok {
					return
				}
				masked := notFigures.ReplaceAllStringFunc(string(text.Text), func(s string) string { return strings.Repeat("\n", strings.Count(s, "\n")) })
				for _, at := range figure.FindAllStringIndex(masked, -1) {
					problems = append(problems, fmt.Errorf("%s:%d: the figure %s is not a fact: write it as {{fact \"…\"}}, with a source in memo.yaml",
						t.file, lineOf(part, n)+strings.Count(masked[:at[0]], "\n"), masked[at[0]:at[1]]))
				}
			})
		}
	}
	return errors.Join(problems...)
}

// lineOf returns the line of its file on which a node begins.
func lineOf(t *parse.Tree, n parse.Node) int {
	where, _ := t.ErrorContext(n) // name:line:column
	fields := strings.Split(where, ":")
	line, _ := strconv.Atoi(fields[len(fields)-2])
	return line
}
