package eml

import (
	"fmt"
	"io"
	"net/url"
	"strings"

	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/text"
)

// MaxMailto is the longest URL that all of Windows takes (INTERNET_MAX_URL_LENGTH
// of wininet.h, and what ShellExecute was long said to be safe with). Programs
// elsewhere take more.
const MaxMailto = 2083

// unwrapped is wider than any paragraph: mail programs break lines themselves.
const unwrapped = 1 << 20

// Mailto returns the URL (RFC 6068) that opens a mail program with the letter's
// subject and text. To whom it goes is for the user to add.
func Mailto(l letter.Letter) string {
	body := strings.Join(text.Lines(l, unwrapped), "\r\n")
	return "mailto:?subject=" + encode(locale.StripIsolates(l.Title)) + "&body=" + encode(body)
}

// encode writes a header field's value as RFC 6068 has it: a plus sign is one,
// and no space.
func encode(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

// RenderMailto writes the URL to w, on a line.
func RenderMailto(w io.Writer, l letter.Letter) error {
	_, err := fmt.Fprintln(w, Mailto(l))
	return err
}
