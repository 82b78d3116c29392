package cmd

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"speakout/internal/batch"
)

// progress shows how far a batch has come.
type progress struct {
	form  string // bar, plain, json or none
	w     io.Writer
	bar   *progressbar.ProgressBar
	step  string
	begun time.Time
	next  time.Time // when to say something again
}

// betweenLines is how long logs wait from line to line.
const betweenLines = 5 * time.Second

func newProgress(form string, quiet bool, w io.Writer) (*progress, error) {
	switch form {
	case "auto":
		form = "none"
		if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
			form = "bar"
		}
	case "plain", "json", "none":
	default:
		return nil, withHint(fmt.Errorf("--progress: unknown form %q", form), "auto, plain, json or none")
	}
	if quiet {
		form = "none"
	}
	return &progress{form: form, w: w}, nil
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
	if p.form == "bar" {
		p.next = now.Add(100 * time.Millisecond)
		p.draw(s)
		return
	}
	p.next = now.Add(betweenLines)
	rate := float64(s.Done) / max(now.Sub(p.begun).Seconds(), 0.001)
	left := 0.0
	if s.Total > 0 {
		left = float64(s.Total-s.Done) / rate
	}
	if p.form == "json" {
		line, _ := json.Marshal(map[string]any{"step": s.Step, "done": s.Done, "total": s.Total, "per_second": int(rate), "seconds_left": int(left)})
		fmt.Fprintf(p.w, "%s\n", line)
		return
	}
	if s.Total == 0 {
		fmt.Fprintf(p.w, "%s: %s rows\n", s.Step, thousands(s.Done))
		return
	}
	fmt.Fprintf(p.w, "%s: %s of %s rows, %s a second, %s left\n", s.Step, thousands(s.Done), thousands(s.Total), thousands(int(rate)),
		(time.Duration(left) * time.Second).String())
}

func (p *progress) draw(s batch.Progress) {
	if p.bar == nil {
		total, what := s.Total, "Writing"
		if s.Step == "check" {
			total, what = -1, "Checking"
		}
		p.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(p.w), progressbar.OptionSetDescription(what),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("letters"),
			progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(), progressbar.OptionFullWidth(),
			progressbar.OptionUseANSICodes(false))
	}
	p.bar.Set(s.Done)
}

// end takes the bar off the screen.
func (p *progress) end() {
	if p.bar != nil {
		p.bar.Exit()
		p.bar.Clear()
		p.bar = nil
	}
}
