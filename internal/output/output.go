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

// WriteFile writes data to the file name as Create does.
func WriteFile(name string, data []byte, replace bool) error {
	return write(name, data, replace, 0o666&^umask())
}

// write is WriteFile with the permissions of a new file.
func write(name string, data []byte, replace bool, mode fs.FileMode) error {
	writing.RLock()
	defer writing.RUnlock()
	f, err := create(name, replace, mode)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Abort()
		return err
	}
	return f.Commit()
}

// Place gives a whole file its name. Without replace it does so unless a file
// has that name by now, and ends with ErrExists then: in one step where the file
// system can, else by a look and a rename, which come as near as can be.
func Place(temp, name string, replace bool) error {
	if !replace {
		if renameNew(temp, name) == nil {
			return nil
		}
		if _, err := os.Lstat(name); err == nil {
			return fmt.Errorf("%s: %w", name, ErrExists)
		}
	}
	return withoutTempName(os.Rename(temp, name), name)
}

// isDescriptor reports whether name is an open file of the process: what stands
// behind it is not to be replaced.
func isDescriptor(name string) bool {
	name = filepath.Clean(name)
	return name == "/dev/stdout" || name == "/dev/stderr" || strings.HasPrefix(name, "/dev/fd/") || strings.HasPrefix(name, "/proc/self/fd/")
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

// Hold keeps Finish waiting until release is called. Who holds must end soon
// after an interrupt, and must not call WriteFile.
func Hold() (release func()) {
	writing.RLock()
	return writing.RUnlock
}
