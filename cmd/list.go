package cmd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"speakout/internal/country"
	"speakout/internal/locale"
	"speakout/internal/treaty"
)

type listOptions struct {
	streams  Streams
	language string
	json     bool
	memos    memosFlag
}

func newList(s Streams) *cobra.Command {
	o := &listOptions{streams: s}
	c := &cobra.Command{
		Use:   "list",
		Short: "Show the countries, languages or issues there are",
		Example: `  speakout list countries
  speakout list countries --lang fr
  speakout list issues --json`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			return withHint(fmt.Errorf("say what to list"), "countries, languages or issues")
		},
	}
	c.PersistentFlags().BoolVar(&o.json, "json", false, "as data")
	c.PersistentFlags().StringVarP(&o.language, "lang", "l", "en", "`language` of the names: "+locale.Choice())
	o.memos.register(c.PersistentFlags())
	for _, what := range []struct {
		use, short string
		run        func(*listOptions, locale.Language) (any, [][]string, error)
	}{
		{"countries", "Show every government a letter can go to, and where it stands on the Convention", listCountries},
		{"languages", "Show the languages of letters", listLanguages},
		{"issues", "Show what letters can be about, and what they ask", listIssues},
	} {
		c.AddCommand(&cobra.Command{
			Use: what.use, Short: what.short, Args: cobra.NoArgs, Example: "  speakout list " + what.use + " --json",
			RunE: func(*cobra.Command, []string) error {
				l, err := locale.ParseLanguage(o.language)
				if err != nil {
					return withHint(fmt.Errorf("--lang: %w", err), locale.Choice())
				}
				data, rows, err := what.run(o, l)
				if err != nil {
					return err
				}
				return o.print(data, rows)
			},
		})
	}
	return c
}

// print writes the data, or the rows as a table.
func (o *listOptions) print(data any, rows [][]string) error {
	var b bytes.Buffer
	if o.json {
		if err := encodeJSON(&b, data); err != nil {
			return err
		}
	} else {
		writeTable(&b, rows)
	}
	return o.streams.print(b.Bytes())
}

func writeTable(b *bytes.Buffer, rows [][]string) {
	table := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		fmt.Fprintln(table, strings.Join(r, "\t"))
	}
	table.Flush()
}

// encodeJSON writes data as people and scripts both can read it.
func encodeJSON(w io.Writer, data any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(data); err != nil {
		return err
	}
	_, err := io.WriteString(w, escapeControls(b.String()))
	return err
}

// escapeControls writes characters as JSON's escapes that JSON leaves as they
// are, but terminals act on.
func escapeControls(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r != '\n' && isControl(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

type countryRow struct {
	Code     country.Code    `json:"code"`
	Alpha3   string          `json:"alpha3"`
	Name     string          `json:"name"`
	Status   treaty.Status   `json:"treaty_status"`
	Signed   string          `json:"signed,omitempty"`
	InForce  string          `json:"in_force,omitempty"`
	Left     string          `json:"withdrawn,omitempty"`
	AsOf     string          `json:"treaty_status_as_of"`
	Language locale.Language `json:"language"`
	Paper    country.Paper   `json:"paper"`
}

func listCountries(_ *listOptions, l locale.Language) (any, [][]string, error) {
	var data []countryRow
	rows := [][]string{{"CODE", "ALPHA3", "STATUS ON " + isoDay(treaty.AsOf), "LANGUAGE", "NAME"}}
	day, err := today()
	if err != nil {
		return nil, nil, err
	}
	for _, c := range country.All() {
		t, _ := treaty.Of(string(c.Code))
		t = t.On(day)
		r := countryRow{
			Code: c.Code, Alpha3: c.Alpha3, Name: c.Name(l), Language: c.Language, Paper: c.Paper, Status: t.Status,
			Signed: isoDay(t.Signed), InForce: isoDay(t.InForce), Left: isoDay(t.Withdrawn), AsOf: isoDay(treaty.AsOf),
		}
		data = append(data, r)
		rows = append(rows, []string{string(r.Code), r.Alpha3, string(r.Status), string(r.Language), r.Name})
	}
	return data, rows, nil
}

type languageRow struct {
	Code        locale.Language `json:"code"`
	Name        string          `json:"name"`
	OwnName     string          `json:"own_name"`
	RightToLeft bool            `json:"right_to_left"`
}

func listLanguages(*listOptions, locale.Language) (any, [][]string, error) {
	var data []languageRow
	rows := [][]string{{"CODE", "NAME", "OWN NAME"}}
	for _, l := range locale.Languages {
		data = append(data, languageRow{l, l.EnglishName(), l.OwnName(), l.RightToLeft()})
		rows = append(rows, []string{string(l), l.EnglishName(), l.OwnName()})
	}
	return data, rows, nil
}

type issueRow struct {
	Issue     string            `json:"issue"`
	Name      string            `json:"name"`
	Asks      string            `json:"asks"`
	Languages []locale.Language `json:"languages"`
	Reviewed  string            `json:"reviewed"`
}

func listIssues(o *listOptions, l locale.Language) (any, [][]string, error) {
	campaigns, err := o.memos.campaigns()
	if err != nil {
		return nil, nil, err
	}
	var data []issueRow
	rows := [][]string{{"ISSUE", "NAME", "WHAT THE LETTER ASKS"}}
	for _, c := range campaigns {
		r := issueRow{c.Issue, c.Names[l], c.Summary[l], c.Languages(), isoDay(c.Reviewed)}
		data = append(data, r)
		rows = append(rows, []string{r.Issue, r.Name, r.Asks})
	}
	return data, rows, nil
}
