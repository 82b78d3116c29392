package letter

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"speakout/internal/locale"
	"speakout/internal/treaty"
)

// Words that a letter's last ask has where the government still has to ratify,
// return or accede, in each language.
var lastAsk = map[locale.Language]map[treaty.Status]string{
	locale.English: {treaty.Signatory: "ratify", treaty.Withdrawn: "return to the Convention", treaty.NonSignatory: "accede"},
	locale.French:  {treaty.Signatory: "ratifier", treaty.Withdrawn: "adhérer de nouveau", treaty.NonSignatory: "adhé"},
	locale.Spanish: {treaty.Signatory: "ratifique", treaty.Withdrawn: "regrese", treaty.NonSignatory: "adh"},
	locale.Arabic:  {treaty.Signatory: "التصديق", treaty.Withdrawn: "العودة", treaty.NonSignatory: "لانضمام"},
}

// What a State Party's letter says of joining is about others.
var othersJoin = map[locale.Language][]string{
	locale.English: {"invite Syria’s authorities to accede", "urge Russia and Ukraine to stop"},
	locale.French:  {"inviter les autorités syriennes à adhérer", "exhorter la Russie et l’Ukraine à renoncer"},
	locale.Spanish: {"invite a las autoridades sirias a adherirse", "inste a Rusia y a Ucrania"},
	locale.Arabic:  {"دعوة السلطات السورية إلى الانضمام", "حث روسيا وأوكرانيا على الكف"},
}

// The last ask is the one about the Convention: it fits where the state stands.
func TestAsksFitTreatyStatus(t *testing.T) {
	outside := []treaty.Status{treaty.Signatory, treaty.Withdrawn, treaty.NonSignatory}
	for _, lang := range locale.Languages {
		for _, s := range outside {
			if lastAsk[lang][s] == "" {
				t.Errorf("internal/letter/asks_test.go: lastAsk has no words for a %s in %s", s, lang)
			}
		}
	}
	told := map[string]bool{}
	eachLetter(t, func(name string, l Letter) {
		standing, _ := treaty.Of(string(l.Country))
		status := standing.On(l.Date).Status
		if problem := misfit(l, status); problem != "" && !told[problem] { // once, not for each country
			told[problem] = true
			t.Errorf("%s: %s", name, problem)
		}
	})
}

// misfit says what in the letter's asks does not fit the state's standing.
func misfit(l Letter, status treaty.Status) string {
	asks := asksOf(l)
	last := asks[len(asks)-1]
	if status != treaty.StateParty && status != treaty.Joining {
		if want := lastAsk[l.Language][status]; !strings.Contains(last, want) {
			return fmt.Sprintf("the last ask to a %s, “%s”, has not the words %q of lastAsk[%s] (internal/letter/asks_test.go)", status, last, want, l.Language)
		}
		return ""
	}
	if !slices.ContainsFunc(othersJoin[l.Language], func(w string) bool { return strings.HasPrefix(last, w) }) {
		return fmt.Sprintf("the last ask to a State Party, “%s”, begins with none of othersJoin[%s] (internal/letter/asks_test.go): add its first words", last, l.Language)
	}
	for s, w := range lastAsk[l.Language] {
		for _, a := range asks[:len(asks)-1] {
			if w != "" && strings.Contains(a, w) {
				return fmt.Sprintf("a State Party is asked “%s”, which has the words %q for a %s (lastAsk[%s] in internal/letter/asks_test.go)", a, w, s, l.Language)
			}
		}
	}
	return ""
}
