package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"speakout/internal/display"
	"speakout/internal/locale"
	"speakout/internal/profile"
)

// settings are the flags that can have a default in the user's configuration,
// each with what tells whether a value can be one. They say nothing about a
// person, whom the profile is for, and nothing about one letter alone.
var settings = map[string]func(value string) error{
	"lang":     func(v string) error { _, err := locale.ParseLanguage(v); return err },
	"ui":       func(v string) error { _, err := locale.ParseLanguage(v); return err },
	"issue":    checkIssue,
	"memos":    func(v string) error { _, err := loadCampaigns(v); return err },
	"office":   func(v string) error { _, err := parseOffice(v); return err },
	"paper":    func(v string) error { _, err := parsePaper(v); return err },
	"digits":   func(v string) error { _, err := locale.ParseDigits(v); return err },
	"enclose":  isBool,
	"quiet":    isBool,
	"verbose":  isBool,
	"jobs":     func(v string) error { _, err := strconv.ParseUint(v, 10, 16); return err },
	"progress": func(v string) error { _, err := newProgress(v, true, nil); return err },

	"accessible":    isBool,
	"terminal-bidi": func(v string) error { _, err := display.ParseMode(v); return err },
}

func isBool(v string) error {
	if _, err := strconv.ParseBool(v); err != nil {
		return fmt.Errorf("%q is neither true nor false", v)
	}
	return nil
}

// checkIssue looks for the issue among the program's and those of the folder
// that the configuration names.
func checkIssue(v string) error {
	var memos memosFlag
	if file, err := profile.ConfigFile(); err == nil {
		if c, err := profile.LoadConfig(file); err == nil {
			memos.dir, _ = c.Get("memos")
		}
	}
	_, err := memos.findCampaign("", v)
	return err
}

func settingNames() []string { return slices.Sorted(maps.Keys(settings)) }

func noSetting(name string) error { return fmt.Errorf("%q is not a setting", name) }

// senderFlagNames are what the profile is for.
var senderFlagNames = []string{"from", "org", "address", "email", "phone", "place"}

func settingHints(name string) []string {
	if slices.Contains(senderFlagNames, name) {
		return []string{"who signs is remembered apart: speakout profile edit"}
	}
	return append(didYouMean(nearest(name, settingNames())), "the settings are "+strings.Join(settingNames(), ", "))
}

const configLong = `Flags can have defaults, in a file of your own: a line "flag: value" for each.
What comes first counts: the flag, its environment variable (SPEAKOUT_LANG for
--lang), the file, what is built in. A default is for every command that has the
flag. Who signs is not in it, but in the profile: see speakout profile.`

const configExample = `  speakout config set lang fr
  speakout config show
  speakout config unset lang`

func newConfig(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use: "config", Short: "Show or set defaults for flags", Long: configLong, Example: configExample, Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			return withHint(errors.New("say what to do with the configuration"), "speakout config show, set, unset or path")
		},
	}
	var asJSON bool
	show := &cobra.Command{
		Use: "show", Short: "Show the defaults, and where each is from", Args: cobra.NoArgs,
		Example: "  speakout config show --json",
		RunE:    func(c *cobra.Command, _ []string) error { return showConfig(s, c, asJSON) },
	}
	show.Flags().BoolVar(&asJSON, "json", false, "as data")
	c.AddCommand(show,
		&cobra.Command{
			Use: "set flag value", Short: "Give a flag a default", Args: cobra.ExactArgs(2),
			Example: "  speakout config set lang fr\n  speakout config set enclose true",
			RunE:    func(_ *cobra.Command, args []string) error { return setConfig(args[0], args[1]) },
		},
		&cobra.Command{
			Use: "unset flag", Short: "Take a flag's default away", Args: cobra.ExactArgs(1),
			Example: "  speakout config unset lang",
			RunE:    func(_ *cobra.Command, args []string) error { return unsetConfig(args[0]) },
		},
		&cobra.Command{
			Use: "path", Short: "Show the name of the file", Args: cobra.NoArgs,
			Example: "  $EDITOR \"$(speakout config path)\"",
			RunE: func(*cobra.Command, []string) error {
				file, err := profile.ConfigFile()
				if err != nil {
					return withHint(err, "set HOME or XDG_CONFIG_HOME")
				}
				return s.print([]byte(file + "\n"))
			},
		})
	return c
}

// mendsConfig reports whether a command is of use where the configuration is
// not: those that change it, say where it is, or help.
func mendsConfig(c *cobra.Command) bool {
	return c.Name() == "help" || c.HasParent() && c.Parent().Name() == "config" && c.Name() != "show"
}

type settingRow struct {
	Flag  string `json:"flag"`
	Value string `json:"value"`
	From  string `json:"from"`
}

func showConfig(s Streams, c *cobra.Command, asJSON bool) error {
	config, file, err := loadConfig()
	if err != nil {
		return err
	}
	rows := []settingRow{}
	table := [][]string{{"FLAG", "VALUE", "FROM"}}
	for _, name := range settingNames() {
		value, from, ok := defaultOf(name, config, file)
		if !ok {
			continue
		}
		r := settingRow{name, value, from}
		rows = append(rows, r)
		table = append(table, []string{r.Flag, onOneLine(r.Value), onOneLine(r.From)})
	}
	var b bytes.Buffer
	switch {
	case asJSON:
		err = encodeJSON(&b, rows)
	case len(rows) > 0:
		writeTable(&b, table)
	case !quiet(c):
		fmt.Fprintf(s.Err, "No flag has a default. speakout config set FLAG VALUE gives one.\n")
	}
	if err != nil {
		return err
	}
	return s.print(b.Bytes())
}

func setConfig(name, value string) error {
	check, ok := settings[name]
	if !ok {
		return withHint(noSetting(name), settingHints(name)...)
	}
	if name == "memos" { // found from every folder
		absolute, err := filepath.Abs(value)
		if err != nil {
			return &workError{err}
		}
		value = absolute
	}
	if err := check(value); err != nil {
		if strings.HasPrefix(err.Error(), "--"+name+":") {
			return err
		}
		return fmt.Errorf("%s: %w", name, err)
	}
	return changeConfig(func(c *profile.Config) error { return c.Set(name, value) })
}

func unsetConfig(name string) error {
	return changeConfig(func(c *profile.Config) error {
		if ok, err := c.Unset(name); !ok {
			return errors.Join(err, fmt.Errorf("%s has no default", name))
		}
		return nil
	})
}

// changeConfig changes the file. A setting that is unknown can be unset.
func changeConfig(change func(*profile.Config) error) error {
	file, err := profile.ConfigFile()
	if err != nil {
		return withHint(err, "set HOME or XDG_CONFIG_HOME")
	}
	c, err := profile.LoadConfig(file)
	if err != nil {
		return withHint(err, "mend the file, or remove it")
	}
	if err := change(c); err != nil {
		return err
	}
	if err := c.Save(file); err != nil {
		return &workError{err}
	}
	return nil
}
