package eml

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-message"
	"github.com/emersion/go-message/mail"

	"speakout/internal/html"
	"speakout/internal/letter"
	"speakout/internal/lettertest"
	"speakout/internal/locale"
	"speakout/internal/pdf"
	"speakout/internal/text"
)

// part is one that a mail program finds: what it is, and its content decoded.
type part struct {
	kind, file string
	content    []byte
}

// parts takes a body apart with the standard library alone.
func parts(t testing.TB, contentType, encoding, disposition string, body io.Reader) []part {
	t.Helper()
	kind, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatalf("%q: %v", contentType, err)
	}
	if !strings.HasPrefix(kind, "multipart/") {
		switch encoding {
		case "base64":
			body = base64.NewDecoder(base64.StdEncoding, body)
		case "quoted-printable":
			body = quotedprintable.NewReader(body)
		default:
			t.Errorf("%s is encoded as %q", kind, encoding)
		}
		content, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		_, d, _ := mime.ParseMediaType(disposition)
		return []part{{kind, d["filename"], content}}
	}
	var all []part
	for r := multipart.NewReader(body, parameters["boundary"]); ; {
		p, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, parts(t, p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p.Header.Get("Content-Disposition"), p)...)
	}
}

func render(t testing.TB, l letter.Letter) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, l, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func drawn(t testing.TB, l letter.Letter, draw func(io.Writer, letter.Letter) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := draw(&b, l); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRender(t *testing.T) {
	for _, l := range lettertest.Letters(t) {
		t.Run(l.Name, func(t *testing.T) {
			data := render(t, l.Letter)
			m, err := netmail.ReadMessage(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if checkHeader(t, data); m.Header.Get("X-Unsent") != "1" {
				t.Errorf("X-Unsent is %q", m.Header.Get("X-Unsent"))
			}
			subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
			if err != nil || subject != locale.StripIsolates(l.Title) {
				t.Errorf("subject %q, %v; want %q", subject, err, l.Title)
			}
			if day, err := m.Header.Date(); err != nil || day.Format(time.DateOnly) != "2026-11-24" {
				t.Errorf("date %v, %v", day, err)
			}
			if from, err := m.Header.AddressList("From"); l.Email == "" && m.Header.Get("From") != "" ||
				l.Email != "" && (err != nil || len(from) != 1 || from[0].Address != l.Email || from[0].Name != l.Author) {
				t.Errorf("from %v, %v; want %q, %q", from, err, l.Author, l.Email)
			}
			got := parts(t, m.Header.Get("Content-Type"), "", "", m.Body)
			crlf := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) }
			want := []part{
				{"text/plain", "", crlf(drawn(t, l.Letter, text.Render))},
				{"text/html", "", crlf(drawn(t, l.Letter, html.Render))},
				{"application/pdf", "letter-" + string(l.Country) + "-" + string(l.Language) + ".pdf", drawn(t, l.Letter, pdf.Render)},
			}
			if !slices.EqualFunc(got, want, func(a, b part) bool {
				return a.kind == b.kind && a.file == b.file && bytes.Equal(a.content, b.content)
			}) {
				t.Errorf("it has %d parts; want %d, each the letter as its renderer draws it", len(got), len(want))
			}
		})
	}
}

func TestSameBytes(t *testing.T) {
	for _, l := range lettertest.Letters(t)[:3] {
		if !bytes.Equal(render(t, l.Letter), render(t, l.Letter)) {
			t.Errorf("%s: drawn twice, it differs", l.Name)
		}
	}
}

// The fields are these and no others: nothing tells of a machine or a user, and
// nothing that was typed became a field.
var fields = []string{"Content-Language", "Content-Type", "Date", "From", "Mime-Version", "Subject", "X-Unsent"}

func checkHeader(t testing.TB, data []byte) mail.Header {
	t.Helper()
	r, err := mail.CreateReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for f := r.Header.Fields(); f.Next(); {
		if !slices.Contains(fields, f.Key()) {
			t.Errorf("a field %s: %q", f.Key(), f.Value())
		}
	}
	header, _, _ := bytes.Cut(data, []byte("\r\n\r\n"))
	for line := range bytes.SplitSeq(header, []byte("\r\n")) {
		if len(line) > 998 || bytes.Contains(line, []byte("=?")) && len(line) > 76 {
			t.Errorf("a line of %d characters: %.100s", len(line), line)
		}
	}
	if i := bytes.IndexFunc(data, func(r rune) bool { return r > '~' || r < ' ' && r != '\r' && r != '\n' && r != '\t' }); i >= 0 {
		t.Errorf("at %d: a character that is not for a mail's lines: %q", i, data[i])
	}
	return r.Header
}

func TestEmailAddress(t *testing.T) {
	l := lettertest.Letters(t)[0].Letter
	for _, tt := range []struct {
		email, from string
		wrong       bool
	}{
		{"", "", false},
		{"rana@example.org", "<rana@example.org>", false},
		{"رنا@example.org", "", false}, // the mail program knows how to write it
		{"rana", "", true},
		{"Rana <rana@example.org>", "", true},
		{"rana@example.org, all@example.org", "", true},
		{"rana@example.org\r\nBcc: all@example.org", "", true},
	} {
		l.Author, l.Email = "", tt.email
		var b bytes.Buffer
		err := Render(&b, l, nil)
		var field *letter.FieldError
		if errors.As(err, &field) != tt.wrong || err != nil && (!tt.wrong || field.Field != "email") {
			t.Errorf("%q: error %v; want one: %v", tt.email, err, tt.wrong)
		}
		if err == nil {
			if h := checkHeader(t, b.Bytes()); h.Get("From") != tt.from {
				t.Errorf("%q: from %q; want %q", tt.email, h.Get("From"), tt.from)
			}
		}
	}
}

// A name is what a mail program shows, whatever is in it.
func TestName(t *testing.T) {
	l := lettertest.Letters(t)[0].Letter
	l.Email = "rana@example.org"
	for name, want := range map[string]string{
		"":                         `<rana@example.org>`,
		"Rana Haddad":              `"Rana Haddad" <rana@example.org>`,
		`Rana "R." Haddad`:         `"Rana \"R.\" Haddad" <rana@example.org>`,
		"رنا حداد":                 "=?utf-8?b?2LHZhtinINit2K/Yp9iv?= <rana@example.org>",
		"=?utf-8?q?=0D=0ABcc:?=":   "=?utf-8?b?PT91dGYtOD9xPz0wRD0wQUJjYzo/PQ==?= <rana@example.org>",
		strings.Repeat("حداد ", 9): "",
	} {
		l.Author = strings.TrimSpace(name)
		h, err := header(l)
		if err != nil {
			t.Fatal(err)
		}
		from := h.Get("From")
		if got, err := netmail.ParseAddress(from); err != nil || got.Name != l.Author || want != "" && from != want {
			t.Errorf("%q: %s, read as %v, %v; want %s", name, from, got, err, want)
		}
	}
}

// FuzzHeader holds that nothing in a letter can add to a message's header, even
// what letter.Compose would have refused.
func FuzzHeader(f *testing.F) {
	f.Add("Cluster munitions in Ukraine", "Rana Haddad", "rana@example.org")
	f.Add("الذخائر العنقودية\r\nBcc: all@example.org", "رنا\nBcc: all@example.org", "رنا@example.org")
	f.Add("=?utf-8?q?=0D=0ABcc:?=", "\"a\" <b@c>, d", "a@b\r\nBcc: c@d")
	f.Add(strings.Repeat("a", 2000), strings.Repeat("ب ", 300), "")
	f.Add(" \t\r\n ", "\x00\x7f\xff", "\"a b\"@c")
	letters := lettertest.Letters(f)
	f.Fuzz(func(t *testing.T, title, author, email string) {
		l := letters[0].Letter
		const most = 300 // letter.Compose takes no more, and what is quoted cannot be broken
		author, email = author[:min(most, len(author))], email[:min(most, len(email))]
		l.Title, l.Author, l.Email = title, author, email
		made, err := header(l)
		var field *letter.FieldError
		if errors.As(err, &field) {
			return
		}
		var b bytes.Buffer
		if _, err = message.CreateWriter(&b, made); err != nil {
			t.Fatal(err)
		}
		h := checkHeader(t, b.Bytes())
		plain := strings.TrimSpace(locale.StripIsolates(title))
		if got, err := h.Subject(); utf8.ValidString(title) && (err != nil || strings.TrimSpace(got) != plain) {
			t.Errorf("subject %q, %v; want %q", got, err, plain)
		}
	})
}
