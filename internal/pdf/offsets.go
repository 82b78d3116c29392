package pdf

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
)

// offsets are where the objects of a document are, by number. A book has some
// fifty objects a letter: beyond the newest, they are kept in a temporary file,
// so that a book of any length takes little memory.
type offsets struct {
	file   *os.File // none yet while all are in memory
	named  bool     // it is to be removed in the end
	kept   int      // how many are in the file
	recent []int64
	most   int // how many are in memory
}

// offsetSize is how many bytes an offset takes in the file.
const offsetSize = 8

func newOffsets() *offsets { return &offsets{most: 1 << 18} }

func (o *offsets) len() int { return o.kept + len(o.recent) }

// grow makes room for n further objects.
func (o *offsets) grow(n int) error {
	o.recent = append(o.recent, make([]int64, n)...)
	if len(o.recent) <= o.most {
		return nil
	}
	return o.spill(len(o.recent) / 2)
}

// spill puts the oldest n into the file.
func (o *offsets) spill(n int) error {
	if o.file == nil {
		f, err := os.CreateTemp("", "speakout-*.tmp")
		if err != nil {
			return fmt.Errorf("keeping notes of a long document: %w", err)
		}
		// What has no name any more is gone whenever the program ends; systems
		// that do not allow that keep it until it is closed.
		o.file, o.named = f, os.Remove(f.Name()) != nil
	}
	b := make([]byte, 0, n*offsetSize)
	for _, v := range o.recent[:n] {
		b = binary.LittleEndian.AppendUint64(b, uint64(v))
	}
	if _, err := o.file.WriteAt(b, int64(o.kept)*offsetSize); err != nil {
		return fmt.Errorf("keeping notes of a long document: %w", err)
	}
	o.recent = append(o.recent[:0], o.recent[n:]...)
	o.kept += n
	return nil
}

func (o *offsets) set(number int, at int64) error {
	if number >= o.kept {
		o.recent[number-o.kept] = at
		return nil
	}
	_, err := o.file.WriteAt(binary.LittleEndian.AppendUint64(nil, uint64(at)), int64(number)*offsetSize)
	return err
}

// each calls f with all offsets in order of their numbers.
func (o *offsets) each(f func(number int, at int64)) error {
	if o.file != nil {
		r := bufio.NewReader(io.NewSectionReader(o.file, 0, int64(o.kept)*offsetSize))
		var b [offsetSize]byte
		for number := range o.kept {
			if _, err := io.ReadFull(r, b[:]); err != nil {
				return err
			}
			f(number, int64(binary.LittleEndian.Uint64(b[:])))
		}
	}
	for i, at := range o.recent {
		f(o.kept+i, at)
	}
	return nil
}

// close removes the file; a second time it does nothing.
func (o *offsets) close() {
	if o.file == nil {
		return
	}
	o.file.Close()
	if o.named {
		os.Remove(o.file.Name())
	}
	o.file = nil
}
