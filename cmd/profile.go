package cmd

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"speakout/internal/display"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/locale/ui"
	"speakout/internal/output"
	"speakout/internal/profile"
	"speakout/internal/wizard"
)

// profileCommand is what speakout profile works with.
type profileCommand struct {
	streams Streams
	words   *ui.Words
	file    string
	json    bool
	quiet   bool
}

func newProfile(s Streams, flags *wizardOptions) *cobra.Command {
	p := &profileCommand{streams: s}
	c := &cobra.Command{
		Use:   "profile",
		Short: "Show, edit or forget who signs your letters",
		Long: `The wizard can remember who signs your letters, in a file of your own that
nobody else can read. Only the wizard uses it: letters made with flags say what
the flags say.`,
		Example: "  speakout profile show\n  speakout profile edit",
		PersistentPreRunE: func(c *cobra.Command, _ []string) (err error) {
			p.quiet = quiet(c)
			if p.words, _, err = flags.words(os.Getenv); err != nil {
				return err
			}
			p.file, err = profile.File()
			return err
		},
		RunE: func(*cobra.Command, []string) error {
			return withHint(errors.New("say what to do with the profile"), "speakout profile show, edit or forget")
		},
		Args: noArgs,
	}
	for _, what := range []struct {
		use, short string
		run        func() error
	}{
		{"show", "Show what is remembered, and where", p.show},
		{"edit", "Change it in your editor", p.edit},
		{"forget", "Remove it", p.forget},
	} {
		sub := &cobra.Command{
			Use: what.use, Short: what.short, Args: cobra.NoArgs, Example: "  speakout profile " + what.use,
			RunE: func(*cobra.Command, []string) error { return what.run() },
		}
		if what.use == "show" {
			sub.Flags().BoolVar(&p.json, "json", false, "as data")
		}
		c.AddCommand(sub)
	}
	return c
}

func (p *profileCommand) show() error {
	s, ok, err := profile.Load(p.file)
	if err != nil {
		return withHint(err, "speakout profile edit mends it, speakout profile forget removes it")
	}
	if p.json {
		return p.showJSON(s, ok)
	}
	if !ok {
		return p.say(p.streams.Err, "profile.none")
	}
	b, err := profile.Format(s, "")
	if err != nil {
		return err
	}
	if err := p.say(p.streams.Err, "profile.file", "File", p.file); err != nil {
		return err
	}
	return p.streams.print([]byte(printable(string(b))))
}

// showJSON writes what is remembered under the names of the flags; {} if
// nothing is.
func (p *profileCommand) showJSON(s letter.Sender, ok bool) error {
	var b bytes.Buffer
	data := any(struct{}{})
	if ok {
		data = struct {
			From    string   `json:"from"`
			Org     string   `json:"org"`
			Address []string `json:"address"`
			Email   string   `json:"email"`
			Phone   string   `json:"phone"`
			Place   string   `json:"place"`
		}{s.Name, s.Organisation, append([]string{}, s.Address...), s.Email, s.Phone, s.Place}
	}
	if err := encodeJSON(&b, data); err != nil {
		return err
	}
	return p.streams.print(b.Bytes())
}

func (p *profileCommand) forget() error {
	ok, err := profile.Forget(p.file)
	switch {
	case err != nil:
		return &workError{err}
	case !ok:
		return p.say(p.streams.Err, "profile.none")
	}
	return p.say(p.streams.Err, "profile.forgotten", "File", p.file)
}

// edit opens the details in the user's editor, again and again until they can
// be used or the user gives up. What is remembered changes only then.
func (p *profileCommand) edit() error {
	content, err := os.ReadFile(p.file) // even one that cannot be used can be mended
	if len(bytes.TrimSpace(content)) == 0 || err != nil {
		if content, err = profile.Format(letter.Sender{Address: []string{""}}, ""); err != nil {
			return err
		}
	}
	help := "# " + strings.ReplaceAll(p.words.Say("profile.help"), "\n", "\n# ") + "\n"
	before := []byte(locale.StripIsolates(help) + string(content))
	text := before
	answers := bufio.NewReader(p.streams.In)
	for {
		edited, err := p.inEditor(text)
		if err != nil {
			return err
		}
		if bytes.Equal(edited, before) {
			return p.say(p.streams.Err, "profile.same")
		}
		s, err := profile.Parse(edited)
		if err == nil {
			s.Address = withoutEmpty(s.Address)
			if err := profile.Save(p.file, s); err != nil {
				return &workError{err}
			}
			return p.say(p.streams.Err, "profile.saved", "File", p.file)
		}
		again, asked := p.askAgain(answers, err)
		if !again {
			return asked
		}
		text = edited
	}
}

// askAgain says what is wrong, and reports whether to go on; if not, the error
// is the command's.
func (p *profileCommand) askAgain(answers *bufio.Reader, wrong error) (bool, error) {
	message := locale.StripIsolates(p.words.Say("profile.wrong", "Reason", wrong.Error()))
	fmt.Fprintf(p.streams.Err, "%s\n%s\n1. %s\n2. %s\n> ", printable(message), p.line("profile.again"), p.words.Say("yes"), p.words.Say("no"))
	answer, err := answers.ReadString('\n')
	if answer = strings.TrimSpace(answer); answer == "1" || strings.EqualFold(answer, p.words.Say("yes")) {
		return true, nil
	}
	if err != nil && answer == "" {
		fmt.Fprintln(p.streams.Err)
	}
	return false, errors.New(message)
}

func (p *profileCommand) inEditor(text []byte) ([]byte, error) {
	editor := wizard.FindEditor(os.Getenv)
	if editor == "" {
		return nil, errors.New(p.line("edit.none"))
	}
	file, err := output.WriteTemp("speakout-*.yaml", text)
	if err != nil {
		return nil, &workError{err}
	}
	defer output.RemoveTemp(file)
	c := wizard.EditorCommand(editor, file)
	c.Stdin, c.Stdout, c.Stderr = p.streams.In, p.streams.Out, p.streams.Err
	if err := wizard.RunEditor(c); err != nil {
		return nil, &workError{fmt.Errorf("%s: %w", editor, err)}
	}
	return os.ReadFile(file)
}

// say writes a sentence as the terminal shows it.
func (p *profileCommand) say(w io.Writer, entry string, values ...any) error {
	if p.quiet {
		return nil
	}
	terminal := display.NewTerminal(display.Auto, os.Getenv)
	_, err := io.WriteString(w, onTerminal(terminal, p.words, p.words.Say(entry, values...)))
	return err
}

func (p *profileCommand) line(entry string) string { return locale.StripIsolates(p.words.Say(entry)) }
