// Package profile keeps what a user does not want to say again, in two files of
// their own that nobody else can read: who signs letters (profile.yaml), which
// only the wizard uses, and defaults for flags (config.yaml), which say nothing
// about a person. Neither is ever needed.
package profile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"speakout/internal/letter"
	"speakout/internal/output"
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

func (d details) equal(e details) bool {
	return d.Name == e.Name && d.Organisation == e.Organisation && slices.Equal(d.Address, e.Address) &&
		d.Place == e.Place && d.Email == e.Email && d.Phone == e.Phone
}

// File returns the name of the file that says who signs.
func File() (string, error) { return inFolder("profile.yaml") }

// inFolder names a file in speakout's folder of the user's configuration
// folder, which XDG_CONFIG_HOME names on any system.
func inFolder(name string) (string, error) {
	folder := os.Getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(folder) { // as the XDG specification has it
		var err error
		if folder, err = os.UserConfigDir(); err != nil {
			return "", fmt.Errorf("no folder for %s: %w", name, err)
		}
	}
	return filepath.Join(folder, "speakout", name), nil
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
	d := details{s.Name, s.Organisation, s.Address, s.Place, s.Email, s.Phone}
	b, err := yaml.Marshal(d)
	var back details
	if err == nil && (yaml.Unmarshal(b, &back) != nil || !d.equal(back)) {
		// The library leaves some words without the quotes that they need, a
		// line that is only "-" for one: all are quoted then.
		b, err = yaml.MarshalWithOptions(d, yaml.JSON())
	}
	if err != nil {
		return nil, err
	}
	var head string
	if help != "" {
		head = "# " + strings.NewReplacer("\n", "\n# ", "\r", "\n# ").Replace(help) + "\n"
	}
	return append([]byte(head), b...), nil
}

// Save remembers the details in place of what was: the file is whole or as it
// was before, and no one else can read it.
func Save(file string, s letter.Sender) error {
	b, err := Format(s, "")
	if err != nil {
		return err
	}
	return output.WritePrivate(file, b)
}

// Forget removes what is remembered; ok is false if nothing was.
func Forget(file string) (ok bool, err error) {
	err = os.Remove(file)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
