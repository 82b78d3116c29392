// Package eml draws a letter as e-mail: a message to open in a mail program,
// or a mailto: address. It knows nothing of wording.
package eml

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"net/mail"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-message"

	"speakout/internal/html"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/pdf"
	"speakout/internal/text"
)

// Render writes the letter to w as an unsent message (RFC 5322, RFC 2045): the
// letter as text, in both forms that mail programs show, and as a PDF document
// attached, in the style given. To whom it goes is for the user to add. The same letter gives the
// same bytes. The error is a *letter.FieldError if the sender's e-mail address
// is none, a *shape.MissingError if no font has one of the letter's characters.
func Render(w io.Writer, l letter.Letter, style *pdf.Style) error {
	h, err := header(l)
	if err != nil {
		return err
	}
	var plain, page, document bytes.Buffer
	if err := text.Render(&plain, l); err != nil {
		return err
	}
	if err := html.Render(&page, l); err != nil {
		return err
	}
	if err := style.Render(&document, l); err != nil {
		return err
	}
	// "=_" stands in no base64 and no quoted-printable text (RFC 2045, 6.7).
	boundary := fmt.Sprintf("=_%x", sha256.Sum256(document.Bytes()))[:32]
	h.SetContentType("multipart/mixed", map[string]string{"boundary": boundary + "m"})
	mixed, err := message.CreateWriter(w, h)
	if err != nil {
		return err
	}
	alternative, err := mixed.CreatePart(newPart("multipart/alternative", map[string]string{"boundary": boundary + "a"}))
	if err != nil {
		return err
	}
	for _, p := range []struct {
		kind string
		body *bytes.Buffer
	}{{"text/plain", &plain}, {"text/html", &page}} {
		h := newPart(p.kind, map[string]string{"charset": "utf-8"})
		h.Set("Content-Transfer-Encoding", "quoted-printable")
		h.Set("Content-Language", string(l.Language))
		if err := write(alternative, h, p.body); err != nil {
			return err
		}
	}
	if err := alternative.Close(); err != nil {
		return err
	}
	attached := newPart("application/pdf", nil)
	attached.Set("Content-Transfer-Encoding", "base64")
	attached.SetContentDisposition("attachment", map[string]string{"filename": fileName(l)})
	if err := write(mixed, attached, &document); err != nil {
		return err
	}
	return mixed.Close()
}

// header returns the message's own header. It has no Message-ID: what is sent
// gets one where it is sent. One made here would be the same in two people's
// copies of the same letter, and servers drop the second of them.
func header(l letter.Letter) (message.Header, error) {
	var h message.Header
	from, err := sender(l)
	if err != nil {
		return h, err
	}
	// Fields are written in the reverse order of their being added.
	h.Set("X-Unsent", "1") // mail programs open it as a draft
	h.Set("Content-Language", string(l.Language))
	h.AddRaw(field("Subject", encoded(locale.StripIsolates(l.Title))))
	if from != nil {
		h.AddRaw(field("From", mailbox(from)))
	}
	// At noon UTC it is the letter's day nearly everywhere.
	h.Set("Date", l.Date.Truncate(24*time.Hour).Add(12*time.Hour).Format(time.RFC1123Z))
	return h, nil
}

// encoded returns s as the value of an unstructured field: encoded words
// (RFC 2047) unless it is short ASCII that does not look like them. They are
// shorter than package mime's, so that the first stands on the field's own
// line: readers show the space that a line begins with.
func encoded(s string) string {
	const longest, word = 900, 39
	if len(s) < longest && !strings.Contains(s, "=?") && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) {
		return s
	}
	var words []string
	for s = strings.ToValidUTF8(s, "\ufffd"); s != ""; {
		n := 0
		for i, r := range s {
			if i+utf8.RuneLen(r) > word {
				break
			}
			n = i + utf8.RuneLen(r)
		}
		words = append(words, "=?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte(s[:n]))+"?=")
		s = s[n:]
	}
	return strings.Join(words, " ")
}

// field returns a header field in lines of 76 characters, as encoded words must
// stand in (RFC 2047, 2); go-message leaves some in longer ones.
func field(name, value string) []byte {
	const longest = 76
	var b strings.Builder
	line := name + ":"
	for word := range strings.SplitSeq(value, " ") {
		if len(line)+1+len(word) > longest {
			b.WriteString(line + "\r\n")
			line = ""
		}
		line += " " + word
	}
	return []byte(b.String() + line + "\r\n")
}

// sender returns whom the message is from, or nil: then the mail program says
// so. It does too for addresses beyond ASCII, which not every server takes in a
// header (RFC 6532).
func sender(l letter.Letter) (*mail.Address, error) {
	if l.Email == "" {
		return nil, nil
	}
	a, err := mail.ParseAddress(l.Email)
	if err != nil || a.Address != l.Email {
		return nil, &letter.FieldError{Field: "email", Err: fmt.Errorf("%q is not an e-mail address, which a message needs", l.Email)}
	}
	if strings.ContainsFunc(a.Address, func(r rune) bool { return r > '~' }) {
		return nil, nil
	}
	return &mail.Address{Name: l.Author, Address: a.Address}, nil
}

// mailbox returns an address as a field has it. A name that looks like an
// encoded word is one: many programs decode even those in quotation marks.
func mailbox(a *mail.Address) string {
	if name := encoded(a.Name); name != a.Name {
		return name + " " + (&mail.Address{Address: a.Address}).String()
	}
	return a.String()
}

// fileName is the attached document's: of ASCII, which every mail program
// shows right.
func fileName(l letter.Letter) string { return fmt.Sprintf("letter-%s-%s.pdf", l.Country, l.Language) }

func newPart(kind string, parameters map[string]string) message.Header {
	var h message.Header
	h.Set("Content-Type", mime.FormatMediaType(kind, parameters))
	return h
}

// write adds a part. Lines of text end in CRLF (RFC 2046, 4.1.1).
func write(to *message.Writer, h message.Header, body *bytes.Buffer) error {
	w, err := to.CreatePart(h)
	if err != nil {
		return err
	}
	b := body.Bytes()
	if strings.HasPrefix(h.Get("Content-Type"), "text/") {
		b = bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n"))
	}
	if _, err := w.Write(b); err != nil {
		return err
	}
	return w.Close()
}
