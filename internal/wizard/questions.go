package wizard

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/huh"

	"speakout/internal/country"
	"speakout/internal/locale"
	"speakout/internal/memo"
)

func countryOf(a Answers) *country.Country { return country.ByCode(a.Country) }

func (s *session) countryField() *choice {
	l := s.Words.Language
	f := newChoice(&s.page, string(s.answers.Country), func(typed string) []option {
		var options []option
		if likely := country.ByCode(s.Likely); likely != nil && typed == "" {
			options = append(options, option{string(likely.Code), likely.Name(l), s.Words.Say("country.likely")})
		}
		found, _ := country.Search(typed, l)
		for _, c := range found {
			if typed == "" && c.Code == s.Likely {
				continue
			}
			options = append(options, option{string(c.Code), c.Name(l), ""})
		}
		return options
	})
	f.typed(s.Words.Say("country.label"), "country.matches", "country.none")
	f.label = s.Words.Say("spoken.country")
	f.find = s.findCountry
	f.set = func(v string) { s.answers.Country = country.Code(v) }
	return f
}

func (s *session) languageField() *choice {
	var options []option
	for _, l := range s.languages() {
		o := option{value: string(l), label: l.OwnName()}
		if c := countryOf(s.answers); c != nil && c.Language == l {
			o.note = s.Words.Say("language.own", "In", c.In(s.Words.Language))
		}
		options = append(options, o)
	}
	f := newChoice(&s.page, string(s.answers.Language), fixed(options))
	f.set = func(v string) { s.answers.Language = locale.Language(v) }
	f.find = func(typed string) (string, string) {
		l, err := locale.ParseLanguage(typed)
		if err != nil {
			return "", ""
		}
		return string(l), ""
	}
	return f
}

func (s *session) issueField() *choice {
	l := s.Words.Language
	var options []option
	for _, c := range s.Campaigns {
		if !slices.Contains(c.Languages(), s.answers.Language) {
			continue
		}
		o := option{value: c.Issue, label: nameOf(c, l)}
		if asks := locale.Typeset(l, c.Summary[l]); asks != "" {
			o.note = s.Words.Say("issue.asks", "Asks", asks)
		}
		options = append(options, o)
	}
	f := newChoice(&s.page, s.answers.Issue, fixed(options))
	f.notes = true
	f.set = func(v string) { s.answers.Issue = v }
	f.find = func(typed string) (string, string) {
		for _, o := range options {
			if strings.EqualFold(o.value, typed) { // as flags call it
				return o.value, ""
			}
		}
		return "", ""
	}
	return f
}

func (s *session) changeField() *choice {
	l := s.Words.Language
	var options []option
	if c := countryOf(s.answers); c != nil {
		options = append(options, option{strconv.Itoa(int(askCountry)), s.Words.Say("change.country", "Value", c.Name(l)), ""})
	}
	options = append(options,
		option{strconv.Itoa(int(askLanguage)), s.Words.Say("change.language", "Value", s.answers.Language.OwnName()), ""},
		option{strconv.Itoa(int(askIssue)), s.Words.Say("change.issue", "Value", s.issueName()), ""})
	f := newChoice(&s.page, "", fixed(options))
	f.set = func(v string) {
		n, _ := strconv.Atoi(v)
		s.change = step(n)
	}
	return f
}

// languages are those that a letter can be written in: on the issue, if it is
// chosen, else on any.
func (s *session) languages() []locale.Language {
	return slices.DeleteFunc(slices.Clone(locale.Languages), func(l locale.Language) bool {
		return !slices.ContainsFunc(s.Campaigns, func(c *memo.Campaign) bool {
			return (s.answers.Issue == "" || c.Issue == s.answers.Issue) && slices.Contains(c.Languages(), l)
		})
	})
}

// nameOf is what a campaign is called in l; one of the user's own may have a
// name in another language alone.
func nameOf(c *memo.Campaign, l locale.Language) string {
	return cmp.Or(c.Names[l], c.Names[locale.English], c.Issue)
}

func (s *session) issueName() string {
	for _, c := range s.Campaigns {
		if c.Issue == s.answers.Issue {
			return nameOf(c, s.Words.Language)
		}
	}
	return s.answers.Issue
}

func (s *session) brokenField() *choice {
	f := newChoice(&s.page, "", fixed([]option{
		{"broken.retry", s.Words.Say("broken.retry"), ""},
		{"broken.discard", s.Words.Say("broken.discard"), ""},
	}))
	f.set = func(v string) { s.brokenTodo = v }
	return f
}

func (s *session) menuField() *choice {
	var options []option
	add := func(entry string, values ...any) {
		options = append(options, option{entry, s.Words.Say(entry, values...), ""})
	}
	if s.Output != "" {
		add(todoOutput, "File", s.Output)
	} else {
		add(todoPDF)
		add(todoText)
		add(todoBoth)
	}
	for _, entry := range []string{todoEdit, todoDetails, todoChange, todoQuit} {
		if entry != todoDetails || !s.Specimen {
			add(entry)
		}
	}
	f := newChoice(&s.page, s.todo, fixed(options))
	f.label = s.Words.Say("spoken.todo")
	f.set = func(v string) { s.todo = v }
	return f
}

// addressLines is how many lines of an address are asked for, at least.
const addressLines = 3

func (s *session) detailFields() []huh.Field {
	sender := &s.answers.Sender
	lines := make([]string, max(addressLines, len(sender.Address)))
	copy(lines, sender.Address)
	sender.Address = lines
	fields := []huh.Field{
		newEntry(&s.page, s.Words.Say("details.name"), &sender.Name),
		newEntry(&s.page, s.Words.Say("details.org"), &sender.Organisation),
		newEntry(&s.page, s.Words.Say("details.address"), &sender.Address[0]),
	}
	for i := range lines[1:] {
		fields = append(fields, newEntry(&s.page, s.Words.Say("details.line", "Line", i+2), &sender.Address[i+1]))
	}
	return append(fields,
		newEntry(&s.page, s.Words.Say("details.place"), &sender.Place),
		newEntry(&s.page, s.Words.Say("details.email"), &sender.Email),
		newEntry(&s.page, s.Words.Say("details.phone"), &sender.Phone),
		newTick(&s.page, s.Words.Say("details.remember"), &s.remember))
}
