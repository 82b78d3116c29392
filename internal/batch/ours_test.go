package batch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"speakout/internal/output"
)

func TestFilesOfOthersAreLeftAlone(t *testing.T) {
	s := textSet(t, "country,issue\nLB,syria\nFR,syria\n")
	os.MkdirAll(s.Folder, 0o700)
	mine := filepath.Join(s.Folder, "FR-fr-2.txt")
	os.WriteFile(mine, []byte("mine"), 0o600)
	c := checked(t, s)
	if err := c.Err(); err == nil || !strings.Contains(err.Error(), "a file stands there that is not of this set") {
		t.Errorf("got %v", err)
	}
	s.SkipBad = true
	write(t, s)
	if got, _ := os.ReadFile(mine); string(got) != "mine" {
		t.Errorf("the file was written over with %q", got)
	}
}

func TestOneRunAtATime(t *testing.T) {
	one := func(shard Shard) *Set {
		s := textSet(t, "country,issue\nLB,syria\nFR,syria\n")
		s.Shard = shard
		return s
	}
	for _, tt := range []struct {
		name          string
		first, second Shard
		busy          bool
	}{
		{"the whole set", Shard{}, Shard{}, true},
		{"a shard while the whole is written", Shard{}, Shard{1, 2}, true},
		{"the whole while a shard is written", Shard{1, 2}, Shard{}, true},
		{"a shard twice", Shard{1, 2}, Shard{1, 2}, true},
		{"two shards", Shard{1, 2}, Shard{2, 2}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			first, second := one(tt.first), one(tt.second)
			second.Folder = first.Folder
			c := checked(t, second)
			j, err := first.openJournal(checked(t, first).prior)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := second.Write(t.Context(), c); errors.Is(err, output.ErrBusy) != tt.busy {
				t.Errorf("got %v; want busy: %v", err, tt.busy)
			}
			if _, err := Join(first.Folder, true); !errors.Is(err, output.ErrBusy) {
				t.Errorf("join: got %v; want ErrBusy", err)
			}
			j.leave()
			write(t, first)
			if _, ok := contents(t, first.Folder)[".speakout.lock"]; ok {
				t.Error("the lock is still there")
			}
		})
	}
}

// A manifest that cannot get its name leaves the place to the next run.
func TestManifestInTheWay(t *testing.T) {
	s := textSet(t, "country,issue\nLB,syria\n")
	s.Force = true
	inTheWay := filepath.Join(s.Folder, "manifest.csv")
	os.MkdirAll(inTheWay, 0o700)
	if _, err := s.Write(t.Context(), checked(t, s)); err == nil {
		t.Fatal("no error")
	}
	if _, err := os.Stat(filepath.Join(s.Folder, ".speakout.lock")); err == nil {
		t.Error("the lock is still there")
	}
	os.Remove(inTheWay)
	s.Force = false
	if r := write(t, s); r.Unchanged != 1 {
		t.Errorf("got %+v; want the letter there", r)
	}
	if names := contents(t, s.Folder); len(names) != 2 {
		t.Errorf("%d files are left; want 2", len(names))
	}
}

// Files of a run that is under way are not somebody else's.
func TestCheckDuringAnotherRun(t *testing.T) {
	s := textSet(t, "country,issue\nLB,syria\n")
	j, err := s.openJournal(checked(t, s).prior)
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(filepath.Join(s.Folder, "LB-ar-1.txt"), []byte("of the other run"), 0o600)
	if _, err := s.Check(t.Context()); !errors.Is(err, output.ErrBusy) {
		t.Errorf("got %v; want ErrBusy", err)
	}
	j.leave()
	if err := checked(t, s).Err(); err == nil || !strings.Contains(err.Error(), "a file stands there") {
		t.Errorf("after it: got %v", err)
	}
}

// A run that ends between the names it gives is no bar to the next.
func TestKilledBetweenNames(t *testing.T) {
	for named := range 4 {
		dir := t.TempDir()
		s := textSet(t, benchmarkTable(6))
		s.Folder, s.Merge, s.Zip = "", filepath.Join(dir, "all.txt"), filepath.Join(dir, "all.zip")
		write(t, s)
		for range 2 { // killed twice, the second time with another table
			s.Table = tableOf(t, benchmarkTable(7+named))
			w := &writer{set: s, checked: checked(t, s)}
			err := errors.Join(w.open(), w.run(t.Context()))
			for _, o := range w.outputs {
				err = errors.Join(err, o.complete())
			}
			err = errors.Join(err, w.journal.seal(w.wholeLines(), w.origin))
			for i, o := range w.outputs {
				if i < named {
					err = errors.Join(err, o.out().place())
				} else {
					o.out().abort() // gives up its lock, as a killed run does
				}
			}
			w.journal.release()
			if err != nil {
				t.Fatal(err)
			}
			named = max(0, named-1)
		}
		s.Table = tableOf(t, benchmarkTable(6))
		write(t, s)
		want := textSet(t, benchmarkTable(6))
		want.Folder, want.Merge, want.Zip = "", filepath.Join(t.TempDir(), "all.txt"), filepath.Join(t.TempDir(), "all.zip")
		write(t, want)
		for _, names := range [][2]string{{s.Merge, want.Merge}, {s.Zip, want.Zip}} {
			if contentOf(t, "", names[0]) != contentOf(t, "", names[1]) {
				t.Errorf("%d named: %s is not that of a run that was not disturbed", named, names[0])
			}
		}
		if files := contents(t, dir); len(files) != 3 {
			t.Errorf("%d named: %d files are left; want 3", named, len(files))
		}
	}
}

// What another run has done since the check is not written over.
func TestAnotherRunSinceTheCheck(t *testing.T) {
	s, other := textSet(t, "country,issue\nLB,syria\n"), textSet(t, "country,issue\nFR,syria\n")
	other.Folder = s.Folder
	c := checked(t, s)
	write(t, other)
	if _, err := s.Write(t.Context(), c); !errors.Is(err, ErrMoved) {
		t.Errorf("got %v; want ErrMoved", err)
	}
	// A file that has come meanwhile, of anybody.
	s = textSet(t, "country,issue\nLB,syria\nFR,syria\n")
	c = checked(t, s)
	os.MkdirAll(s.Folder, 0o700)
	mine := filepath.Join(s.Folder, "FR-fr-2.txt")
	os.WriteFile(mine, []byte("mine"), 0o600)
	if _, err := s.Write(t.Context(), c); !errors.Is(err, output.ErrExists) {
		t.Errorf("got %v; want ErrExists", err)
	}
	if contentOf(t, "", mine) != "mine" {
		t.Error("the file was written over")
	}
}

// A manifest that names files outside its folder leads nowhere.
func TestManifestThatLeadsElsewhere(t *testing.T) {
	s := textSet(t, "country,issue\nLB,syria\n")
	write(t, s)
	outside := filepath.Join(filepath.Dir(s.Folder), "outside.txt")
	os.WriteFile(outside, []byte("mine"), 0o600)
	name := filepath.Join(s.Folder, "manifest.csv")
	evil := strings.Replace(contentOf(t, "", name), "1,LB-ar-1.txt", "2,../outside.txt,"+sum([]byte("mine"))+",LB,ar,syria,written,x,x\n1,LB-ar-1.txt", 1)
	os.WriteFile(name, []byte(evil), 0o600)
	s.Force = true
	write(t, s)
	if contentOf(t, "", outside) != "mine" {
		t.Error("it was removed")
	}
}

// Shards may be at work while another one comes between the check of one and
// its writing; letters that are gone from the table go all the same.
func TestShardsSideBySide(t *testing.T) {
	first, second := benchmarkTable(40), benchmarkTable(30)
	folder := filepath.Join(t.TempDir(), "letters")
	shard := func(table string, i int) *Set {
		s := textSet(t, table)
		s.Folder, s.Shard = folder, Shard{i, 2}
		return s
	}
	write(t, shard(first, 1))
	write(t, shard(first, 2))
	s1, s2 := shard(second, 1), shard(second, 2)
	ctx, stop := context.WithCancel(t.Context())
	s2.Progress = func(p Progress) {
		if p.Step == "write" && p.Done == 10 {
			stop()
		}
	}
	if _, err := s2.Write(ctx, checked(t, s2)); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	c := checked(t, s1)
	s2.Progress = nil
	write(t, s2)
	if r, err := s1.Write(t.Context(), c); err != nil || r.Removed != 5 {
		t.Errorf("got %+v, %v; want 5 letters removed", r, err)
	}
	if _, err := Join(folder, true); err != nil {
		t.Error(err)
	}
	fresh := textSet(t, second)
	write(t, fresh)
	got := contents(t, folder)
	for i := 1; i <= 2; i++ {
		delete(got, Shard{i, 2}.in("manifest", ".csv"))
	}
	sameContents(t, got, contents(t, fresh.Folder))
}
