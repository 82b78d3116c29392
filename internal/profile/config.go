package profile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"speakout/internal/output"
)

// Config are defaults for flags, as the user's file has them: a line "flag:
// value" for each.
type Config struct {
	lines  []string // the file, with the user's own comments and order
	values map[string]string
}

// ConfigFile returns the name of the file with defaults for flags.
func ConfigFile() (string, error) { return inFolder("config.yaml") }

// LoadConfig reads the defaults; where there is no file, there are none.
func LoadConfig(file string) (*Config, error) {
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return &Config{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, output.Reason(err))
	}
	c, err := parseConfig(string(b))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return c, nil
}

func parseConfig(text string) (*Config, error) {
	c := &Config{values: map[string]string{}}
	if text = strings.TrimRight(text, "\n"); text != "" {
		c.lines = strings.Split(text, "\n")
	}
	for i, l := range c.lines {
		if blankOrComment(l) {
			continue
		}
		// Line by line: a value is one line, and a fault has its number.
		values := map[string]any{}
		if err := yaml.Unmarshal([]byte(l), &values); err != nil || len(values) != 1 {
			return nil, fmt.Errorf("line %d is not a flag and its value, like lang: fr", i+1)
		}
		for name, v := range values {
			if _, twice := c.values[name]; twice {
				return nil, fmt.Errorf("line %d: %s has a value already", i+1, name)
			}
			switch v.(type) {
			case string, bool, uint64, int64, float64:
				c.values[name] = fmt.Sprint(v)
			default:
				return nil, fmt.Errorf("line %d: %s needs one value", i+1, name)
			}
		}
	}
	return c, nil
}

func blankOrComment(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || strings.HasPrefix(line, "#")
}

// Names are the flags that have a default, sorted.
func (c *Config) Names() []string {
	var names []string
	for name := range c.values {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Get returns a flag's default.
func (c *Config) Get(name string) (value string, ok bool) {
	value, ok = c.values[name]
	return value, ok
}

// Set gives a flag a default.
func (c *Config) Set(name, value string) error {
	b, err := yaml.Marshal(map[string]string{name: value})
	if err != nil {
		return err
	}
	line := strings.TrimSpace(string(b))
	if strings.Contains(line, "\n") {
		return fmt.Errorf("%s: the value is longer than a line", name)
	}
	// What YAML cannot say in a line is not kept as something else.
	if back, err := parseConfig(line); err != nil || back.values[name] != value {
		return fmt.Errorf("%s: the value %q cannot be kept in a file; give it with the flag", name, value)
	}
	return c.change(name, line)
}

// Unset takes a flag's default away; ok is false if it had none.
func (c *Config) Unset(name string) (ok bool, err error) {
	if _, ok = c.values[name]; !ok {
		return false, nil
	}
	return true, c.change(name, "")
}

// change puts a line in the place of a flag's; none removes it.
func (c *Config) change(name, line string) error {
	var lines []string
	for _, l := range c.lines {
		key, _, _ := strings.Cut(l, ":")
		if strings.Trim(strings.TrimSpace(key), `"'`) != name {
			lines = append(lines, l)
		} else if line != "" {
			lines, line = append(lines, line), ""
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	changed, err := parseConfig(strings.Join(lines, "\n"))
	if err != nil {
		return err
	}
	*c = *changed
	return nil
}

// Save writes the defaults in place of what was in the file.
func (c *Config) Save(file string) error {
	text := strings.Join(c.lines, "\n")
	if text != "" {
		text += "\n"
	}
	return output.WritePrivate(file, []byte(text))
}
