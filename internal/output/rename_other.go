//go:build !linux

package output

import "os"

// renameNew renames a file unless there is one of the new name, by way of a
// hard link.
func renameNew(old, name string) error {
	if err := os.Link(old, name); err != nil {
		return err
	}
	os.Remove(old) // the file has its name, whether the other goes or not
	return nil
}
