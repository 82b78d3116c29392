package cmd

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"speakout/internal/batch"
	"speakout/internal/country"
	"speakout/internal/pdf"
)

// printing reads what is said of labels and of printing on both sides.
func (o *batchOptions) printing(s *batch.Set) error {
	if o.blankBacks && (o.merge == "" || !s.PDF || strings.EqualFold(filepath.Ext(o.merge), ".txt")) {
		return withHint(errors.New("--blank-backs is for letters in one PDF"), "--merge all.pdf")
	}
	if o.labels == "" {
		if o.labelSheet != "" {
			return withHint(errors.New("--label-sheet is for labels"), "say which file they go to: --labels labels.pdf")
		}
		return nil
	}
	if o.labels != "-" && !strings.EqualFold(filepath.Ext(o.labels), ".pdf") {
		return withHint(fmt.Errorf("--labels %s: they would be a PDF", o.labels), "end the name in .pdf")
	}
	for flag, other := range map[string]string{"--merge": o.merge, "--zip": o.zip} {
		if other != "" && filepath.Clean(other) == filepath.Clean(o.labels) {
			return withHint(fmt.Errorf("%s and --labels are the same file", flag), "give one of them another name")
		}
	}
	return o.readLabelSheet(s)
}

// readLabelSheet finds the sheet: by its name, else by the paper of the letters.
func (o *batchOptions) readLabelSheet(s *batch.Set) error {
	usual := "L7160"
	if paper, err := parsePaper(*o.defaults["paper"]); err == nil && paper == country.USLetter {
		usual = "5160"
	}
	name := cmp.Or(o.labelSheet, usual)
	i := slices.IndexFunc(pdf.LabelSheets, func(l pdf.LabelSheet) bool { return strings.EqualFold(l.Name, name) })
	if i < 0 {
		return withHint(fmt.Errorf("--label-sheet: unknown kind %q", name), strings.Join(labelSheetNames(), " or "))
	}
	s.LabelSheet = pdf.LabelSheets[i]
	return nil
}

func labelSheetNames() []string {
	var names []string
	for _, l := range pdf.LabelSheets {
		names = append(names, l.Name)
	}
	return names
}
