package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"

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

// setID stands for what all rows share, with their number.
func (w *writer) setID() string {
	s := w.set
	return digestOf(func(b io.Writer) {
		fmt.Fprintf(b, "%s %s %v %v %s", s.Release, s.Table.digest(), s.Defaults, s.Table.Chosen, s.Day)
		fmt.Fprint(b, s.PDF, s.Text, s.Enclose, s.Name.source)
	})[:16] + "/" + strconv.Itoa(w.checked.Rows)
}
