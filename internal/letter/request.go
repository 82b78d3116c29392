package letter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"speakout/internal/country"
	"speakout/internal/locale"
	"speakout/internal/memo"
)

// Request is everything that decides a letter. Same Request and same release:
// same bytes.
type Request struct {
	Country   country.Code
	Language  locale.Language
	Issue     string         // the campaign's folder
	Campaign  *memo.Campaign // in place of the program's own of that issue
	Date      time.Time      // the day on the letter
	Sender    Sender
	Recipient Recipient
	Paper     country.Paper     // empty: the country's
	Digits    locale.Digits     // for Arabic; empty: the country's
	Enclose   bool              // add the facts and their sources
	Fields    map[string]string // further words a campaign's memo may use
	Specimen  bool              // for demonstrations: the letter says that it is one
}

// Sheet is the paper that the letter will be on: the one asked for, or else what
// the government's country uses.
func (r Request) Sheet() country.Paper {
	return cmp.Or(r.Paper, country.ByCode(r.Country).Paper)
}

// Sender is who signs. What is empty is left as a blank to fill in by hand, two
// lines of it for the address; but not the organisation, which not every writer
// has, nor mail and telephone where an answer can come by another way.
type Sender struct {
	Name, Organisation  string
	Address             []string // a line each
	Email, Phone, Place string
}

// Recipient is whom the letter goes to. The zero value is the minister
// responsible for foreign affairs, gender unknown.
type Recipient struct {
	Office  country.Office // empty: the foreign minister, or Other where Title is given
	Name    string
	Title   string // in place of the office's own
	Gender  country.Gender
	Address []string // a line each, in place of the capital
}

// FieldError says what is wrong with one part of a request.
type FieldError struct {
	Field string // as users know it: "from", "to-title", "fields.x"
	Err   error
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Err.Error() }
func (e *FieldError) Unwrap() error { return e.Err }

// Bounds on what is typed: more is a mistake, not a name or an address.
const (
	maxFieldRunes   = 300
	maxAddressLines = 12
	maxMarks        = 4 // Arabic and Hebrew have three, Vietnamese two
)

// Check returns everything that is wrong with the request's typed values.
func (r Request) Check() []*FieldError {
	_, wrong := r.cleaned()
	return wrong
}

// cleaned returns the request with its typed values in the form letters use:
// normalised, without invisible marks, each on one line.
func (r Request) cleaned() (Request, []*FieldError) {
	var wrong []*FieldError
	clean := func(field, s string) string {
		out, err := cleanField(s)
		if err != nil {
			wrong = append(wrong, &FieldError{field, err})
		}
		return out
	}
	cleanLines := func(field string, lines []string) []string {
		var out []string
		for _, l := range lines {
			if l = clean(field, l); l != "" {
				out = append(out, l)
			}
		}
		if len(out) > maxAddressLines {
			wrong = append(wrong, &FieldError{field, fmt.Errorf("%d lines; an address has at most %d", len(out), maxAddressLines)})
		}
		return out
	}
	s, to := &r.Sender, &r.Recipient
	s.Name = clean("from", s.Name)
	s.Organisation = clean("org", s.Organisation)
	s.Address = cleanLines("address", s.Address)
	s.Email = clean("email", s.Email)
	s.Phone = clean("phone", s.Phone)
	s.Place = clean("place", s.Place)
	to.Name = clean("to", to.Name)
	to.Title = clean("to-title", to.Title)
	to.Address = cleanLines("to-address", to.Address)
	fields := make(map[string]string, len(r.Fields))
	for k, v := range r.Fields {
		fields[k] = clean("fields."+k, v)
	}
	r.Fields = fields
	return r, wrong
}

// checkChoices refuses what is none of the values a field can have.
func (r Request) checkChoices() error {
	to := r.Recipient
	switch {
	case to.Office != "" && !slices.Contains(country.Offices, to.Office):
		return &FieldError{"office", fmt.Errorf("unknown office %q", to.Office)}
	case to.Gender != country.Unknown && to.Gender != country.Woman && to.Gender != country.Man:
		return &FieldError{"to-gender", fmt.Errorf("unknown gender %q", to.Gender)}
	case r.Paper != "" && r.Paper != country.A4 && r.Paper != country.USLetter:
		return &FieldError{"paper", fmt.Errorf("unknown paper %q", r.Paper)}
	case r.Digits != "" && r.Digits != locale.Western && r.Digits != locale.ArabicIndic:
		return &FieldError{"digits", fmt.Errorf("unknown digits %q", r.Digits)}
	}
	return nil
}

// cleanField normalises s to NFC, folds white space to single spaces and drops
// the invisible direction marks that come along when a name is copied from a
// chat or a web page (they could reorder the letter around it). Control
// characters, what is no character, and broken UTF-8 are refused.
func cleanField(s string) (string, error) {
	if isClean(s) {
		return s, nil
	}
	if !utf8.ValidString(s) {
		return "", fmt.Errorf("%q is not valid UTF-8 text", s)
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		switch {
		case unicode.IsSpace(r) && r != locale.NextLine:
			b.WriteByte(' ')
		case locale.IsDirectionMark(r), r == '\ufeff', r == '\u200b', r == '\u00ad':
		case cannotShow(r):
			return "", fmt.Errorf("%q holds the character U+%04X, which a letter cannot show", s, r)
		default:
			b.WriteRune(r)
		}
	}
	out := strings.Join(strings.Fields(b.String()), " ")
	if n := utf8.RuneCountInString(out); n > maxFieldRunes {
		return "", fmt.Errorf("%d characters long; at most %d fit a line of a letter", n, maxFieldRunes)
	}
	return out, checkMarks(out)
}

// cannotShow reports a character that does something in place of standing in a
// letter, or that is none.
func cannotShow(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Co, unicode.Noncharacter_Code_Point) || r == blank || r == '\u2028' || r == '\u2029'
}

// checkMarks refuses marks without a letter, which are drawn on whatever stands
// beside them, and more of them on one than a script has: they would run over
// the lines above and below.
func checkMarks(s string) error {
	base, marks := false, 0
	for _, r := range s {
		if !unicode.IsMark(r) {
			joiner := r == '\u200c' || r == '\u200d' // stands between a letter and its mark
			base, marks = unicode.In(r, unicode.L, unicode.N, unicode.S) || joiner && base, 0
			continue
		}
		if marks++; !base {
			return fmt.Errorf("%q has the mark U+%04X without a letter that it belongs to", s, r)
		}
		if marks > maxMarks {
			return fmt.Errorf("%q has more than %d marks on one letter", s, maxMarks)
		}
	}
	return nil
}

// isClean reports, in a look at each byte, that most values are as they should
// be: short, without anything but the characters of ASCII and single spaces.
func isClean(s string) bool {
	space := true // as before the beginning
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == ' ' && space {
			return false
		}
		space = s[i] == ' '
	}
	return s == "" || !space && len(s) <= maxFieldRunes
}
