//go:build unix

package batch

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// helperFolder names the folder that the test binary, run again as a process
// to be killed, writes a set to.
const helperFolder = "SPEAKOUT_TEST_FOLDER"

func TestMain(m *testing.M) {
	if folder := os.Getenv(helperFolder); folder != "" {
		t := &testing.T{}
		table, err := OpenTable("t.csv", strings.NewReader(benchmarkTable(killedRows)))
		if err != nil {
			panic(err)
		}
		s := testSet(t, table)
		s.Text, s.Folder = true, folder
		c, err := s.Check(context.Background())
		if err == nil {
			_, err = s.Write(context.Background(), c)
		}
		if err != nil {
			os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

const killedRows = 1500

// A run that is killed leaves nothing that the next does not put right,
// wherever it was killed.
func TestKilledRunGoesOn(t *testing.T) {
	want := textSet(t, benchmarkTable(killedRows))
	write(t, want)
	folder := filepath.Join(t.TempDir(), "letters")
	killed := 0
	for _, files := range []int{0, 1, 200, 400, 600, 900, 1100, 1400} {
		if killAt(t, folder, files) {
			killed++
		}
		for name, data := range contents(t, folder) {
			if strings.HasSuffix(name, ".txt") && data != contentOf(t, want.Folder, name) {
				t.Errorf("killed at %d files: %s is there with %d bytes", files, name, len(data))
			}
		}
	}
	if killed < 4 {
		t.Errorf("only %d runs were killed before they ended", killed)
	}
	run := helper(folder)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	sameContents(t, contents(t, folder), contents(t, want.Folder))
}

func helper(folder string) *exec.Cmd {
	run := exec.Command(os.Args[0])
	run.Env = append(os.Environ(), helperFolder+"="+folder)
	return run
}

// killAt kills a run as soon as so many files are there, and reports whether it
// was still at work.
func killAt(t *testing.T, folder string, files int) bool {
	t.Helper()
	run := helper(folder)
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- run.Wait() }()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			return false
		case <-tick.C:
		}
		entries, err := os.ReadDir(folder)
		if err == nil && len(entries) > files {
			run.Process.Signal(syscall.SIGKILL)
			<-ended
			return true
		}
	}
}
