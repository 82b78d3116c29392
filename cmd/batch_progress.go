package cmd

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	bar "github.com/charmbracelet/bubbles/progress"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
	"golang.org/x/term"

	"speakout/internal/batch"
)

// progress shows how far a batch has come.
type progress struct {
	form  string // bar, plain, json or none
	w     io.Writer
	bar   bar.Model
	step  string
	begun time.Time
	next  time.Time // when to say something again
	drawn bool      // the bar is on the screen
}

// How long it waits from one sign of life to the next: on a screen, in logs.
const (
	betweenBars  = 100 * time.Millisecond
	betweenLines = 5 * time.Second
)

func newProgress(form string, quiet bool, w io.Writer) (*progress, error) {
	p := &progress{form: form, w: w}
	switch form {
	case "auto":
		p.form = "none"
		if _, ok := terminalWidth(w); ok {
			p.form = "bar"
			p.bar = bar.New(bar.WithColorProfile(termenv.Ascii), bar.WithoutPercentage(), bar.WithWidth(24))
		}
	case "plain", "json", "none":
	default:
		return nil, withHint(fmt.Errorf("--progress: unknown form %q", form), "auto, plain, json or none")
	}
	if quiet {
		p.form = "none"
	}
	return p, nil
}

func terminalWidth(w io.Writer) (int, bool) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		width = 80
	}
	return width, true
}

func (p *progress) show(s batch.Progress) {
	if p.form == "none" {
		return
	}
	now := time.Now()
	if s.Step != p.step {
		p.step, p.begun, p.next = s.Step, now, now
	}
	last := s.Total > 0 && s.Done == s.Total
	if now.Before(p.next) && !last {
		return
	}
	rate := float64(s.Done) / max(now.Sub(p.begun).Seconds(), 0.001)
	left := time.Duration(0)
	if s.Total > 0 {
		left = time.Duration(float64(s.Total-s.Done)/rate) * time.Second
	}
	switch p.form {
	case "bar":
		p.next = now.Add(betweenBars)
		p.draw(s, rate, left)
	case "json":
		p.next = now.Add(betweenLines)
		line, _ := json.Marshal(map[string]any{ // of numbers and a word: it cannot fail
			"step": s.Step, "done": s.Done, "total": s.Total, "per_second": int(rate), "seconds_left": int(left.Seconds()),
		})
		fmt.Fprintf(p.w, "%s\n", line)
	default:
		p.next = now.Add(betweenLines)
		fmt.Fprintf(p.w, "%s: %s\n", s.Step, counted(s, rate, left))
	}
}

// counted says how far it is in words.
func counted(s batch.Progress, rate float64, left time.Duration) string {
	if s.Total == 0 {
		return fmt.Sprintf("%s rows, %s a second", thousands(s.Done), thousands(int(rate)))
	}
	return fmt.Sprintf("%s of %s rows, %s a second, %s left", thousands(s.Done), thousands(s.Total), thousands(int(rate)), left)
}

// draw puts the bar on one line of the screen, in place of the one before.
func (p *progress) draw(s batch.Progress, rate float64, left time.Duration) {
	line := "Checking " + counted(s, rate, left)
	if s.Total > 0 {
		line = "Writing " + p.bar.ViewAs(float64(s.Done)/float64(s.Total)) + " " + counted(s, rate, left)
	}
	width, _ := terminalWidth(p.w)
	fmt.Fprint(p.w, "\r"+ansi.Truncate(line, width-1, "")+ansi.EraseLineRight)
	p.drawn = true
}

// end takes the bar off the screen.
func (p *progress) end() {
	if p.drawn {
		fmt.Fprint(p.w, "\r"+ansi.EraseLineRight)
		p.drawn = false
	}
}

func megabytes(n int64) string {
	if n < 1_000_000 {
		return size(int(n))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

func thousands(n int) string { return batch.Number(n) }

// numberOf says how many things there are: 1 letter, 2,000 letters.
func numberOf(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return thousands(n) + " " + thing
}
