package country

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"speakout/internal/locale"
	"speakout/internal/table"
)

// Office is whom in a country a letter is addressed to.
type Office string

// The offices a letter can go to. Other is one whose title the user gives.
const (
	ForeignMinister  Office = "foreign-minister"
	HeadOfGovernment Office = "head-of-government"
	Defence          Office = "defence"
	Parliament       Office = "parliament"
	Ambassador       Office = "ambassador"
	Other            Office = "other"
)

// Offices lists the offices users can choose.
var Offices = []Office{ForeignMinister, HeadOfGovernment, Defence, Parliament, Ambassador}

// OfficeNames are the words by which users choose them.
func OfficeNames() []string {
	var names []string
	for _, o := range Offices {
		names = append(names, string(o))
	}
	return names
}

// Gender is that of an office holder, as far as it is known.
type Gender string

// The genders that titles and salutations tell apart.
const (
	Unknown Gender = ""
	Woman   Gender = "f"
	Man     Gender = "m"
)

// Title is how an office holder is named and spoken to.
type Title struct {
	Name    string // as the recipient block gives it: "Minister of Foreign Affairs"
	Address string // inside the salutation, without its punctuation: "Dear Minister"
}

// Title returns the title of the country's office holder in the language: the
// country's own where the tables have it, else the usual one.
func (c *Country) Title(o Office, g Gender, l locale.Language) Title {
	own, usual := titles(l)[titleKey{c.Code, o}], titles(l)[titleKey{anyCountry, o}]
	name := own.name
	if name.unknown == "" {
		name = usual.name
	}
	return Title{
		Name:    cmp.Or(name.of(g), name.unknown),
		Address: cmp.Or(own.address.of(g), usual.address.of(g)),
	}
}

// anyCountry is the code of the rows that hold an office's usual title.
const anyCountry Code = "*"

type titleKey struct {
	country Code
	office  Office
}

// title is one line of a titles table.
type title struct{ name, address byGender }

// byGender is what is said of somebody whose gender is unknown, of a man and of
// a woman.
type byGender struct{ unknown, man, woman string }

func (b byGender) of(g Gender) string {
	switch g {
	case Man:
		return b.man
	case Woman:
		return b.woman
	}
	return b.unknown
}

func readTitles(l locale.Language) (map[titleKey]title, error) {
	all := map[titleKey]title{}
	return all, eachRow(fmt.Sprintf("data/titles.%s.csv", l), addTitle(all, l))
}

// addTitle returns what adds a line of a titles table.
func addTitle(all map[titleKey]title, l locale.Language) func(table.Row) error {
	return func(r table.Row) error {
		key := titleKey{Code(r.Get("iso2")), Office(r.Get("office"))}
		if key.office != Other && !slices.Contains(Offices, key.office) {
			return fmt.Errorf("%s is no office: there are %s", key.office, strings.Join(OfficeNames(), ", "))
		}
		if key.country != anyCountry && ByCode(key.country) == nil {
			return fmt.Errorf("%s is not in states.csv", key.country)
		}
		if _, twice := all[key]; twice {
			return fmt.Errorf("%s of %s stands twice", key.office, key.country)
		}
		set := func(column string) string { return locale.Typeset(l, r.Get(column)) }
		all[key] = title{
			name:    byGender{set("title"), set("title_man"), set("title_woman")},
			address: byGender{set("address"), set("address_man"), set("address_woman")},
		}
		return nil
	}
}
