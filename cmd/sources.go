package cmd

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"speakout/internal/country"
	"speakout/internal/letter"
	"speakout/internal/locale"
	"speakout/internal/text"
)

type sourcesOptions struct {
	streams           Streams
	memos             memosFlag
	country, language string
	json              bool
}

func newSources(s Streams) *cobra.Command {
	o := &sourcesOptions{streams: s}
	c := &cobra.Command{
		Use:   "sources issue",
		Short: "Show the facts that letters rest on, and where they can be read",
		Example: `  speakout sources syria
  speakout sources ukraine --country LB --lang fr`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return o.run(args[0]) },
	}
	f := c.Flags()
	f.StringVarP(&o.country, "country", "c", "", "only those in the letter to this `government`")
	f.StringVarP(&o.language, "lang", "l", "en", "`language`: "+locale.Choice())
	f.BoolVar(&o.json, "json", false, "as data")
	o.memos.register(f)
	return c
}

func (o *sourcesOptions) run(issue string) error {
	campaign, err := o.memos.findCampaign("", issue)
	if err != nil {
		return err
	}
	lang, err := locale.ParseLanguage(o.language)
	if err != nil {
		return withHint(fmt.Errorf("--lang: %w", err), locale.Choice())
	}
	countries := country.All()
	if o.country != "" {
		c, err := country.Find(o.country)
		if err != nil {
			return fmt.Errorf("--country: %w", err)
		}
		countries = []*country.Country{c}
	}
	day, err := today()
	if err != nil {
		return err
	}
	l, err := letter.Sources(campaign, lang, countries, day)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if o.json {
		facts := []factJSON{}
		for _, f := range l.Facts {
			facts = append(facts, newFactJSON(f))
		}
		err = encodeJSON(&b, facts)
	} else {
		err = text.RenderEnclosure(&b, l)
	}
	if err != nil {
		return err
	}
	return o.streams.print(b.Bytes())
}
