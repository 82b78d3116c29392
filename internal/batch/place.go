package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"speakout/internal/output"
)

// A set's manifest, the rows without a letter and what a run keeps for itself
// stand in the set's folder or, without one, beside the one file of all letters.

// singles are the files of all letters.
func (s *Set) singles() []string {
	return slices.DeleteFunc([]string{s.Zip, s.Merge, s.Labels}, func(name string) bool { return name == "" })
}

// gathers reports whether letters themselves go into a file of all.
func (s *Set) gathers() bool { return s.Merge != "" || s.Zip != "" }

// one is the file of all letters that what tells of the set stands beside: the
// first that is not a stream, if there is one.
func (s *Set) one() string {
	all := s.singles()
	if i := slices.IndexFunc(all, func(name string) bool { return !isStream(name) }); i >= 0 {
		return all[i]
	}
	return strings.Join(all[:min(1, len(all))], "")
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
	for _, one := range s.singles() {
		if !isStream(one) {
			names = append(names, one)
		}
	}
	return names
}

// ownNames are the names of these that stand where letters do.
func (s *Set) ownNames() []string {
	var own []string
	if s.Folder != "" {
		for _, name := range append(s.wholeFiles(), s.beside("manifest")) {
			own = append(own, s.nameInManifest(name))
		}
	}
	return own
}

// isOwn reports whether a letter of that name, or a folder it stands in, would
// be one of the set's own files.
func (s *Set) isOwn(letter string) bool {
	isOne := func(name string) bool {
		return slices.ContainsFunc(s.own, func(own string) bool { return strings.EqualFold(own, name) })
	}
	for i, c := range letter {
		if c != '/' {
			continue
		}
		folder := strings.ToLower(letter[:i])
		_, isManifest := shardOf(folder, "manifest", ".csv")
		_, isRejected := shardOf(folder, "rejected", ".csv")
		if isOne(folder) || isManifest || isRejected {
			return true
		}
	}
	return slices.ContainsFunc(s.endings(), func(ending string) bool { return isOne(letter + ending) })
}

// isFolder reports what is there and no folder.
func isFolder(name string) error {
	if _, err := os.Lstat(name); err != nil {
		return nil
	}
	switch info, err := os.Stat(name); {
	case errors.Is(err, fs.ErrNotExist):
		return &RefusedError{name + ": it is a link that leads nowhere; name a folder"}
	case err == nil && !info.IsDir():
		return &RefusedError{name + ": it is a file; name a folder"}
	}
	return nil
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

// namedInManifest is the file that a manifest calls so.
func (s *Set) namedInManifest(name string) string {
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(s.beside("manifest")), name)
}
