//go:build slow && linux

package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// built builds the program as it is given to others.
func built(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "speakout")
	build := exec.Command("go", "build", "-trimpath", "-o", name, "..")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return name
}

// ways are command lines that go each way through the program.
var ways = [][]string{
	{"-c", "LB", "-l", "ar", "-i", "ukraine", "-o", "letter.pdf"},
	{"-c", "LB", "-l", "fr", "-i", "syria", "--json"},
	{"-c", "LB", "-l", "fr", "-i", "syria", "-o", "letter.docx"},
	{"-c", "LB", "-l", "ar", "-i", "syria", "--from", "Rana", "-o", "letter.eml"},
	{"--accessible", "-c", "LB", "-l", "en"},
	{"batch", "table.csv", "-i", "syria", "--out", "letters"},
	{"batch", "--countries", "LB,FR", "-i", "syria", "--merge", "all.pdf"},
	{"check"},
	{"sources", "syria"},
	{"list", "countries"},
	{"config", "set", "lang", "fr"},
	{"memo", "new", "mines"},
	{"-c", "Lebanan", "-l", "en", "-i", "syria"},
}

// TestNoNetwork looks at every call to the system that has to do with a network
// while the program does all that it can: there is none.
func TestNoNetwork(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	program := built(t)
	seen := func(dir string, command ...string) string {
		trace := filepath.Join(t.TempDir(), "trace")
		run := exec.Command(strace, append([]string{"-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-o", trace}, command...)...)
		run.Dir = dir
		run.Env = []string{"HOME=" + dir, "SOURCE_DATE_EPOCH=1795478400"}
		run.Stdin = strings.NewReader("1\n2\n1\n")
		out, _ := run.CombinedOutput()
		calls, err := os.ReadFile(trace)
		if err != nil {
			t.Fatalf("%v: %v\n%s", command, err, out)
		}
		var lines []string
		for line := range strings.Lines(string(calls)) {
			// "???(" is a thread that ended while strace knew of no call by it.
			if strings.Contains(line, "(") && !strings.Contains(line, "exited with") && !strings.Contains(line, "???(") {
				lines = append(lines, line)
			}
		}
		return strings.Join(lines, "")
	}
	dir := t.TempDir()
	if seen(dir, "/bin/bash", "-c", "exec 3<>/dev/udp/127.0.0.1/9") == "" {
		t.Fatal("strace does not see a socket")
	}
	smallTable(t, dir)
	for _, args := range ways {
		if calls := seen(dir, append([]string{program}, args...)...); calls != "" {
			t.Errorf("speakout %s:\n%s", strings.Join(args, " "), calls)
		}
	}
}

func smallTable(t *testing.T, dir string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "table.csv"), []byte("country,lang\nLB,ar\nFR,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestEmptyRoot runs the program where there is nothing else, as in a container
// from scratch: no libraries, time zones, certificates, users or home.
func TestEmptyRoot(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can change the root")
	}
	root := t.TempDir()
	data, err := os.ReadFile(built(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "speakout"), data, 0o755); err != nil {
		t.Fatal(err)
	}
	work := filepath.Join(root, "letters")
	for _, d := range []string{work, filepath.Join(root, "proc", "self")} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	// The one thing of /proc that is looked at.
	if err := os.Symlink("/speakout", filepath.Join(root, "proc", "self", "exe")); err != nil {
		t.Fatal(err)
	}
	smallTable(t, work)
	for _, args := range ways {
		if args[0] == "config" || slices.Contains(args, "Lebanan") {
			continue // there is no home; a fault is a fault here, too
		}
		run := exec.Command("/speakout", args...)
		run.SysProcAttr = &syscall.SysProcAttr{Chroot: root}
		run.Dir = "/letters"
		run.Env = []string{"TZ=Europe/Berlin"}
		run.Stdin = strings.NewReader("1\n2\n1\n")
		if out, err := run.CombinedOutput(); err != nil {
			t.Errorf("speakout %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	if _, err := os.Stat(filepath.Join(work, "letters", "manifest.csv")); err != nil {
		t.Error(err)
	}
}
