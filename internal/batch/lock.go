package batch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"speakout/internal/output"
)

// lock keeps other runs away: all of them, or those of the same shard and of
// the whole set.
func (s *Set) lock() ([]*output.Lock, error) {
	whole := *s
	whole.Shard = Shard{}
	all, err := output.TryLock(whole.stateName()+".lock", s.Shard.Count > 1)
	if err == nil && s.Shard.Count <= 1 {
		return []*output.Lock{all}, nil
	}
	var own *output.Lock
	if err == nil {
		if own, err = output.TryLock(s.stateName()+".lock", false); err == nil {
			return []*output.Lock{all, own}, nil
		}
		all.Release()
	}
	if errors.Is(err, output.ErrBusy) {
		err = fmt.Errorf("%s: %w", s.place(), output.ErrBusy)
	}
	return nil, s.inPlace(err)
}

// alone sees that files are not of a run that is under way, or came after p was
// read.
func (s *Set) alone(p *prior) error {
	if _, err := os.Stat(s.Folder); err != nil {
		return nil
	}
	locks, err := s.lock()
	for _, l := range locks {
		l.Release()
	}
	if errors.Is(err, output.ErrBusy) {
		return err
	}
	if now, err := s.findPrior(); err == nil && now.state != p.state {
		return ErrMoved
	}
	return nil
}

// ErrRemoved says that somebody has taken away the folder that was written to.
var ErrRemoved = errors.New("it was removed, or moved away, while it was written to")

// isThere sees that the journal still has its name: without it, nobody would
// know that what gets a name now is ours.
func (j *journal) isThere() error {
	there, err := os.Stat(j.file.Name())
	held, err2 := j.file.Stat()
	if err != nil || err2 != nil || !os.SameFile(there, held) {
		return fmt.Errorf("%s: %w", filepath.Dir(j.manifest), ErrRemoved)
	}
	return nil
}

// fault makes an error with the journal one of the manifest that it becomes.
func (j *journal) fault(err error) error {
	if reason := output.Reason(err); reason != err {
		return fmt.Errorf("%s: %w", j.manifest, reason)
	}
	return err
}

// inPlace makes an error with a file that the run keeps for itself one of the
// place of the set.
func (s *Set) inPlace(err error) error {
	if reason := output.Reason(err); reason != err {
		return fmt.Errorf("%s: %w", s.place(), reason)
	}
	return err
}
