package cmd

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/treaty"
)

// tellOrigins says, if asked to, which flags have their values from elsewhere
// than the command line. It never says the values: they may be a person's.
func tellOrigins(s Streams, c *cobra.Command) {
	if !verbose(c) {
		return
	}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if from, ok := origin(f); ok {
			fmt.Fprintf(s.Err, "speakout: --%s is from %s\n", f.Name, onOneLine(from))
		}
	})
	for _, name := range strayVariables(c.Root()) {
		fmt.Fprintf(s.Err, "speakout: %s is the name of no flag\n", onOneLine(name))
	}
}

// strayVariables are the environment variables with the program's prefix that
// belong to no flag of any command.
func strayVariables(root *cobra.Command) []string {
	known := map[string]bool{}
	eachCommand(root, func(c *cobra.Command) {
		c.Flags().VisitAll(func(f *pflag.Flag) { known[variable(f.Name)] = true })
		c.PersistentFlags().VisitAll(func(f *pflag.Flag) { known[variable(f.Name)] = true })
	})
	var stray []string
	for _, e := range os.Environ() {
		if name, _, _ := strings.Cut(e, "="); strings.HasPrefix(name, "SPEAKOUT_") && !known[name] {
			stray = append(stray, name)
		}
	}
	slices.Sort(stray)
	return stray
}

// eachCommand calls f for a command and all below it.
func eachCommand(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, sub := range c.Commands() {
		eachCommand(sub, f)
	}
}

// tell says what a letter was made of, without a word about who signs it.
func (o *letterOptions) tell(r letter.Request, l letter.Letter) {
	if !o.verbose || o.quiet {
		return
	}
	c := country.ByCode(l.Country)
	status, _ := treaty.Of(string(l.Country))
	fmt.Fprintf(o.streams.Err, "speakout: to %s (%s), %s on %s; about %s, reviewed on %s; in %s, on %s, dated %s\n",
		c.Name("en"), c.Code, status.On(l.Date).Status, isoDay(treaty.AsOf), r.Issue, isoDay(r.Campaign.Reviewed), l.Language.EnglishName(), l.Paper, isoDay(l.Date))
	var facts []string
	for _, f := range l.Facts {
		facts = append(facts, f.Name)
	}
	fmt.Fprintf(o.streams.Err, "speakout: it rests on the facts %s\n", strings.Join(facts, ", "))
}
