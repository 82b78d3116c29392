package cmd

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"speakout/internal/country"
	"speakout/internal/display"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/locale/ui"
	"speakout/internal/profile"
	"speakout/internal/wizard"
)

// wizardOptions are the flags about how speakout asks.
type wizardOptions struct {
	ui, bidi   string
	accessible bool
	sample     bool
}

func (o *wizardOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.BoolVar(&o.sample, "sample", false, "for demonstrations: a sender who does not exist, and a letter marked as a specimen")
	f.BoolVar(&o.accessible, "accessible", false, "ask line by line, for screen readers and pipes (also ACCESSIBLE=1)")
	f.StringVar(&o.bidi, "terminal-bidi", "auto", "whether the terminal orders right-to-left text itself: auto, on or off")
	c.PersistentFlags().StringVar(&o.ui, "ui", "", "`language` that speakout speaks with you: "+locale.Choice()+" (default: your locale's)")
}

// words are those of --ui, else of the locale; region is the locale's.
func (o *wizardOptions) words(getenv func(string) string) (w *ui.Words, region string, err error) {
	l, region := ui.Detect(getenv)
	if o.ui != "" {
		if l, err = locale.ParseLanguage(o.ui); err != nil {
			return nil, "", withHint(fmt.Errorf("--ui: %w", err), namedLanguages())
		}
	}
	return ui.In(l), region, nil
}

// makeSpecimen gives a demonstration's letter its sender.
func (o *wizardOptions) makeSpecimen(r *letter.Request) error {
	if !o.sample {
		return nil
	}
	s := r.Sender
	if s.Name+s.Organisation+s.Email+s.Phone+s.Place != "" || len(s.Address) > 0 {
		return withHint(errors.New("--sample brings a sender of its own"), "leave out --sample, or what you say about the sender")
	}
	r.Sender, r.Specimen = letter.Sample(r.Language), true
	return nil
}

// spoken reports whether questions are asked line by line. A terminal that
// cannot move its cursor leaves no other way.
func (o *letterOptions) spoken() bool {
	off := map[string]bool{"": true, "0": true, "false": true, "no": true}
	return o.wizard.accessible || !off[strings.ToLower(os.Getenv("ACCESSIBLE"))] || os.Getenv("TERM") == "dumb" && o.onTerminal()
}

func (o *letterOptions) onTerminal() bool {
	in, ok := o.streams.In.(*os.File)
	return ok && term.IsTerminal(int(in.Fd())) && o.outputIsTerminal()
}

// asks reports whether to ask for what the flags leave out: people, not
// scripts, and only for letters that are saved.
func (o *letterOptions) asks() bool {
	_ = o.chooseOnlyCampaign() // an error comes back where the issue is needed
	toOutput := o.json || o.mailto || o.output == "-" || o.output == "" && o.format != ""
	return o.missing() != nil && !toOutput && (o.onTerminal() || o.spoken())
}

// runWizard asks, saves, and says what comes next.
func runWizard(o *letterOptions) error {
	go func() { _, _ = letter.Campaigns() }() // read while the countries are: the first screen comes the sooner
	words, region, err := o.wizard.words(os.Getenv)
	if err != nil {
		return err
	}
	given, err := o.given()
	if err != nil {
		return err
	}
	campaigns, err := o.memos.campaigns()
	if err != nil {
		return err
	}
	mode, err := display.ParseMode(o.wizard.bidi)
	if err != nil {
		return withHint(fmt.Errorf("--terminal-bidi: %w", err), "auto, on or off")
	}
	config := wizard.Config{
		Words: words, Campaigns: campaigns, Terminal: display.NewTerminal(mode, os.Getenv), Given: given,
		Output: o.output, Specimen: o.wizard.sample, Getenv: os.Getenv, Work: &wizardWork{o, words},
		Editor: wizard.Streams{In: o.streams.In, Out: o.streams.Out, Err: o.streams.Err},
	}
	if country.ByCode(country.Code(region)) != nil {
		config.Likely = country.Code(region)
	}
	converse := wizard.Run
	if o.spoken() {
		converse = wizard.RunSpoken
		// Who listens wants the words as they are said.
		config.Terminal = display.Terminal{Bidi: display.Spoken}
	}
	result, err := converse(config, o.streams.In, o.streams.Out)
	var ended *wizard.EndedError
	if errors.As(err, &ended) {
		return o.explainEnd(words, ended)
	}
	if err != nil {
		return err
	}
	if err := o.sayWhatNext(config, result); err != nil || !o.open || len(result.Files) == 0 {
		return err
	}
	return o.openSaved(words, result.Files[0].Name)
}

// given are the answers in flags. What is wrong with any flag is said before
// the first question.
func (o *letterOptions) given() (wizard.Answers, error) {
	campaigns, err := o.memos.campaigns()
	if err != nil {
		return wizard.Answers{}, err
	}
	filled := *o
	for _, f := range []struct {
		flag  *string
		value string
	}{{&filled.country, "FR"}, {&filled.issue, campaigns[0].Issue}} {
		if *f.flag == "" {
			*f.flag = f.value
		}
	}
	if filled.language == "" {
		c, err := o.memos.findCampaign("--issue: ", filled.issue)
		if err != nil {
			return wizard.Answers{}, err
		}
		filled.language = string(c.Languages()[0])
	}
	r, err := filled.request()
	if err != nil {
		return wizard.Answers{}, err
	}
	format, err := o.chooseFormat()
	if err != nil {
		return wizard.Answers{}, err
	}
	if err := o.checkOpen(format); err != nil {
		return wizard.Answers{}, err
	}
	if _, err := o.look.read(); err != nil {
		return wizard.Answers{}, err
	}
	if _, err := letter.Compose(r); err != nil {
		return wizard.Answers{}, err
	}
	a := wizard.Answers{Sender: r.Sender}
	if o.country != "" {
		a.Country = r.Country
	}
	if o.language != "" {
		a.Language = r.Language
	}
	if o.issue != "" {
		a.Issue = r.Issue
	}
	if o.senderFlags() || o.wizard.sample {
		return a, nil
	}
	file, err := profile.File()
	if err != nil {
		return a, nil // no folder, no profile: it is never needed
	}
	sender, ok, err := profile.Load(file)
	if err != nil {
		return a, withHint(err, "speakout profile edit mends it, speakout profile forget removes it")
	}
	if ok {
		a.Sender = sender
	}
	return a, nil
}

// senderFlags reports whether flags say who signs: then nobody else does.
func (o *letterOptions) senderFlags() bool {
	return o.from+o.org+o.email+o.phone+o.place != "" || len(o.address) > 0
}

// explainEnd says what was missing when the answers ended.
func (o *letterOptions) explainEnd(words *ui.Words, e *wizard.EndedError) error {
	var missing []string
	for _, entry := range e.Missing {
		missing = append(missing, words.Say(entry))
	}
	command := "speakout"
	for _, a := range []struct{ flag, value, example string }{
		{"--country", string(e.Answers.Country), "Lebanon"}, {"--lang", string(e.Answers.Language), "ar"}, {"--issue", e.Answers.Issue, "syria"},
	} {
		if a.value == "" {
			a.value = a.example
		}
		command += " " + a.flag + " " + shellQuote(a.value)
	}
	plain := locale.StripIsolates
	return withHint(errors.New(plain(words.Say("ended", "Missing", words.Join(missing)))),
		plain(words.Say("ended.hint", "Command", command+" -o letter.pdf")))
}
