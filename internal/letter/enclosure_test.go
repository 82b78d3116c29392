package letter

import (
	"slices"
	"strings"
	"testing"
	"time"

	"speakout/internal/country"
	"speakout/internal/locale"
	"speakout/internal/memo"
)

// A source stands once, below all that is read there; words that run from left to
// right and from right to left have lines of their own.
func TestEncloseFacts(t *testing.T) {
	checked := time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC)
	coalition := memo.Source{Publisher: "Cluster Munition Coalition", Title: "47 attacks", URL: "https://example.org/47", Checked: checked}
	monitor := memo.Source{Publisher: "المرصد", Title: "تقرير 2025", Date: checked, URL: "https://example.org/m", Checked: checked}
	mixed := memo.Source{Publisher: "المرصد", Title: "Report", URL: "https://example.org/r", Checked: checked}
	facts := []memo.Fact{
		{Claim: "47.", Source: coalition}, {Claim: "2025.", Source: monitor},
		{Claim: "160.", Source: coalition}, {Claim: "47.", Source: coalition}, {Claim: "47.", Source: mixed},
	}
	want := map[locale.Language][]string{
		locale.English: {
			"47.", "160.", "Source: Cluster Munition Coalition, 47 attacks (read on 3 February 2026)", "https://example.org/47",
			"2025.", "Source: \u2068المرصد، تقرير 2025\u2069, 3 February 2026 (read on 3 February 2026)", "https://example.org/m",
			"47.", "Source: \u2068المرصد\u2069", "Report (read on 3 February 2026)", "https://example.org/r",
		},
		locale.Arabic: {
			"47.", "160.", "المصدر (جرى الاطلاع عليه في 3 شباط/فبراير 2026):", "\u2068Cluster Munition Coalition, 47 attacks\u2069", "\u2066https://example.org/47\u2069",
			"2025.", "المصدر، بتاريخ 3 شباط/فبراير 2026 (جرى الاطلاع عليه في 3 شباط/فبراير 2026):", "\u2068المرصد، تقرير 2025\u2069", "\u2066https://example.org/m\u2069",
			"47.", "المصدر (جرى الاطلاع عليه في 3 شباط/فبراير 2026):", "المرصد", "\u2068Report\u2069", "\u2066https://example.org/r\u2069",
		},
	}
	for lang, want := range want {
		f, err := frameIn(lang)
		if err != nil {
			t.Fatal(err)
		}
		e, err := encloseFacts(facts, locale.Style{Language: lang, Months: locale.MonthsUN}, f, frameWords{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, line := range slices.Concat(e.Items...) {
			got = append(got, strings.ReplaceAll(line.Plain(), "\u00a0", " "))
		}
		if len(e.Items) != 3 || !slices.Equal(got, want) {
			t.Errorf("%s: %d sources:\n%q; want 3:\n%q", lang, len(e.Items), got, want)
		}
	}
}

// What a campaign states and where the state stands may be read at one place.
func TestSourcesStandOnce(t *testing.T) {
	for _, c := range country.All() {
		for _, campaign := range ours(t) {
			l := compose(t, Request{Country: c.Code, Language: locale.English, Issue: campaign.Issue, Enclose: true})
			var urls []string
			for _, item := range l.Enclosure.Items {
				url := item[len(item)-1].Plain()
				if slices.Contains(urls, url) {
					t.Errorf("%s %s: %s stands twice", c.Code, campaign.Issue, url)
				}
				urls = append(urls, url)
			}
		}
	}
}
