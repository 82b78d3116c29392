package cmd

import (
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// imports is the graph of all packages that stand in the program, and in what
// is made of it: what each imports, in code that is not a test.
func imports(t *testing.T, system string) map[string][]string {
	t.Helper()
	list := exec.Command("go", "list", "-deps", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	list.Dir = ".."
	list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	graph := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		graph[words[0]] = words[1:]
	}
	return graph
}

// layers reads the drawing of CONTRIBUTING.md: for each package the number of
// its line.
func layers(t *testing.T) map[string]int {
	t.Helper()
	text, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "imports only what stands below")
	_, rest, _ = strings.Cut(rest, "```\n")
	drawing, _, closed := strings.Cut(rest, "```")
	if !ok || !closed {
		t.Fatal("CONTRIBUTING.md has no drawing of who imports whom")
	}
	line := map[string]int{}
	for i, l := range strings.Split(drawing, "\n") {
		for _, name := range strings.Fields(l) {
			line[path.Join("speakout", strings.TrimSuffix(name, "main.go"))] = i
		}
	}
	return line
}

// TestLayers holds the program to the drawing: a package imports only what
// stands below it.
func TestLayers(t *testing.T) {
	line := layers(t)
	graph := imports(t, "linux")
	for name, imported := range graph {
		own, drawn := line[name]
		if name != "speakout" && !strings.HasPrefix(name, "speakout/") {
			continue
		}
		if !drawn {
			t.Errorf("%s is not in the drawing of CONTRIBUTING.md: put it on the line above all that it imports", name)
		}
		for _, i := range imported {
			if below, ok := line[i]; ok && below <= own {
				t.Errorf("%s imports %s, which does not stand below it in CONTRIBUTING.md", name, i)
			}
		}
	}
	for name := range line {
		if _, ok := graph[name]; !ok {
			t.Errorf("%s stands in the drawing of CONTRIBUTING.md and is no package", name)
		}
	}
}

// networked are packages of others that import what can reach a network, and
// why they do. None of them reaches one: TestNoNetwork looks on.
var networked = map[string]string{
	"github.com/spf13/pflag":      "net, to read IP addresses as flags",
	"github.com/xuri/excelize/v2": "net/http, to tell a picture's type",
	"golang.org/x/sys/windows":    "net, for the form of addresses",
}

// harmless are packages below net that only read text.
var harmless = []string{"net/url", "net/netip", "net/mail", "net/textproto"}

// TestNetworkImports holds the program to importing nothing that can reach a
// network but for those.
func TestNetworkImports(t *testing.T) {
	for _, system := range []string{"linux", "darwin", "windows"} {
		for name, imported := range imports(t, system) {
			first, _, _ := strings.Cut(name, "/")
			if !strings.Contains(first, ".") && first != "speakout" {
				continue // Go's own library
			}
			reaches := slices.ContainsFunc(imported, func(i string) bool {
				return (i == "net" || strings.HasPrefix(i, "net/") || i == "crypto/tls") && !slices.Contains(harmless, i)
			})
			if reaches && networked[name] == "" {
				t.Errorf("%s imports what can reach a network: %v", name, imported)
			}
		}
	}
}

// TestPackageDocs wants each package to say what it is for: go doc shows it.
func TestPackageDocs(t *testing.T) {
	list := exec.Command("go", "list", "-f", "{{.ImportPath}}\t{{.Doc}}", "./...")
	list.Dir = ".."
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		name, doc, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if doc == "" {
			t.Errorf("%s has no doc: begin it with // Package %s …", name, path.Base(name))
		}
	}
}
