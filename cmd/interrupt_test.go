//go:build unix

package cmd

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Ctrl-C ends a batch with exit code 130 and whole files alone; the same
// command goes on.
func TestInterruptedBatch(t *testing.T) {
	dir := t.TempDir()
	table := filepath.Join(dir, "table.csv")
	if err := os.WriteFile(table, []byte("country,issue\n"+strings.Repeat("LB,syria\n", 3000)), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "letters")
	speakout := func() *exec.Cmd {
		c := exec.Command(os.Args[0], "batch", table, "--out", out, "--format", "text")
		c.Args[0] = "speakout" // as which testscript runs the program
		return c
	}
	run := speakout()
	var stderr bytes.Buffer
	run.Stderr = &stderr
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	interruptWhen(t, run, func() bool { return len(lettersIn(out)) > 0 })
	err := run.Wait()
	if code := run.ProcessState.ExitCode(); code != exitInterrupted {
		t.Fatalf("exit code %d, %v; want %d\n%s", code, err, exitInterrupted, &stderr)
	}
	if !strings.Contains(stderr.String(), "interrupted after") || !strings.Contains(stderr.String(), "hint: run the same command again") {
		t.Errorf("it said %q", &stderr)
	}
	if left, _ := filepath.Glob(filepath.Join(out, ".speakout", "*.tmp")); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
	if output, err := speakout().CombinedOutput(); err != nil || !strings.Contains(string(output), "Wrote 3,000 letters, ") {
		t.Errorf("the second run: %v, %s", err, output)
	}
	if n := len(lettersIn(out)); n != 3000 {
		t.Errorf("%d letters", n)
	}
}

func lettersIn(folder string) []string {
	names, _ := filepath.Glob(filepath.Join(folder, "*.txt"))
	return names
}

// interruptWhen sends SIGINT as soon as ready says so.
func interruptWhen(t *testing.T, run *exec.Cmd, ready func() bool) {
	t.Helper()
	giveUp := time.After(time.Minute)
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !ready() {
		select {
		case <-tick.C:
		case <-giveUp:
			run.Process.Kill()
			t.Fatal(fmt.Errorf("nothing was written"))
		}
	}
	run.Process.Signal(syscall.SIGINT)
}
