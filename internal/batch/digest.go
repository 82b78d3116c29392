package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"speakout/internal/letter"
)

// digestOf is the SHA-256 of what fill writes.
func digestOf(fill func(io.Writer)) string {
	h := sha256.New()
	fill(h)
	return hex.EncodeToString(h.Sum(nil))
}

// digest stands for everything that decides the bytes of a letter: its request,
// and the program with its campaigns.
func (s *Set) digest(r letter.Request) string {
	return digestOf(func(w io.Writer) {
		r.Campaign = nil // its issue says which; its words are part of the release
		fmt.Fprintf(w, "%q %#v", s.Release, r)
	})[:32]
}

// digestFrom is the SHA-256 of what there is to read.
func digestFrom(r io.Reader, buffer []byte) (string, error) {
	h := sha256.New()
	_, err := io.CopyBuffer(h, struct{ io.Reader }{r}, buffer)
	return hex.EncodeToString(h.Sum(nil)), err
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// command stands for what all rows share, besides the table.
func (s *Set) command() string {
	return digestOf(func(b io.Writer) {
		fmt.Fprintf(b, "%s %v %v %s", s.Release, s.Defaults, s.Table.Chosen, s.Day)
		fmt.Fprint(b, s.PDF, s.Text, s.Enclose, s.Name.source)
	})[:16]
}

// id stands for the command and the table with its number of rows: for a mended
// table, the one that was run first.
func (s *Set) id(c *Checked) string {
	if _, table := partsOf(c.of); table != "" {
		return s.command() + "-" + table
	}
	return s.command() + "-" + s.Table.digest()[:16] + "/" + strconv.Itoa(c.Rows)
}

// partsOf divides what id made.
func partsOf(id string) (command, table string) {
	command, table, _ = strings.Cut(id, "-")
	return command, table
}
