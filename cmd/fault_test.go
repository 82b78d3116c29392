//go:build linux

package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// shell runs a line of shell in a folder, with nothing in the environment but
// what programs need, and returns its exit code and what it wrote to standard
// error.
func shell(t *testing.T, dir string, env []string, line string) (code int, stderr string) {
	t.Helper()
	run := exec.Command("sh", "-c", line)
	run.Dir = dir
	run.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TMPDIR=" + t.TempDir(), "SOURCE_DATE_EPOCH=1795478400"}, env...)
	var b bytes.Buffer
	run.Stderr = &b
	err := run.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return run.ProcessState.ExitCode(), b.String()
}

// names are the files and folders in a folder, however deep, hidden ones too.
func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if rel, _ := filepath.Rel(dir, name); rel != "." {
			all = append(all, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// writers are command lines that write into the folder $D.
var writers = []struct{ name, line string }{
	{"letter", `speakout -c LB -l ar -i syria -o "$D/letter.pdf"`},
	{"batch", `speakout batch --countries LB,FR,ES -i syria --out "$D/letters"`},
	{"batch into the folder", `speakout batch --countries LB,FR,ES -i syria --out "$D"`},
	{"merge", `speakout batch --countries LB,FR,ES -i syria --merge "$D/all.pdf" --labels "$D/labels.pdf"`},
	{"zip", `speakout batch --countries LB,FR,ES -i syria --zip "$D/all.zip"`},
	{"config", `XDG_CONFIG_HOME="$D/config" speakout config set lang fr`},
	{"memo", `speakout memo new "$D/mines"`},
	{"table", `printf 'country,from\nLB,Rana\n' | TMPDIR="$D" speakout batch - -i syria --check-only`},
}

// smallDisk is a disk of so many kB, in memory.
func smallDisk(t *testing.T, kilobytes int) string {
	t.Helper()
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, fmt.Sprintf("size=%dk", kilobytes)); err != nil {
		t.Skip("no small disk can be made here:", err)
	}
	t.Cleanup(func() { syscall.Unmount(disk, syscall.MNT_DETACH) })
	return disk
}

// A disk that is full is said, with what to do; nothing is left on it, and once
// there is room the same command succeeds.
func TestFullDisk(t *testing.T) {
	for _, w := range writers {
		t.Run(w.name, func(t *testing.T) {
			disk := smallDisk(t, 1024)
			filler := filepath.Join(disk, "filler")
			data := make([]byte, 1<<20)
			for len(data) > 0 && os.WriteFile(filler, data, 0o600) != nil {
				data = data[:len(data)-4096]
			}
			code, stderr := shell(t, t.TempDir(), []string{"D=" + disk}, w.line)
			if code != exitFailure || !strings.Contains(stderr, "no space left on device\nhint: make room") {
				t.Errorf("exit code %d, %s", code, stderr)
			}
			unnamed(t, stderr)
			os.Remove(filler)
			for _, name := range names(t, disk) {
				if info, err := os.Stat(filepath.Join(disk, name)); err != nil || !info.IsDir() || w.name != "config" {
					t.Errorf("it left %s", name)
				}
			}
			if code, stderr := shell(t, t.TempDir(), []string{"D=" + disk}, w.line); code != 0 {
				t.Errorf("with room: exit code %d, %s", code, stderr)
			}
		})
	}
}

// unnamed fails if an error speaks of files that the program keeps for itself.
func unnamed(t *testing.T, stderr string) {
	t.Helper()
	for _, own := range []string{".speakout", "speakout-", ".tmp", ".lock", "journal"} {
		if strings.Contains(stderr, own) {
			t.Errorf("it speaks of %q: %s", own, stderr)
		}
	}
}

// A disk that is read only, for root, too.
func TestReadOnlyDisk(t *testing.T) {
	disk := smallDisk(t, 1024)
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip(err)
	}
	for _, w := range writers {
		code, stderr := shell(t, t.TempDir(), []string{"D=" + disk}, w.line)
		if code != exitFailure || !strings.Contains(stderr, "read-only file system") || !strings.Contains(stderr, "\nhint: ") {
			t.Errorf("%s: exit code %d, %s", w.name, code, stderr)
		}
		unnamed(t, stderr)
	}
}

// asNobody prepares a folder in which a user who is not root, whom permissions do
// not keep from anything, can run lines of shell with the program, and have places
// of their own.
func asNobody(t *testing.T, places ...string) (dir string, run func(folder, line string) (int, string)) {
	t.Helper()
	dir = t.TempDir()
	program := filepath.Join(dir, "bin", "speakout")
	for _, place := range append(places, "bin", "home") {
		if err := os.Mkdir(filepath.Join(dir, place), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	var nobody *syscall.Credential
	if os.Getuid() == 0 {
		nobody = &syscall.Credential{Uid: 65534, Gid: 65534}
		copyProgram(t, program)
		for d := dir; d != os.TempDir() && d != "/"; d = filepath.Dir(d) { // as far as they are the test's own
			os.Chmod(d, 0o755)
		}
		for _, place := range append(places, "home") {
			os.Chown(filepath.Join(dir, place), 65534, 65534)
		}
	} else if err := os.Symlink(os.Args[0], program); err != nil {
		t.Fatal(err)
	}
	return dir, func(folder, line string) (int, string) {
		c := exec.Command("/bin/sh", "-c", line)
		c.Dir = filepath.Join(dir, "home")
		c.Env = []string{"PATH=" + filepath.Dir(program) + ":/usr/bin:/bin", "HOME=" + c.Dir, "TMPDIR=" + c.Dir, "D=" + folder, "SOURCE_DATE_EPOCH=1795478400"}
		c.SysProcAttr = &syscall.SysProcAttr{Credential: nobody}
		var b bytes.Buffer
		c.Stderr = &b
		if err := c.Run(); errors.Is(err, fs.ErrPermission) {
			t.Skip("another user cannot run the test here:", err)
		}
		return c.ProcessState.ExitCode(), b.String()
	}
}

// A folder that its user may not write to, empty or with a set that is not
// complete.
func TestReadOnlyFolder(t *testing.T) {
	dir, run := asNobody(t, "closed", "done")
	done, whole := filepath.Join(dir, "done"), writers[2].line
	if code, stderr := run(done, whole); code != 0 {
		t.Fatalf("exit code %d, %s", code, stderr)
	}
	complete := names(t, done)
	os.Remove(filepath.Join(done, complete[0])) // there is something to do
	for _, folder := range []string{filepath.Join(dir, "closed"), done} {
		os.Chmod(folder, 0o555)
		before := names(t, folder)
		for _, w := range writers {
			code, stderr := run(folder, w.line)
			if code != exitFailure || !strings.Contains(stderr, "permission denied\nhint: ") {
				t.Errorf("%s: exit code %d, %s", w.name, code, stderr)
			}
			unnamed(t, stderr)
		}
		if code, stderr := run(folder, `speakout batch join "$D"`); code != exitFailure || !strings.Contains(stderr, folder+": permission denied\nhint: choose") {
			t.Errorf("join: exit code %d, %s", code, stderr)
		}
		if after := names(t, folder); !slices.Equal(after, before) {
			t.Errorf("%q became %q", before, after)
		}
		os.Chmod(folder, 0o755)
	}
	if code, stderr := run(done, whole); code != 0 || !slices.Equal(names(t, done), complete) {
		t.Errorf("once it may: exit code %d, %s", code, stderr)
	}
}

// A table is input that is wrong, a configuration that may not be read is none.
func TestUnreadableFiles(t *testing.T) {
	dir, run := asNobody(t, "secret")
	if err := os.WriteFile(filepath.Join(dir, "home", "table.csv"), []byte("country\nLB\n"), 0); err != nil {
		t.Fatal(err)
	}
	if code, stderr := run("", `speakout batch table.csv -i syria --out out`); code != exitUsage || !strings.Contains(stderr, "table.csv: permission denied") {
		t.Errorf("a table: exit code %d, %s", code, stderr)
	}
	secret := filepath.Join(dir, "secret")
	os.Chmod(secret, 0)
	defer os.Chmod(secret, 0o700)
	if code, stderr := run(secret, `XDG_CONFIG_HOME="$D" speakout -c LB -l ar -i syria`); code != exitFailure || !strings.Contains(stderr, "hint: who may read it?") {
		t.Errorf("a configuration: exit code %d, %s", code, stderr)
	}
}

// copyProgram puts the program, which is the test's own, where another user may
// run it.
func copyProgram(t *testing.T, name string) {
	t.Helper()
	data, err := os.ReadFile("/proc/self/exe")
	if err == nil {
		err = os.WriteFile(name, data, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// With too few files that may be open, a run ends with nothing written, or with
// everything.
func TestTooFewOpenFiles(t *testing.T) {
	failed, done := 0, 0
	for _, w := range writers {
		for _, limit := range []int{8, 12, 24} {
			dir := t.TempDir()
			code, stderr := shell(t, t.TempDir(), []string{"D=" + dir}, strings.Replace(w.line, "speakout", fmt.Sprintf("sh -c 'ulimit -n %d; exec speakout \"$@\"' sh", limit), 1))
			if code == 0 {
				done++
				continue
			}
			failed++
			if code != exitFailure || !strings.Contains(stderr, "too many open files\nhint: let the program have more files open") {
				t.Errorf("%s with %d: exit code %d, %s", w.name, limit, code, stderr)
			}
			unnamed(t, stderr)
			for _, name := range names(t, dir) {
				if !strings.HasPrefix(name, "config") {
					t.Errorf("%s with %d: it left %s", w.name, limit, name)
				}
			}
		}
	}
	if failed == 0 || done == 0 {
		t.Errorf("%d runs failed and %d did not", failed, done)
	}
}
