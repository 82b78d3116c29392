package batch

import (
	"archive/zip"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"speakout/internal/pdf"
)

// write checks and writes a set.
func write(t *testing.T, s *Set) Result {
	t.Helper()
	r, err := s.Write(t.Context(), checked(t, s))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// textSet is a set of short work: letters as text into a new folder.
func textSet(t *testing.T, table string) *Set {
	t.Helper()
	s := testSet(t, tableOf(t, table))
	s.Text, s.Folder = true, filepath.Join(t.TempDir(), "letters")
	return s
}

// contents reads a folder, files by name.
func contents(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(folder, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(folder, name)
		all[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func contentOf(t *testing.T, folder, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Error(err)
	}
	return string(data)
}

func sameContents(t *testing.T, got, want map[string]string) {
	t.Helper()
	for name, data := range want {
		if got[name] != data {
			t.Errorf("%s: %d bytes; want %d others", name, len(got[name]), len(data))
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is there and should not be", name)
		}
	}
}

func TestWriteSet(t *testing.T) {
	s := textSet(t, benchmarkTable(40))
	s.PDF, s.Workers = true, 1
	if r := write(t, s); r.Letters != 40 || r.Files != 80 || r.Rejected != 0 {
		t.Errorf("got %+v", r)
	}
	want := contents(t, s.Folder)
	if len(want) != 81 { // with the manifest, without anything else
		t.Errorf("%d files", len(want))
	}
	lines := strings.Split(want["manifest.csv"], "\n")
	for i := range 40 {
		if !strings.HasPrefix(lines[1+2*i], strconv.Itoa(i+1)+",") {
			t.Errorf("line %d of the manifest is %q", 1+2*i, lines[1+2*i])
		}
	}
	// On any number of workers, and a second time.
	again := textSet(t, benchmarkTable(40))
	again.PDF, again.Workers = true, 8
	write(t, again)
	sameContents(t, contents(t, again.Folder), want)
	if r := write(t, again); r.Unchanged != 40 {
		t.Errorf("the second time: %+v; want nothing written", r)
	}
	sameContents(t, contents(t, again.Folder), want)
}

func TestOnlyWhatIsMissingOrDifferentIsWritten(t *testing.T) {
	s := textSet(t, benchmarkTable(20))
	write(t, s)
	want := contents(t, s.Folder)
	var names []string
	for name := range want {
		if name != "manifest.csv" {
			names = append(names, filepath.Join(s.Folder, name))
		}
	}
	os.Remove(names[0])
	if r := write(t, s); r.Unchanged != 19 || r.Letters != 20 {
		t.Errorf("got %+v; want 1 written", r)
	}
	sameContents(t, contents(t, s.Folder), want)

	// What was changed is left alone, unless it shall be replaced.
	os.Truncate(names[1], 100)
	os.WriteFile(names[2], []byte("edited"), 0o600)
	if err := checked(t, s).Err(); err == nil || !strings.Contains(err.Error(), "2 of 20 rows cannot be written: file exists 2") {
		t.Errorf("changed letters: got %v", err)
	}
	s.Force = true
	if r := write(t, s); r.Unchanged != 18 || r.Letters != 20 {
		t.Errorf("got %+v; want 2 written", r)
	}
	sameContents(t, contents(t, s.Folder), want)

	os.Remove(filepath.Join(s.Folder, "manifest.csv"))
	if r := write(t, s); r.Unchanged != 20 {
		t.Errorf("without a manifest: %+v; want nothing written", r)
	}
	sameContents(t, contents(t, s.Folder), want)

	s.Release = "another"
	if r := write(t, s); r.Unchanged != 20 {
		t.Errorf("another release: %+v; want nothing written: the letters are the same", r)
	}
	os.WriteFile(filepath.Join(s.Folder, "manifest.csv"), []byte(want["manifest.csv"][:500]), 0o600) // torn
	write(t, s)
	if got := contents(t, s.Folder); len(got) != len(want) {
		t.Errorf("%d files; want %d", len(got), len(want))
	}
}

func TestInterruptedRunGoesOn(t *testing.T) {
	undisturbed := textSet(t, benchmarkTable(700))
	write(t, undisturbed)
	want := contents(t, undisturbed.Folder)
	s := textSet(t, benchmarkTable(700))
	unchanged := 0
	for _, after := range []int{1, 150, 300, 420, 690} {
		ctx, stop := context.WithCancel(t.Context())
		s.Progress = func(p Progress) {
			if p.Step == "write" && p.Done == after {
				stop()
			}
		}
		r, err := s.Write(ctx, checked(t, s))
		stop()
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("after row %d: %v", after, err)
		}
		if r.Unchanged < unchanged {
			t.Errorf("after row %d: %d letters were there, %d before", after, r.Unchanged, unchanged)
		}
		unchanged = min(r.Letters, after)
		for name, data := range contents(t, s.Folder) {
			if strings.HasSuffix(name, ".tmp") || !strings.HasPrefix(name, ".speakout/") && data != want[name] {
				t.Errorf("after row %d: %s is there with %d bytes", after, name, len(data))
			}
		}
	}
	s.Progress = nil
	if r := write(t, s); r.Unchanged < 690 {
		t.Errorf("in the end %d letters were there; want those of the runs before", r.Unchanged)
	}
	sameContents(t, contents(t, s.Folder), want)
}

func TestRejectedRowsAreMended(t *testing.T) {
	table := "country,issue,from,phone\nLB,syria,Rana,+961 1\nLebanan,syria,Sami,+961 2\nFR,syria,'Ain,+33 1\nMexcio,syria,=B1,-1\nES,syria,x\n"
	s := textSet(t, table)
	s.SkipBad = true
	if r := write(t, s); r.Letters != 2 || r.Rejected != 3 {
		t.Fatalf("got %+v", r)
	}
	rejected := contents(t, s.Folder)["rejected.csv"]
	for _, want := range []string{"speakout.row,speakout.problem,speakout.set,country,issue,from,phone\n", "2,", ",Lebanan,syria,Sami,'+961 2\n", ",'=B1,'-1\n"} {
		if !strings.Contains(rejected, want) {
			t.Errorf("rejected.csv has no %q:\n%s", want, rejected)
		}
	}
	mended := strings.NewReplacer("Lebanan,", "LB,", "'=B1", "'Lucía", "Mexcio,", "MX,", "ES,syria,x", "ES,syria,x,").Replace(rejected)
	s.Table = tableOf(t, mended)
	if r := write(t, s); r.Letters != 3 || r.Rejected != 0 {
		t.Fatalf("mended: %+v", r)
	}
	// The result is that of a table that was right from the beginning.
	right := textSet(t, strings.NewReplacer("Lebanan", "LB", "=B1", "Lucía", "Mexcio", "MX", "ES,syria,x", "ES,syria,x,").Replace(table))
	write(t, right)
	got, want := contents(t, s.Folder), contents(t, right.Folder)
	withoutSet := func(m map[string]string) {
		var lines []string
		for l := range strings.SplitSeq(m["manifest.csv"], "\n") {
			if !strings.Contains(l, ",sealed,") { // with the set's identity the seal differs
				lines = append(lines, l[:max(0, strings.LastIndex(l, ","))])
			}
		}
		m["manifest.csv"] = strings.Join(lines, "\n")
	}
	withoutSet(got)
	withoutSet(want)
	sameContents(t, got, want)
}

func TestOneFileOfAllLetters(t *testing.T) {
	dir := t.TempDir()
	s := testSet(t, tableOf(t, benchmarkTable(6)))
	s.Text, s.Merge = true, filepath.Join(dir, "all.txt")
	write(t, s)
	files := contents(t, dir)
	if n := strings.Count(files["all.txt"], "\f"); n != 5 {
		t.Errorf("%d form feeds between 6 letters", n)
	}
	if lines := strings.Split(files["all.manifest.csv"], "\n"); len(lines) != 10 || !strings.HasPrefix(lines[2], "2,all.txt#line=") {
		t.Errorf("the manifest: %q", lines)
	}
	write(t, s)
	sameContents(t, contents(t, dir), files)
	os.WriteFile(s.Merge, []byte("edited"), 0o600)
	if _, err := s.Write(t.Context(), checked(t, s)); !errors.Is(err, ErrForeign) {
		t.Errorf("over what was edited: %v; want ErrForeign", err)
	}

	s = testSet(t, tableOf(t, benchmarkTable(6)))
	s.Text, s.PDF, s.Zip = true, true, filepath.Join(dir, "all.zip")
	write(t, s)
	z, err := zip.OpenReader(s.Zip)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if len(z.File) != 12 || z.File[0].Name != "LB-en-1.pdf" || z.File[0].Modified.Format("2006-01-02") != "2026-11-24" {
		t.Errorf("%d files, the first %s of %s", len(z.File), z.File[0].Name, z.File[0].Modified)
	}
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	s := textSet(t, "country,issue\nLB,syria\n")
	if err := os.WriteFile(s.Folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Check(t.Context()); err == nil {
		t.Error("a file was taken for a folder")
	}
	s = textSet(t, "country,issue\nLB,syria\n")
	os.MkdirAll(filepath.Join(s.Folder, "LB-ar-1.txt", "x"), 0o700)
	s.Force = true
	_, err := s.Write(t.Context(), checked(t, s))
	if err == nil || !strings.Contains(err.Error(), "LB-ar-1.txt") || strings.Contains(err.Error(), ".tmp") {
		t.Errorf("a folder in place of a letter: %v", err)
	}
}

func TestRowsThroughInOrder(t *testing.T) {
	n := 0
	next := func() (int, error) { n++; return n, nil }
	want := 0
	stop := errors.New("stop")
	err := inOrder(t.Context(), runtime.GOMAXPROCS(0)+3, 20, next,
		func(i int) (int, error) { runtime.Gosched(); return i, nil },
		func(i int) error {
			if want++; i != want {
				t.Fatalf("got %d; want %d", i, want)
			}
			if i == 5000 {
				return stop
			}
			return nil
		})
	if err != stop {
		t.Errorf("got %v", err)
	}
}

// What does not fit in one PDF is told after few letters, not after all.
func TestTooManyLettersForOnePDF(t *testing.T) {
	for most, want := range map[int]bool{10_000: true, 40_000: false} {
		s := testSet(t, tableOf(t, benchmarkTable(600)))
		s.PDF, s.Merge, s.mostObjects = true, filepath.Join(t.TempDir(), "all.pdf"), most
		r, err := s.Write(t.Context(), checked(t, s))
		if got := errors.Is(err, pdf.ErrTooLong); got != want || want && r.Letters > fewLetters {
			t.Errorf("with %d objects: %v after %d letters", most, err, r.Letters)
		}
		if files, _ := os.ReadDir(filepath.Dir(s.Merge)); want && len(files) > 0 {
			t.Errorf("it left %v", files)
		}
	}
}
