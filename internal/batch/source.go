package batch

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"hash/maphash"
	"io"
	"os"

	"speakout/internal/output"
)

// errChanged is what reading a table again ends with if it is another one.
var errChanged = errors.New("the table has changed since it was checked; run again")

// source is a file that is read more than once and must not change between
// the times: what is checked is what is written.
type source struct {
	file *os.File
	info os.FileInfo // of the input; nil for a copy of it
	temp bool        // the file is a copy, to be removed

	seed   maphash.Seed
	blocks []uint64 // digests of the file's blocks, from the first reading
	read   bool     // it has been read to its end
	sum    []byte   // SHA-256 of the whole
}

// blockSize is how much of a file is compared at a time: none of a block that
// has changed is used.
const blockSize = 1 << 20

// newSource returns the input itself if it is a regular file, else a copy.
func newSource(in io.Reader) (*source, error) {
	s := &source{seed: maphash.MakeSeed()}
	if f, ok := in.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			s.file, s.info = f, info
			return s, nil
		} else if err == nil && info.IsDir() {
			return nil, errors.New("is a folder, not a table")
		}
	}
	return s, s.copyOf(func(w io.Writer) error {
		_, err := io.Copy(w, in)
		return err
	})
}

// copyOf makes the source a temporary file of what fill writes.
func (s *source) copyOf(fill func(io.Writer) error) error {
	f, err := os.CreateTemp("", "speakout-table-*")
	if err != nil {
		return withoutTemp(err)
	}
	// What has no name any more is gone whenever the program ends; systems
	// that do not allow that keep it until it is closed.
	s.temp = os.Remove(f.Name()) != nil
	if err := fill(f); err != nil {
		f.Close()
		os.Remove(f.Name())
		return withoutTemp(err)
	}
	s.file = f
	return nil
}

// ErrNoTemp says that there is no room for a copy of the table.
var ErrNoTemp = errors.New("it cannot be copied to the folder for temporary files")

// withoutTemp says of an error with a temporary file what it is about.
func withoutTemp(err error) error {
	if reason := output.Reason(err); reason != err {
		return fmt.Errorf("%w: %w", ErrNoTemp, reason)
	}
	return err
}

func (s *source) close() error {
	err := s.file.Close()
	if s.temp {
		err = errors.Join(err, os.Remove(s.file.Name()))
	}
	return err
}

// reader reads the file from its beginning. The first time through it notes
// what the file holds, later it compares.
func (s *source) reader() io.Reader {
	r := &sourceReader{source: s}
	if !s.read {
		s.blocks, r.whole = nil, sha256.New()
	}
	return r
}

type sourceReader struct {
	source *source
	whole  hash.Hash // on the first reading
	offset int64
	number int // of the next block
	buffer []byte
	rest   []byte // of the block, not handed on yet
	err    error
}

func (r *sourceReader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 && r.err == nil {
		r.fill()
	}
	if len(r.rest) == 0 {
		return 0, r.err
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// fill takes in the next block.
func (r *sourceReader) fill() {
	s := r.source
	if r.buffer == nil {
		r.buffer = make([]byte, blockSize)
	}
	n, err := s.file.ReadAt(r.buffer, r.offset)
	r.offset += int64(n)
	block := r.buffer[:n]
	digest := maphash.Bytes(s.seed, block)
	switch {
	case r.whole != nil:
		s.blocks = append(s.blocks, digest)
		r.whole.Write(block)
	case r.number >= len(s.blocks) || s.blocks[r.number] != digest:
		r.err = errChanged
		return
	}
	r.number++
	r.rest, r.err = block, err
	if errors.Is(err, io.EOF) && r.whole != nil {
		s.read, s.sum = true, r.whole.Sum(nil)
	}
}
