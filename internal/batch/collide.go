package batch

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
)

// names finds rows whose files would have the same name. It keeps a digest of
// each name, and what is too much for memory sorted on disk.
type names struct {
	recent []named
	runs   []*os.File
	limit  int
}

type named struct{ digest, row uint64 }

// namesInMemory is how many names are kept in memory: 4 MB of them.
const namesInMemory = 1 << 18

func newNames() *names { return &names{limit: namesInMemory} }

func (n *names) add(name string, row int) error {
	sum := sha256.Sum256([]byte(sameName(name)))
	n.recent = append(n.recent, named{binary.BigEndian.Uint64(sum[:]), uint64(row)})
	if len(n.recent) < n.limit {
		return nil
	}
	return n.spill()
}

func byDigest(a, b named) int {
	return cmp.Or(cmp.Compare(a.digest, b.digest), cmp.Compare(a.row, b.row))
}

// spill sorts what is in memory and puts it on disk.
func (n *names) spill() error {
	f, err := os.CreateTemp("", "speakout-names-*")
	if err != nil {
		return err
	}
	n.runs = append(n.runs, f)
	slices.SortFunc(n.recent, byDigest)
	b := bufio.NewWriter(f)
	for _, e := range n.recent {
		b.Write(binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, e.digest), e.row))
	}
	n.recent = n.recent[:0]
	if err := b.Flush(); err != nil {
		return err
	}
	_, err = f.Seek(0, io.SeekStart)
	return err
}

// collisions calls fn with each row whose file has the name of an earlier
// row's, and with that row.
func (n *names) collisions(fn func(first, row int)) error {
	slices.SortFunc(n.recent, byDigest)
	heads := []func() (named, error){func() (named, error) {
		if len(n.recent) == 0 {
			return named{}, io.EOF
		}
		first := n.recent[0]
		n.recent = n.recent[1:]
		return first, nil
	}}
	for _, f := range n.runs {
		b := bufio.NewReader(f)
		heads = append(heads, func() (named, error) {
			var e [16]byte
			_, err := io.ReadFull(b, e[:])
			return named{binary.BigEndian.Uint64(e[:8]), binary.BigEndian.Uint64(e[8:])}, err
		})
	}
	var last named
	have := false
	return merge(heads, byDigest, func(e named) error {
		if have && e.digest == last.digest {
			fn(int(last.row), int(e.row))
			return nil
		}
		last, have = e, true
		return nil
	})
}

func (n *names) close() {
	for _, f := range n.runs {
		f.Close()
		os.Remove(f.Name())
	}
}

// merge calls fn with the values of several streams in order; each stream is
// in order itself and ends with io.EOF.
func merge[T any](streams []func() (T, error), compare func(a, b T) int, fn func(T) error) error {
	type head struct {
		value T
		next  func() (T, error)
	}
	var heads []*head
	for _, next := range streams {
		v, err := next()
		if errors.Is(err, io.EOF) {
			continue
		}
		if err != nil {
			return err
		}
		heads = append(heads, &head{v, next})
	}
	for len(heads) > 0 {
		least := 0
		for i := range heads {
			if compare(heads[i].value, heads[least].value) < 0 {
				least = i
			}
		}
		if err := fn(heads[least].value); err != nil {
			return err
		}
		v, err := heads[least].next()
		switch {
		case errors.Is(err, io.EOF):
			heads = slices.Delete(heads, least, least+1)
		case err != nil:
			return err
		default:
			heads[least].value = v
		}
	}
	return nil
}
