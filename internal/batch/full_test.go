//go:build linux

package batch

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A disk that is full ends the run with what fits; with room made, the next
// one goes on.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("no small disk can be made here:", err)
	}
	defer syscall.Unmount(disk, syscall.MNT_DETACH)
	want := textSet(t, benchmarkTable(600))
	write(t, want)
	s := textSet(t, benchmarkTable(600))
	s.Folder = filepath.Join(disk, "letters")
	if _, err := s.Write(t.Context(), checked(t, s)); !errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), ".tmp") {
		t.Fatalf("got %v; want ENOSPC", err)
	}
	for name, data := range contents(t, s.Folder) {
		if strings.HasSuffix(name, ".txt") && data != contentOf(t, want.Folder, name) {
			t.Errorf("%s is there with %d bytes", name, len(data))
		}
	}
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT, "size=20m"); err != nil {
		t.Fatal(err)
	}
	if r := write(t, s); r.Letters != 600 || r.Unchanged == 0 {
		t.Errorf("with room: %+v", r)
	}
	sameContents(t, contents(t, s.Folder), contents(t, want.Folder))
	if _, err := os.Stat(s.stateName()); err == nil {
		t.Error("what the run kept for itself is still there")
	}
}
