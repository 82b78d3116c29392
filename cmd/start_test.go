package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"speakout/internal/locale"
)

// BenchmarkStart runs the program for one letter, from its start to its end. What
// the processors worked, cpu-ms, says more than the time it took where others
// work beside it.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	program := filepath.Join(dir, "speakout.exe")
	if out, err := exec.Command("go", "build", "-trimpath", "-o", program, "..").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	run := func(b *testing.B, args ...string) {
		var worked time.Duration
		for b.Loop() {
			c := exec.Command(program, args...)
			c.Env = append(os.Environ(), "HOME="+dir)
			if out, err := c.CombinedOutput(); err != nil {
				b.Fatalf("speakout: %v\n%s", err, out)
			}
			worked += c.ProcessState.UserTime() + c.ProcessState.SystemTime()
		}
		b.ReportMetric(worked.Seconds()*1e3/float64(b.N), "cpu-ms")
	}
	b.Run("nothing", func(b *testing.B) { run(b, "--version") })
	for _, l := range locale.Languages {
		b.Run(string(l), func(b *testing.B) {
			run(b, "--country", "LB", "--lang", string(l), "--issue", "syria", "--from", "Rana Haddad", "--force", "-o", filepath.Join(dir, "letter.pdf"))
		})
	}
}
