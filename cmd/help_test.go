package cmd

import (
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestExamples holds every command to having an example that the command line
// understands.
func TestExamples(t *testing.T) {
	root := Command()
	eachCommand(root, func(c *cobra.Command) {
		if !c.Runnable() || strings.HasPrefix(c.CommandPath(), "speakout completion") || c.Name() == "help" {
			return
		}
		found := 0
		for _, words := range commandLines(c.Example) {
			found++
			line := strings.Join(words, " ")
			ran, args, err := Command().Find(words[1:])
			if err != nil {
				t.Errorf("%s: %s: %v", c.CommandPath(), line, err)
				continue
			}
			if err := ran.ParseFlags(args); err != nil {
				t.Errorf("%s: %s: %v", c.CommandPath(), line, err)
			} else if err := ran.ValidateArgs(ran.Flags().Args()); err != nil {
				t.Errorf("%s: %s: %v", c.CommandPath(), line, err)
			}
		}
		if found == 0 && !strings.Contains(c.Example, c.CommandPath()) {
			t.Errorf("%s has no example", c.CommandPath())
		}
	})
}

// commandLines takes the program's command lines out of a text for people, as
// words: comments, pipes and what stands behind them left out.
func commandLines(text string) (lines [][]string) {
	text = strings.ReplaceAll(text, "\\\n", " ")
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "speakout") {
			continue
		}
		line, _, _ = strings.Cut(line, "   #")
		line, _, _ = strings.Cut(line, " >")
		line, _, _ = strings.Cut(line, " | ")
		line, _, _ = strings.Cut(line, " || ")
		lines = append(lines, shellWords(line))
	}
	return lines
}

// shellWords splits at spaces that do not stand between quotes.
func shellWords(line string) []string {
	var words []string
	quote, word := rune(0), ""
	for _, r := range line + " " {
		switch {
		case r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote = r
		case quote == 0 && r == ' ':
			if word != "" {
				words = append(words, word)
			}
			word = ""
		default:
			word += string(r)
		}
	}
	return words
}

// TestTopics holds the topics of help to what the program does.
func TestTopics(t *testing.T) {
	text, _ := topicTexts.ReadFile("topics/formats.txt")
	complete, _ := Command().GetFlagCompletionFunc("format")
	offered, _ := complete(nil, nil, "")
	for _, name := range formatNames() {
		if !slices.Contains(offered, name) {
			t.Errorf("completion of --format does not offer %s", name)
		}
		if !strings.Contains(string(text), "\n  "+name+" ") {
			t.Errorf("topics/formats.txt does not tell of %s", name)
		}
	}
	entries, _ := topicTexts.ReadDir("topics")
	for _, e := range entries {
		text, _ := topicTexts.ReadFile("topics/" + e.Name())
		for line := range strings.Lines(string(text)) {
			if n := len([]rune(line)); n > 81 {
				t.Errorf("%s has a line of %d columns: %s", e.Name(), n-1, line)
			}
		}
		if c, _, err := Command().Find([]string{strings.TrimSuffix(e.Name(), ".txt")}); err != nil || c.Name() != strings.TrimSuffix(e.Name(), ".txt") {
			t.Errorf("%s is no topic: %v", e.Name(), err)
		}
	}
}

// TestSettings holds every setting to being a flag, and none of a person's.
func TestSettings(t *testing.T) {
	flags := map[string]bool{}
	eachCommand(Command(), func(c *cobra.Command) {
		for name := range settings {
			if c.Flags().Lookup(name) != nil || c.PersistentFlags().Lookup(name) != nil {
				flags[name] = true
			}
		}
	})
	for name := range settings {
		if !flags[name] {
			t.Errorf("%s is a setting and no flag", name)
		}
	}
	for _, name := range senderFlagNames {
		if settings[name] != nil {
			t.Errorf("%s is a setting: that is for the profile", name)
		}
		if Command().Flags().Lookup(name) == nil {
			t.Errorf("%s is no flag", name)
		}
	}
}

// TestCompletionScripts has a shell read its script, where there is one.
func TestCompletionScripts(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish"} {
		path, err := exec.LookPath(shell)
		if err != nil {
			continue
		}
		script, err := os.CreateTemp(t.TempDir(), "")
		if err != nil {
			t.Fatal(err)
		}
		if code := Run([]string{"completion", shell}, Streams{nil, script, io.Discard}); code != 0 {
			t.Fatalf("completion %s: exit code %d", shell, code)
		}
		script.Close()
		if out, err := exec.Command(path, "-n", script.Name()).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", shell, err, out)
		}
	}
}
