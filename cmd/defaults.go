package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"speakout/internal/profile"
)

func init() {
	// What flags leave out is found out before any command's own preparations.
	cobra.EnableTraverseRunHooks = true
}

// originKey is the annotation of a flag that says where its value is from, if
// not from the command line.
const originKey = "speakout_origin"

// settle gives each flag that the command line leaves out the value of its
// environment variable, else that of the user's configuration, else leaves it
// what is built in.
func settle(s Streams, c *cobra.Command) error {
	config, file, err := loadConfig()
	if err != nil && !mendsConfig(c) {
		return err
	}
	if err != nil {
		config, err = &profile.Config{}, nil
	}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if err != nil || f.Changed || f.Name == "help" || f.Name == "version" {
			return
		}
		if value, from, ok := defaultOf(f.Name, config, file); ok {
			err = takeDefault(c.Flags(), f, value, from)
		}
	})
	if err == nil {
		tellOrigins(s, c)
	}
	return err
}

// variable is the name of the environment variable for a flag.
func variable(flag string) string {
	return "SPEAKOUT_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// defaultOf returns what stands in for a flag, and where it is from. An empty
// variable says nothing, so that a script can switch one off.
func defaultOf(flag string, config *profile.Config, file string) (value, from string, ok bool) {
	if value := os.Getenv(variable(flag)); value != "" {
		return value, variable(flag), true
	}
	value, ok = config.Get(flag)
	return value, file, ok
}

func takeDefault(all *pflag.FlagSet, f *pflag.Flag, value, origin string) error {
	if err := all.Set(f.Name, value); err != nil {
		return withHint(fmt.Errorf("%s: %q is no value of --%s", origin, value, f.Name),
			"speakout help environment tells what stands in for flags")
	}
	return all.SetAnnotation(f.Name, originKey, []string{origin})
}

// origin says where a flag's value is from, if not from the command line.
func origin(f *pflag.Flag) (from string, ok bool) {
	if a := f.Annotations[originKey]; len(a) > 0 {
		return a[0], true
	}
	return "", false
}

// originHints say of the flags that an error is about where their values are
// from: who did not type them would look for them in vain.
func originHints(c *cobra.Command, err error) (hints []string) {
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if from, ok := origin(f); ok && mentions(err.Error(), "--"+f.Name) {
			hints = append(hints, fmt.Sprintf("--%s is from %s", f.Name, from))
		}
	})
	return hints
}

// mentions reports whether the text names the flag, not one whose name begins
// with it.
func mentions(text, flag string) bool {
	_, rest, ok := strings.Cut(text, flag)
	return ok && (rest == "" || !strings.ContainsAny(rest[:1], "-abcdefghijklmnopqrstuvwxyz"))
}

// loadConfig reads the user's configuration. It is never needed: where there is
// no folder for it, there is none.
func loadConfig() (c *profile.Config, file string, err error) {
	if file, err = profile.ConfigFile(); err != nil {
		return &profile.Config{}, "", nil
	}
	c, err = profile.LoadConfig(file)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return nil, file, withHint(&workError{err}, "who may read it? XDG_CONFIG_HOME, else HOME, says where it is")
	case faultHint(err) != "":
		return nil, file, err
	case err != nil:
		return nil, file, withHint(err, "mend the file, or remove it")
	}
	for _, name := range c.Names() {
		if _, ok := settings[name]; !ok {
			return nil, file, withHint(fmt.Errorf("%s: %w", file, noSetting(name)), settingHints(name)...)
		}
	}
	return c, file, nil
}

// quiet and verbose are flags of every command.
func quiet(c *cobra.Command) bool {
	q, err := c.Flags().GetBool("quiet")
	return err == nil && q
}

func verbose(c *cobra.Command) bool {
	v, err := c.Flags().GetBool("verbose")
	return err == nil && v && !quiet(c)
}
