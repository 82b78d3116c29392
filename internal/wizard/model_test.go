package wizard

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"speakout/internal/country"
	"speakout/internal/display"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/locale/ui"
)

// fakeWork composes real letters and saves nothing.
type fakeWork struct{ saveError error }

func (fakeWork) Compose(a Answers) (letter.Letter, string, error) {
	l, err := letter.Compose(letter.Request{
		Country: a.Country, Language: a.Language, Issue: a.Issue, Sender: a.Sender,
		Date: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC),
	})
	return l, "", err
}
func (fakeWork) FileName(_ Answers, k Kind) string { return "letter." + string(k) }
func (w fakeWork) Save(_ letter.Letter, a Answers, k Kind) (File, error) {
	return File{w.FileName(a, k), 1, k}, w.saveError
}
func (fakeWork) Remember(letter.Sender) (string, error) { return "profile.yaml", nil }
func (fakeWork) Explain(err error) string               { return err.Error() }

func configIn(l locale.Language, w Work) Config {
	campaigns, err := letter.Campaigns()
	if err != nil {
		panic(err)
	}
	return Config{Words: ui.In(l), Likely: "LB", Campaigns: campaigns, Getenv: func(string) string { return "" }, Work: w}
}

// newModel is a wizard on a terminal of that size.
func newModel(c Config, width, height int) *model {
	m := &model{s: newSession(c), width: width, height: height}
	m.show(m.s.first())
	return m
}

var keyNames = map[string]tea.KeyType{
	"enter": tea.KeyEnter, "up": tea.KeyUp, "down": tea.KeyDown, "back": tea.KeyShiftTab, "left": tea.KeyLeft, "right": tea.KeyRight,
	"pgdown": tea.KeyPgDown, "escape": tea.KeyEsc, "space": tea.KeySpace, "rub": tea.KeyBackspace,
}

// press sends keys: names of keyNames, or words to type.
func press(m *model, keys ...string) {
	for _, k := range keys {
		msg := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)}
		if named, ok := keyNames[k]; ok {
			msg = tea.KeyMsg{Type: named}
			if k == "space" {
				msg.Runes = []rune(" ")
			}
		}
		m.Update(msg)
	}
}

// TestEverySizeFits draws each screen in each language at many sizes.
func TestEverySizeFits(t *testing.T) {
	for _, l := range locale.Languages {
		for _, bidi := range []display.Bidi{display.Unordered, display.LeftToRight, display.ByFirstLetter} {
			for _, size := range [][2]int{{40, 10}, {20, 5}, {80, 24}, {200, 60}, {41, 16}, {1, 1}} {
				t.Run(fmt.Sprintf("%s %d %dx%d", l, bidi, size[0], size[1]), func(t *testing.T) {
					c := configIn(l, fakeWork{})
					c.Terminal.Bidi = bidi
					m := newModel(c, size[0], size[1])
					nothing := false // matches what is typed
					look := func() {
						t.Helper()
						lines := strings.Split(m.View(), "\n")
						if len(lines) > size[1] {
							t.Errorf("step %d has %d lines; the terminal %d", m.at, len(lines), size[1])
						}
						for _, line := range lines {
							if w := ansi.StringWidth(line); w > max(size[0], 12) {
								t.Errorf("step %d: %q is %d wide; the terminal %d", m.at, line, w, size[0])
							}
						}
						if size[1] >= 10 && m.at != askDetails && !nothing && !strings.ContainsAny(m.View(), "><") {
							t.Errorf("step %d: the choice is not to be seen in\n%s", m.at, m.View())
						}
					}
					look()
					press(m, "united")
					look()
					press(m, "zzzz")
					nothing = true
					look()
					nothing = false
					press(m, "rub", "rub", "rub", "rub", "enter")
					for range 3 {
						look()
						press(m, "enter")
					}
					m.show(askDetails)
					look()
					press(m, strings.Repeat("long رنا ", 30), "down", "down")
					look()
					m.show(askChange)
					look()
					m.s.brokenErr = &letter.EditError{Problem: letter.EditOpenEmphasis, Line: 7}
					m.show(broken)
					look()
				})
			}
		}
	}
}

// TestBackKeepsAnswers goes all the way back and forth again.
func TestBackKeepsAnswers(t *testing.T) {
	for _, l := range locale.Languages {
		m := newModel(configIn(l, fakeWork{}), 80, 24)
		back := "left"
		if l == locale.Arabic {
			back = "right"
		}
		press(m, "maroc", "enter", "up", "enter", "down", "enter")
		want := Answers{Country: "MA", Language: locale.English, Issue: "ukraine"}
		if m.at != preview || m.s.answers.Country != want.Country || m.s.answers.Language != want.Language || m.s.answers.Issue != want.Issue {
			t.Fatalf("%s: at %d with %+v", l, m.at, m.s.answers)
		}
		press(m, "back", back, "back", "back")
		if m.at != askCountry {
			t.Errorf("%s: back led to %d", l, m.at)
		}
		press(m, "enter")
		if m.at != preview || m.s.answers.Country != "MA" || m.s.answers.Language != locale.English {
			t.Errorf("%s: forth led to %d with %+v", l, m.at, m.s.answers)
		}
	}
}

func TestLanguageFollowsCountryUntilChosen(t *testing.T) {
	m := newModel(configIn(locale.English, fakeWork{}), 80, 24)
	press(m, "lebanon", "enter")
	if m.s.answers.Language != locale.Arabic {
		t.Errorf("for Lebanon %s is preselected", m.s.answers.Language)
	}
	press(m, "back", "rub", "france", "enter")
	if m.s.answers.Language != locale.French {
		t.Errorf("for France %s is preselected", m.s.answers.Language)
	}
	press(m, "down", "enter", "back", "back", "mali", "enter")
	if m.s.answers.Language != locale.Spanish {
		t.Errorf("the language chosen became %s", m.s.answers.Language)
	}
}

func TestGivenIsNotAsked(t *testing.T) {
	c := configIn(locale.English, fakeWork{})
	c.Given = Answers{Country: "FR", Issue: "syria"}
	m := newModel(c, 80, 24)
	if m.at != askLanguage || strings.Contains(m.View(), "of 1") == false {
		t.Errorf("at %d:\n%s", m.at, m.View())
	}
	press(m, "back", "enter")
	if m.at != preview {
		t.Errorf("after the only question: %d", m.at)
	}
}

func TestFailedSaveStays(t *testing.T) {
	c := configIn(locale.English, fakeWork{errors.New("no room")})
	c.Given = Answers{Country: "FR", Language: locale.French, Issue: "syria"}
	m := newModel(c, 80, 24)
	press(m, "enter")
	if m.at != preview || !strings.Contains(m.View(), "no room") || len(m.s.result.Files) > 0 {
		t.Errorf("at %d, saved %v:\n%s", m.at, m.s.result.Files, m.View())
	}
}

// TestEditedLetterOutlivesDetails keeps edited words when another person signs,
// and lets them go with the letter they were for.
func TestEditedLetterOutlivesDetails(t *testing.T) {
	c := configIn(locale.English, fakeWork{})
	c.Given = Answers{Country: "FR", Language: locale.English, Issue: "syria"}
	m := newModel(c, 80, 24)
	edit := func(text string) step {
		file := t.TempDir() + "/edited.md"
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		m.Update(editedMsg{file: file})
		return m.at
	}
	if at := edit("Subject\n\nFirst *open\n"); at != broken || !strings.Contains(m.View(), "Line 3") {
		t.Fatalf("a broken edit led to %d:\n%s", at, m.View())
	}
	if at := edit("Subject\n\nMy own words.\n"); at != preview || m.s.letter.Title != "Subject" {
		t.Fatalf("an edit led to %d with %q", at, m.s.letter.Title)
	}
	press(m, "down", "down", "down", "down", "enter", "Rana", "enter", "enter", "enter", "enter", "enter", "enter", "enter", "enter", "enter")
	if m.at != preview || m.s.letter.Author != "Rana" || m.s.letter.Title != "Subject" {
		t.Errorf("after the details: at %d, %q by %q", m.at, m.s.letter.Title, m.s.letter.Author)
	}
	m.show(askIssue)
	press(m, "down", "enter")
	if m.s.letter.Title == "Subject" || !strings.Contains(m.View(), "without your edits") {
		t.Errorf("after another issue: %q\n%s", m.s.letter.Title, m.View())
	}
}

// TestArabicTyping types a name as it is written and finds it joined.
func TestArabicTyping(t *testing.T) {
	m := newModel(configIn(locale.Arabic, fakeWork{}), 80, 24)
	press(m, "لبن")
	if want := (display.Terminal{}).Text("البلد: لبن_", true); !strings.Contains(ansi.Strip(m.View()), want) {
		t.Errorf("no %q in\n%s", want, m.View())
	}
	press(m, "enter")
	if m.s.answers.Country != country.Code("LB") {
		t.Errorf("chosen: %s", m.s.answers.Country)
	}
}

// BenchmarkFirstScreen is all that the wizard does before it can be seen.
func BenchmarkFirstScreen(b *testing.B) {
	for b.Loop() {
		newModel(configIn(locale.Arabic, fakeWork{}), 80, 24).View()
	}
}

// BenchmarkKey types a letter of a country's name, and takes it back, with all
// 197 to choose from.
func BenchmarkKey(b *testing.B) {
	for _, size := range [][2]int{{40, 10}, {80, 24}, {200, 60}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			m := newModel(configIn(locale.Arabic, fakeWork{}), size[0], size[1])
			for i := 0; b.Loop(); i++ {
				press(m, []string{"ل", "rub"}[i%2])
				m.View()
			}
		})
	}
}

// BenchmarkScroll moves through the letter.
func BenchmarkScroll(b *testing.B) {
	c := configIn(locale.Arabic, fakeWork{})
	c.Given = Answers{Country: "LB", Language: locale.Arabic, Issue: "syria"}
	m := newModel(c, 200, 60)
	for b.Loop() {
		press(m, "down")
		m.View()
	}
}
