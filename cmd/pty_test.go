package cmd

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// terminal is the built program on a real pseudo-terminal, with an emulator
// that knows what its screen shows.
type terminal struct {
	t       *testing.T
	cmd     *exec.Cmd
	pty     *os.File
	dir     string
	mu      sync.Mutex // guards emulator
	vt      *vt.Emulator
	raw     strings.Builder // all that was written
	changed chan struct{}   // holds a value after the screen changed
	ended   chan struct{}   // closed when the program has written its last
}

// startTerminal runs speakout on a terminal of that size, in a folder of its own.
func startTerminal(t *testing.T, columns, rows int, env []string, args ...string) *terminal {
	t.Helper()
	dir := t.TempDir()
	p := &terminal{t: t, dir: dir, vt: vt.NewEmulator(columns, rows), changed: make(chan struct{}, 1), ended: make(chan struct{})}
	p.cmd = exec.Command("speakout", args...)
	p.cmd.Dir = dir
	p.cmd.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "XDG_CONFIG_HOME=" + dir + "/config", "TMPDIR=" + t.TempDir(),
		"TERM=xterm-256color", "LANG=en_GB.UTF-8", "SOURCE_DATE_EPOCH=1795478400",
	}, env...)
	var err error
	p.pty, err = pty.StartWithSize(p.cmd, &pty.Winsize{Cols: uint16(columns), Rows: uint16(rows)})
	if err != nil {
		t.Fatal(err)
	}
	go p.read()
	go io.Copy(p.pty, p.vt) // what the terminal answers: where its cursor is
	t.Cleanup(func() {
		p.cmd.Process.Kill()
		p.pty.Close()
	})
	return p
}

func (p *terminal) read() {
	defer close(p.ended)
	b := make([]byte, 4096)
	for {
		n, err := p.pty.Read(b)
		p.mu.Lock()
		p.vt.Write(b[:n])
		p.raw.Write(b[:n])
		p.mu.Unlock()
		select {
		case p.changed <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// patience is how long a screen may take on a machine that is busy elsewhere.
const patience = 20 * time.Second

// screen is what the terminal shows.
func (p *terminal) screen() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.vt.String()
}

// wait waits until the screen shows all of the words.
func (p *terminal) wait(words ...string) {
	p.t.Helper()
	p.until(func(screen string) bool {
		for _, w := range words {
			if !strings.Contains(screen, w) {
				return false
			}
		}
		return true
	}, "the screen never showed %q", words)
}

func (p *terminal) until(ok func(screen string) bool, format string, what any) {
	p.t.Helper()
	deadline := time.After(patience)
	for !ok(p.screen()) {
		select {
		case <-p.changed:
		case <-p.ended:
			if !ok(p.screen()) {
				p.t.Fatalf(format+"; the program has ended; it showed:\n%s", what, p.screen())
			}
			return
		case <-deadline:
			p.t.Fatalf(format+"; it showed:\n%s", what, p.screen())
		}
	}
}

// Keys as terminals send them.
const (
	enter     = "\r"
	escape    = "\x1b"
	controlC  = "\x03"
	shiftTab  = "\x1b[Z"
	up        = "\x1b[A"
	down      = "\x1b[B"
	backspace = "\x7f"
	pageDown  = "\x1b[6~"
)

func (p *terminal) send(keys string) {
	p.t.Helper()
	if _, err := io.WriteString(p.pty, keys); err != nil {
		p.t.Fatal(err)
	}
}

func (p *terminal) resize(columns, rows int) {
	p.t.Helper()
	p.mu.Lock()
	p.vt.Resize(columns, rows)
	p.mu.Unlock()
	if err := pty.Setsize(p.pty, &pty.Winsize{Cols: uint16(columns), Rows: uint16(rows)}); err != nil {
		p.t.Fatal(err)
	}
}

// exit waits for the program to end and returns its exit code.
func (p *terminal) exit() int {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.t.Fatalf("the program did not end; it showed:\n%s", p.screen())
	}
	err := p.cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	if err != nil {
		p.t.Fatal(err)
	}
	return 0
}

// restored fails the test unless the program gave the terminal back: its own
// screen left, the cursor shown, characters in the terminal's order again.
func (p *terminal) restored() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	raw := p.raw.String()
	for _, pair := range [][2]string{{"\x1b[?1049h", "\x1b[?1049l"}, {"\x1b[?25l", "\x1b[?25h"}, {"\x1b[8l", "\x1b[8h"}} {
		if strings.LastIndex(raw, pair[0]) > strings.LastIndex(raw, pair[1]) {
			p.t.Errorf("the program ended after %q without %q", pair[0], pair[1])
		}
	}
}

// files are the names in the program's folder.
func (p *terminal) files() []string {
	p.t.Helper()
	entries, err := os.ReadDir(p.dir)
	if err != nil {
		p.t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// read returns a file that the program wrote.
func (p *terminal) file(name string) string {
	p.t.Helper()
	b, err := os.ReadFile(p.dir + "/" + name)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(b)
}
