package locale

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Months names a set of Arabic month names. Official Arabic differs by region.
type Months string

// The Arabic month names in use (LETTERS conventions; UN Arabic style for UN).
const (
	MonthsUN         Months = "un"         // Levantine and Gregorian name together
	MonthsLevant     Months = "levant"     // Iraq, Jordan, Lebanon, Palestine, Syria
	MonthsEgypt      Months = "egypt"      // Egypt, the Gulf, Sudan, Yemen
	MonthsMaghreb    Months = "maghreb"    // Algeria, Tunisia
	MonthsMorocco    Months = "morocco"    // Morocco
	MonthsMauritania Months = "mauritania" // Mauritania
)

var latinMonths = map[Language][12]string{
	English: {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	French:  {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	Spanish: {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
}

var arabicMonths = map[Months][12]string{
	MonthsLevant:     {"كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"},
	MonthsEgypt:      {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
	MonthsMaghreb:    {"جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
	MonthsMorocco:    {"يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"},
	MonthsMauritania: {"يناير", "فبراير", "مارس", "إبريل", "مايو", "يونيو", "يوليو", "أغشت", "شتمبر", "أكتوبر", "نوفمبر", "دجمبر"},
}

func arabicMonth(m time.Month, months Months) string {
	if names, ok := arabicMonths[months]; ok && months != MonthsLevant {
		return names[m-1]
	}
	// The Levant's official letters and the UN write both names.
	return arabicMonths[MonthsLevant][m-1] + "/" + arabicMonths[MonthsEgypt][m-1]
}

// Style is how a date or number is written where the letter goes.
type Style struct {
	Language   Language
	Months     Months // for Arabic
	MonthFirst bool   // for English: November 23, 2026, as the United States writes
}

// Date writes a day in full: "23 November 2026", "1er mars 2026".
func (s Style) Date(d time.Time) string {
	day := strconv.Itoa(d.Day()) + noBreakSpace // no line ends between the day and its month
	month := strings.ReplaceAll(s.month(d), " ", noBreakSpace)
	switch s.Language {
	case English:
		if s.MonthFirst {
			return fmt.Sprintf("%s%s%d, %d", month, noBreakSpace, d.Day(), d.Year())
		}
	case French:
		if d.Day() == 1 {
			day = "1er" + noBreakSpace
		}
	case Spanish:
		return fmt.Sprintf("%sde%s%s de %d", day, noBreakSpace, month, d.Year())
	}
	return fmt.Sprintf("%s%s %d", day, month, d.Year())
}

// MonthYear writes a month: "October 2014", "octubre de 2014".
func (s Style) MonthYear(d time.Time) string {
	if s.Language == Spanish {
		return fmt.Sprintf("%s de %d", s.month(d), d.Year())
	}
	return fmt.Sprintf("%s %d", s.month(d), d.Year())
}

func (s Style) maghreb() bool {
	return s.Months == MonthsMaghreb || s.Months == MonthsMorocco || s.Months == MonthsMauritania
}

func (s Style) month(d time.Time) string {
	if s.Language == Arabic {
		return arabicMonth(d.Month(), s.Months)
	}
	return latinMonths[s.Language][d.Month()-1]
}

// Number writes a whole number with the language's grouping of digits:
// 1,200; French 1 200; Spanish 1200 but 12 000 (RAE groups from five digits).
// Arabic uses Western digits, grouped as in English, but in the Maghreb, where
// a comma begins decimals, as in Spanish.
func (s Style) Number(n int) string {
	digits := message.NewPrinter(language.English).Sprintf("%d", n)
	separator := ","
	switch {
	case s.Language == French:
		separator = NarrowNoBreakSpace
	case s.Language == Spanish, s.Language == Arabic && s.maghreb():
		if n < 10_000 && n > -10_000 {
			return strconv.Itoa(n)
		}
		separator = NarrowNoBreakSpace
	}
	out := ""
	for _, r := range digits {
		if r == ',' {
			out += separator
		} else {
			out += string(r)
		}
	}
	return out
}
