package letter

import (
	"fmt"
	"slices"
	"strings"

	"speakout/internal/country"
	"speakout/internal/locale"
)

// LabelFor returns what stands on the envelope of the letter that the request
// asks for: the recipient, without what a letter leaves to be filled in by hand,
// and in the last line the country in capital letters, as the posts of the
// Universal Postal Union ask of letters that go abroad; in Arabic also in Latin
// letters, which every post reads. An embassy is not in the country it stands
// for: its address is as it was given. An error about one part of the request is
// a *FieldError.
func LabelFor(r Request) ([]Line, error) {
	r, wrong := r.cleaned()
	if len(wrong) > 0 {
		return nil, wrong[0]
	}
	c := country.ByCode(r.Country)
	if c == nil || !slices.Contains(locale.Languages, r.Language) {
		return nil, fmt.Errorf("no label for the country %q in the language %q", r.Country, r.Language)
	}
	if err := r.checkChoices(); err != nil {
		return nil, err
	}
	f, err := frameIn(r.Language)
	if err != nil {
		return nil, err
	}
	abroad := r.Recipient.office() != country.Ambassador
	if abroad {
		r.Recipient.Address = withoutCountry(r.Recipient.Address, c)
	}
	words := wordsFor(r, c, "")
	words.Recipient.Country = ""
	if words.Recipient.Capital == destination(c, r.Language) {
		words.Recipient.Capital = ""
	}
	lines, err := f.lines(recipientPart, words)
	if err != nil {
		return nil, err
	}
	lines = slices.DeleteFunc(lines, func(l Line) bool {
		return slices.ContainsFunc(l, func(r Run) bool { return r.Blank })
	})
	if abroad {
		lines = append(lines, Line{{Text: strings.ToUpper(destination(c, r.Language))}})
		if r.Language == locale.Arabic {
			lines = append(lines, Line{{Text: locale.Isolate(strings.ToUpper(destination(c, locale.English)))}})
		}
	}
	return lines, nil
}

// NeedsAddress reports that a letter cannot be posted without an address: a
// government's office is found by its name, town and country, but an embassy is in
// another country than the one it stands for.
func (r Recipient) NeedsAddress() bool {
	return r.office() == country.Ambassador && strings.TrimSpace(strings.Join(r.Address, "")) == ""
}

// destination is what posts call the country: what the Holy See's letters go to
// is Vatican City.
func destination(c *country.Country, l locale.Language) string {
	if c.Code == country.HolySee {
		return c.Seat(country.ForeignMinister, l)
	}
	return c.Name(l)
}

// withoutCountry returns an address without the country's name at its end, by
// whatever name: on a line of its own, or after a comma.
func withoutCountry(address []string, c *country.Country) []string {
	if len(address) == 0 {
		return nil
	}
	before, last := address[:len(address)-1], address[len(address)-1]
	if country.Lookup(last) == c {
		return before
	}
	if i := strings.LastIndexAny(last, ",،"); i > 0 {
		if country.Lookup(strings.TrimLeft(last[i:], ",، ")) == c {
			return append(slices.Clone(before), last[:i])
		}
	}
	return address
}
