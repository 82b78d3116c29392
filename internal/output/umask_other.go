//go:build !unix

package output

import "os"

// umask is zero where permissions are not those of Unix.
func umask() os.FileMode { return 0 }
