package batch

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"speakout/internal/pdf"
)

// labelSet is a set of labels alone.
func labelSet(t *testing.T, table string) *Set {
	t.Helper()
	s := textSet(t, table)
	s.Folder, s.Labels, s.LabelSheet = "", filepath.Join(t.TempDir(), "labels.pdf"), pdf.LabelSheets[0]
	return s
}

func TestLabels(t *testing.T) {
	alone := labelSet(t, benchmarkTable(50))
	alone.Workers = 1
	if r := write(t, alone); r.Letters != 50 || r.Files != 0 {
		t.Errorf("got %+v", r)
	}
	want := contentOf(t, "", alone.Labels)
	if n := strings.Count(want, "/S /Div "); n != 50 {
		t.Errorf("%d labels", n)
	}
	manifest := contentOf(t, filepath.Dir(alone.Labels), "labels.manifest.csv")
	for _, line := range []string{"\n21,labels.pdf#page=1,", "\n22,labels.pdf#page=2,", "\n,labels.pdf," + sum([]byte(want)) + ","} {
		if !strings.Contains(manifest, line) {
			t.Errorf("the manifest has no line %q:\n%s", line, manifest)
		}
	}
	// Beside letters they are the same, and letters that are there are not drawn
	// again for their sake.
	beside := textSet(t, benchmarkTable(50))
	beside.Labels, beside.LabelSheet, beside.Workers = filepath.Join(t.TempDir(), "labels.pdf"), pdf.LabelSheets[0], 8
	write(t, beside)
	if r := write(t, beside); r.Unchanged != 50 {
		t.Errorf("the second time: %+v", r)
	}
	if got := contentOf(t, "", beside.Labels); got != want {
		t.Error("beside letters, the labels are others")
	}
	// Beside one file of all letters, that is where the letters are.
	merged := labelSet(t, benchmarkTable(3))
	merged.Merge, merged.PDF = filepath.Join(filepath.Dir(merged.Labels), "all.pdf"), true
	merged.Text, merged.BlankBacks = false, true
	write(t, merged)
	if m := contentOf(t, filepath.Dir(merged.Labels), "all.manifest.csv"); !strings.Contains(m, "\n3,all.pdf#page=5,") {
		t.Errorf("the third letter does not begin on page 5:\n%s", m)
	}
}

// A label that is too long is told before anything is written, where it is and
// what to do; with SkipBad the others are written.
func TestLabelTooLong(t *testing.T) {
	s := labelSet(t, "country,issue,to,to-address,to-title\nDE,syria,,,\nFR,syria,Claire,"+strings.Repeat("rue; ", 12)+",\nLB,syria,,,\nDE,syria,"+strings.Repeat("Von ", 70)+",,"+strings.Repeat("Wilhelmina ", 27)+"\nJP,syria,東京,,\n")
	c := checked(t, s)
	err := c.Err()
	if err == nil {
		t.Fatal("there is no error")
	}
	for _, want := range []string{
		"t.csv:3: to-address: too long for an address label of L7160, even in small type: \"rue; ",
		"t.csv:5: to-title: too long for an address label of L7160, even in small type: \"Wilhelmina ",
		"; shorten it, or ",
		"t.csv:6: to: ",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got  %v\nwant %q", err, want)
		}
	}
	s.SkipBad = true
	if r := write(t, s); r.Letters != 2 || r.Rejected != 3 {
		t.Errorf("got %+v", r)
	}
}

// Labels are never written over a file of somebody else's, and are those of a run
// that was not disturbed after one that was killed.
func TestLabelsOfRunsThatEndEarly(t *testing.T) {
	s := labelSet(t, benchmarkTable(6))
	os.WriteFile(s.Labels, []byte("mine"), 0o600)
	if _, err := s.Write(t.Context(), checked(t, s)); !errors.Is(err, ErrForeign) {
		t.Errorf("got %v; want ErrForeign", err)
	}
	if contentOf(t, "", s.Labels) != "mine" {
		t.Error("the file was written over")
	}
	os.Remove(s.Labels)
	write(t, s)
	want := contentOf(t, "", s.Labels)

	s.Table = tableOf(t, benchmarkTable(7)) // killed after its file has a name, before its manifest has
	w := &writer{set: s, checked: checked(t, s)}
	err := errors.Join(w.open(), w.run(t.Context()), w.outputs[0].complete())
	err = errors.Join(err, w.journal.seal(w.wholeLines(), w.id), w.outputs[0].out().place())
	w.journal.release()
	if err != nil {
		t.Fatal(err)
	}
	s.Table = tableOf(t, benchmarkTable(6))
	write(t, s)
	if contentOf(t, "", s.Labels) != want {
		t.Error("the labels are not those of a run that was not disturbed")
	}
	if files := contents(t, filepath.Dir(s.Labels)); len(files) != 2 {
		t.Errorf("%d files are left; want 2", len(files))
	}
}

// A file beside a stream gets its name, whichever of the two is the stream.
func TestFilesBesideAStream(t *testing.T) {
	for name, stream := range map[string]func(*Set){
		"zip":    func(s *Set) { s.Zip = "-" },
		"merge":  func(s *Set) { s.Merge = "-" },
		"labels": func(s *Set) { s.Merge, s.Labels = filepath.Join(filepath.Dir(s.Labels), "all.txt"), "-" },
	} {
		t.Run(name, func(t *testing.T) {
			s := labelSet(t, benchmarkTable(3))
			dir := filepath.Dir(s.Labels)
			var out bytes.Buffer
			s.Stream = &out
			stream(s)
			write(t, s)
			write(t, s)
			if files := contents(t, dir); len(files) != 2 || out.Len() == 0 {
				t.Errorf("%d bytes in the stream, and %d files; want 2", out.Len(), len(files))
			}
		})
	}
}

func TestLinesOfAnAddress(t *testing.T) {
	want := []string{"ساحة الأمويين", " دمشق"}
	for _, sep := range []string{";", "\n", "؛"} {
		if got := lines(want[0] + sep + want[1]); !slices.Equal(got, want) {
			t.Errorf("%q: got %q", sep, got)
		}
	}
}
