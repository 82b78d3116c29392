package letter

import (
	"strings"
	"testing"

	"speakout/internal/country"
	"speakout/internal/locale"
)

func TestLabelFor(t *testing.T) {
	address := func(lines ...string) Recipient { return Recipient{Address: lines} }
	for _, tt := range []struct {
		name     string
		country  country.Code
		language locale.Language
		to       Recipient
		want     string // lines, with / between
	}{
		{"no address", "DE", locale.English, Recipient{}, "Federal Minister for Foreign Affairs/Berlin/GERMANY"},
		{"a state that is its capital", "SG", locale.English, Recipient{}, "Minister for Foreign Affairs/SINGAPORE"},
		{"an address without the country", "DE", locale.English, address("Werderscher Markt 1", "10117 Berlin"), "Federal Minister for Foreign Affairs/Werderscher Markt 1/10117 Berlin/GERMANY"},
		{"one with it", "DE", locale.English, address("10117 Berlin", "Germany"), "Federal Minister for Foreign Affairs/10117 Berlin/GERMANY"},
		{"in another language", "DE", locale.English, address("10117 Berlin", "ALLEMAGNE"), "Federal Minister for Foreign Affairs/10117 Berlin/GERMANY"},
		{"after a comma", "LB", locale.French, address("Rue Sursock", "Beyrouth, Liban"), "Ministre des Affaires étrangères et des Émigrés/Rue Sursock/Beyrouth/LIBAN"},
		{"after an Arabic comma", "LB", locale.Arabic, address("بيروت،لبنان"), "وزير الخارجية والمغتربين/بيروت/لبنان/\u2068LEBANON\u2069"},
		{"only the country", "DE", locale.English, address("Germany"), "Federal Minister for Foreign Affairs/Berlin/GERMANY"},
		{"a town that is called like another country", "US", locale.English, address("Atlanta, Georgia"), "Secretary of State/Atlanta, Georgia/UNITED STATES"},
		{"accents", "CI", locale.French, address("Abidjan"), "Ministre des Affaires étrangères et de la Coopération internationale/Abidjan/CÔTE D’IVOIRE"},
		{"the Holy See", "VA", locale.French, Recipient{}, "Secrétaire pour les Relations avec les États et les Organisations internationales/CITÉ DU VATICAN"},
		{"its address", "VA", locale.English, Recipient{Title: "Secretary", Address: []string{"00120 Vatican City", "Holy See"}}, "Secretary/00120 Vatican City/VATICAN CITY"},
		{"an embassy, to be filled in", "FR", locale.English, Recipient{Office: country.Ambassador}, "Ambassador of France"},
		{"an embassy", "FR", locale.English, Recipient{Office: country.Ambassador, Address: []string{"Clemenceau Street", "Beirut", "Lebanon"}}, "Ambassador of France/Clemenceau Street/Beirut/Lebanon"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			lines, err := LabelFor(Request{Country: tt.country, Language: tt.language, Recipient: tt.to})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, l := range lines {
				got = append(got, l.Plain())
			}
			if got := strings.Join(got, "/"); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestLabelForWhatCannotBe(t *testing.T) {
	for name, r := range map[string]Request{
		"country":  {Country: "XX", Language: locale.English},
		"language": {Country: "FR", Language: "de"},
		"address":  {Country: "FR", Language: locale.French, Recipient: Recipient{Address: []string{"a\x00b"}}},
		"office":   {Country: "FR", Language: locale.French, Recipient: Recipient{Office: "king"}},
	} {
		if lines, err := LabelFor(r); err == nil {
			t.Errorf("%s: got %v", name, lines)
		}
	}
}
