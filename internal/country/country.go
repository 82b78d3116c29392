// Package country knows the governments that letters are written to: the 193
// members of the United Nations, the Holy See, the State of Palestine, the
// Cook Islands and Niue. For each it has the name with its article and
// prepositions in four languages, the capital, the titles of office holders,
// the paper used there, and what people type when they mean it. It knows
// nothing of treaties or letters.
//
// The tables under data are plain CSV, a country a line and a language a
// file, so that a reader of one language can review that language alone.
// Names follow the United Nations' short forms in each language (UNTERM),
// over the Unicode CLDR; offices are as of 23 November 2026.
package country

import (
	"cmp"
	"slices"

	"speakout/internal/locale"
)

// Code is an ISO 3166-1 alpha-2 code.
type Code string

// HolySee is the one addressee that is neither a country nor has a government.
const HolySee Code = "VA"

// Country is one government that can be written to.
type Country struct {
	Code     Code
	Alpha3   string          // ISO 3166-1 alpha-3
	Paper    Paper           // what letters are printed on there
	Language locale.Language // the language of the four that fits that government best
	Months   locale.Months   // the month names its official Arabic uses
	Digits   locale.Digits   // the digits of its official letters in Arabic
}

// All returns every country, ordered by code.
func All() []*Country { return slices.Clone(states().all) }

// ByCode returns the country with the alpha-2 code, or nil.
func ByCode(c Code) *Country { return states().byCode[c] }

// in is the country's name in a language.
func (c *Country) in(l locale.Language) forms { return namesIn(l)[c.Code] }

// Name is the country's name as it stands alone or after its article
// ("Netherlands", "Liban").
func (c *Country) Name(l locale.Language) string { return c.in(l).name }

// WithArticle is the name as running text says it ("the Netherlands", "le Liban").
func (c *Country) WithArticle(l locale.Language) string { return c.in(l).withArticle }

// Of is the name in the genitive ("of the Netherlands", "du Liban"); Arabic
// needs no word for it.
func (c *Country) Of(l locale.Language) string { return c.in(l).of }

// In is the name as a place ("in the Netherlands", "au Liban").
func (c *Country) In(l locale.Language) string { return c.in(l).in }

// To is the name as one spoken to ("to the Netherlands", "au Liban").
func (c *Country) To(l locale.Language) string { return c.in(l).to }

// OfTitle is the name after the title of one who represents the country
// ("Ambassador of the Netherlands", "Ambassadeur de Lituanie").
func (c *Country) OfTitle(l locale.Language) string { return c.in(l).ofTitle }

// Your is how a letter speaks of the country to its minister: "your country".
func (c *Country) Your(l locale.Language) string { return c.in(l).your }

// YourGovernment is how a letter speaks of the government to any of its
// country's offices, with its article: "your country's Government".
func (c *Country) YourGovernment(l locale.Language) string { return c.in(l).yourGovernment }

// Government names the country's government, with its article.
func (c *Country) Government(l locale.Language) string { return c.in(l).government }

// Seat is the town of an office as an address gives it; empty where none can be
// named without taking sides.
func (c *Country) Seat(o Office, l locale.Language) string {
	f := c.in(l)
	return cmp.Or(f.seats[o], f.capital)
}
