package eml

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"speakout/internal/lettertest"
	"speakout/internal/locale"
)

func TestMailto(t *testing.T) {
	// What RFC 6068 lets stand in a field as it is, and percent-encoded octets.
	allowed := regexp.MustCompile(`^mailto:\?subject=(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*&body=(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*$`)
	for _, l := range lettertest.Letters(t) {
		t.Run(l.Name, func(t *testing.T) {
			s := Mailto(l.Letter)
			if !allowed.MatchString(s) {
				t.Errorf("characters that must be encoded in %s", s)
			}
			u, err := url.Parse(s)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]string{}
			for field := range strings.SplitSeq(u.RawQuery, "&") {
				key, value, _ := strings.Cut(field, "=")
				// PathUnescape, as mail programs do, leaves a plus sign one.
				if got[key], err = url.PathUnescape(value); err != nil {
					t.Fatal(err)
				}
			}
			if got["subject"] != locale.StripIsolates(l.Title) {
				t.Errorf("subject %q; want %q", got["subject"], l.Title)
			}
			if strings.Contains(strings.ReplaceAll(got["body"], "\r\n", ""), "\n") {
				t.Error("a line of the body does not end in CRLF")
			}
			var lines []string
			for line := range strings.SplitSeq(got["body"], "\r\n") {
				if line = lettertest.Plain(line); line != "" {
					lines = append(lines, line)
				}
			}
			if want := lettertest.Lines(l.Letter); !slices.Equal(lines, want) {
				t.Errorf("body:\n%s\nwant:\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}
