package batch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestShardsMakeUpTheWhole(t *testing.T) {
	table := benchmarkTable(23)
	whole := textSet(t, table)
	write(t, whole)
	want := contents(t, whole.Folder)
	folder := filepath.Join(t.TempDir(), "letters")
	for i := 3; i >= 1; i-- {
		if _, err := Join(folder, true); err == nil {
			t.Errorf("the shards were joined without shard %d", i)
		}
		s := textSet(t, table)
		s.Folder, s.Shard = folder, Shard{i, 3}
		write(t, s)
	}
	j, err := Join(folder, true)
	if err != nil || j != (Joined{Shards: 3, Rows: 23, Files: 23}) {
		t.Fatalf("got %+v, %v", j, err)
	}
	got := contents(t, folder)
	for i := 1; i <= 3; i++ {
		delete(got, Shard{i, 3}.in("manifest", ".csv"))
	}
	sameContents(t, got, want)

	os.WriteFile(filepath.Join(folder, "FR-en-2.txt"), []byte("edited"), 0o600)
	if _, err := Join(folder, true); err == nil || !strings.Contains(err.Error(), "FR-en-2.txt is not as its manifest says") {
		t.Errorf("an edited letter: %v", err)
	}
	other := textSet(t, benchmarkTable(24))
	other.Folder, other.Shard = folder, Shard{2, 3}
	write(t, other)
	if _, err := Join(folder, false); err == nil || !strings.Contains(err.Error(), "different tables") {
		t.Errorf("a shard of another table: %v", err)
	}
}

func TestBadRowStopsEveryShard(t *testing.T) {
	s := textSet(t, "country,issue\nLB,syria\nLebanan,syria\n")
	s.Shard = Shard{1, 2}
	if err := checked(t, s).Err(); err == nil {
		t.Error("the shard without the bad row went on")
	}
}
