package batch

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"

	"speakout/internal/output"
)

// file is an output.File behind a buffer, or a stream. It knows the SHA-256 of
// what was written.
type file struct {
	*bufio.Writer
	name   string
	file   *output.File // nil for a stream
	digest hash.Hash
}

const bufferSize = 64 << 10

// standardOutput is the stream, whose errors say what it is.
type standardOutput struct{ io.Writer }

func (s standardOutput) Write(p []byte) (int, error) {
	n, err := s.Writer.Write(p)
	if err != nil {
		err = fmt.Errorf("standard output: %w", output.Reason(err))
	}
	return n, err
}

// createFile begins a file; "-" is the stream.
func createFile(name string, stream io.Writer, replace bool) (*file, error) {
	f := &file{name: name, digest: sha256.New()}
	if name == "-" {
		f.Writer = bufio.NewWriterSize(standardOutput{stream}, bufferSize)
		return f, nil
	}
	var err error
	if f.file, err = output.Create(name, replace); err != nil {
		return nil, err
	}
	f.Writer = bufio.NewWriterSize(io.MultiWriter(f.file, f.digest), bufferSize)
	return f, nil
}

// complete writes the rest and puts it on disk: what is left is to name it.
func (f *file) complete() error {
	err := f.Flush()
	if err == nil && f.file != nil {
		err = f.file.Complete()
	}
	return err
}

func (f *file) sum() string { return hex.EncodeToString(f.digest.Sum(nil)) }

// place gives the file its name.
func (f *file) place() error {
	if f.file == nil {
		return nil
	}
	placed := f.file
	f.file = nil
	return placed.Commit()
}

// abort removes what has no name yet.
func (f *file) abort() {
	if f.file != nil {
		f.file.Abort()
	}
}
