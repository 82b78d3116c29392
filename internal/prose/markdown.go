package prose

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A MarkdownError names something in a memo that a letter cannot hold.
type MarkdownError struct {
	Line int    // from 1, in the text given to Parse
	What string // "a heading", "raw HTML"
}

func (e *MarkdownError) Error() string {
	return fmt.Sprintf("line %d: %s: a memo holds paragraphs, one list of asks numbered 1., 2., 3., *emphasis* and **strong** words, nothing else", e.Line, e.What)
}

// markdown is CommonMark without extensions: what a memo must not hold is
// still parsed, so that it can be refused by name instead of printed raw.
var markdown = parser.NewParser(
	parser.WithBlockParsers(parser.DefaultBlockParsers()...),
	parser.WithInlineParsers(parser.DefaultInlineParsers()...),
	parser.WithParagraphTransformers(util.Prioritized(parser.LinkReferenceParagraphTransformer, 100)),
)

// Parse reads paragraphs, numbered lists and emphasis. Anything else is a
// *MarkdownError.
func Parse(source string) ([]Block, error) {
	src := []byte(source)
	doc := markdown.Parse(text.NewReader(src))
	var blocks []Block
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Paragraph:
			line, err := inline(n, src)
			if err != nil {
				return nil, err
			}
			blocks = append(blocks, Block{Paragraph: line})
		case *ast.List:
			asks, err := list(n, src)
			if err != nil {
				return nil, err
			}
			blocks = append(blocks, Block{Asks: asks})
		default:
			return nil, refuse(n, src)
		}
	}
	return blocks, nil
}

// list reads the items of a numbered list; each is one paragraph.
func list(n *ast.List, src []byte) ([]Line, error) {
	if !n.IsOrdered() {
		return nil, refuse(n, src)
	}
	var asks []Line
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		p := item.FirstChild()
		if p == nil || p.NextSibling() != nil {
			return nil, &MarkdownError{lineOf(item, src), "a list item that is not one paragraph"}
		}
		if p.Kind() != ast.KindTextBlock && p.Kind() != ast.KindParagraph {
			return nil, refuse(p, src)
		}
		line, err := inline(p, src)
		if err != nil {
			return nil, err
		}
		asks = append(asks, line)
	}
	return asks, nil
}

// inline reads the runs of a paragraph.
func inline(n ast.Node, src []byte) (Line, error) {
	var line Line
	add := func(s string, style Run) {
		if s == "" {
			return
		}
		if last := len(line) - 1; last >= 0 && line[last].Strong == style.Strong && line[last].Emph == style.Emph {
			line[last].Text += s
			return
		}
		style.Text = s
		line = append(line, style)
	}
	var walk func(n ast.Node, style Run) error
	walk = func(n ast.Node, style Run) error {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			switch c := c.(type) {
			case *ast.Text:
				s := unescape(c.Segment.Value(src))
				if c.SoftLineBreak() || c.HardLineBreak() {
					s += " "
				}
				add(s, style)
			case *ast.String:
				add(string(c.Value), style)
			case *ast.Emphasis:
				inner := style
				if c.Level == 2 {
					inner.Strong = true
				} else {
					inner.Emph = true
				}
				if err := walk(c, inner); err != nil {
					return err
				}
			default:
				return refuse(c, src)
			}
		}
		return nil
	}
	if err := walk(n, Run{}); err != nil {
		return nil, err
	}
	return line, nil
}

// escapes are what CommonMark reads as another character: a backslash before
// punctuation, and character references.
var escapes = regexp.MustCompile("\\\\[!-/:-@[-`{-~]|&#?[0-9A-Za-z]+;")

func unescape(b []byte) string {
	return string(escapes.ReplaceAllFunc(b, func(e []byte) []byte {
		if e[0] == '\\' {
			return e[1:]
		}
		return util.ResolveEntityNames(util.ResolveNumericReferences(e))
	}))
}

var kindNames = map[ast.NodeKind]string{
	ast.KindHeading: "a heading", ast.KindList: "a list with bullets", ast.KindBlockquote: "a quotation block",
	ast.KindCodeBlock: "an indented code block", ast.KindFencedCodeBlock: "a code block", ast.KindCodeSpan: "code",
	ast.KindHTMLBlock: "raw HTML", ast.KindRawHTML: "raw HTML", ast.KindImage: "an image", ast.KindLink: "a link",
	ast.KindAutoLink: "a link in angle brackets", ast.KindThematicBreak: "a rule",
}

func refuse(n ast.Node, src []byte) error {
	what := kindNames[n.Kind()]
	if what == "" {
		what = strings.ToLower(n.Kind().String())
	}
	return &MarkdownError{lineOf(n, src), what}
}

// lineOf returns the line, from 1, on which a node's text begins; for a node
// without text of its own, that of the block it stands in.
func lineOf(n ast.Node, src []byte) int {
	for m := n; m != nil; m = m.FirstChild() {
		if t, ok := m.(*ast.Text); ok {
			return 1 + bytes.Count(src[:t.Segment.Start], []byte("\n"))
		}
		if m.Type() == ast.TypeBlock && m.Lines().Len() > 0 {
			return 1 + bytes.Count(src[:m.Lines().At(0).Start], []byte("\n"))
		}
	}
	if n.Parent() != nil && n.Parent().Type() == ast.TypeBlock {
		for m := n.Parent(); m != nil; m = m.Parent() {
			if m.Type() == ast.TypeBlock && m.Lines().Len() > 0 {
				return 1 + bytes.Count(src[:m.Lines().At(0).Start], []byte("\n"))
			}
		}
	}
	return 1
}

// Escape returns s so that Parse reads it back as it stands: words that came
// from outside are never markup.
func Escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 && util.IsPunct(byte(r)) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
