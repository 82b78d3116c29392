package batch

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/zlib"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/memos"
)

// benchmarkTable is a table of n letters in all languages, each to another
// country from somebody else.
func benchmarkTable(n int) string {
	countries := []string{"LB", "FR", "MX", "GB", "US", "SY", "UA", "VA", "EG", "MA", "BR", "JP"}
	names := []string{"Rana Haddad", "Claire Fontaine", "Lucía Herrera", "رنا حداد", "Jürgen Müller"}
	var b strings.Builder
	b.WriteString("country,lang,issue,from,address,email,place\n")
	for i := range n {
		fmt.Fprintf(&b, "%s,%s,%s,%s,%d Mill Lane;Leeds,u%d@example.org,Leeds\n", countries[i%len(countries)],
			locale.Languages[i/2%len(locale.Languages)], memos.Issues[i%len(memos.Issues)], names[i%len(names)], i, i)
	}
	return b.String()
}

// BenchmarkLetters writes a set. Its letters/s count the check and all writing.
func BenchmarkLetters(b *testing.B) {
	table := benchmarkTable(1000)
	for _, bb := range []struct {
		name string
		set  func(*Set)
	}{
		{"pdf/files", func(s *Set) { s.PDF, s.Folder = true, b.TempDir() }},
		{"pdf/merged", func(s *Set) { s.PDF, s.Merge, s.Stream = true, "-", io.Discard }},
		{"text/files", func(s *Set) { s.Text, s.Folder = true, b.TempDir() }},
		{"text/stream", func(s *Set) { s.Text, s.Merge, s.Stream = true, "-", io.Discard }},
		{"check", nil},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				t, err := OpenTable("table.csv", strings.NewReader(table))
				if err != nil {
					b.Fatal(err)
				}
				s := testSet(b, t)
				if bb.set != nil {
					bb.set(s)
				}
				c, err := s.Check(context.Background())
				if err == nil {
					err = c.Err()
				}
				if err == nil && bb.set != nil {
					_, err = s.Write(context.Background(), c)
				}
				if err != nil {
					b.Fatal(err)
				}
				t.Close()
			}
			b.ReportMetric(float64(1000*b.N)/b.Elapsed().Seconds(), "letters/s")
		})
	}
}

func testSet(t testing.TB, table *Table) *Set {
	t.Helper()
	name, err := ParseName(DefaultName, "")
	if err != nil {
		t.Fatal(err)
	}
	campaigns, err := letter.Campaigns()
	if err != nil {
		t.Fatal(err)
	}
	return &Set{
		Table: table, Campaigns: campaigns, Day: time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC),
		Name: name, Workers: runtime.GOMAXPROCS(0), Problems: 20, Release: "test", Defaults: map[Column]string{},
	}
}

// BenchmarkLeast does what no way of writing the same letters can do without: it
// deflates their pages and writes their bytes into files. In "pdf/all" it deflates
// everything that is deflated in the files, fonts too, as if nothing were the same
// in two letters.
func BenchmarkLeast(b *testing.B) {
	const letters = 1000
	docs := benchmarkDocuments(b, letters, ".pdf")
	var all, pages [][][]byte
	for _, doc := range docs {
		streams := deflated(b, doc)
		if !bytes.HasSuffix(streams[0], []byte("EMC\n")) {
			b.Fatal("the first stream is no page")
		}
		all, pages = append(all, streams), append(pages, streams[:1])
	}
	b.Run("pdf/pages", func(b *testing.B) { benchmarkFiles(b, docs, pages) })
	b.Run("pdf/all", func(b *testing.B) { benchmarkFiles(b, docs, all) })
	texts := benchmarkDocuments(b, letters, ".txt")
	b.Run("text", func(b *testing.B) { benchmarkFiles(b, texts, make([][][]byte, letters)) })
}

// benchmarkFiles deflates and writes documents, each under another name first.
func benchmarkFiles(b *testing.B, docs [][]byte, streams [][][]byte) {
	for b.Loop() {
		out := b.TempDir()
		var wait sync.WaitGroup
		workers := runtime.GOMAXPROCS(0)
		for w := range workers {
			wait.Go(func() {
				z, _ := zlib.NewWriterLevel(io.Discard, zlib.BestSpeed)
				for i := w; i < len(docs); i += workers {
					for _, data := range streams[i] {
						z.Reset(io.Discard)
						z.Write(data)
						z.Close()
					}
					name := filepath.Join(out, strconv.Itoa(i))
					if err := os.WriteFile(name+".tmp", docs[i], 0o666); err != nil {
						b.Error(err)
					}
					if err := os.Rename(name+".tmp", name); err != nil {
						b.Error(err)
					}
				}
			})
		}
		wait.Wait()
	}
	b.ReportMetric(float64(len(docs)*b.N)/b.Elapsed().Seconds(), "letters/s")
}

// benchmarkDocuments writes the letters of benchmarkTable in a format and returns
// the files.
func benchmarkDocuments(b *testing.B, n int, ending string) [][]byte {
	table, err := OpenTable("table.csv", strings.NewReader(benchmarkTable(n)))
	if err != nil {
		b.Fatal(err)
	}
	s := testSet(b, table)
	s.PDF, s.Text, s.Folder = ending == ".pdf", ending == ".txt", b.TempDir()
	c, err := s.Check(context.Background())
	if err == nil {
		_, err = s.Write(context.Background(), c)
	}
	if err != nil {
		b.Fatal(err)
	}
	var docs [][]byte
	names, _ := filepath.Glob(filepath.Join(s.Folder, "*"+ending))
	for _, name := range names {
		doc, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, doc)
	}
	if len(docs) != n {
		b.Fatalf("%d letters", len(docs))
	}
	return docs
}

// deflated returns what a document has in compressed streams, unpacked.
func deflated(b *testing.B, doc []byte) (streams [][]byte) {
	for {
		_, rest, ok := bytes.Cut(doc, []byte("/FlateDecode"))
		if !ok {
			return streams
		}
		_, rest, _ = bytes.Cut(rest, []byte("stream\n"))
		z, err := zlib.NewReader(bytes.NewReader(rest))
		if err != nil {
			b.Fatal(err)
		}
		data, err := io.ReadAll(z)
		if err != nil {
			b.Fatal(err)
		}
		_, doc, _ = bytes.Cut(rest, []byte("\nendstream"))
		streams = append(streams, data)
	}
}
