package batch

import (
	"path/filepath"
	"strings"

	"speakout/internal/output"
)

// A set's manifest, the rows without a letter and what a run keeps for itself
// stand in the set's folder or, without one, beside the one file of all letters.

// one is the file of all letters that what tells of the set stands beside.
func (s *Set) one() string {
	if s.Zip != "" {
		return s.Zip
	}
	return s.Merge
}

// place is where the letters go, for messages.
func (s *Set) place() string {
	if s.Folder != "" {
		return s.Folder
	}
	return s.one()
}

// streams reports whether all there is goes to a stream, which nothing stands
// beside.
func (s *Set) streams() bool { return s.Folder == "" && isStream(s.one()) }

func isStream(name string) bool { return name == "-" || output.Through(name) }

// beside is the name of a file that tells of the set.
func (s *Set) beside(what string) string {
	if s.Folder != "" {
		return filepath.Join(s.Folder, s.Shard.in(what, ".csv"))
	}
	one := s.one()
	return strings.TrimSuffix(one, filepath.Ext(one)) + "." + what + ".csv"
}

// RejectedName is the table of rows without a letter; empty if all goes to a
// stream, which it cannot stand beside.
func (s *Set) RejectedName() string {
	if s.streams() {
		return ""
	}
	return s.beside("rejected")
}

// stateName is the folder of what a run keeps while it is under way.
func (s *Set) stateName() string {
	if s.Folder != "" {
		return filepath.Join(s.Folder, s.Shard.in(".speakout", ""))
	}
	one := s.one()
	base := filepath.Base(one)
	return filepath.Join(filepath.Dir(one), "."+strings.TrimSuffix(base, filepath.Ext(base))+".speakout")
}

// wholeFiles are the files of the whole set that a run may write or remove,
// besides the manifest.
func (s *Set) wholeFiles() []string {
	names := []string{s.beside("rejected")}
	for _, one := range []string{s.Merge, s.Zip} {
		if one != "" && !isStream(one) {
			names = append(names, one)
		}
	}
	return names
}

// nameInManifest is what a manifest calls a file: its way from there.
func (s *Set) nameInManifest(name string) string {
	from, err1 := filepath.Abs(filepath.Dir(s.beside("manifest")))
	to, err2 := filepath.Abs(name)
	if rel, err := filepath.Rel(from, to); err1 == nil && err2 == nil && err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(name)
}
