package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFileIsWrittenByOneAtATime(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "all.pdf")
	first, err := Create(name, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Create(name, true); !errors.Is(err, ErrBusy) || strings.Contains(err.Error(), "speakout-") {
		t.Errorf("a second one: got %v; want ErrBusy, about all.pdf", err)
	}
	first.WriteString("first")
	if err := first.Commit(); err != nil {
		t.Fatal(err)
	}
	// It was not there when this one began.
	late, err := Create(filepath.Join(dir, "late"), false)
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(filepath.Join(dir, "late"), []byte("another's"), 0o600)
	if err := late.Commit(); !errors.Is(err, ErrExists) {
		t.Errorf("a file that has come meanwhile: got %v; want ErrExists", err)
	}
	os.Remove(filepath.Join(dir, "late"))
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("the folder holds %v; want all.pdf alone", entries)
	}
}

func TestWhatAKilledRunLeft(t *testing.T) {
	name := filepath.Join(t.TempDir(), "all.pdf")
	for _, what := range []string{"tmp", "lock"} {
		if err := os.WriteFile(beside(name, what), []byte("a longer beginning"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := WriteFile(name, []byte("whole"), false); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(name); string(got) != "whole" {
		t.Errorf("got %q", got)
	}
}

func TestSharedLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	take := func(shared bool) *Lock {
		t.Helper()
		l, err := TryLock(path, shared)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	one, two := take(true), take(true)
	if _, err := TryLock(path, false); !errors.Is(err, ErrBusy) {
		t.Errorf("all of what is shared: got %v; want ErrBusy", err)
	}
	one.Release()
	if _, err := TryLock(path, false); !errors.Is(err, ErrBusy) {
		t.Errorf("while one has it: got %v; want ErrBusy", err)
	}
	two.Release()
	if _, err := os.Stat(path); err == nil {
		t.Error("the file of a lock that nobody holds is there")
	}
	take(false).Release()
}

func TestNamesAsLongAsTheyMayBe(t *testing.T) {
	name := filepath.Join(t.TempDir(), strings.Repeat("é", 120)+".pdf")
	if err := WriteFile(name, nil, false); err != nil {
		t.Error(err)
	}
}
