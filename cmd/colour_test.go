package cmd

import (
	"regexp"
	"strings"
	"testing"

	"speakout/internal/locale"
	"speakout/internal/locale/ui"
)

// colour is a sequence that sets a foreground or background colour.
var colour = regexp.MustCompile(`\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m`)

// TestNoColour looks at all that the wizard sends to a terminal with millions
// of colours: it uses none, so that NO_COLOR has nothing to switch off.
func TestNoColour(t *testing.T) {
	w := ui.In(locale.English)
	p := startTerminal(t, 80, 24, []string{"COLORTERM=truecolor", "CLICOLOR_FORCE=1"}, "-c", "LB")
	p.wait(w.Say("language.title"))
	p.send(enter)
	p.wait(w.Say("issue.title"))
	p.send(enter)
	p.wait(w.Say("menu.details"))
	p.send(escape)
	p.exit()
	p.mu.Lock()
	defer p.mu.Unlock()
	raw := p.raw.String()
	if found := colour.FindString(raw); found != "" {
		t.Errorf("the wizard sent %q", found)
	}
	if !strings.Contains(raw, "\x1b[1m") && !strings.Contains(raw, "\x1b[7m") {
		t.Errorf("nothing is bold or reverse: was this the wizard? %q", raw)
	}
}
