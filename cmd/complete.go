package cmd

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"speakout/internal/batch"
	"speakout/internal/country"
	"speakout/internal/locale"
)

// completer offers values that begin with what was typed.
type completer = func(c *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective)

// addCompletions tells shells what can follow flags and commands.
func addCompletions(root *cobra.Command) {
	byFlag := map[string]completer{
		"country":       completeCountry,
		"lang":          completeLanguage,
		"ui":            completeLanguage,
		"issue":         completeIssue,
		"office":        offer(country.OfficeNames()...),
		"to-gender":     offer("f", "m"),
		"paper":         offer("A4", "letter"),
		"digits":        offer("western", "arabic-indic"),
		"format":        offer(formatNames()...),
		"terminal-bidi": offer("auto", "on", "off"),
		"memos":         completeFolder,
	}
	ofBatch := map[string]completer{
		"countries": offer(append([]string{"all"}, batch.Statuses()...)...),
		"format":    offer("pdf", "text", "both"),
		"progress":  offer("auto", "plain", "json", "none"),
		"example":   offer("parallel", "slurm", "kubernetes"),
		"by":        offer(columnNames()...),
		"out":       completeFolder,

		"label-sheet": offer(labelSheetNames()...),
	}
	eachCommand(root, func(c *cobra.Command) {
		complete := func(f *pflag.Flag) {
			values, ok := byFlag[f.Name]
			if v, own := ofBatch[f.Name]; own && c.Name() == "batch" {
				values, ok = v, true
			}
			if ok {
				// It fails only for flags that there are not.
				_ = c.RegisterFlagCompletionFunc(f.Name, values)
			}
		}
		c.LocalNonPersistentFlags().VisitAll(complete)
		c.PersistentFlags().VisitAll(complete)
		switch c.CommandPath() {
		case "speakout sources":
			c.ValidArgsFunction = onlyFirst(completeIssue)
		case "speakout check", "speakout batch join":
			c.ValidArgsFunction = onlyFirst(completeFolder)
		case "speakout config set", "speakout config unset":
			c.ValidArgsFunction = completeSetting(byFlag)
		}
	})
}

// refuseUnknownShells has cobra's own command say that a shell is unknown, where
// it would print help and take that for done.
func refuseUnknownShells(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.Args = noArgs
			c.RunE = func(*cobra.Command, []string) error {
				return withHint(errors.New("say which shell"), "bash, zsh, fish or powershell")
			}
		}
	}
}

func offer(values ...string) completer {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return values, cobra.ShellCompDirectiveNoFileComp
	}
}

func onlyFirst(first completer) completer {
	return func(c *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return first(c, args, typed)
	}
}

func completeFolder(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

func completeLanguage(c *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var all []cobra.Completion
	for _, l := range locale.Languages {
		all = append(all, cobra.CompletionWithDesc(string(l), l.OwnName()))
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

// completeCountry offers codes, and each name that begins with what was typed,
// letter by letter: shells drop all others.
func completeCountry(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var all []cobra.Completion
	for _, c := range country.All() {
		english := c.Name(locale.English)
		if strings.HasPrefix(string(c.Code), typed) {
			all = append(all, cobra.CompletionWithDesc(string(c.Code), english))
		}
		offered := map[string]bool{}
		for _, l := range locale.Languages {
			if name := c.Name(l); typed != "" && !offered[name] && strings.HasPrefix(name, typed) {
				offered[name] = true
				all = append(all, cobra.CompletionWithDesc(name, string(c.Code)))
			}
		}
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

func completeIssue(c *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var memos memosFlag
	if f := c.Flags().Lookup("memos"); f != nil {
		memos.dir = f.Value.String()
	}
	if config, file, err := loadConfig(); err == nil && memos.dir == "" {
		memos.dir, _, _ = defaultOf("memos", config, file)
	}
	campaigns, err := memos.campaigns()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var all []cobra.Completion
	for _, m := range campaigns {
		all = append(all, cobra.CompletionWithDesc(m.Issue, m.Names[locale.English]))
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

func completeSetting(byFlag map[string]completer) completer {
	return func(c *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		switch {
		case len(args) == 0:
			return settingNames(), cobra.ShellCompDirectiveNoFileComp
		case len(args) == 1 && c.Name() == "set" && byFlag[args[0]] != nil:
			return byFlag[args[0]](c, nil, typed)
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}

func columnNames() []string {
	var names []string
	for _, c := range batch.Columns() {
		names = append(names, string(c.Name))
	}
	return names
}
