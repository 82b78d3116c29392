package licences

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write modules.txt; read the differences before you commit them")

// systems are those that the program is built for.
var systems = []string{"linux", "darwin", "windows"}

// kinds tell licences apart by words that only they have. All of them let
// others use, change and pass on what is under them, with its notice.
var kinds = []struct{ spdx, words string }{
	{"Apache-2.0", "Apache License\n                           Version 2.0"},
	{"Unlicense", "This is free and unencumbered software released into the public domain"},
	{"BSD-3-Clause", "Neither the name of"},
	{"MIT", "Permission is hereby granted, free of charge"},
	{"MIT", "## License\n\nMIT"},
}

// kindOf names the licences in a text, with strokes between.
func kindOf(text string) string {
	var found []string
	for _, k := range kinds {
		if strings.Contains(strings.ReplaceAll(text, "\r", ""), k.words) {
			found = append(found, k.spdx)
		}
	}
	bsd := "Redistribution and use in source and binary forms"
	if strings.Contains(text, bsd) && !slices.Contains(found, "BSD-3-Clause") {
		found = append(found, "BSD-2-Clause") // which is that without the clause on names
	}
	return strings.Join(found, "/")
}

// TestModules compares the licences with those that stand in the modules that
// are linked, on every system: none is missing, none is of another version.
func TestModules(t *testing.T) {
	dirs := map[string]string{}
	for _, system := range systems {
		maps.Copy(dirs, linked(t, system))
	}
	dirs["speakout"] = "../.."
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	dirs["Go"] = strings.TrimSpace(string(goroot))
	names := slices.Sorted(maps.Keys(dirs))
	names = append([]string{"speakout"}, slices.DeleteFunc(names, func(n string) bool { return n == "speakout" })...)
	var want strings.Builder
	for _, name := range names {
		text := termsIn(t, name, dirs[name])
		kind := kindOf(text)
		if kind == "" {
			t.Errorf("%s: which licence is this? It must be one that lets us pass the work on\n%s", name, text)
		}
		fmt.Fprintf(&want, "%s%s %s\n%s\n\n", separator, name, kind, strings.TrimSpace(strings.ReplaceAll(text, "\r", "")))
	}
	if *update {
		if err := os.WriteFile("modules.txt", []byte(want.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		modules = want.String()
	}
	if modules != want.String() {
		t.Errorf("modules.txt is not what the modules say; go test ./internal/licences -update writes it anew")
	}
	all := All()
	if len(all) != len(names)+1 {
		t.Errorf("All has %d licences; want %d and the fonts'", len(all), len(names))
	}
	for _, l := range all {
		if l.Kind == "" || len(l.Text) < 50 {
			t.Errorf("%s is under %q: %q", l.Name, l.Kind, l.Text)
		}
	}
}

// linked are the modules that the program is made of on a system, and where
// they are.
func linked(t *testing.T, system string) map[string]string {
	t.Helper()
	list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}} {{.Dir}}{{end}}", ".")
	list.Dir = "../.."
	list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list for %s: %v", system, err)
	}
	dirs := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if name, dir, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			dirs[name] = dir
		}
	}
	return dirs
}

// termsIn returns the texts of a module that must go with copies of it; of one
// without any, what its README says.
func termsIn(t *testing.T, name, dir string) string {
	t.Helper()
	var texts []string
	for _, pattern := range []string{"LICEN[CS]E*", "COPYING*", "NOTICE*"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(b))
		}
	}
	if len(texts) == 0 {
		b, _ := os.ReadFile(filepath.Join(dir, "README.md"))
		if _, terms, ok := strings.Cut(string(b), "## License"); ok {
			texts = append(texts, "## License"+terms)
		}
	}
	if len(texts) == 0 {
		t.Fatalf("%s has no licence in %s", name, dir)
	}
	return strings.Join(texts, "\n\n")
}
