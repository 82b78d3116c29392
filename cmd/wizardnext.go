package cmd

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"speakout/internal/display"
	"speakout/internal/locale"
	"speakout/internal/locale/ui"
	"speakout/internal/text"
	"speakout/internal/wizard"
)

// sayWhatNext says where the letter is, what to do with it, and how to make it
// again.
func (o *letterOptions) sayWhatNext(c wizard.Config, r wizard.Result) error {
	if o.quiet || len(r.Files) == 0 {
		return nil
	}
	words := c.Words
	var b strings.Builder
	say := func(sentence string) { b.WriteString(onTerminal(c.Terminal, words, sentence)) }
	for _, f := range r.Files {
		name := f.Name
		if absolute, err := filepath.Abs(name); err == nil {
			name = absolute
		}
		say(words.Say("saved", "File", printable(name), "Size", sizeIn(words, f.Size)))
	}
	b.WriteByte('\n')
	say(words.Say("next.title"))
	if o.wizard.sample {
		say("– " + words.Say("specimen"))
	} else {
		say("– " + words.Say("next.sign"))
		say("– " + words.Say("next.send"))
	}
	b.WriteByte('\n')
	if r.Edited {
		say(words.Say("next.edited"))
	} else {
		say(words.Say("next.again"))
	}
	for _, f := range r.Files {
		// A command is for copying: as it is typed, on a line of its own.
		b.WriteString("  " + printable(o.with(r.Answers).commandLine(f.Name, r.Edited)) + "\n")
	}
	return o.streams.print([]byte(b.String()))
}

// columnsOfMessages is how wide messages are set that are put in order here.
const columnsOfMessages = 78

// onTerminal is a sentence as the terminal shows it. Only what must be ordered
// is broken into lines: elsewhere the terminal does that, and what is copied
// from it, a file's name, stays whole.
func onTerminal(t display.Terminal, words *ui.Words, sentence string) string {
	if t.Bidi == display.Spoken {
		return locale.StripIsolates(sentence) + "\n"
	}
	if !words.RightToLeft() {
		return t.Text(sentence, false) + "\n"
	}
	var b strings.Builder
	b.WriteString(t.Begin())
	for _, l := range text.Wrap(sentence, columnsOfMessages) {
		b.WriteString(t.Text(l, true) + "\n")
	}
	b.WriteString(t.End())
	return b.String()
}

func sizeIn(words *ui.Words, n int) string {
	if n < 1000 {
		return words.Count("size.bytes", n)
	}
	return words.Say("size.kilobytes", "Count", (n+500)/1000)
}

// commandLine is the command that makes the letter again, on the same day's
// date. One that was edited must not be replaced by it.
func (o *letterOptions) commandLine(file string, edited bool) string {
	words := []string{"speakout"}
	add := func(flag string, values ...string) {
		for _, v := range values {
			if v != "" {
				words = append(words, flag, shellQuote(v))
			}
		}
	}
	add("--country", o.country)
	add("--lang", o.language)
	add("--issue", o.issue)
	add("--memos", o.memos.dir)
	add("--from", o.from)
	add("--org", o.org)
	add("--address", o.address...)
	add("--email", o.email)
	add("--phone", o.phone)
	add("--place", o.place)
	add("--office", o.office)
	add("--to", o.to)
	add("--to-title", o.toTitle)
	add("--to-gender", o.toGender)
	add("--to-address", o.toAddress...)
	for _, name := range slices.Sorted(maps.Keys(o.fields)) {
		add("--field", name+"="+o.fields[name])
	}
	if day, err := o.day(); err == nil {
		add("--date", day.Format(time.DateOnly))
	}
	add("--paper", o.paper)
	add("--digits", o.digits)
	add("--logo", o.look.logo)
	add("--accent", o.look.accent)
	add("--font", o.look.font...)
	add("--font-arabic", o.look.arabic...)
	add("--format", o.format)
	add("--output", file)
	if o.look.window {
		words = append(words, "--window")
	}
	if o.enclose {
		words = append(words, "--enclose")
	}
	if o.wizard.sample {
		words = append(words, "--sample")
	}
	if !edited {
		words = append(words, "--force")
	}
	return strings.Join(words, " ")
}
