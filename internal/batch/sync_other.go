//go:build !linux

package batch

import "os"

// syncsFolders says that each file is put on disk by itself.
const syncsFolders = false

// syncFolder puts f on disk.
func syncFolder(f *os.File) error { return f.Sync() }
