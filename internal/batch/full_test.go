//go:build linux

package batch

import (
	"errors"
	"fmt"
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

// Wherever the disk gets full, files of all letters have their names or none
// has, and the same command succeeds once there is room.
func TestFullDiskAtTheEnd(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("no small disk can be made here:", err)
	}
	defer syscall.Unmount(disk, syscall.MNT_DETACH)
	const page = 4096
	full := 0
	for pages := range 40 {
		s := textSet(t, benchmarkTable(12))
		dir := filepath.Join(disk, fmt.Sprint(pages))
		os.Mkdir(dir, 0o700)
		s.Folder, s.Merge, s.Zip = "", filepath.Join(dir, "all.txt"), filepath.Join(dir, "all.zip")
		c := checked(t, s)
		filler := filepath.Join(disk, "filler")
		fill(t, filler, pages*page)
		_, err := s.Write(t.Context(), c)
		os.Remove(filler)
		files := contents(t, dir)
		switch {
		case err == nil && len(files) != 3, err != nil && len(files) != 0:
			t.Errorf("%d pages free: %v, and there are %d files", pages, err, len(files))
		case err != nil && !errors.Is(err, syscall.ENOSPC):
			t.Errorf("%d pages free: %v", pages, err)
		case err != nil:
			full++
		}
		write(t, s)
		os.RemoveAll(dir)
	}
	if full == 0 || full == 40 {
		t.Errorf("the disk was full %d times of 40", full)
	}
}

// fill leaves so many bytes free.
func fill(t *testing.T, filler string, free int) {
	t.Helper()
	var disk syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(filler), &disk); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filler, make([]byte, max(0, int(disk.Bavail)*int(disk.Bsize)-free)), 0o600); err != nil {
		t.Fatal(err)
	}
}
