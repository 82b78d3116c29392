package cmd

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/memos"
)

// letterOptions are the root command's flags.
type letterOptions struct {
	country, language, issue string
	from, org                string
	address                  []string
	email, phone, place      string
	to, toTitle, toGender    string
	office                   string
	toAddress                []string
	date, paper, digits      string
	output, format           string
	json, force              bool
	quiet, verbose           bool
	mailto, open             bool
	enclose                  bool
	fields                   map[string]string
	memos                    memosFlag
	look                     styleFlags
	streams                  Streams
	outputIsTerminal         func() bool
	wizard                   wizardOptions
}

var rootLong = `On a terminal, speakout asks for what you do not say with flags.

speakout writes a letter to a government about cluster munitions: to its
minister for foreign affairs by that office's own title, asking for what that
government has still to do. Sign it and send it. Languages: ` + locale.OneOf(languageNames()) + `.

The letter goes to standard output as text, or with -o to a file, whose ending
says the format: ` + locale.OneOf(fileEndings()) + `. What you do not say about
yourself is left as a blank to fill in by hand.`

const rootExample = `  # be asked three questions
  speakout

  # a letter to Lebanon's foreign minister, in Arabic, as PDF
  speakout --country Lebanon --lang ar --issue ukraine --from "Rana Haddad" -o letter.pdf

  # text on standard output
  speakout --country LB --lang fr --issue syria

  # to the head of government, a woman, by name
  speakout --country Denmark --lang en --issue ukraine \
    --office head-of-government --to "Mette Frederiksen" --to-gender f

  # what can be chosen
  speakout list countries`

// Command returns the tree of commands, for those who write manuals of it.
func Command() *cobra.Command { return newRoot(Streams{Out: io.Discard, Err: io.Discard}) }

func newRoot(s Streams) *cobra.Command {
	o := &letterOptions{streams: s, outputIsTerminal: func() bool {
		f, ok := s.Out.(*os.File)
		return ok && term.IsTerminal(int(f.Fd()))
	}}
	c := &cobra.Command{
		Use:     "speakout",
		Short:   "Write a letter to a government about cluster munitions",
		Long:    rootLong,
		Example: rootExample,
		Version: version(),
		Args:    noArgs,
		RunE:    func(*cobra.Command, []string) error { return runLetter(o) },

		PersistentPreRunE: func(c *cobra.Command, _ []string) error { return settle(s, c) },

		SilenceUsage:  true,
		SilenceErrors: true,
	}
	c.SetFlagErrorFunc(flagError)
	f := c.Flags()
	f.SortFlags = false
	f.StringVarP(&o.country, "country", "c", "", "government to write to: a `name` in any language of letters, or ISO code")
	f.StringVarP(&o.language, "lang", "l", "", "`language` of the letter: "+locale.Choice())
	f.StringVarP(&o.issue, "issue", "i", "", "what it is about: "+locale.OneOf(memos.Issues))
	o.memos.register(f)
	f.StringVar(&o.from, "from", "", "your `name`")
	f.StringVar(&o.org, "org", "", "your organisation")
	f.StringArrayVar(&o.address, "address", nil, "your postal address; repeat for each `line`")
	f.StringVar(&o.email, "email", "", "your e-mail `address`")
	f.StringVar(&o.phone, "phone", "", "your telephone `number`")
	f.StringVar(&o.place, "place", "", "the `town` you write from")
	f.StringVar(&o.office, "office", "", "whom to write to: "+strings.Join(country.OfficeNames(), ", ")+" (default foreign-minister)")
	f.StringVar(&o.to, "to", "", "the office holder's `name`, without title")
	f.StringVar(&o.toTitle, "to-title", "", "the office holder's `title`, in the language of the letter (High Commissioner for Ghana)")
	f.StringVar(&o.toGender, "to-gender", "", "the office holder's gender, for the salutation: f or m")
	f.StringArrayVar(&o.toAddress, "to-address", nil, "the office's postal address; repeat for each `line`")
	f.StringToStringVar(&o.fields, "field", nil, "a further word for a memo of your own, as `name=words`")
	f.StringVar(&o.date, "date", "", "`day` on the letter, as 2026-11-23 (default $SOURCE_DATE_EPOCH, else today)")
	f.StringVar(&o.paper, "paper", "", "A4 or letter (default: what that country uses)")
	f.StringVar(&o.digits, "digits", "", "digits of a letter in Arabic: western or arabic-indic (default: what that country writes)")
	o.look.register(f)
	f.BoolVar(&o.enclose, "enclose", false, "add a page with the facts and where they can be read")
	f.StringVarP(&o.output, "output", "o", "", "`file` to write: "+locale.OneOf(fileEndings())+"; - is standard output")
	f.StringVar(&o.format, "format", "", locale.OneOf(formatNames())+", whatever the file's ending")
	f.BoolVar(&o.json, "json", false, "the composed letter as data, with its facts and their sources")
	f.BoolVar(&o.mailto, "mailto", false, "the letter as a mailto: address, which opens a mail program with it")
	f.BoolVar(&o.open, "open", false, "open the file, or the mailto: address, with the program that is there for it")
	f.BoolVarP(&o.force, "force", "f", false, "replace the file if it exists")
	c.PersistentFlags().BoolVarP(&o.quiet, "quiet", "q", false, "say nothing but errors")
	c.PersistentFlags().BoolVar(&o.verbose, "verbose", false, "say what a letter is made of, and where the values of flags are from")
	o.wizard.addFlags(c)
	c.AddCommand(newList(s), newSources(s), newCheck(s), newMemo(s), newLicences(s), newProfile(s, &o.wizard), newConfig(s), newBatch(s))
	addTopics(c)
	c.SetHelpCommand(newHelp())
	refuseUnknownShells(c)
	addCompletions(c)
	return c
}

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// request makes the flags a request; what is missing or wrong is an error.
func (o *letterOptions) request() (letter.Request, error) {
	if err := o.chooseOnlyCampaign(); err != nil {
		return letter.Request{}, err
	}
	if err := o.missing(); err != nil {
		return letter.Request{}, err
	}
	r := letter.Request{
		Sender: letter.Sender{
			Name: o.from, Organisation: o.org, Address: splitLines(o.address),
			Email: o.email, Phone: o.phone, Place: o.place,
		},
		Fields:    o.fields,
		Recipient: letter.Recipient{Name: o.to, Title: o.toTitle, Address: splitLines(o.toAddress)},
	}
	c, err := country.Find(o.country)
	if err != nil {
		return r, fmt.Errorf("--country: %w", err)
	}
	r.Country = c.Code
	if r.Language, err = locale.ParseLanguage(o.language); err != nil {
		return r, withHint(fmt.Errorf("--lang: %w", err), namedLanguages())
	}
	if r.Campaign, err = o.memos.findCampaign("--issue: ", o.issue); err != nil {
		return r, err
	}
	r.Issue, r.Enclose = r.Campaign.Issue, o.enclose
	if r.Recipient.Office, err = parseOffice(o.office); err != nil {
		return r, err
	}
	if r.Recipient.Gender, err = parseGender(o.toGender); err != nil {
		return r, err
	}
	if r.Paper, err = parsePaper(o.paper); err != nil {
		return r, err
	}
	if o.digits != "" {
		if r.Digits, err = locale.ParseDigits(o.digits); err != nil {
			return r, withHint(fmt.Errorf("--digits: %w", err), "western or arabic-indic")
		}
	}
	if err = o.wizard.makeSpecimen(&r); err != nil {
		return r, err
	}
	r.Date, err = o.day()
	return r, err
}

// missing names every answer that is not there, and the command that has them.
func (o *letterOptions) missing() error {
	var flags, command []string
	for _, a := range []struct{ flag, value, example string }{
		{"--country", o.country, "Lebanon"}, {"--lang", o.language, "ar"}, {"--issue", o.issue, "syria"},
	} {
		if a.value == "" {
			flags = append(flags, a.flag)
		}
		command = append(command, a.flag+" "+shellQuote(cmp.Or(a.value, a.example)))
	}
	if len(flags) == 0 {
		return nil
	}
	return withHint(fmt.Errorf("missing %s", strings.Join(flags, ", ")),
		"for example: speakout "+strings.Join(command, " "),
		"speakout --help tells more; speakout list countries, languages or issues shows what can be chosen")
}
