//go:build unix

package output

import (
	"os"
	"sync"
	"syscall"
)

// umask reads the process's file mode mask. The system tells it only when it
// is set, so that is done once, before files are made.
var umask = sync.OnceValue(func() os.FileMode {
	mask := syscall.Umask(0o077)
	syscall.Umask(mask)
	return os.FileMode(mask)
})
