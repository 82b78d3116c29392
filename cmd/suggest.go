package cmd

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"speakout/internal/locale"
)

// nearest returns what was probably meant by a word, likeliest first: what
// begins like it, or is a slip or two away.
func nearest(typed string, known []string) []string {
	typed = locale.Fold(typed)
	most := 1 + utf8.RuneCountInString(typed)/4
	distance := map[string]int{}
	for _, k := range known {
		key := locale.Fold(k)
		begun := strings.HasPrefix(key, typed) && len(typed) > 1 || strings.HasPrefix(typed, key) && len(key) > 2
		if begun {
			distance[k] = 1
		} else if d := edlib.OSADamerauLevenshteinDistance(typed, key); d <= most && d < utf8.RuneCountInString(key) {
			distance[k] = d
		}
	}
	var near []string
	for _, k := range known {
		if _, ok := distance[k]; ok {
			near = append(near, k)
		}
	}
	slices.SortStableFunc(near, func(a, b string) int { return distance[a] - distance[b] })
	return near[:min(len(near), 3)]
}

// didYouMean is a hint, or none if nothing is near.
func didYouMean(near []string) []string {
	if len(near) == 0 {
		return nil
	}
	return []string{"did you mean " + strings.Join(near, ", or ") + "?"}
}

// flagError explains a flag that there is not.
func flagError(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var hints []string
	if errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "" {
		var flags []string
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				flags = append(flags, f.Name)
			}
		})
		for _, near := range nearest(unknown.GetSpecifiedName(), flags) {
			hints = append(hints, "--"+near)
		}
		hints = didYouMean(hints)
	}
	return withHint(err, append(hints, c.CommandPath()+" --help lists the flags")...)
}

// noArgs refuses arguments of a command that has only commands below it, and
// says which was probably meant.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hints := similarCommand(c, args[0])
	return withHint(fmt.Errorf("unknown command %q for %q", args[0], c.CommandPath()),
		append(hints, c.CommandPath()+" --help lists the commands")...)
}

// similarCommand suggests which of the commands below c, or topics of help, was
// meant.
func similarCommand(c *cobra.Command, typed string) []string {
	var known []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
			known = append(known, sub.Name())
		}
	}
	return didYouMean(nearest(typed, known))
}
