package memo

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
)

// checkWords reports the first word in a template that a memo does not have
// (".Country.Nmae"), or fact that memo.yaml does not have, where it stands:
// in a letter it would be too late.
func (c *Campaign) checkWords(t *template.Template) error {
	var first error
	note := func(n parse.Node, format string, args ...any) {
		if first == nil {
			location, _ := t.ErrorContext(n)
			first = fmt.Errorf("%s: %s", location, fmt.Sprintf(format, args...))
		}
	}
	walk(t.Root, func(n parse.Node) {
		switch n := n.(type) {
		case *parse.ListNode, *parse.TextNode, *parse.ActionNode, *parse.IfNode, *parse.PipeNode,
			*parse.StringNode, *parse.NumberNode, *parse.BoolNode, *parse.CommentNode:
		case *parse.IdentifierNode:
			if !slices.Contains(functions, n.Ident) {
				note(n, "a memo has no word %s", n.Ident)
			}
		default:
			// What repeats or reaches further could run without end, or say
			// what no check of the words has seen.
			note(n, "%q: a memo uses words, conditions and facts, nothing else", n.String())
		case *parse.FieldNode:
			if !hasWord(reflect.TypeFor[Words](), n.Ident) {
				note(n, "unknown word .%s", strings.Join(n.Ident, "."))
			}
		case *parse.CommandNode:
			if name, ok := n.Args[0].(*parse.IdentifierNode); ok && (name.Ident == "fact" || name.Ident == "cite") {
				c.checkFact(n, note)
			}
			c.checkCase(n, note)
		}
	})
	return first
}

// CheckWords reports the first word in a template that the struct T does not
// have, where it stands.
func CheckWords[T any](t *template.Template) error {
	var first error
	walk(t.Root, func(n parse.Node) {
		if f, ok := n.(*parse.FieldNode); ok && first == nil && !hasWord(reflect.TypeFor[T](), f.Ident) {
			location, _ := t.ErrorContext(n)
			first = fmt.Errorf("%s: unknown word .%s", location, strings.Join(f.Ident, "."))
		}
	})
	return first
}

// checkCase reports a part in the issue that no government has: a slip in its
// name would send the government concerned everybody's letter.
func (c *Campaign) checkCase(n *parse.CommandNode, note func(parse.Node, string, ...any)) {
	isCase := func(n parse.Node) bool {
		f, ok := n.(*parse.FieldNode)
		return ok && slices.Equal(f.Ident, []string{"Case"})
	}
	if !slices.ContainsFunc(n.Args, isCase) {
		return
	}
	for _, a := range n.Args {
		if s, ok := a.(*parse.StringNode); ok && !slices.Contains(slices.Collect(maps.Values(c.Cases)), s.Text) {
			note(n, "memo.yaml gives no government the case %q", s.Text)
		}
	}
}

func (c *Campaign) checkFact(n *parse.CommandNode, note func(parse.Node, string, ...any)) {
	if len(n.Args) != 2 {
		note(n, "fact takes one name")
		return
	}
	name, ok := n.Args[1].(*parse.StringNode)
	if !ok {
		note(n, "fact takes a name in quotation marks")
	} else if _, ok := c.facts[name.Text]; !ok {
		note(n, "memo.yaml has no fact %q", name.Text)
	}
}

// functions are those that a memo may use.
var functions = []string{"fact", "cite", "capital", "eq", "ne", "and", "or", "not"}

// FieldError says that a memo uses a word of .Fields that was not given.
type FieldError struct{ Name string }

func (e *FieldError) Error() string { return fmt.Sprintf("the memo needs the word .Fields.%s", e.Name) }

// checkFields reports the first word of .Fields that a text uses and nobody
// gave. Conditions count: {{if .Fields.x}} asks for a word that may be empty.
func (c *Campaign) checkFields(t *text, fields map[string]string) error {
	var first error
	for _, tree := range []*parse.Tree{t.subject.Tree, t.body.Tree} {
		walk(tree.Root, func(n parse.Node) {
			f, ok := n.(*parse.FieldNode)
			if !ok || len(f.Ident) != 2 || f.Ident[0] != "Fields" {
				return
			}
			if _, given := fields[f.Ident[1]]; !given && first == nil {
				first = &FieldError{f.Ident[1]}
			}
		})
	}
	return first
}

// hasWord reports whether a path of field names leads somewhere from t. What
// is in Fields is up to the user's table.
func hasWord(t reflect.Type, path []string) bool {
	for i, name := range path {
		switch t.Kind() {
		case reflect.Map:
			return i == len(path)-1
		case reflect.Struct:
			f, ok := t.FieldByName(name)
			if !ok {
				return false
			}
			t = f.Type
		default:
			return false
		}
	}
	return true
}

// walk calls fn with every node of a template's tree.
func walk(n parse.Node, fn func(parse.Node)) {
	if n == nil || reflect.ValueOf(n).IsNil() {
		return
	}
	fn(n)
	var children []parse.Node
	switch n := n.(type) {
	case *parse.ListNode:
		children = n.Nodes
	case *parse.ActionNode:
		children = []parse.Node{n.Pipe}
	case *parse.IfNode:
		children = []parse.Node{n.Pipe, n.List, n.ElseList}
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			children = append(children, c)
		}
	case *parse.CommandNode:
		children = slices.Clone(n.Args)
	}
	for _, c := range children {
		walk(c, fn)
	}
}
