package memo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"speakout/internal/locale"
	"speakout/internal/prose"
)

// Written is a campaign's text for one government.
type Written struct {
	Subject string
	Blocks  []prose.Block
	Facts   []Fact // in order of first use
}

// text is a memo in one language.
type text struct {
	file        string
	translation string // original or own
	subject     *template.Template
	body        *template.Template
	personal    bool     // it says other things in letters to the same country
	written     sync.Map // if not: what it says, by writtenKey
}

// frontMatter is the YAML between the lines of --- that begin a memo.
type frontMatter struct {
	Subject     string `yaml:"subject"`
	Translation string `yaml:"translation"`
}

func (c *Campaign) loadText(l locale.Language) (*text, error) {
	file := string(l) + ".md"
	name := path.Join(c.Folder, file)
	b, err := readFile(c.fsys, path.Join(c.dir, file))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is missing: write it, or take %s out of names, summary and claims in memo.yaml", name, l)
	}
	if err != nil {
		return nil, inFile(name, err)
	}
	header, body, err := splitFrontMatter(string(b))
	if err != nil {
		return nil, inFile(name, err)
	}
	var f frontMatter
	// The empty line stands for the --- before it, so that lines count as in the file.
	if err := yaml.UnmarshalWithOptions([]byte("\n"+header), &f, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: front matter: %s%s", name, strings.TrimSpace(yaml.FormatError(err, false, true)), frontMatterHint(err))
	}
	t := &text{file: name, translation: f.Translation}
	if f.Translation != "original" && f.Translation != "own" {
		return nil, fmt.Errorf("%s: translation is %q, not original or own", name, f.Translation)
	}
	if f.Subject == "" {
		return nil, fmt.Errorf("%s: subject is missing", name)
	}
	// Blank lines in place of the front matter keep line numbers those of the file.
	body = strings.Repeat("\n", strings.Count(header, "\n")+2) + body
	if _, err := prose.Parse(actions.ReplaceAllString(body, "")); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if t.subject, err = parseTemplate(name, l, f.Subject); err != nil {
		return nil, err
	}
	if t.body, err = parseTemplate(name, l, body); err != nil {
		return nil, err
	}
	t.personal = t.isPersonal()
	return t, errors.Join(c.checkWords(t.subject), c.checkWords(t.body))
}

// actions are what template.Parse takes for itself; the Markdown around them
// can be judged without running them.
var actions = regexp.MustCompile(`\{\{[^}]*\}\}`)

func splitFrontMatter(s string) (header, body string, err error) {
	rest, ok := strings.CutPrefix(strings.ReplaceAll(s, "\r\n", "\n"), "---\n")
	if !ok {
		return "", "", errors.New("line 1: front matter is missing: begin with a line of ---")
	}
	header, body, ok = strings.Cut(rest, "\n---\n")
	if !ok {
		return "", "", errors.New("line 1: front matter has no closing line of ---")
	}
	return header + "\n", body, nil
}

func parseTemplate(name string, l locale.Language, s string) (*template.Template, error) {
	stub := func(string) (string, error) { return "", nil }
	t, err := template.New(name).Option("missingkey=error").Funcs(template.FuncMap{"fact": stub, "cite": stub, "capital": Capital}).Parse(s)
	if err != nil {
		return nil, ParseError(err)
	}
	// What stands between actions gets its typographic signs; what the actions
	// insert has its own.
	walk(t.Root, func(n parse.Node) {
		if text, ok := n.(*parse.TextNode); ok {
			text.Text = []byte(locale.Typeset(l, string(text.Text)))
		}
	})
	return t, nil
}

// LanguageError says that a campaign has no memo in a language.
type LanguageError struct {
	Campaign *Campaign
	Language locale.Language
}

func (e *LanguageError) Error() string {
	var names []string
	for _, l := range e.Campaign.Languages() {
		names = append(names, l.EnglishName())
	}
	return fmt.Sprintf("issue %s has no memo in %s; it has one in %s", e.Campaign.Issue, e.Language.EnglishName(), strings.Join(names, ", "))
}

// Capital returns s with a capital letter, for the beginning of a sentence.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// Write returns the campaign's text in the style's language for the words.
func (c *Campaign) Write(s locale.Style, w Words) (Written, error) {
	t, err := c.text(s.Language)
	if err != nil {
		return Written{}, err
	}
	if t.personal {
		if err := c.checkFields(t, w.Fields); err != nil {
			return Written{}, err
		}
		return c.run(t, s, w)
	}
	key := keyOf(s, w)
	if out, ok := t.written.Load(key); ok {
		return out.(Written).clone(), nil
	}
	out, err := c.run(t, s, w)
	if err == nil {
		t.written.Store(key, out.clone())
	}
	return out, err
}

// run executes a memo's template and reads what comes of it.
func (c *Campaign) run(t *text, s locale.Style, w Words) (Written, error) {
	var out Written
	w = w.escaped()
	// cite notes a fact that the text states in words; fact also writes its value.
	cite := func(name string) (string, error) {
		f, ok := c.facts[name]
		if !ok { // checkWords has seen to it
			return "", fmt.Errorf("memo.yaml has no fact %q", name)
		}
		if !slices.ContainsFunc(out.Facts, func(used Fact) bool { return used.Name == name }) {
			out.Facts = append(out.Facts, f.fact(name, s))
		}
		return "", nil
	}
	fact := func(name string) (string, error) {
		if _, err := cite(name); err != nil {
			return "", err
		}
		return c.facts[name].wording(s)
	}
	execute := func(t *template.Template) (string, error) {
		// A clone, since the facts a letter uses are its own.
		mine, err := t.Clone()
		if err != nil {
			return "", err
		}
		var b bytes.Buffer
		err = mine.Funcs(template.FuncMap{"fact": fact, "cite": cite}).Execute(&b, w)
		return locale.Hold(s.Language, b.String()), err
	}
	subject, err := execute(t.subject)
	if err != nil {
		return Written{}, err
	}
	body, err := execute(t.body)
	if err != nil {
		return Written{}, err
	}
	subjectBlocks, err := prose.Parse(subject)
	if err != nil || len(subjectBlocks) != 1 {
		return Written{}, fmt.Errorf("%s: subject is not one line of text", t.file)
	}
	out.Subject = subjectBlocks[0].Paragraph.Plain()
	if out.Blocks, err = prose.Parse(body); err != nil {
		return Written{}, fmt.Errorf("%s: %w", t.file, err)
	}
	return out, nil
}

// escaped returns the words with what users typed kept from being read as
// markup.
func (w Words) escaped() Words {
	w.Sender.Name, w.Sender.Organisation = prose.Escape(w.Sender.Name), prose.Escape(w.Sender.Organisation)
	w.Recipient.Name, w.Recipient.Title = prose.Escape(w.Recipient.Name), prose.Escape(w.Recipient.Title)
	fields := make(map[string]string, len(w.Fields))
	for k, v := range w.Fields {
		fields[k] = prose.Escape(v)
	}
	w.Fields = fields
	return w
}
