package cmd

import (
	"embed"
	"strings"

	"github.com/spf13/cobra"
)

//go:embed topics/*.txt
var topicTexts embed.FS

// addTopics adds what help tells that belongs to no single command.
func addTopics(root *cobra.Command) {
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
