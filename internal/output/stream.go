package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// File is a file too long to hold in memory: it is written piece by piece and
// gets its name when it is whole.
type File struct {
	*os.File
	name string
}

// Create begins the file name. Until Commit it stands beside it under another
// name, the same one each time, so that what a killed run leaves is written
// over by the next.
func Create(name string, replace bool) (*File, error) {
	if _, err := os.Lstat(name); err == nil && !replace {
		return nil, fmt.Errorf("%s: %w", name, ErrExists)
	}
	f, err := os.Create(unfinished(name))
	if err != nil {
		return nil, withoutTempName(err, name)
	}
	return &File{f, name}, nil
}

func unfinished(name string) string {
	return filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".speakout-tmp")
}

// Remove removes a file and what a killed run left of it.
func Remove(name string) error {
	for _, n := range []string{unfinished(name), name} {
		if err := os.Remove(n); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Commit gives the file its name.
func (f *File) Commit() error {
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		os.Remove(f.File.Name())
		return withoutTempName(err, f.name)
	}
	return withoutTempName(os.Rename(f.File.Name(), f.name), f.name)
}

// Abort removes what was written.
func (f *File) Abort() {
	f.Close()
	os.Remove(f.File.Name())
}

// Hold keeps Finish waiting until release is called. Who holds must end soon
// after an interrupt, and must not call WriteFile.
func Hold() (release func()) {
	writing.RLock()
	return writing.RUnlock
}
