// Package letter is the heart of the program: it turns a Request into a
// Letter. It does no input or output, reads no clock and no environment, and
// knows nothing of how a letter is drawn.
package letter

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"speakout/internal/country"
	"speakout/internal/locale"
	"speakout/internal/memo"
	"speakout/internal/treaty"
)

// Compose writes the letter that the request asks for. An error about one part
// of the request is a *FieldError.
func Compose(r Request) (Letter, error) {
	r, wrong := r.cleaned()
	if len(wrong) > 0 {
		return Letter{}, wrong[0]
	}
	c := country.ByCode(r.Country)
	if c == nil {
		return Letter{}, &FieldError{"country", fmt.Errorf("unknown country code %q", r.Country)}
	}
	if !slices.Contains(locale.Languages, r.Language) {
		return Letter{}, &FieldError{"lang", fmt.Errorf("unknown language %q", r.Language)}
	}
	campaign := r.Campaign
	if campaign == nil {
		var err error
		if campaign, err = Campaign(r.Issue); err != nil {
			return Letter{}, err
		}
	}
	if campaign == nil {
		return Letter{}, &FieldError{"issue", fmt.Errorf("unknown issue %q", r.Issue)}
	}
	if err := r.checkChoices(); err != nil {
		return Letter{}, err
	}
	if r.Date.IsZero() {
		return Letter{}, &FieldError{"date", fmt.Errorf("the letter has no date")}
	}
	w, err := campaign.Write(styleFor(c, r.Language), memoWords(r, c, campaign))
	if err == nil && !isOurs(campaign) {
		err = refuseUnseen(w)
	}
	if err != nil {
		var field *memo.FieldError
		if errors.As(err, &field) {
			return Letter{}, &FieldError{"field " + field.Name, err}
		}
		return Letter{}, err
	}
	return assemble(r, c, campaign, w)
}

// assemble puts the frame around what the campaign says.
func assemble(r Request, c *country.Country, campaign *memo.Campaign, w memo.Written) (Letter, error) {
	l := Letter{
		Language: r.Language, Country: c.Code, Paper: r.Sheet(), Date: r.Date,
		Title: w.Subject, Author: r.Sender.Name, Email: r.Sender.Email, Facts: w.Facts,
	}
	words := wordsFor(r, c, w.Subject)
	l.Day = words.Date
	f, first := frameIn(r.Language)
	if first != nil {
		return Letter{}, first
	}
	lines := func(p part) []Line {
		got, err := f.lines(p, words)
		if err == nil && len(got) == 0 {
			err = fmt.Errorf("templates/%s.md: %q is empty", r.Language, p)
		}
		if err != nil && first == nil {
			first = err
		}
		return got
	}
	one := func(p part) Line {
		got := lines(p)
		if len(got) > 1 && first == nil {
			first = fmt.Errorf("templates/%s.md: %q has more than one line", r.Language, p)
		}
		if len(got) == 0 {
			return nil
		}
		return got[0]
	}
	l.Sender, l.PlaceDate, l.Recipient = lines(senderPart), one(placeDatePart), lines(recipientPart)
	l.Subject, l.Salutation = one(subjectPart), lines(salutationPart)
	l.Body = append(w.Blocks, Block{Paragraph: one(replyPart)})
	l.Close, l.Signature = one(closePart), lines(signaturePart)
	for _, line := range r.Sender.Address {
		l.Address = append(l.Address, Line{{Text: locale.Foreign(r.Language, line)}})
	}
	if campaign.Treaty != "" {
		if err := l.addStanding(c, f, words); err != nil && first == nil {
			first = err
		}
	}
	if r.Enclose && first == nil {
		l.Enclosure, first = encloseFacts(l.Facts, styleFor(c, r.Language), f, words)
	}
	if r.Specimen {
		mark := one(specimenPart)
		for i := range mark {
			mark[i].Strong = true
		}
		l.Sender = append([]Line{mark}, l.Sender...)
	}
	l.Digits = locale.Western
	if r.Language == locale.Arabic {
		l.writeDigits(cmp.Or(r.Digits, c.Digits))
	}
	return l, first
}

// writeDigits writes the letter's own numbers, not those users typed, in d.
func (l *Letter) writeDigits(d locale.Digits) {
	l.Digits = d
	lines := slices.Concat(l.Sender, l.Recipient, l.Salutation, l.Signature, []Line{l.PlaceDate, l.Subject, l.Close})
	for _, b := range l.Body {
		lines = append(append(lines, b.Paragraph), b.Asks...)
	}
	if l.Enclosure != nil {
		lines = append(append(lines, l.Enclosure.Title, l.Enclosure.Note), slices.Concat(l.Enclosure.Items...)...)
	}
	for _, line := range lines {
		for i := range line {
			line[i].Text = d.Write(line[i].Text)
		}
	}
	l.Title, l.Day = d.Write(l.Title), d.Write(l.Day)
}

// styleFor says how the language writes dates and numbers for the country.
func styleFor(c *country.Country, l locale.Language) locale.Style {
	s := locale.Style{Language: l, Months: c.Months}
	switch c.Code {
	// The United States, and states whose official English follows it (CLDR
	// has "MMMM d, y" for them).
	case "US", "PH", "PW", "FM", "MH":
		s.MonthFirst = true
	}
	return s
}

// memoWords are what the campaign's text can say of this letter.
func memoWords(r Request, c *country.Country, campaign *memo.Campaign) memo.Words {
	standing, _ := treaty.Of(string(c.Code))
	standing = standing.On(r.Date)
	l, title := r.Language, titleFor(r, c)
	return memo.Words{
		Country: memo.Country{
			Name: c.Name(l), The: c.WithArticle(l), Of: c.Of(l), In: c.In(l), To: c.To(l),
			Government: c.Government(l), Your: c.Your(l), YourGovernment: c.YourGovernment(l), HolySee: c.Code == country.HolySee,
		},
		Treaty: memo.Treaty{
			Party:     standing.Status == treaty.StateParty || standing.Status == treaty.Joining,
			Joining:   standing.Status == treaty.Joining,
			Signatory: standing.Status == treaty.Signatory,
			Outside:   standing.Status == treaty.NonSignatory, Withdrawn: standing.Status == treaty.Withdrawn,
			Since: standing.InForce.Year(), Signed: standing.Signed.Year(),
			InForce: styleFor(c, l).Date(standing.InForce),
		},
		Case:   campaign.Cases[string(c.Code)],
		Sender: memo.Sender{Name: locale.Foreign(l, r.Sender.Name), Organisation: locale.Foreign(l, r.Sender.Organisation)},
		Recipient: memo.Recipient{
			Name: locale.Foreign(l, r.Recipient.Name), Title: title.Name, Address: title.Address,
			Woman: r.Recipient.Gender == country.Woman, Man: r.Recipient.Gender == country.Man,
		},
		Fields: r.Fields,
	}
}

// titleFor names the recipient: by the title given, else the office's own.
func titleFor(r Request, c *country.Country) country.Title {
	office := r.Recipient.office()
	t := c.Title(office, r.Recipient.Gender, r.Language)
	if r.Recipient.Title != "" {
		t.Name = locale.Foreign(r.Language, r.Recipient.Title)
		if office == country.Ambassador {
			// A high commissioner or a chargé d'affaires is not "Dear Ambassador".
			t.Address = c.Title(office, country.Unknown, r.Language).Address
		}
	}
	return t
}

// office is the one chosen; a title alone may be anybody's, and is greeted so.
func (to Recipient) office() country.Office {
	switch {
	case to.Office != "":
		return to.Office
	case to.Title != "":
		return country.Other
	default:
		return country.ForeignMinister
	}
}

// wordsFor are what the frame can say of this letter.
func wordsFor(r Request, c *country.Country, subject string) frameWords {
	l, title, ruled := r.Language, titleFor(r, c), string(blank)
	foreign := func(s string) string { return locale.Foreign(l, s) }
	foreignLines := func(lines []string) string {
		var out []string
		for _, line := range lines {
			out = append(out, foreign(line))
		}
		return strings.Join(out, "\n")
	}
	w := frameWords{
		Sender: frameSender{
			Name: cmp.Or(foreign(r.Sender.Name), ruled), Organisation: foreign(r.Sender.Organisation),
			Address: cmp.Or(foreignLines(r.Sender.Address), ruled+"\n"+ruled),
			Email:   locale.Code(l, r.Sender.Email), Phone: locale.Code(l, r.Sender.Phone),
			Place: cmp.Or(foreign(r.Sender.Place), ruled),
		},
		Recipient: frameRecipient{
			Name: foreign(r.Recipient.Name), Title: title.Name, Address: title.Address,
			Woman: r.Recipient.Gender == country.Woman, Man: r.Recipient.Gender == country.Man,
			PostalAddress: foreignLines(r.Recipient.Address),
		},
		Country: frameCountry{The: c.WithArticle(l), OfTitle: c.OfTitle(l), YourGovernment: c.YourGovernment(l)},
		Date:    styleFor(c, l).Date(r.Date), Subject: subject,
	}
	if len(r.Sender.Address) == 0 && w.Sender.Email == "" && w.Sender.Phone == "" {
		w.Sender.Email = ruled
	}
	office := r.Recipient.office()
	switch {
	case len(r.Recipient.Address) > 0:
	case office == country.Ambassador:
		// An embassy is not in its own country's capital.
		w.Recipient.PostalAddress = ruled
	default:
		w.Recipient.Country = c.Name(l)
		if seat := c.Seat(office, l); seat != c.Name(l) { // Singapore is not written twice
			w.Recipient.Capital = seat
		}
	}
	// A nuncio is the Holy See's by his title.
	w.Recipient.OfCountry = office == country.Ambassador && r.Recipient.Title == "" && c.Code != country.HolySee
	w.Recipient.PassesOn = office == country.Ambassador || office == country.Parliament
	return w
}
