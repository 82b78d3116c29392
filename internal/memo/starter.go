package memo

import (
	"embed"
	"io/fs"
)

//go:embed starter
var starterFiles embed.FS

// Starter returns the files of a campaign to begin with: commented, and without
// faults.
func Starter() fs.FS {
	files, err := fs.Sub(starterFiles, "starter")
	if err != nil {
		panic(err) // the name is a constant
	}
	return files
}
