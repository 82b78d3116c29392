package cmd

import (
	"github.com/spf13/cobra"

	"speakout/internal/pdf"
)

func newLicences(s Streams) *cobra.Command {
	return &cobra.Command{
		Use:   "licences",
		Short: "Show the licences of the fonts in the letters",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return s.print([]byte(pdf.Licences()))
		},
	}
}
