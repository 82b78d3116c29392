package profile

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestConfig(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new", "config.yaml")
	c, err := LoadConfig(file)
	if err != nil || len(c.Names()) != 0 {
		t.Fatalf("without a file: %v, %v", c.Names(), err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	// What the user wrote by hand stays; a file that others could read no longer is one.
	if err := os.WriteFile(file, []byte("# ours\nlang: fr # for the office\n\nenclose: true\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if c, err = LoadConfig(file); err != nil {
		t.Fatal(err)
	}
	for _, set := range [][2]string{{"paper", "letter"}, {"lang", "es"}, {"digits", "yes: 'no' # \"x\""}} {
		if err := c.Set(set[0], set[1]); err != nil {
			t.Fatalf("%v: %v", set, err)
		}
	}
	if ok, err := c.Unset("paper"); !ok || err != nil {
		t.Errorf("Unset = %v, %v", ok, err)
	}
	if ok, err := c.Unset("paper"); ok || err != nil {
		t.Errorf("Unset of nothing = %v, %v", ok, err)
	}
	if err := c.Save(file); err != nil {
		t.Fatal(err)
	}
	b, _ := os.ReadFile(file)
	if want := "# ours\nlang: es\n\nenclose: true\ndigits: "; !strings.HasPrefix(string(b), want) {
		t.Errorf("the file is\n%s\nwant it to begin with\n%s", b, want)
	}
	if info, err := os.Stat(file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; want 0600", info.Mode(), err)
	}
	if c, err = LoadConfig(file); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"lang": "es", "enclose": "true", "digits": "yes: 'no' # \"x\""} {
		if got, ok := c.Get(name); !ok || got != want {
			t.Errorf("Get(%q) = %q, %v; want %q", name, got, ok, want)
		}
	}
}

func TestConfigFaults(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"no value":   {"lang: fr\npaper\n", "line 2 is not a flag and its value"},
		"not YAML":   {"lang: [", "line 1 is not"},
		"several":    {"lang: [fr, es]", "line 1: lang needs one value"},
		"none":       {"lang:", "line 1: lang needs one value"},
		"twice":      {"lang: fr\n\nlang: es", "line 3: lang has a value already"},
		"continued":  {"lang:\n  fr", "line 1"},
		"NUL":        {"\x00", "line 1 is not"},
		"not a flag": {"- lang", "line 1 is not"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := parseConfig(test.text); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v; want %q", err, test.want)
			}
		})
	}
	if err := (&Config{}).Set("lang", "fr\nes"); err == nil {
		t.Error("a value of two lines was taken")
	}
}
