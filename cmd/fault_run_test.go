//go:build linux

package cmd

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A folder that is taken away while it is written to is not made anew, with
// letters of which nobody would know whose they are.
func TestRemovedFolder(t *testing.T) {
	speakout, out := longTable(t, 6000)
	run := speakout("--out", out, "--format", "text")
	start(t, run)
	when(t, run, func() bool { return len(lettersIn(out)) > 0 })
	stop(t, run) // what comes while rm is at work it does not see
	err := os.RemoveAll(out)
	run.Process.Signal(syscall.SIGCONT)
	if err != nil {
		t.Fatal(err)
	}
	run.Wait()
	ended(t, run, exitFailure, "it was removed, or moved away, while it was written to", "hint: run the same command again")
	unnamed(t, fmt.Sprint(run.Stderr))
	if _, err := os.Stat(out); err == nil {
		t.Errorf("the folder was made anew, with %q", names(t, out)[:1])
	}
	run = speakout("--out", out, "--format", "text")
	run.Run()
	ended(t, run, 0, "Wrote 6,000 letters ")
}

// stop stops a run, which is at work, until it gets SIGCONT.
func stop(t *testing.T, run *exec.Cmd) {
	t.Helper()
	run.Process.Signal(syscall.SIGSTOP)
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(run.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil || !status.Stopped() {
		t.Fatalf("the run has ended before it was stopped (%v)", err)
	}
}

// Where rm goes by, which removes what it sees and leaves folders that have got
// something new, no letters are left that no journal names.
func TestRemovedFiles(t *testing.T) {
	speakout, out := longTable(t, 6000)
	run := speakout("--out", out, "--format", "text")
	start(t, run)
	when(t, run, func() bool { return len(lettersIn(out)) > 0 })
	stop(t, run)
	for _, name := range names(t, out) {
		os.Remove(filepath.Join(out, name)) // folders that are not empty stay
	}
	if err := os.MkdirAll(filepath.Join(out, ".speakout"), 0o700); err != nil {
		t.Fatal(err)
	}
	run.Process.Signal(syscall.SIGCONT)
	run.Wait()
	ended(t, run, exitFailure, "it was removed, or moved away, while it was written to")
	if _, err := os.Stat(out); err == nil && len(lettersIn(out)) > 256 {
		t.Errorf("%d letters are left", len(lettersIn(out)))
	}
	for _, name := range names(t, filepath.Dir(out)) {
		if strings.Contains(name, ".tmp") || strings.Contains(name, ".lock") {
			t.Errorf("%s is left", name)
		}
	}
}

// Of two runs into one place one is refused while the other is at work.
func TestTwoRuns(t *testing.T) {
	speakout, out := longTable(t, 6000)
	os.Mkdir(out, 0o700)
	for _, args := range [][]string{
		{"--out", out, "--format", "text"},
		{"--merge", filepath.Join(out, "all.txt")},
	} {
		first := speakout(args...)
		start(t, first)
		when(t, first, func() bool {
			work, _ := filepath.Glob(filepath.Join(out, ".speakout", "*")) // which it begins when it has its locks
			merged, _ := filepath.Glob(filepath.Join(out, ".*-tmp"))
			return len(work)+len(merged) > 0
		})
		stop(t, first) // it holds the place however slow the machine is
		second := speakout(args...)
		second.Run()
		first.Process.Signal(syscall.SIGCONT)
		ended(t, second, exitFailure, "another run is writing it", "hint: wait for it, or write to another place")
		first.Wait()
		ended(t, first, 0, "Wrote 6,000 letters ")
	}
	// Both at once: one is right, and the other is, or is refused.
	first, second := speakout("--out", out+"2", "--format", "text"), speakout("--out", out+"2", "--format", "text")
	start(t, first)
	start(t, second)
	first.Wait()
	second.Wait()
	for _, run := range []*exec.Cmd{first, second} {
		if code := run.ProcessState.ExitCode(); code != 0 {
			ended(t, run, exitFailure, "another run ")
		}
	}
	if first.ProcessState.ExitCode() != 0 && second.ProcessState.ExitCode() != 0 {
		t.Errorf("both were refused: %s%s", first.Stderr, second.Stderr)
	}
	if got := names(t, out+"2"); len(got) != 6001 {
		t.Errorf("%d files; want 6,001", len(got))
	}
}

// Whether a letter is there is told by its bytes: what clocks say of files makes
// no difference. A day that was set back is another letter's.
func TestClockSetBack(t *testing.T) {
	speakout, out := longTable(t, 40)
	run := func(folder string, day int, words ...string) {
		t.Helper()
		c := speakout("--out", folder, "--format", "text")
		c.Env = append(c.Env, fmt.Sprintf("SOURCE_DATE_EPOCH=%d", day))
		c.Run()
		ended(t, c, 0, words...)
	}
	const today, daysAgo = 1795478400, 1795478400 - 5*86400
	run(out, today)
	os.Remove(lettersIn(out)[7])
	later := time.Now().AddDate(10, 0, 0) // as the files are, when the clock is set back
	for _, name := range append(names(t, out), "") {
		if err := os.Chtimes(filepath.Join(out, name), later, later); err != nil {
			t.Fatal(err)
		}
	}
	run(out, today, "39 of them were there")
	run(out, daysAgo, "Replaced 40 files of earlier runs")
	run(out+"2", daysAgo)
	if diff, err := exec.Command("diff", "-r", out, out+"2").CombinedOutput(); err != nil {
		t.Errorf("%s", diff)
	}
}

// A reader that leaves early ends the program: by the signal, or with exit code
// 1 where a letter is lost. Nothing else is said.
func TestReaderLeaves(t *testing.T) {
	for line, want := range map[string]string{
		`speakout licences`:                          "141 ",
		`speakout list issues`:                       "0  141 ", // a pipe may hold it all
		`speakout -c LB -l ar -i syria --format pdf`: "0  141 ",
		`speakout batch --countries all --lang each -i syria --merge - --format text`:       "1 speakout: standard output: broken pipe\n",
		`speakout batch --countries all --paper A4 -i syria --merge - --format pdf`:         "1 speakout: standard output: broken pipe\n",
		`speakout batch --countries all --lang each -i syria --zip - --format text --out o`: "1 speakout: standard output: broken pipe\n",
	} {
		dir := t.TempDir()
		shell(t, dir, nil, "( "+line+"; echo $? >code ) 2>said | head -c 1 >/dev/null")
		code, _ := os.ReadFile(filepath.Join(dir, "code"))
		said, _ := os.ReadFile(filepath.Join(dir, "said"))
		if got := strings.TrimSpace(string(code)) + " " + string(said); !strings.Contains(want, got) {
			t.Errorf("%s: %q; want %q", line, got, want)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "o", "manifest.csv")); len(left) > 0 {
			t.Errorf("%s: a manifest says that it is done", line)
		}
	}
}

// Nothing at all in the environment: no home, no locale, no terminal, no path.
func TestEmptyEnvironment(t *testing.T) {
	for _, args := range [][]string{
		{"-c", "LB", "-l", "ar", "-i", "syria"},
		{"-c", "LB", "-l", "ar", "-i", "syria", "-o", "letter.pdf"},
		{"batch", "--countries", "LB,FR", "-i", "syria", "--out", "letters"},
		{"list", "countries"},
		{"help", "environment"},
		{"config", "show"},
	} {
		run := speakoutIn(t.TempDir(), args...)
		run.Env = []string{"NOTHING="} // none would be that of the test
		run.Run()
		ended(t, run, 0)
	}
	run := speakoutIn(t.TempDir(), "config", "set", "lang", "fr")
	run.Env = []string{"NOTHING="}
	run.Run()
	ended(t, run, exitUsage, "no folder for config.yaml", "hint: set HOME")
}
