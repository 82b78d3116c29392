package output

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestWritePrivate(t *testing.T) {
	name := filepath.Join(t.TempDir(), "new", "secret")
	for _, text := range []string{"one", "two"} {
		if err := WritePrivate(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(name); err != nil || string(b) != text {
			t.Errorf("it holds %q, %v", b, err)
		}
		for file, want := range map[string]os.FileMode{name: 0o600, filepath.Dir(name): 0o700} {
			if info, err := os.Stat(file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != want {
				t.Errorf("%s: %v, %v; want %v", filepath.Base(file), info.Mode().Perm(), err, want)
			}
		}
		// The next one finds it as an older release, or a copy, left it.
		if err := os.Chmod(name, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(name), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
