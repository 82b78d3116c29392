package profile

import (
	"reflect"
	"testing"
	"unicode/utf8"

	"speakout/internal/letter"
)

// Whatever is remembered comes back as it was, and so does what was edited.
func FuzzProfile(f *testing.F) {
	f.Add([]byte("name: x\naddress: [a, b]\n"), "Rana Haddad", "12 Hamra", "help\nmore")
	f.Add([]byte("address: &a [*a]"), "'\"# : -", "\u2028\u0085\u202e", "")
	f.Add([]byte("# x\nname: |\n a\n  b\n"), "null", "~", "-")
	f.Add([]byte("name: !!binary x"), "0x1F", "1_000", "---")
	f.Fuzz(func(t *testing.T, file []byte, name, address, help string) {
		if s, err := Parse(file); err == nil {
			roundTrip(t, s, "")
		}
		if utf8.ValidString(name) && utf8.ValidString(address) && utf8.ValidString(help) {
			roundTrip(t, letter.Sender{Name: name, Address: []string{address, name}, Place: address}, help)
		}
	})
}

func roundTrip(t *testing.T, s letter.Sender, help string) {
	t.Helper()
	// Only what a letter can show is ever remembered.
	if len((letter.Request{Sender: s}).Check()) > 0 {
		return
	}
	b, err := Format(s, help)
	if err != nil {
		t.Fatalf("%+q: %v", s, err)
	}
	got, err := Parse(b)
	if err != nil {
		t.Fatalf("%+q is written\n%s\nwhich cannot be read: %v", s, b, err)
	}
	if len(got.Address) == 0 && len(s.Address) == 0 {
		got.Address, s.Address = nil, nil
	}
	if !reflect.DeepEqual(got, s) {
		t.Fatalf("%+q is written\n%s\nand read as %+q", s, b, got)
	}
}

// A default that is set is read back, and leaves the others as they are.
func FuzzConfig(f *testing.F) {
	f.Add("# ours\nlang: fr # x\n", "paper", "letter")
	f.Add("lang: fr\r\n", "lang", "yes: 'no' # \"x\"")
	f.Add("'lang': 1e3\n", "lang", "0x1F")
	f.Add("a: &x 1", "<<", "*x")
	f.Add("", "lang", "\u2028\u0085")
	f.Fuzz(func(t *testing.T, file, name, value string) {
		c, err := parseConfig(file)
		if err != nil {
			return
		}
		before := c.values
		if !isFlag(name) || !utf8.ValidString(value) || c.Set(name, value) != nil {
			return
		}
		if got, ok := c.Get(name); !ok || got != value {
			t.Fatalf("%q set to %q is %q in %q", name, value, got, c.lines)
		}
		for n, v := range before {
			if got, _ := c.Get(n); n != name && got != v {
				t.Errorf("setting %q changed %q from %q to %q", name, n, v, got)
			}
		}
		if ok, err := c.Unset(name); !ok || err != nil {
			t.Fatalf("Unset(%q) = %v, %v", name, ok, err)
		}
		if got, ok := c.Get(name); ok {
			t.Fatalf("%q is still %q", name, got)
		}
	})
}

// isFlag reports what names of flags are made of.
func isFlag(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && r != '-' {
			return false
		}
	}
	return s != "" && s[0] != '-'
}
