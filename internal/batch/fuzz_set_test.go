package batch

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever a table says, and whatever pattern names its files: all that is written
// is in the folder, under names that every system takes, the same each time, with
// nothing left beside it, and the letters are those that the manifest tells of.
func FuzzSet(f *testing.F) {
	f.Add(DefaultName, "", "Rana", "", "x")
	f.Add("{{.From}}/{{.Fields.x}}", "x", "..", "../../escaped", "..")
	f.Add("{{.Place}}", "from", "../../etc/passwd", "C:\\CON", "manifest.csv")
	f.Add("{{.From}}", "x", "a/../../../escaped", "", "b/../../../escaped")
	f.Add("manifest.csv/{{.Row}}", "", "Rana", "", "x")
	f.Add("x", "file", "\u202efdp.exe", ".speakout/journal-1.csv", "rejected.csv/x")
	f.Add("{{.Fields.x}}", "", "=1;=2", "manifest.csv", "a\nb")
	f.Fuzz(func(t *testing.T, pattern, by, from, file, x string) {
		name, err := ParseName(pattern, by)
		if err != nil || len(pattern) > 100 || strings.Contains(pattern, "range") || strings.Contains(pattern, "printf") {
			return // as FuzzName has it
		}
		var table strings.Builder
		w := csv.NewWriter(&table)
		w.WriteAll([][]string{{"country", "issue", "from", "file", "x"}, {"LB", "syria", from, file, x}, {"FR", "syria", x, from, file}, {"Lebanan", "syria", x, "", from}})
		place := quickDir(t)
		run := func(folder string) (Result, error) {
			in, err := OpenTable("t.csv", strings.NewReader(table.String()))
			if err != nil {
				return Result{}, err
			}
			defer in.Close()
			s := testSet(t, in)
			s.Text, s.SkipBad, s.Name, s.Folder, s.Workers = true, true, name, filepath.Join(place, folder), 2
			c, err := s.Check(t.Context())
			if err != nil {
				return Result{}, err
			}
			return s.Write(t.Context(), c)
		}
		r, err := run("one")
		again, err2 := run("two")
		if (err == nil) != (err2 == nil) || again.Letters != r.Letters || again.Rejected != r.Rejected {
			t.Fatalf("%+v, %v; then %+v, %v", r, err, again, err2)
		}
		entries, _ := os.ReadDir(place)
		for _, e := range entries {
			if e.Name() != "one" && e.Name() != "two" || err != nil {
				t.Fatalf("%s is beside the folder, or there in spite of %v", e.Name(), err)
			}
		}
		if err != nil {
			return
		}
		one := contents(t, filepath.Join(place, "one"))
		sameContents(t, contents(t, filepath.Join(place, "two")), one)
		letters := 0
		for name, data := range one {
			for part := range strings.SplitSeq(name, "/") {
				if wrong := unsafe(part); wrong != "" {
					t.Fatalf("%q in %q %s", part, name, wrong)
				}
			}
			if name != "manifest.csv" && name != "rejected.csv" {
				letters++
				if !strings.Contains(one["manifest.csv"], sum([]byte(data))) {
					t.Errorf("the manifest does not know %q", name)
				}
			} else {
				noFormula(t, data)
			}
		}
		if letters != r.Letters || r.Letters+r.Rejected != 3 {
			t.Errorf("%d letters; %+v", letters, r)
		}
	})
}

// quickDir is a folder in memory, where there is one: what is written is put on
// disk before it gets its name, which takes long if others write there, too.
func quickDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "speakout-test-*")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}
