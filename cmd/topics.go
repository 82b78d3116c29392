package cmd

import (
	"embed"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

//go:embed topics/*.txt
var topicTexts embed.FS

// addTopics adds what help tells that belongs to no single command.
func addTopics(root *cobra.Command) {
	var list strings.Builder
	for _, t := range []struct{ name, short string }{
		{"formats", "The formats of letters, and data for scripts"},
		{"memos", "Campaigns of your own, and the words of their texts"},
		{"exit-codes", "What exit codes say"},
		{"environment", "Environment variables and the configuration file"},
	} {
		text, err := topicTexts.ReadFile("topics/" + t.name + ".txt")
		if err != nil {
			panic(err) // of files in the program
		}
		long := strings.Replace(string(text), "{settings}", settingLines(), 1)
		root.AddCommand(&cobra.Command{Use: t.name, Short: t.short, Long: strings.TrimSpace(long)})
		fmt.Fprintf(&list, "  speakout help %-12s %s\n", t.name, t.short)
	}
	// Hidden, since help without a topic lists the others.
	root.AddCommand(&cobra.Command{Use: "topics", Short: "The topics of help", Long: "The topics of help are:\n\n" + strings.TrimRight(list.String(), "\n"), Hidden: true})
}

// newHelp is cobra's own command, but for what is not found: that is an error
// with a suggestion.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:     "help [command or topic]",
		Short:   "Help about a command or a topic",
		Example: "  speakout help batch join\n  speakout help environment",
		RunE: func(c *cobra.Command, args []string) error {
			found, rest, err := c.Root().Find(args)
			if err != nil {
				return err
			}
			if err := noArgs(found, rest); err != nil {
				return err
			}
			found.InitDefaultHelpFlag() // which is not there before it is run
			found.InitDefaultVersionFlag()
			return found.Help()
		},
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var names []cobra.Completion
			if found, rest, err := c.Root().Find(args); err == nil && len(rest) == 0 {
				for _, sub := range found.Commands() {
					if sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
						names = append(names, cobra.CompletionWithDesc(sub.Name(), sub.Short))
					}
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// settingLines names the settings, in lines short enough for a terminal.
func settingLines() string {
	var b strings.Builder
	column := 0
	for i, name := range settingNames() {
		if i > 0 {
			b.WriteString(", ")
		}
		if column += len(name) + 2; column > 70 {
			b.WriteString("\n  ")
			column = len(name) + 2
		}
		b.WriteString(name)
	}
	return strings.ReplaceAll(b.String(), " \n", "\n")
}
