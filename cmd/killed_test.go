//go:build unix

package cmd

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"speakout/internal/locale"
	"speakout/internal/locale/ui"
)

// TestKilledWhileEditing ends the program while somebody edits a letter with
// their name in it: no copy stays behind.
func TestKilledWhileEditing(t *testing.T) {
	editor, temp := filepath.Join(t.TempDir(), "editor"), t.TempDir()
	if err := os.WriteFile(editor, []byte("#!/bin/sh\necho editing $(basename \"$1\")\nexec sleep 60\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	w := ui.In(locale.English)
	p := startTerminal(t, 80, 24, []string{"VISUAL=" + editor, "TMPDIR=" + temp}, "-c", "LB", "-l", "en", "--from", "Rana Haddad")
	p.wait(w.Say("issue.title"))
	p.send(enter)
	p.wait(w.Say("menu.edit"))
	p.send(down + down + down + enter)
	p.wait("editing speakout-")
	if files, _ := filepath.Glob(temp + "/speakout-*.md"); len(files) != 1 {
		t.Fatalf("being edited: %v", files)
	}
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); p.cmd.ProcessState.ExitCode() != exitInterrupted {
		t.Errorf("it ended with %v", err)
	}
	if files, _ := os.ReadDir(temp); len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
}
