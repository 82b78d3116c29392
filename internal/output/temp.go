package output

import (
	"errors"
	"os"
	"sync"
)

// temps are the names of temporary files and folders that are there.
var temps struct {
	sync.Mutex
	names map[string]bool
}

// WriteTemp writes data to a temporary file that only the user can read. It
// stays until RemoveTemp, or until the program leaves.
func WriteTemp(pattern string, data []byte) (name string, err error) {
	temps.Lock()
	defer temps.Unlock()
	f, err := os.CreateTemp("", pattern)
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(f.Name())
		return "", err
	}
	keepTemp(f.Name())
	return f.Name(), nil
}

// TempDir makes a temporary folder that only the user can read. It stays, with
// what is put into it, as a file of WriteTemp does.
func TempDir(pattern string) (name string, err error) {
	temps.Lock()
	defer temps.Unlock()
	if name, err = os.MkdirTemp("", pattern); err == nil {
		keepTemp(name)
	}
	return name, err
}

func keepTemp(name string) {
	if temps.names == nil {
		temps.names = map[string]bool{}
	}
	temps.names[name] = true
}

// RemoveTemp removes a file of WriteTemp, or a folder of TempDir.
func RemoveTemp(name string) {
	temps.Lock()
	defer temps.Unlock()
	os.RemoveAll(name)
	delete(temps.names, name)
}

// removeTemps removes all of them and lets no more be made.
func removeTemps() {
	temps.Lock()
	for name := range temps.names {
		os.RemoveAll(name)
	}
}
