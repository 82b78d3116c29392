package letter

import (
	"slices"
	"strings"
	"time"

	"speakout/internal/country"
	"speakout/internal/locale"
	"speakout/internal/memo"
	"speakout/internal/treaty"
)

// standingFact is the name of the fact that a letter rests on besides its
// campaign's: where the state stands under the Convention.
const standingFact = "treaty_status"

// addStanding adds the state's standing to the letter's facts.
func (l *Letter) addStanding(c *country.Country, f frame, w frameWords) error {
	t, _ := treaty.Of(string(c.Code))
	t = t.On(l.Date)
	day, s, ok := t.Latest()
	if !ok { // it has neither signed nor joined: nothing to tell
		return nil
	}
	style := styleFor(c, l.Language)
	w.Standing = frameStanding{InForce: style.Date(t.InForce)}
	switch t.Status {
	case treaty.Joining:
		w.Standing.Joined, w.Standing.JoinedBy = style.Date(t.Joined), t.JoinedBy
	case treaty.Signatory:
		w.Standing = frameStanding{Signed: style.Date(t.Signed)}
	case treaty.Withdrawn:
		w.Standing.Withdrawn = style.Date(t.Withdrawn)
	}
	claim, err := f.lines(standingPart, w)
	if err != nil {
		return err
	}
	for _, line := range claim {
		l.Facts = append(l.Facts, memo.Fact{
			Name: standingFact, Claim: line.Plain(), Value: string(t.Status), AsOf: day,
			Source: memo.Source{Title: s.Title, Publisher: s.Publisher, Date: s.AsOf, URL: s.URL, Checked: s.Checked},
		})
	}
	return nil
}

// Sources returns a letter that holds nothing but an enclosure: the facts that
// the campaign's letters to the countries rest on. Where the letter goes to one
// country, its standing under the Convention is among them.
func Sources(campaign *memo.Campaign, lang locale.Language, countries []*country.Country, day time.Time) (Letter, error) {
	var facts []memo.Fact
	var c *country.Country
	for _, c = range countries {
		l, err := Compose(Request{Country: c.Code, Language: lang, Issue: campaign.Issue, Campaign: campaign, Date: day})
		if err != nil {
			return Letter{}, err
		}
		for _, f := range l.Facts {
			known := slices.ContainsFunc(facts, func(k memo.Fact) bool { return k.Name == f.Name })
			if !known && (f.Name != standingFact || len(countries) == 1) {
				facts = append(facts, f)
			}
		}
	}
	l := Letter{Language: lang, Facts: facts}
	style := locale.Style{Language: lang, Months: locale.MonthsUN}
	if len(countries) == 1 {
		style = styleFor(c, lang)
	}
	f, err := frameIn(lang)
	if err != nil {
		return l, err
	}
	l.Enclosure, err = encloseFacts(facts, style, f, frameWords{})
	return l, err
}

// encloseFacts lists sources and the facts that can be read there. Facts that say
// the same (the years of a count, say) stand once.
func encloseFacts(facts []memo.Fact, style locale.Style, f frame, w frameWords) (*Enclosure, error) {
	heading, err := f.lines(enclosurePart, w)
	if err != nil {
		return nil, err
	}
	e := &Enclosure{Note: heading[0], Title: heading[len(heading)-1]}
	claims := map[memo.Source][]string{}
	var sources []memo.Source
	for _, fact := range facts {
		s := fact.Source
		if claims[s] == nil {
			sources = append(sources, s)
		}
		if !slices.Contains(claims[s], fact.Claim) {
			claims[s] = append(claims[s], fact.Claim)
		}
	}
	for _, s := range sources {
		w.Fact = frameFact{
			Claim: style.Restyle(strings.Join(claims[s], "\n")), Source: publication(style.Language, s),
			URL: locale.Code(style.Language, s.URL), Checked: style.Date(s.Checked),
		}
		if !s.Date.IsZero() {
			w.Fact.Date = style.Date(s.Date)
		}
		lines, err := f.lines(sourcePart, w)
		if err != nil {
			return nil, err
		}
		for _, line := range lines {
			for i := range line {
				line[i].Text = locale.Hold(style.Language, line[i].Text)
			}
		}
		e.Items = append(e.Items, lines)
	}
	return e, nil
}

// publication says who published a source, and its title: in one line or, where
// one reads from the right and the other from the left, in a line each. Of words
// of both directions in one line, some readers of PDF files mix the order.
func publication(l locale.Language, s memo.Source) string {
	rightToLeft := strings.ContainsFunc(s.Title, locale.IsRightToLeft)
	switch {
	case rightToLeft != strings.ContainsFunc(s.Publisher, locale.IsRightToLeft):
		return locale.Foreign(l, s.Publisher) + "\n" + locale.Foreign(l, s.Title)
	case rightToLeft:
		return locale.Foreign(l, s.Publisher+"، "+s.Title)
	}
	return locale.Foreign(l, s.Publisher+", "+s.Title)
}
