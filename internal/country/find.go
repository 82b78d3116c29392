package country

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"

	"speakout/internal/locale"
)

// NotFoundError says that no country goes by a name, and what was probably meant.
type NotFoundError struct {
	Query   string
	Similar []*Country // likeliest first; may be empty
}

func (e *NotFoundError) Error() string { return fmt.Sprintf("unknown country %q", e.Query) }

// Find returns the country that goes by s: its name in any of the four
// languages, with or without article, its ISO 3166 code of two or three
// letters, or another name in use. Case, accents, punctuation, spaces, Arabic
// diacritics and forms of hamza make no difference. The error is a
// *NotFoundError.
func Find(s string) (*Country, error) {
	if c := Lookup(s); c != nil {
		return c, nil
	}
	ix := byName()
	return nil, &NotFoundError{Query: s, Similar: ix.similar(locale.Fold(s))}
}

// Lookup is Find without the suggestions, which take a thousand times as long;
// nil if no country goes by s.
func Lookup(s string) *Country {
	if c := ByCode(Code(s)); c != nil { // for which not all names need be read
		return c
	}
	for _, name := range append([]string{s}, otherForms(s)...) {
		key := locale.Fold(name)
		for _, l := range locale.Languages {
			if c := byNameIn(l).byKey[key]; c != nil && key != "" {
				return c
			}
		}
	}
	return nil
}

// otherForms turns a name as lists have it ("Iran, Islamic Republic of",
// "Bolivia (Plurinational State of)", "Myanmar (Burma)") into those of running
// text.
func otherForms(s string) []string {
	if head, tail, ok := strings.Cut(s, "("); ok {
		tail = strings.TrimSuffix(strings.TrimSpace(tail), ")")
		return []string{tail + " " + head, tail}
	}
	if head, tail, ok := strings.Cut(s, ","); ok {
		return []string{tail + " " + head}
	}
	return nil
}

// index finds countries by folded key.
type index struct {
	byKey map[string]*Country
	// clashes are keys two countries claim; the tests want none.
	clashes []string
}

// newIndex has the codes of all countries, and their names in some languages.
func newIndex(languages ...locale.Language) index {
	ix := index{byKey: map[string]*Country{}}
	for _, c := range states().all {
		ix.add(string(c.Code), c)
		ix.add(c.Alpha3, c)
		for _, l := range languages {
			f := c.in(l)
			ix.add(f.name, c)
			ix.add(f.withArticle, c)
			for _, alias := range f.aliases {
				ix.add(alias, c)
			}
		}
	}
	return ix
}

func (ix *index) add(name string, c *Country) {
	key := locale.Fold(name)
	if other := ix.byKey[key]; other != nil && other != c {
		ix.clashes = append(ix.clashes, fmt.Sprintf("%q is %s and %s", name, other.Code, c.Code))
		return
	}
	ix.byKey[key] = c
}

// maxSimilar is how many suggestions a person can take in at a glance.
const maxSimilar = 4

// similar returns the countries whose keys are nearest to key, by edit
// distance with transpositions or because one contains the other.
func (ix *index) similar(key string) []*Country {
	if utf8.RuneCountInString(key) < 3 {
		return nil // nearly everything is near two letters
	}
	type candidate struct {
		country  *Country
		distance int
	}
	best := map[*Country]int{}
	for k, c := range ix.byKey {
		d, near := distance(key, k)
		if !near {
			continue
		}
		if old, seen := best[c]; !seen || d < old {
			best[c] = d
		}
	}
	var found []candidate
	for c, d := range best {
		found = append(found, candidate{c, d})
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.country.Code, b.country.Code))
	})
	var countries []*Country
	for _, f := range found[:min(len(found), maxSimilar)] {
		countries = append(countries, f.country)
	}
	return countries
}

// distance says how many slips lie between what was typed and a name, and
// whether they are few enough for one to be meant for the other: by editing, or
// because one holds the other.
func distance(typed, name string) (slips int, near bool) {
	n, m := utf8.RuneCountInString(typed), utf8.RuneCountInString(name)
	if m < 3 {
		return 0, false
	}
	most := 1 + n/4
	if n-m <= most && m-n <= most {
		if d := edlib.OSADamerauLevenshteinDistance(typed, name); d <= most {
			return d, true
		}
	}
	const held = 1 // counts for as much as one slip
	return held, n >= 4 && m >= 4 && (strings.Contains(name, typed) || strings.HasPrefix(typed, name))
}
