package country

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"speakout/internal/locale"
	"speakout/internal/recent"
)

// Search returns the countries that may be meant by what was typed so far,
// likeliest first: those that go by that very name or code, those whose name
// in l begins with it, those with any name that does, those with a name that
// holds it. Among equals the order is that of their names in l; so is that of
// all, if nothing was typed. If there are none, it returns those whose names
// are near, and says so.
func Search(typed string, l locale.Language) (found []*Country, near bool) {
	all := sortedByName(l)
	key := locale.Fold(typed)
	if key == "" {
		return slices.Clone(all), false
	}
	ix := byName()
	ranks := ix.ranks(key, l)
	for _, c := range all {
		if _, ok := ranks[c]; ok {
			found = append(found, c)
		}
	}
	slices.SortStableFunc(found, func(a, b *Country) int { return cmp.Compare(ranks[a], ranks[b]) })
	if len(found) == 0 {
		return ix.similar(key), true
	}
	return found, false
}

// How well a key fits what was typed; smaller is better.
const (
	isKey = iota
	ownNameBegins
	begins
	holds
)

// holdsFrom is how many letters it takes to look inside names: fewer are in
// nearly all of them.
const holdsFrom = 3

func (ix *index) ranks(key string, l locale.Language) map[*Country]int {
	ranks := map[*Country]int{}
	note := func(c *Country, rank int) {
		if old, seen := ranks[c]; !seen || rank < old {
			ranks[c] = rank
		}
	}
	articled := withArticles()
	for k, c := range ix.byKey {
		switch {
		case k == key:
			note(c, isKey)
		case articled[k]:
			// "le" begins half the names of French: it says little.
			if strings.HasPrefix(k, key) {
				note(c, holds)
			}
		case strings.HasPrefix(k, key) && strings.HasPrefix(locale.Fold(c.Name(l)), key):
			note(c, ownNameBegins)
		case strings.HasPrefix(k, key):
			note(c, begins)
		case utf8.RuneCountInString(key) >= holdsFrom && strings.Contains(k, key):
			note(c, holds)
		}
	}
	return ranks
}

var articles = []string{"the ", "le ", "la ", "l'", "les ", "el ", "los ", "las "}

// withArticles are the keys that are names only with their article.
var withArticles = sync.OnceValue(func() map[string]bool {
	keys, names := map[string]bool{}, map[string]bool{}
	for _, c := range states().all {
		for _, l := range locale.Languages {
			names[locale.Fold(c.Name(l))] = true
			for _, article := range articles {
				keys[locale.Fold(article+c.Name(l))] = true
			}
		}
	}
	for name := range names {
		delete(keys, name)
	}
	return keys
})

// sortedByName has every country in the order of its names in a language.
var sortedByName = recent.Once(locale.Languages, func(l locale.Language) []*Country {
	order := collate.New(language.Make(string(l)))
	countries := All()
	var buffer collate.Buffer
	keys := map[*Country]string{}
	for _, c := range countries {
		keys[c] = string(order.KeyFromString(&buffer, c.Name(l)))
		buffer.Reset()
	}
	slices.SortFunc(countries, func(a, b *Country) int { return cmp.Compare(keys[a], keys[b]) })
	return countries
})
