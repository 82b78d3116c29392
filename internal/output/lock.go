package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/gofrs/flock"
)

// ErrBusy says that another run is writing the same.
var ErrBusy = errors.New("another run is writing it")

// Lock keeps other runs from what it stands for. It is a file that is there
// while the lock is held; one that a killed run left holds nobody up.
type Lock struct {
	file   *flock.Flock
	shared bool
}

// TryLock takes the lock, or ends with ErrBusy. Any number may share a lock. A
// file system that has no locks does without.
func TryLock(path string, shared bool) (*Lock, error) {
	for tries := 0; ; tries++ {
		l := &Lock{flock.New(path), shared}
		take := l.file.TryLock
		if shared {
			take = l.file.TryRLock
		}
		taken, err := take()
		var at *fs.PathError
		switch {
		case errors.As(err, &at):
			return nil, err
		case err == nil && !taken:
			l.file.Close()
			return nil, fmt.Errorf("%s: %w", path, ErrBusy)
		case err != nil || l.current() || tries == mostTries:
			return l, nil
		}
		l.file.Close() // of a file that its holder has just removed
	}
}

// mostTries is enough where files can be told apart.
const mostTries = 100

// current reports whether the locked file is the one of that name.
func (l *Lock) current() bool {
	held, err := l.file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(l.file.Path())
	return err == nil && os.SameFile(held, there)
}

// Release gives the lock up. The last one who shares it removes the file.
func (l *Lock) Release() {
	if l.shared {
		l.file.Close()
		last, err := TryLock(l.file.Path(), false)
		if err != nil {
			return
		}
		l = last
	}
	err := os.Remove(l.file.Path())
	l.file.Close()
	if err != nil { // where a file that is open cannot be removed
		os.Remove(l.file.Path())
	}
}
