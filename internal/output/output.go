// Package output puts finished bytes into files: each appears whole under its
// name, or not at all. It knows nothing of letters.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// ErrExists says that a file of that name is there already and was left alone.
var ErrExists = errors.New("file exists")

// WriteFile writes data to the file name. With replace, a file of that name
// gives way; without, it is left alone and the error is ErrExists. The data
// goes to a temporary file in the same folder first, and takes its name only
// when it is complete and on disk.
func WriteFile(name string, data []byte, replace bool) error {
	return write(name, data, replace, 0o666&^umask())
}

// write is WriteFile with the permissions of a new file.
func write(name string, data []byte, replace bool, mode fs.FileMode) (err error) {
	old, err := os.Stat(name)
	if err == nil {
		switch mode := old.Mode(); {
		case mode.IsDir():
			return fmt.Errorf("%s is a folder", name)
		case isDescriptor(name), mode&fs.ModeNamedPipe != 0, mode&fs.ModeCharDevice != 0:
			return writeThrough(name, data)
		case !mode.IsRegular():
			return fmt.Errorf("%s is neither a file nor a pipe", name)
		case !replace:
			return fmt.Errorf("%s: %w", name, ErrExists)
		}
	}
	// Writing to a link's target keeps the link.
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	writing.RLock()
	defer writing.RUnlock()
	temp, err := os.CreateTemp(filepath.Dir(name), ".speakout-*.tmp")
	if err != nil {
		return withoutTempName(err, name)
	}
	defer func() {
		if err != nil {
			temp.Close()
			os.Remove(temp.Name())
		}
	}()
	if old != nil {
		mode = old.Mode().Perm()
	}
	if err := fill(temp, data, mode); err != nil {
		return withoutTempName(err, name)
	}
	if replace {
		return withoutTempName(os.Rename(temp.Name(), name), name)
	}
	return place(temp.Name(), name)
}

// fill writes data to the new file and closes it.
func fill(f *os.File, data []byte, mode fs.FileMode) error {
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Chmod(mode); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}

// place gives the temporary file its name unless a file has that name by now.
// A hard link is the one step that does both; where the file system has none,
// a look and a rename come as near as can be.
func place(temp, name string) error {
	err := os.Link(temp, name)
	switch {
	case err == nil:
		return os.Remove(temp)
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s: %w", name, ErrExists)
	}
	if _, err := os.Lstat(name); err == nil {
		return fmt.Errorf("%s: %w", name, ErrExists)
	}
	return withoutTempName(os.Rename(temp, name), name)
}

// isDescriptor reports whether name is an open file of the process: what stands
// behind it is not to be replaced.
func isDescriptor(name string) bool {
	name = filepath.Clean(name)
	return name == "/dev/stdout" || name == "/dev/stderr" || strings.HasPrefix(name, "/dev/fd/") || strings.HasPrefix(name, "/proc/self/fd/")
}

// writeThrough writes to what is there and cannot be replaced; to a file that a
// shell has opened, at its end.
func writeThrough(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// Reason is what is wrong with a file, without the name that the system's error
// gives it; other errors are as they were.
func Reason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// withoutTempName makes an error speak of the file the user asked for.
func withoutTempName(err error, name string) error {
	if r := Reason(err); r != err {
		return fmt.Errorf("%s: %w", name, r)
	}
	return err
}

// writing is held, shared, while a file is on its way to its name.
var writing sync.RWMutex

// Finish waits until no file is on its way, starts no other and removes
// temporary ones: it is called last, before the program leaves.
func Finish() {
	writing.Lock()
	removeTemps()
}
