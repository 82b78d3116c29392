package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"speakout/internal/pdf"
)

func newLicences(s Streams) *cobra.Command {
	return &cobra.Command{
		Use:   "licences",
		Short: "Show the licences of the fonts in the letters",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if _, err := fmt.Fprint(s.Out, pdf.Licences()); err != nil {
				return &workError{fmt.Errorf("standard output: %w", err)}
			}
			return nil
		},
	}
}
