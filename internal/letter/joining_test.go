package letter

import (
	"strings"
	"testing"
	"time"

	"speakout/internal/country"
	"speakout/internal/locale"
	"speakout/internal/treaty"
)

// standingOf is what a letter's enclosure says of the state's standing.
func standingOf(l Letter) string {
	for _, f := range l.Facts {
		if f.Name == standingFact {
			return locale.StripIsolates(f.Claim)
		}
	}
	return ""
}

// A state is told where it stands on the letter's day: Vanuatu deposited its
// instrument on 5 September 2025, and the Convention entered into force for it
// on 1 March 2026.
func TestStandingOnTheLettersDay(t *testing.T) {
	const outside, joining, party = "2025-09-04", "2026-02-28", "2026-03-01"
	tests := []struct {
		lang           locale.Language
		day            string
		body, not      string // what the body says, and does not
		standing, asks string
	}{
		{locale.English, outside, "has not yet joined", "State Party", "", "accede"},
		{locale.English, joining, "has joined the Convention on Cluster Munitions, which enters into force for it on 1 March 2026.", "been a State Party",
			"The Convention on Cluster Munitions enters into force for Vanuatu on 1 March 2026; the instrument of accession was deposited on 5 September 2025.", ""},
		{locale.English, party, "has been a State Party to the Convention on Cluster Munitions since 2026", "enters into force",
			"The Convention on Cluster Munitions entered into force for Vanuatu on 1 March 2026.", ""},
		{locale.French, joining, "a rejoint la Convention sur les armes à sous-munitions, qui entrera en vigueur à son égard le 1er mars 2026.", "est partie",
			"La Convention sur les armes à sous-munitions entrera en vigueur pour Vanuatu le 1er mars 2026 ; l’instrument d’adhésion a été déposé le 5 septembre 2025.", ""},
		{locale.French, party, "est partie depuis 2026", "entrera en vigueur", "La Convention sur les armes à sous-munitions est entrée en vigueur pour Vanuatu le 1er mars 2026.", ""},
		{locale.Spanish, joining, "se ha sumado a la Convención sobre Municiones en Racimo, que entrará en vigor a su respecto el 1 de marzo de 2026.", "es Estado Parte",
			"La Convención sobre Municiones en Racimo entrará en vigor para Vanuatu el 1 de marzo de 2026; el instrumento de adhesión se depositó el 5 de septiembre de 2025.", ""},
		{locale.Spanish, party, "es Estado Parte en la Convención sobre Municiones en Racimo desde 2026", "entrará", "La Convención sobre Municiones en Racimo entró en vigor para Vanuatu el 1 de marzo de 2026.", ""},
		{locale.Arabic, joining, "انضم بلدكم إلى اتفاقية الذخائر العنقودية، التي يبدأ نفاذها بالنسبة إليه في 1 آذار/مارس 2026، وعندئذ تلزمه المادة 21", "بلدكم دولة طرف",
			"يبدأ نفاذ اتفاقية الذخائر العنقودية بالنسبة إلى فانواتو في 1 آذار/مارس 2026، وقد أُودع صك الانضمام إليها في 5 أيلول/سبتمبر 2025.", ""},
		{locale.Arabic, party, "بلدكم دولة طرف في اتفاقية الذخائر العنقودية منذ عام 2026", "يبدأ نفاذها", "بدأ نفاذ اتفاقية الذخائر العنقودية بالنسبة إلى فانواتو في 1 آذار/مارس 2026.", ""},
	}
	plain := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace
	for _, tt := range tests {
		for _, issue := range []string{"syria", "ukraine"} { // which have these words
			t.Run(strings.Join([]string{string(tt.lang), tt.day, issue}, " "), func(t *testing.T) {
				day, err := time.Parse(time.DateOnly, tt.day)
				if err != nil {
					t.Fatal(err)
				}
				l := compose(t, Request{Country: "VU", Language: tt.lang, Issue: issue, Date: day})
				var body strings.Builder
				for _, b := range l.Body {
					body.WriteString(plain(locale.StripIsolates(b.Paragraph.Plain())))
				}
				if got := body.String(); !strings.Contains(got, tt.body) || strings.Contains(got, tt.not) {
					t.Errorf("the body is\n%s\nwant %q in it, not %q", got, tt.body, tt.not)
				}
				if got := plain(standingOf(l)); got != tt.standing {
					t.Errorf("the sources say %q; want %q", got, tt.standing)
				}
				asks := asksOf(l)
				if last := asks[len(asks)-1]; !strings.Contains(last, tt.asks) {
					t.Errorf("the last ask is %q; want %q in it", last, tt.asks)
				}
			})
		}
	}
}

// No state is asked to do what it has done between its deposit and the day the
// Convention is in force for it: its letter asks what a State Party's asks.
func TestJoiningStateIsAskedAsAParty(t *testing.T) {
	for _, c := range country.All() {
		r, _ := treaty.Of(string(c.Code))
		if r.Joined.IsZero() || r.InForce.Equal(r.Joined) {
			continue
		}
		for _, lang := range locale.Languages {
			for _, campaign := range ours(t) {
				request := Request{Country: c.Code, Language: lang, Issue: campaign.Issue, Date: r.Joined}
				before := asksOf(compose(t, request))
				request.Date = r.InForce
				if after := asksOf(compose(t, request)); strings.Join(before, "\n") != strings.Join(after, "\n") {
					t.Errorf("%s %s %s: on %s it is asked %q; on %s, %q", c.Code, lang, campaign.Issue,
						r.Joined.Format(time.DateOnly), before, r.InForce.Format(time.DateOnly), after)
				}
			}
		}
	}
}
