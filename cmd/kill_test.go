//go:build slow && linux

package cmd

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The program is killed at moments of chance, as a machine without power is: each
// time what has a name is whole, and in the end the result is, byte for byte,
// that of a run that nobody disturbed, without anything else beside it.
func TestKilledAtRandom(t *testing.T) {
	const rows, kills = 5000, 9
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	chance := rand.New(rand.NewPCG(seed, 0))
	program, dir := built(t), t.TempDir()
	var table strings.Builder
	table.WriteString("country,lang,from\n")
	for i := range rows {
		fmt.Fprintf(&table, "%s,%s,Rana %d\n", []string{"LB", "FR", "MX", "US"}[i%4], []string{"ar", "fr", "es", "en"}[i/4%4], i)
	}
	if err := os.WriteFile(filepath.Join(dir, "table.csv"), []byte(table.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	// By turns another table, as when rows were added between runs.
	half := strings.Join(strings.SplitAfter(table.String(), "\n")[:rows/2], "")
	if err := os.WriteFile(filepath.Join(dir, "half.csv"), []byte(half), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, out := range map[string]string{
		"letters": "--out letters --format both",
		"folders": "--out letters --format text --by lang --zip letters/all.zip --merge letters/all.txt",
		"merge":   "--merge letters/all.pdf --labels letters/labels.pdf",
	} {
		t.Run(name, func(t *testing.T) {
			run := func(folder, table string) *exec.Cmd {
				os.MkdirAll(filepath.Join(dir, folder), 0o700)
				line := "batch " + table + " --issue syria -q " + strings.ReplaceAll(out, "letters", folder)
				c := exec.Command(program, strings.Fields(line)...)
				c.Dir = dir
				c.Env = []string{"HOME=" + dir, "SOURCE_DATE_EPOCH=1795478400"}
				c.Stderr = new(bytes.Buffer)
				return c
			}
			begun := time.Now()
			undisturbed := run("wanted", "table.csv")
			undisturbed.Run()
			ended(t, undisturbed, 0)
			takes := time.Since(begun)
			want := sums(t, filepath.Join(dir, "wanted"))
			for i := range kills {
				c := run("killed", []string{"table.csv", "table.csv", "half.csv"}[i%3])
				start(t, c)
				time.Sleep(time.Duration(chance.Int64N(int64(takes)))) // any moment will do
				c.Process.Kill()
				c.Wait()
				for file, sum := range sums(t, filepath.Join(dir, "killed")) {
					if isLetter(file) && sum != want[file] {
						t.Fatalf("killed %d times, %s is not whole", i+1, file)
					}
				}
			}
			c := run("killed", "table.csv")
			c.Run()
			ended(t, c, 0)
			got := sums(t, filepath.Join(dir, "killed"))
			if !maps.Equal(got, want) {
				for file := range got {
					if got[file] != want[file] {
						t.Errorf("%s is another", file)
					}
				}
				t.Errorf("%d files; want %d", len(got), len(want))
			}
			os.RemoveAll(filepath.Join(dir, "killed"))
			os.RemoveAll(filepath.Join(dir, "wanted"))
		})
	}
}

// isLetter tells a letter under its name from files of all letters, which may be
// those of the other table, and from what a run keeps for itself.
func isLetter(file string) bool {
	return !strings.Contains(file, "speakout") && !strings.Contains(file, "manifest") && !strings.HasPrefix(file, "all.") && file != "labels.pdf"
}

// sums are the digests of the files in a folder.
func sums(t *testing.T, dir string) map[string][sha256.Size]byte {
	t.Helper()
	all := map[string][sha256.Size]byte{}
	for _, name := range names(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if info, _ := os.Stat(filepath.Join(dir, name)); info != nil && info.IsDir() {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		all[name] = sha256.Sum256(data)
	}
	return all
}
