package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"speakout/cmd"
)

// TestPages wants a page for each command, with its flags and examples, the same
// each time, which the system's formatter reads without complaint.
func TestPages(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1795478400")
	one, two := t.TempDir(), t.TempDir()
	for _, dir := range []string{one, two} {
		if err := write(dir); err != nil {
			t.Fatal(err)
		}
	}
	var each func(c *cobra.Command)
	each = func(c *cobra.Command) {
		name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
		page, err := os.ReadFile(filepath.Join(one, "man", name))
		if err != nil {
			t.Error(err)
		}
		again, _ := os.ReadFile(filepath.Join(two, "man", name))
		if !bytes.Equal(page, again) {
			t.Errorf("%s is not the same each time", name)
		}
		if c.Example != "" && !strings.Contains(string(page), ".SH EXAMPLE") {
			t.Errorf("%s has no example", name)
		}
		formats(t, filepath.Join(one, "man", name))
		for _, sub := range c.Commands() {
			if !sub.Hidden {
				each(sub)
			}
		}
	}
	each(cmd.Command())
	page, _ := os.ReadFile(filepath.Join(one, "man", "speakout.1"))
	for _, want := range []string{`\fB--country\fP`, `\fB--verbose\fP`, "Nov 2026"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("speakout.1 does not say %s", want)
		}
	}
	if completions, _ := filepath.Glob(filepath.Join(one, "completions", "*speakout*")); len(completions) != 4 {
		t.Errorf("completions: %v", completions)
	}
}

// formats has groff read a page, where there is one.
func formats(t *testing.T, page string) {
	t.Helper()
	if _, err := exec.LookPath("groff"); err != nil {
		return
	}
	out, err := exec.Command("groff", "-man", "-ww", "-z", "-Tutf8", "-Kutf8", page).CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("%s: %v\n%s", filepath.Base(page), err, out)
	}
}
