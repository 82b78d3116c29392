package output

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "letter.txt")
	mustWrite := func(data string, replace bool) {
		t.Helper()
		if err := WriteFile(name, []byte(data), replace); err != nil {
			t.Fatal(err)
		}
	}
	want := func(data string) {
		t.Helper()
		got, err := os.ReadFile(name)
		if err != nil || string(got) != data {
			t.Errorf("file holds %q, %v; want %q", got, err, data)
		}
		entries, _ := os.ReadDir(dir)
		if len(entries) != 1 {
			t.Errorf("folder holds %v; want the letter alone", entries)
		}
	}
	mustWrite("one", false)
	want("one")
	if err := WriteFile(name, []byte("two"), false); !errors.Is(err, ErrExists) {
		t.Errorf("second write: got %v; want ErrExists", err)
	}
	want("one")
	mustWrite("three", true)
	want("three")
}

func TestWriteFileKeepsPermissions(t *testing.T) {
	name := filepath.Join(t.TempDir(), "letter.txt")
	if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(name, []byte("new"), true); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("permissions are %v, %v; want those of the file that was replaced", info.Mode(), err)
	}
}

func TestWriteFileKeepsLink(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	if err := os.WriteFile(target, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if err := WriteFile(link, []byte("new"), true); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(target); string(got) != "new" {
		t.Errorf("target holds %q; want %q", got, "new")
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
}

func TestWriteFileErrors(t *testing.T) {
	dir := t.TempDir()
	for _, tt := range []struct{ name, file string }{
		{"a folder", dir},
		{"no such folder", filepath.Join(dir, "none", "x.pdf")},
		{"a file for a folder", filepath.Join(dir, "plain", "x.pdf")},
		{"a name too long", filepath.Join(dir, string(make([]byte, 300)))},
	} {
		os.WriteFile(filepath.Join(dir, "plain"), nil, 0o600)
		if err := WriteFile(tt.file, []byte("x"), true); err == nil {
			t.Errorf("%s: WriteFile(%q) succeeded", tt.name, tt.file)
		}
	}
}
