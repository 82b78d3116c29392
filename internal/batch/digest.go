package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

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
