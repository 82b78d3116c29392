package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// File is a file on its way: it is written piece by piece under another name
// and gets its own when it is whole. Nobody else writes it meanwhile.
type File struct {
	*os.File
	name    string      // in the end
	through bool        // it is written to as it is
	mode    fs.FileMode // in the end
	replace bool
	lock    *Lock
	whole   bool
}

// Create begins the file name. With replace, a file of that name gives way;
// without, it is left alone and the error is ErrExists. A link stays, and what
// it leads to is replaced. What cannot be replaced, such as a pipe, is written
// to as it is.
func Create(name string, replace bool) (*File, error) {
	return create(name, replace, 0o666&^umask())
}

// create is Create with the permissions of a new file.
func create(name string, replace bool, mode fs.FileMode) (*File, error) {
	old, err := os.Stat(name)
	if err == nil {
		mode = old.Mode().Perm()
		switch kind := old.Mode(); {
		case kind.IsDir():
			return nil, fmt.Errorf("%s is a folder", name)
		case Through(name):
			f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
			return &File{File: f, name: name, through: true}, err
		case !kind.IsRegular():
			return nil, fmt.Errorf("%s is neither a file nor a pipe", name)
		case !replace:
			return nil, fmt.Errorf("%s: %w", name, ErrExists)
		}
	}
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	f := &File{name: name, mode: mode, replace: replace}
	if f.lock, err = TryLock(beside(name, "lock"), false); err != nil {
		if errors.Is(err, ErrBusy) {
			return nil, fmt.Errorf("%s: %w", name, ErrBusy)
		}
		return nil, withoutTempName(err, name)
	}
	// The name is the same each time: what a killed run left is written over.
	// Nobody else reads it before it is whole: it may be private.
	if f.File, err = os.OpenFile(beside(name, "tmp"), os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600); err != nil {
		f.lock.Release()
		return nil, withoutTempName(err, name)
	}
	return f, nil
}

// longestBase leaves room for what beside adds to the longest names there are.
const longestBase = 200

// beside names a file that is there only while name is written.
func beside(name, what string) string {
	base := filepath.Base(name)
	base = strings.ToValidUTF8(base[:min(len(base), longestBase)], "")
	return filepath.Join(filepath.Dir(name), "."+base+".speakout-"+what)
}

// Through reports whether name is written to as it is: a pipe, a device, or an
// open file of the process, at its end.
func Through(name string) bool {
	info, err := os.Stat(name)
	return err == nil && (isDescriptor(name) || info.Mode()&(fs.ModeNamedPipe|fs.ModeCharDevice) != 0)
}

// Write writes on.
func (f *File) Write(p []byte) (int, error) {
	n, err := f.File.Write(p)
	return n, withoutTempName(err, f.name)
}

// Complete puts what was written on disk, with the permissions of the file it
// replaces, else those an ordinary new file has. After it there is nothing to
// write, and only a name to be given.
func (f *File) Complete() error {
	if f.whole || f.through {
		return nil
	}
	err := errors.Join(f.Chmod(f.mode), f.Sync(), f.Close())
	f.whole = err == nil
	return withoutTempName(err, f.name)
}

// Commit gives the file its name.
func (f *File) Commit() error {
	if f.through {
		return f.Close()
	}
	err := f.Complete()
	if err == nil {
		err = Place(f.File.Name(), f.name, f.replace)
	}
	if err != nil {
		f.Abort()
		return err
	}
	f.lock.Release()
	return nil
}

// Abort removes what was written.
func (f *File) Abort() {
	f.Close()
	if !f.through {
		os.Remove(f.File.Name())
		f.lock.Release()
	}
}

// Remove removes a file, if it is there, and what a killed run left of it.
func Remove(name string) error {
	return errors.Join(removeIfThere(name), RemoveUnfinished(name))
}

// RemoveUnfinished removes what a killed run left of a file that nobody writes.
func RemoveUnfinished(name string) error {
	return errors.Join(removeIfThere(beside(name, "tmp")), removeIfThere(beside(name, "lock")))
}

func removeIfThere(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
