package batch

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash/maphash"
	"io"
	"os"
	"slices"
)

// claims gathers who has to do with a file's name: the rows that would write
// it, the lines of manifests that say it was written. It keeps a digest of each
// name, and what is too much for memory sorted on disk.
type claims struct {
	recent []claim
	runs   []*os.File
	limit  int
	seed   maphash.Seed
}

// claim is one of them. The bytes are those the file has now, if a row claims
// it, and those it had, if a manifest does: the beginning of their SHA-256, or 0
// if there are none. The name is of what some file systems take for the same;
// exact tells cases apart.
type claim struct{ name, by, bytes, exact uint64 }

// byRow marks claims of rows; by is the number of the row, else of the line.
// Lines come first, then rows in their order.
const byRow = 1 << 63

// claimSize is how many bytes a claim takes on disk.
const claimSize = 4 * 8

// claimsInMemory is how many claims are kept in memory: 8 MB of them.
const claimsInMemory = 1 << 18

func newClaims() *claims { return &claims{limit: claimsInMemory, seed: maphash.MakeSeed()} }

func (c *claims) add(file string, by, bytes uint64) error {
	sum := sha256.Sum256([]byte(sameName(file)))
	c.recent = append(c.recent, claim{binary.BigEndian.Uint64(sum[:]), by, bytes, maphash.String(c.seed, file)})
	if len(c.recent) < c.limit {
		return nil
	}
	return c.spill()
}

func inOrderOfNames(a, b claim) int {
	return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.by, b.by))
}

// spill sorts what is in memory and puts it on disk.
func (c *claims) spill() error {
	f, err := os.CreateTemp("", "speakout-names-*")
	if err != nil {
		return err
	}
	os.Remove(f.Name()) // on systems that allow it, nothing stays whenever the program ends
	c.runs = append(c.runs, f)
	slices.SortFunc(c.recent, inOrderOfNames)
	b := bufio.NewWriter(f)
	for _, e := range c.recent {
		var line [claimSize]byte
		for i, v := range []uint64{e.name, e.by, e.bytes, e.exact} {
			binary.BigEndian.PutUint64(line[8*i:], v)
		}
		b.Write(line[:])
	}
	c.recent = c.recent[:0]
	if err := b.Flush(); err != nil {
		return err
	}
	_, err = f.Seek(0, io.SeekStart)
	return err
}

// each calls fn with all claims, those on one name together.
func (c *claims) each(fn func(claim) error) error {
	slices.SortFunc(c.recent, inOrderOfNames)
	heads := []func() (claim, error){func() (claim, error) {
		if len(c.recent) == 0 {
			return claim{}, io.EOF
		}
		first := c.recent[0]
		c.recent = c.recent[1:]
		return first, nil
	}}
	for _, f := range c.runs {
		b := bufio.NewReader(f)
		heads = append(heads, func() (claim, error) {
			var e [claimSize]byte
			_, err := io.ReadFull(b, e[:])
			of := func(i int) uint64 { return binary.BigEndian.Uint64(e[8*i:]) }
			return claim{of(0), of(1), of(2), of(3)}, err
		})
	}
	return merge(heads, inOrderOfNames, fn)
}

func (c *claims) close() {
	for _, f := range c.runs {
		f.Close()
		os.Remove(f.Name())
	}
}

// verdicts is what comes of claims. One rule makes them: a file is written over
// or removed only if a manifest names it and it has the bytes that it says.
type verdicts struct {
	same   func(first, row int) // the row would write the file of an earlier one
	others func(row int)        // a file stands there that is not ours, or was changed
	ours   func(row int)        // a file of ours stands there
	stale  func(line int)       // no row writes the file any more
	cased  func(line int)       // a row writes it, but for the case of its name
}

// settle reads the claims and says what comes of them.
func (c *claims) settle(v verdicts) error {
	var name, first, exact uint64 // first is the row that has the name; 0 while there is none
	var lines []claim
	end := func() {
		for _, l := range lines {
			if first == 0 {
				v.stale(int(l.by))
			} else if l.exact != exact {
				v.cased(int(l.by))
			}
		}
		lines, first = lines[:0], 0
	}
	err := c.each(func(e claim) error {
		if e.name != name {
			end()
			name = e.name
		}
		row := int(e.by &^ byRow)
		switch {
		case e.by&byRow == 0:
			lines = append(lines, e)
			return nil
		case first == uint64(row): // two manifests say so
			return nil
		case first != 0:
			v.same(int(first), row)
			return nil
		case e.bytes == 0:
		case slices.ContainsFunc(lines, func(l claim) bool { return l.bytes == e.bytes }):
			v.ours(row)
		default:
			v.others(row)
		}
		first, exact = uint64(row), e.exact
		return nil
	})
	end()
	return err
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
