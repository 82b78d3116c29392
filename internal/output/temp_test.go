package output

import (
	"os"
	"testing"
)

func TestWriteTemp(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	name, err := WriteTemp("x-*.md", []byte("words"))
	if err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(name); err != nil || string(b) != "words" {
		t.Errorf("it holds %q, %v", b, err)
	}
	RemoveTemp(name)
	if _, err := os.Stat(name); !os.IsNotExist(err) {
		t.Errorf("it is still there: %v", err)
	}
	dir, err := TempDir("x-*")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/x", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	RemoveTemp(dir)
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the folder is still there: %v", err)
	}
	t.Setenv("TMPDIR", t.TempDir()+"/none")
	if dir, err := TempDir("x-*"); err == nil {
		t.Errorf("%s is in a folder that is not there", dir)
	}
	if name, err := WriteTemp("x-*.md", nil); err == nil {
		t.Errorf("%s is in a folder that is not there", name)
	}
}
