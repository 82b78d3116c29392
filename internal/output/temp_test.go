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
	t.Setenv("TMPDIR", t.TempDir()+"/none")
	if name, err := WriteTemp("x-*.md", nil); err == nil {
		t.Errorf("%s is in a folder that is not there", name)
	}
}
