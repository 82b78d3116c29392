package country

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"speakout/internal/locale"
)

// forms is a country's name in one language, with the words around it.
type forms struct {
	name, withArticle, of, ofTitle, in, to string
	government, your, yourGovernment       string
	capital                                string
	seats                                  map[Office]string // of offices in another town
	aliases                                []string
}

// newForms builds the forms that grammar derives from a name and its article.
// place is the whole preposition before the bare name where it cannot be
// derived (French "au", "en", "à la"); empty elsewhere.
func newForms(l locale.Language, name, article, place string) forms {
	f := forms{name: name}
	switch l {
	case locale.English:
		f.withArticle = join(article, name)
		f.of, f.in, f.to = "of "+f.withArticle, "in "+f.withArticle, "to "+f.withArticle
		f.government = "the Government " + f.of
		f.your, f.yourGovernment = "your country", "your country’s Government"
	case locale.French:
		f.withArticle = join(article, name)
		f.of, f.to = frenchOf(article, name), join(frenchTo[article], name)
		f.in = join(place, name)
		f.government = "le Gouvernement " + f.of
		f.your, f.yourGovernment = "votre pays", "le Gouvernement de votre pays"
	case locale.Spanish:
		f.withArticle = join(article, name)
		f.of, f.to = join(spanishOf(article), name), join(spanishTo(article), name)
		f.in = "en " + f.withArticle
		f.government = "el Gobierno " + f.of
		f.your, f.yourGovernment = "su país", "el Gobierno de su país"
	case locale.Arabic:
		// The genitive follows its noun directly, and no form in use here
		// changes with case in unvocalised writing.
		f.withArticle, f.of = name, name
		f.in, f.to = "في "+name, "إلى "+name
		f.government = "حكومة " + name
		f.your, f.yourGovernment = "بلدكم", "حكومة بلدكم"
	}
	f.ofTitle = f.of
	if l == locale.French {
		f.ofTitle = frenchOfTitle(f, article, place)
	}
	return f
}

// ofHolySee changes the forms for the one addressee that is neither a country
// nor has a government.
func (f *forms) ofHolySee(l locale.Language) {
	f.your = f.withArticle
	if l == locale.Arabic {
		f.government = "سلطات " + f.name // feminine, as the verbs that follow are
	} else {
		f.government = f.withArticle
	}
	f.yourGovernment = f.government
}

// join puts an article before a name; an elided one ("l'") touches it.
func join(article, name string) string {
	switch {
	case article == "":
		return name
	case strings.HasSuffix(article, "'"), strings.HasSuffix(article, "’"):
		return article + name
	default:
		return article + " " + name
	}
}

var frenchTo = map[string]string{"le": "au", "la": "à la", "l'": "à l'", "l’": "à l’", "les": "aux", "": "à"}

func frenchOf(article, name string) string {
	switch article {
	case "le":
		return "du " + name
	case "les":
		return "des " + name
	case "":
		if startsWithVowel(name) {
			return "d’" + name
		}
		return "de " + name
	default:
		return "de " + join(article, name)
	}
}

// frenchOfTitle is the name after the title of one who represents it: an
// ambassador is "de Lituanie", though the government is "de la Lituanie". The
// article goes before feminine names and before vowels, but stays where the
// name is made of a common noun (République, Fédération, État, Île) and in
// "de l’Inde" (Office québécois de la langue française).
func frenchOfTitle(f forms, article, place string) string {
	for _, noun := range []string{"République", "Fédération", "État", "Île"} {
		if strings.HasPrefix(f.name, noun) || f.name == "Inde" {
			return f.of
		}
	}
	elided := article == "l’"
	if place != "en" || article != "la" && !elided {
		return f.of
	}
	if elided {
		return "d’" + f.name
	}
	return "de " + f.name
}

// startsWithVowel reports whether "de" is elided before the name: before a
// vowel, and before the mute h of Haïti, the one country without an article
// that begins with h.
func startsWithVowel(name string) bool {
	first := norm.NFD.String(strings.ToLower(name))[0]
	return strings.IndexByte("aeiou", first) >= 0 || name == "Haïti"
}

func spanishOf(article string) string {
	switch article {
	case "el":
		return "del"
	case "":
		return "de"
	default:
		return "de " + article
	}
}

func spanishTo(article string) string {
	switch article {
	case "el":
		return "al"
	case "":
		return "a"
	default:
		return "a " + article
	}
}
