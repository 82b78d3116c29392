package cmd

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"speakout/internal/display"
	"speakout/internal/locale"
	"speakout/internal/locale/ui"
)

// shown is an entry of the catalogue as the terminal shows it, from its first
// words: the rest may stand on another line.
func shown(w *ui.Words, entry string, values ...any) string {
	s := w.Say(entry, values...)
	if len([]rune(s)) > 30 {
		s = s[:strings.LastIndex(string([]rune(s)[:30]), " ")]
	}
	return (display.Terminal{}).Text(s, w.RightToLeft())
}

// TestWizardLanguages makes a PDF in Arabic for Morocco in each language of
// the wizard, with a step back on the way.
func TestWizardLanguages(t *testing.T) {
	for _, l := range locale.Languages {
		t.Run(string(l), func(t *testing.T) {
			t.Parallel()
			w := ui.In(l)
			p := startTerminal(t, 160, 24, nil, "--ui", string(l))
			p.wait(shown(w, "country.title"), shown(w, "key.leave"))
			p.send("moroc" + enter) // "maroc", "Marruecos", "المغرب"
			p.wait(shown(w, "language.title"), (display.Terminal{}).Text("العربية", true))
			p.send(shiftTab)
			p.wait(shown(w, "country.title"))
			p.send(enter) // Morocco is chosen still
			p.wait(shown(w, "language.title"))
			p.send(enter)
			p.wait(shown(w, "issue.title"))
			p.send(enter)
			p.wait(shown(w, "preview.title"), shown(w, "menu.pdf"), (display.Terminal{}).Text("الرباط", true))
			p.send(enter)
			p.wait("letter-MA-ar-syria.pdf", "speakout --country MA --lang ar --issue syria --date 2026-11-24")
			if code := p.exit(); code != 0 {
				t.Errorf("exit code %d", code)
			}
			p.restored()
			if !strings.HasPrefix(p.file("letter-MA-ar-syria.pdf"), "%PDF-1.4") {
				t.Error("the file is no PDF")
			}
		})
	}
}

// TestWizardLeaves leaves each screen at once, with nothing written.
func TestWizardLeaves(t *testing.T) {
	w := ui.In(locale.English)
	steps := []struct{ title, keys string }{
		{w.Say("country.title"), "leban" + enter}, {w.Say("language.title"), enter}, {w.Say("issue.title"), enter},
		{w.Say("menu.details"), down + down + down + down + enter}, {w.Say("details.title"), ""},
	}
	for name, key := range map[string]string{"escape": escape, "control-c": controlC} {
		for last := range steps {
			t.Run(name+"/"+steps[last].title, func(t *testing.T) {
				t.Parallel()
				p := startTerminal(t, 80, 24, nil)
				for _, s := range steps[:last] {
					p.wait(s.title)
					p.send(s.keys)
				}
				p.wait(steps[last].title)
				p.send(key)
				if code := p.exit(); code != 130 {
					t.Errorf("exit code %d; want 130", code)
				}
				p.restored()
				if files := p.files(); len(files) > 0 {
					t.Errorf("left behind: %v", files)
				}
			})
		}
	}
}

// TestWizardSmallAndLarge changes the size of the terminal at each screen.
func TestWizardSmallAndLarge(t *testing.T) {
	p := startTerminal(t, 40, 10, nil)
	p.wait("Which government", "> ", "Enter go on")
	p.send("united states")
	p.wait("United States")
	p.resize(200, 60)
	p.wait("Type a few letters", "United States")
	p.resize(40, 10)
	p.until(func(s string) bool { return !strings.Contains(s, "Type a few letters") }, "%s", "still roomy")
	p.send(enter)
	p.wait("In which language?", "> English")
	p.send(enter)
	p.wait("What is the letter about?", "> Syria")
	p.send(enter)
	p.wait("Your letter", "Save as PDF", "Lines 1–4 of")
	p.send(pageDown)
	p.wait("Lines 4–7 of")
	p.send(down + down + down + down + down + down)
	p.wait("> Quit without saving")
	p.resize(200, 60)
	p.wait("Secretary of State", "> Quit without saving", "Save as PDF")
	p.send(enter)
	if code := p.exit(); code != 0 {
		t.Errorf("exit code %d; want 0", code)
	}
	if files := p.files(); len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
}

// TestWizardTypesAhead sends all answers at once: none goes astray.
func TestWizardTypesAhead(t *testing.T) {
	p := startTerminal(t, 200, 24, nil, "-l", "fr")
	p.wait("Which government")
	p.send("liban" + enter + down + enter + down + down + down + down + enter +
		"Rana Haddad" + enter + "Champs libres" + enter + enter + enter + enter + "Beyrouth" + enter + enter + enter + " " + enter)
	p.wait("Your letter", "Rana Haddad", "Your details are remembered")
	p.send(up + up + up + enter)
	p.wait("letter-LB-fr-ukraine.txt", "--from 'Rana Haddad' --org 'Champs libres' --place Beyrouth")
	if code := p.exit(); code != 0 {
		t.Errorf("exit code %d; want 0", code)
	}
	if l := p.file("letter-LB-fr-ukraine.txt"); !strings.HasPrefix(l, "Rana Haddad\nChamps libres\n") {
		t.Errorf("the letter is\n%s", l)
	}
	if info, err := os.Stat(p.dir + "/config/speakout/profile.yaml"); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the profile: %v, %v", info, err)
	}
	// The next time, the profile signs. Changing an answer leads back here.
	q := startTerminal(t, 80, 24, []string{"XDG_CONFIG_HOME=" + p.dir + "/config"}, "-c", "LB", "-l", "fr")
	q.wait("What is the letter about?")
	q.send(enter)
	q.wait("Your letter", "Rana Haddad", "Liban")
	q.send(up + up + enter) // change an answer
	q.wait("What do you want to change?", "Issue: Syria")
	q.send(down + down + enter)
	q.wait("What is the letter about?")
	q.send(down + enter)
	q.wait("Your letter", "Rana Haddad")
	q.send(pageDown)
	q.wait("Ukraine")
}

// TestWizardEdits edits with an editor that breaks the letter first.
func TestWizardEdits(t *testing.T) {
	editor := t.TempDir() + "/editor"
	script := `#!/bin/sh
if grep -q 'open \*here' "$1"; then sed -i 's/open \*here/It isn'"'"'t right./' "$1"
else printf '\nopen *here\n' >> "$1"; fi
`
	if err := os.WriteFile(editor, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	p := startTerminal(t, 80, 24, []string{"VISUAL=" + editor}, "-c", "LB", "-l", "en", "--from", "Rana")
	p.wait("What is the letter about?")
	p.send(enter)
	p.wait("Edit the words")
	p.send(down + down + down + enter)
	p.wait("cannot be used yet", "an asterisk opens here and none closes", "> Edit again")
	p.send(enter)
	p.wait("Your words are in the letter.")
	p.send(up + enter) // as PDF and as text
	p.wait("without your edits")
	if code := p.exit(); code != 0 {
		t.Errorf("exit code %d; want 0", code)
	}
	if l := p.file("letter-LB-en-syria.txt"); !strings.Contains(l, "It isn’t right.") {
		t.Errorf("the edit is not in\n%s", l)
	}
	if s := p.screen(); strings.Contains(s, "--force") {
		t.Errorf("the command would replace the edited letter:\n%s", s)
	}
	if pdftotext, err := exec.LookPath("pdftotext"); err == nil {
		out, err := exec.Command(pdftotext, p.dir+"/letter-LB-en-syria.pdf", "-").Output()
		if err != nil || !strings.Contains(string(out), "It isn’t right.") {
			t.Errorf("the edit is not in the PDF: %v\n%s", err, out)
		}
	}
	if left, _ := os.ReadDir(os.Getenv("TMPDIR")); slices.ContainsFunc(left, func(e os.DirEntry) bool { return strings.HasPrefix(e.Name(), "speakout-") }) {
		t.Error("the edited text was left behind")
	}
}

// TestWizardSaysWhatFailed keeps the letter on the screen when it cannot be
// saved.
func TestWizardSaysWhatFailed(t *testing.T) {
	p := startTerminal(t, 80, 24, nil, "-c", "TH", "-l", "en", "--from", "สมชาย", "-o", "letter.pdf")
	p.wait("What is the letter about?")
	p.send(enter)
	p.wait("Save as letter.pdf")
	p.send(enter)
	p.wait("The fonts of the PDF do not have", "U+0E2A", "Your letter")
	p.send(controlC)
	if code := p.exit(); code != 130 {
		t.Errorf("exit code %d; want 130", code)
	}
}

// TestWizardWithoutColour has every choice marked by a sign.
func TestWizardWithoutColour(t *testing.T) {
	p := startTerminal(t, 80, 24, []string{"NO_COLOR=1"})
	p.wait("> United Kingdom")
	p.send(escape)
	p.exit()
	for _, colour := range []string{"\x1b[3", "\x1b[4", "\x1b[9"} {
		if strings.Contains(p.raw.String(), colour) {
			t.Errorf("the screen is coloured: %q", colour)
		}
	}
}

// TestWizardUnknownTerminal runs on terminals of which nothing is known.
func TestWizardUnknownTerminal(t *testing.T) {
	for _, env := range []string{"TERM=no-such-terminal", "TERM="} {
		t.Run(env, func(t *testing.T) {
			t.Parallel()
			p := startTerminal(t, 80, 24, []string{env, "LANG=", "HOME="})
			p.wait("> ")
			p.send("leban" + enter)
			p.wait(ui.In(locale.English).Say("language.title"))
			p.send(controlC)
			if code := p.exit(); code != exitInterrupted {
				t.Errorf("exit code %d; want %d", code, exitInterrupted)
			}
			p.restored()
		})
	}
}

// TestWizardSpoken answers on a terminal that is read aloud.
func TestWizardSpoken(t *testing.T) {
	for _, env := range []string{"ACCESSIBLE=1", "TERM=dumb"} {
		t.Run(env, func(t *testing.T) {
			t.Parallel()
			p := startTerminal(t, 80, 60, []string{env})
			p.wait("Type its name or code.")
			p.send("ivory\n")
			p.wait("Chosen: Côte d’Ivoire.", fmt.Sprintf("Type a number from 1 to %d.", len(locale.Languages)))
			p.send("français\n")
			p.wait("What is the letter about?")
			p.send("2\n")
			p.wait("What do you want to do?")
			p.send("2\n")
			p.wait("Save the letter as letter-CI-fr-ukraine.txt?")
			p.send("\n")
			p.wait("Saved: ")
			if code := p.exit(); code != 0 {
				t.Errorf("exit code %d; want 0", code)
			}
			// bubbletea asks for the background when the program starts.
			_, raw, _ := strings.Cut(p.raw.String(), "Answer each question")
			if strings.Contains(raw, escape) {
				t.Errorf("there are sequences in %q", raw)
			}
		})
	}
	p := startTerminal(t, 80, 24, nil, "--accessible")
	p.wait("Type its name or code.")
	p.send(controlC)
	if code := p.exit(); code != 130 {
		t.Errorf("Control C: exit code %d; want 130", code)
	}
}
