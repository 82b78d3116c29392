package cmd

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"speakout/internal/licences"
)

type licenceRow struct {
	Name    string `json:"name"`
	Licence string `json:"licence"`
	Text    string `json:"text"`
}

func newLicences(s Streams) *cobra.Command {
	var asJSON, list bool
	c := &cobra.Command{
		Use:   "licences",
		Short: "Show the licences of all that the program is made of",
		Long: `Licences shows the terms of the program, of the fonts in its letters and of
each library that is linked into it. They go with every copy of the program.`,
		Example: `  speakout licences --list
  speakout licences --json`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return showLicences(s, asJSON, list) },
	}
	c.Flags().BoolVar(&list, "list", false, "the names alone")
	c.Flags().BoolVar(&asJSON, "json", false, "as data")
	return c
}

func showLicences(s Streams, asJSON, list bool) error {
	var b bytes.Buffer
	var rows []licenceRow
	table := [][]string{{"LICENCE", "NAME"}}
	for _, l := range licences.All() {
		rows = append(rows, licenceRow{l.Name, l.Kind, l.Text})
		table = append(table, []string{l.Kind, l.Name})
	}
	switch {
	case asJSON:
		if err := encodeJSON(&b, rows); err != nil {
			return err
		}
	case list:
		writeTable(&b, table)
	default:
		for _, r := range rows {
			fmt.Fprintf(&b, "==== %s (%s)\n\n%s\n", r.Name, r.Licence, r.Text)
		}
	}
	return s.print(b.Bytes())
}
