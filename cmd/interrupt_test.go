//go:build unix

package cmd

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// longTable is a table that takes a while, and the command that writes its
// letters to the folder out.
func longTable(t *testing.T, rows int) (speakout func(args ...string) *exec.Cmd, out string) {
	t.Helper()
	dir := t.TempDir()
	table := filepath.Join(dir, "table.csv")
	if err := os.WriteFile(table, []byte("country,issue\n"+strings.Repeat("LB,syria\n", rows)), 0o600); err != nil {
		t.Fatal(err)
	}
	out = filepath.Join(dir, "letters")
	return func(args ...string) *exec.Cmd {
		return speakoutIn(dir, append([]string{"batch", table}, args...)...)
	}, out
}

// speakoutIn is the program, about to be run in a folder.
func speakoutIn(dir string, args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Args[0] = "speakout" // as which testscript runs the program
	c.Dir = dir
	c.Env = []string{"HOME=" + dir, "TMPDIR=" + dir, "SOURCE_DATE_EPOCH=1795478400"}
	c.Stderr = new(bytes.Buffer)
	return c
}

// An interrupt, the end of a session or of the machine ends a batch with exit
// code 130 and whole files alone; the same command goes on.
func TestInterruptedBatch(t *testing.T) {
	for _, sent := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(sent.String(), func(t *testing.T) {
			if signal.Ignored(sent) {
				t.Skip("it is ignored where the tests run, as by nohup, and so by the program")
			}
			speakout, out := longTable(t, 6000)
			run := speakout("--out", out, "--format", "text")
			start(t, run)
			when(t, run, func() bool { return len(lettersIn(out)) > 0 })
			run.Process.Signal(sent)
			run.Wait()
			ended(t, run, exitInterrupted, "interrupted after", "hint: run the same command again")
			if left, _ := filepath.Glob(filepath.Join(out, ".speakout", "*.tmp")); len(left) > 0 {
				t.Errorf("it left %v", left)
			}
			run = speakout("--out", out, "--format", "text")
			run.Run()
			ended(t, run, 0, "Wrote 6,000 letters, ")
			if n := len(lettersIn(out)); n != 6000 {
				t.Errorf("%d letters", n)
			}
		})
	}
}

// Files of all letters that were interrupted have no name.
func TestInterruptedMerge(t *testing.T) {
	speakout, out := longTable(t, 6000)
	os.Mkdir(out, 0o700)
	run := speakout("--merge", filepath.Join(out, "all.pdf"), "--zip", filepath.Join(out, "all.zip"))
	start(t, run)
	when(t, run, func() bool {
		begun, err := os.Stat(filepath.Join(out, ".all.pdf.speakout-tmp"))
		return err == nil && begun.Size() > 0
	})
	run.Process.Signal(syscall.SIGTERM)
	run.Wait()
	ended(t, run, exitInterrupted, "interrupted after")
	if left, _ := os.ReadDir(out); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
}

// A table that comes through a pipe is a copy on disk for as long as it is read:
// it has no name there, or loses it with the program.
func TestInterruptedInput(t *testing.T) {
	dir := t.TempDir()
	run := speakoutIn(dir, "batch", "-", "--issue", "syria", "--out", "letters")
	in, err := run.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	start(t, run)
	// More than a pipe holds: when it is taken, the copy has begun.
	if _, err := io.WriteString(in, "country,from\n"+strings.Repeat("LB,Rana Haddad\n", 20_000)); err != nil {
		t.Fatal(err)
	}
	run.Process.Signal(syscall.SIGTERM)
	run.Wait()
	ended(t, run, exitInterrupted)
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
}

func start(t *testing.T, run *exec.Cmd) {
	t.Helper()
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
}

// ended fails unless a run has ended with the code, and said the words.
func ended(t *testing.T, run *exec.Cmd, code int, words ...string) {
	t.Helper()
	said := fmt.Sprint(run.Stderr)
	if got := run.ProcessState.ExitCode(); got != code {
		t.Fatalf("exit code %d; want %d\n%s", got, code, said)
	}
	for _, w := range words {
		if !strings.Contains(said, w) {
			t.Errorf("it said %q; want %q", said, w)
		}
	}
}

func lettersIn(folder string) []string {
	names, _ := filepath.Glob(filepath.Join(folder, "*.txt"))
	return names
}

// when waits until a program that runs has come so far.
func when(t *testing.T, run *exec.Cmd, ready func() bool) {
	t.Helper()
	giveUp := time.After(time.Minute)
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !ready() {
		select {
		case <-tick.C:
		case <-giveUp:
			run.Process.Kill()
			t.Fatal("nothing was written")
		}
	}
}
