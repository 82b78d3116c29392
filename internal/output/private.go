package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// WritePrivate writes data to a file that nobody else can read, in place of one
// of that name, and makes the folders it stands in.
func WritePrivate(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	if err := os.Chmod(name, 0o600); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return write(name, data, true, 0o600)
}
