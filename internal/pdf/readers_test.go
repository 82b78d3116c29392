//go:build slow

package pdf

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// TestBrowsersReadText takes the text out of letters with pdf.js (Firefox) and
// PDFium (Chromium): the npm packages pdfjs-dist and @hyzyla/pdfium, installed in
// the folder that PDF_READERS names.
func TestBrowsersReadText(t *testing.T) {
	folder := os.Getenv("PDF_READERS")
	if folder == "" {
		t.Skip("PDF_READERS does not name a folder with the readers")
	}
	if _, err := exec.LookPath("node"); err != nil {
		missingTool(t, "node")
	}
	letters := append(hardLetters(t), compose(t, letter.Request{Country: "LB", Language: locale.Arabic, Issue: "syria",
		Sender: letter.Sender{Name: "Clear Fields (ترست) 12"}})) // too hard for poppler
	letters = append(letters, sample(t)...)
	files := writeLetters(t, letters)
	for _, reader := range []struct{ script, needs string }{
		{"pdfjs.mjs", "pdfjs-dist"},
		{"pdfium.mjs", "@hyzyla/pdfium"},
	} {
		t.Run(reader.needs, func(t *testing.T) {
			if _, err := os.Stat(filepath.Join(folder, "node_modules", reader.needs)); err != nil {
				t.Skip(err)
			}
			for i, text := range readWith(t, reader.script, folder, files) {
				compareText(t, letters[i], text, letters[i].Sender[0].Plain())
			}
		})
	}
}

func writeLetters(t *testing.T, letters []letter.Letter) []string {
	dir := t.TempDir()
	var files []string
	for i, l := range letters {
		file := filepath.Join(dir, fmt.Sprintf("%04d.pdf", i))
		writeFile(t, file, render(t, l))
		files = append(files, file)
	}
	return files
}

// readWith runs a script that takes names of files and prints their texts.
func readWith(t *testing.T, script, folder string, files []string) []string {
	cmd := exec.Command("node", filepath.Join("testdata", script))
	cmd.Env = append(os.Environ(), "PDF_READERS="+folder)
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n"))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	var texts []string
	if err := json.Unmarshal(out, &texts); err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	if len(texts) != len(files) {
		t.Fatalf("%s read %d of %d files", script, len(texts), len(files))
	}
	return texts
}
