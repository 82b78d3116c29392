package profile

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

func TestSaveAndLoad(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	file, err := File()
	if err != nil {
		t.Fatal(err)
	}
	if _, ok, err := Load(file); ok || err != nil {
		t.Fatalf("before anything is remembered: %v, %v", ok, err)
	}
	for _, l := range locale.Languages {
		want := letter.Sample(l)
		if err := Save(file, want); err != nil {
			t.Fatal(err)
		}
		if got, ok, err := Load(file); !ok || err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %v, %v; want %+v", got, ok, err, want)
		}
	}
	if info, err := os.Stat(file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; want 0600", info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if ok, err := Forget(file); !ok || err != nil {
		t.Errorf("Forget = %v, %v", ok, err)
	}
	if ok, err := Forget(file); ok || err != nil {
		t.Errorf("Forget of nothing = %v, %v", ok, err)
	}
}

func TestParse(t *testing.T) {
	help := "first\nsecond"
	b, err := Format(letter.Sender{Name: "O'Neill: *"}, help)
	if err != nil || !strings.HasPrefix(string(b), "# first\n# second\nname:") {
		t.Fatalf("Format = %q, %v", b, err)
	}
	if got, err := Parse(b); err != nil || got.Name != "O'Neill: *" {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, wrong := range []string{"nmae: x", "name: [", "address: {a: b}"} {
		if _, err := Parse([]byte(wrong)); err == nil {
			t.Errorf("Parse(%q) gave no error", wrong)
		}
	}
}
