package country

import (
	"cmp"
	"fmt"

	"speakout/internal/locale"
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
	titles := load().titles[l]
	own, usual := titles[titleKey{c.Code, o}], titles[titleKey{anyCountry, o}]
	name := own.name
	if name[Unknown] == "" {
		name = usual.name
	}
	return Title{
		Name:    cmp.Or(name[g], name[Unknown]),
		Address: cmp.Or(own.address[g], usual.address[g]),
	}
}

// anyCountry is the code of the rows that hold an office's usual title.
const anyCountry Code = "*"

type titleKey struct {
	country Code
	office  Office
}

// title is one line of a titles table.
type title struct {
	name, address map[Gender]string
}

func (t *tables) readTitles(l locale.Language) error {
	t.titles[l] = map[titleKey]title{}
	return eachRow(fmt.Sprintf("data/titles.%s.csv", l), func(r row) error {
		key := titleKey{Code(r["iso2"]), Office(r["office"])}
		if key.country != anyCountry && t.byCode[key.country] == nil {
			return fmt.Errorf("%s is not in states.csv", key.country)
		}
		if _, twice := t.titles[l][key]; twice {
			return fmt.Errorf("%s of %s stands twice", key.office, key.country)
		}
		set := func(column string) string { return locale.Typeset(l, r[column]) }
		t.titles[l][key] = title{
			name:    map[Gender]string{Unknown: set("title"), Man: set("title_man"), Woman: set("title_woman")},
			address: map[Gender]string{Unknown: set("address"), Man: set("address_man"), Woman: set("address_woman")},
		}
		return nil
	})
}
