// Package profile remembers who signs letters, in a file of the user's own
// that nobody else can read. Only the wizard uses it; it is never needed.
package profile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml"

	"speakout/internal/letter"
)

// details is a sender's form in the file.
type details struct {
	Name         string   `yaml:"name"`
	Organisation string   `yaml:"organisation"`
	Address      []string `yaml:"address"`
	Place        string   `yaml:"place"`
	Email        string   `yaml:"email"`
	Phone        string   `yaml:"phone"`
}

// File returns the name of the file: speakout/profile.yaml in the user's
// configuration folder, which XDG_CONFIG_HOME names on any system.
func File() (string, error) {
	folder := os.Getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(folder) { // as the XDG specification has it
		var err error
		if folder, err = os.UserConfigDir(); err != nil {
			return "", fmt.Errorf("no folder for the profile: %w", err)
		}
	}
	return filepath.Join(folder, "speakout", "profile.yaml"), nil
}

// Load reads what is remembered; ok is false if nothing is.
func Load(file string) (s letter.Sender, ok bool, err error) {
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return s, false, nil
	}
	if err != nil {
		return s, false, err
	}
	if s, err = Parse(b); err != nil {
		return s, false, fmt.Errorf("%s: %w", file, err)
	}
	return s, true, nil
}

// Parse reads details as Format writes them.
func Parse(b []byte) (letter.Sender, error) {
	var d details
	if err := yaml.UnmarshalWithOptions(b, &d, yaml.Strict()); err != nil {
		return letter.Sender{}, errors.New(strings.TrimSpace(yaml.FormatError(err, false, true)))
	}
	return letter.Sender{
		Name: d.Name, Organisation: d.Organisation, Address: d.Address, Email: d.Email, Phone: d.Phone, Place: d.Place,
	}, nil
}

// Format writes details as text to read and to edit, below the help as comments.
func Format(s letter.Sender, help string) ([]byte, error) {
	b, err := yaml.Marshal(details{s.Name, s.Organisation, s.Address, s.Place, s.Email, s.Phone})
	if err != nil {
		return nil, err
	}
	var head string
	if help != "" {
		head = "# " + strings.ReplaceAll(help, "\n", "\n# ") + "\n"
	}
	return append([]byte(head), b...), nil
}

// Save remembers the details in place of what was: the file is whole or as it
// was before, and no one else can read it.
func Save(file string, s letter.Sender) (err error) {
	b, err := Format(s, "")
	if err != nil {
		return err
	}
	folder := filepath.Dir(file)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(folder, ".profile-*.tmp") // mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			temp.Close()
			os.Remove(temp.Name())
		}
	}()
	if _, err := temp.Write(b); err != nil {
		return err
	}
	if err := temp.Sync(); err != nil {
		return err
	}
	if err := temp.Close(); err != nil {
		return err
	}
	return os.Rename(temp.Name(), file)
}

// Forget removes what is remembered; ok is false if nothing was.
func Forget(file string) (ok bool, err error) {
	err = os.Remove(file)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
