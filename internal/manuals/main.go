// Manuals writes the manual pages and the completions for shells, from the
// commands themselves, into a folder. Packages carry them; the program does not.
// The pages bear the day of SOURCE_DATE_EPOCH, if it is set.
//
//	go run ./internal/manuals dist/manuals
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"speakout/cmd"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/manuals folder")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "manuals:", err)
		os.Exit(1)
	}
}

// write fills the folders man and completions in dir.
func write(dir string) error {
	man, completions := filepath.Join(dir, "man"), filepath.Join(dir, "completions")
	for _, d := range []string{man, completions} {
		if err := os.MkdirAll(d, 0o777); err != nil {
			return err
		}
	}
	root := cmd.Command()
	root.InitDefaultCompletionCmd()
	// What each shell calls its file, so that packages need only copy it.
	for name, generate := range map[string]func(file string) error{
		"speakout.bash": func(f string) error { return root.GenBashCompletionFileV2(f, true) },
		"_speakout":     root.GenZshCompletionFile,
		"speakout.fish": func(f string) error { return root.GenFishCompletionFile(f, true) },
		"speakout.ps1":  root.GenPowerShellCompletionFileWithDesc,
	} {
		if err := generate(filepath.Join(completions, name)); err != nil {
			return err
		}
	}
	root.DisableAutoGenTag = true
	return pages(root, man)
}

// pages writes a page for a command, or topic of help, and all below it.
func pages(c *cobra.Command, dir string) error {
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
			if err := pages(sub, dir); err != nil {
				return err
			}
		}
	}
	c.Long = asMarkdown(c.Long)
	name := strings.ReplaceAll(c.CommandPath(), " ", "-")
	f, err := os.Create(filepath.Join(dir, name+".1"))
	if err != nil {
		return err
	}
	header := doc.GenManHeader{Title: strings.ToUpper(name), Section: "1", Source: "speakout", Manual: "Letters about cluster munitions"}
	if err := doc.GenMan(c, &header, f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// asMarkdown keeps lines that are set in as they are, tables and commands; the
// pages are made of Markdown.
func asMarkdown(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "  ") {
			lines[i] = "    " + l
		}
	}
	return strings.Join(lines, "\n")
}
