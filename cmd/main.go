// Package cmd is the command line: one file for each command, which reads
// flags into a request, runs it and says what came of it. It holds no rules,
// wording or drawing of letters.
//
// Letters and lists go to standard output; everything said about them
// (notices, errors, hints) goes to standard error, each line of an error
// behind "speakout: ", each hint behind "hint: ". Exit codes: 0 done; 2 the
// command line or its input was wrong; 1 the work failed; 130 interrupted.
package cmd

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/output"
	"speakout/internal/shape"
	"speakout/internal/wizard"
)

// Streams are where a command reads and writes.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// print writes data to standard output. The error is a *workError.
func (s Streams) print(data []byte) error {
	if _, err := s.Out.Write(data); err != nil {
		return &workError{fmt.Errorf("standard output: %w", err)}
	}
	return nil
}

const (
	exitFailure     = 1
	exitUsage       = 2
	exitInterrupted = 130 // 128 + SIGINT, as shells count
)

// Main runs the command line and exits with its code.
func Main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(1000) // what is read at the start stays; a batch bounds its memory otherwise
	}
	interrupted := make(chan os.Signal, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) { // as for a script's jobs in the background
			signal.Notify(interrupted, s)
		}
	}
	go func() {
		for sig := range interrupted {
			if sig != os.Interrupt || !wizard.EditorRuns() {
				break
			}
		}
		wizard.LeaveTerminal()
		output.Finish() // a file that is being written gets whole first
		os.Exit(exitInterrupted)
	}()
	os.Exit(Run(os.Args[1:], Streams{os.Stdin, os.Stdout, os.Stderr}))
}

// Run runs the command line and returns its exit code.
func Run(args []string, s Streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	ran, err := root.ExecuteC()
	if err == nil {
		return 0
	}
	if errors.Is(err, wizard.ErrLeft) {
		return exitInterrupted
	}
	err = explain(err)
	if hints := originHints(ran, err); len(hints) > 0 {
		err = withMoreHints(err, hints)
	}
	fmt.Fprintf(s.Err, "speakout: %s\n", strings.ReplaceAll(printable(err.Error()), "\n", "\nspeakout: "))
	var hinted *hintError
	if errors.As(err, &hinted) {
		for _, h := range hinted.hints {
			fmt.Fprintf(s.Err, "hint: %s\n", onOneLine(h))
		}
	}
	var interrupted *interruptError
	if errors.As(err, &interrupted) {
		return exitInterrupted
	}
	var failure *workError
	if errors.As(err, &failure) {
		return exitFailure
	}
	return exitUsage
}

// workError marks a failure at work: the input was right. All other errors
// are about the input.
type workError struct{ error }

func (e *workError) Unwrap() error { return e.error }

// interruptError says that the work was ended from outside.
type interruptError struct{ error }

// hintError is an error with what to do about it.
type hintError struct {
	error
	hints []string
}

func (e *hintError) Unwrap() error { return e.error }

func withHint(err error, hints ...string) error { return &hintError{err, hints} }

// withMoreHints adds to the hints of an error.
func withMoreHints(err error, hints []string) error {
	var hinted *hintError
	if errors.As(err, &hinted) {
		hints = append(hinted.hints, hints...)
	}
	return withHint(err, hints...)
}

// explain adds to errors from below the flag they are about and what to do.
func explain(err error) error {
	var field *letter.FieldError
	if errors.As(err, &field) {
		err = fmt.Errorf("--%s: %w", field.Field, field.Err)
	}
	var missing *shape.MissingError
	if errors.As(err, &missing) {
		return withHint(err, "write names in Latin, Greek, Cyrillic or Arabic letters, or take the letter without our fonts: --format "+locale.OneOf(formatsWithoutFonts()))
	}
	var notFound *country.NotFoundError
	if errors.As(err, &notFound) {
		return withHint(err, similarCountries(notFound)...)
	}
	return withFaultHint(err)
}

func similarCountries(e *country.NotFoundError) []string {
	var names []string
	for _, c := range e.Similar {
		names = append(names, fmt.Sprintf("%s (%s)", c.Name("en"), c.Code))
	}
	hints := []string{"speakout list countries shows every country"}
	if len(names) > 0 {
		hints = []string{"did you mean " + strings.Join(names, ", or ") + "?"}
	}
	return hints
}

// onOneLine is printable for what must not go on to another line.
func onOneLine(s string) string { return strings.ReplaceAll(printable(s), "\n", "<U+000A>") }

// printable makes control and direction characters that came with the input
// visible, so that they cannot act on the terminal.
func printable(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r != '\n' && isControl(r) {
			fmt.Fprintf(&b, "<U+%04X>", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
