package cmd

import (
	"strings"
	"testing"
)

func TestCampaignNames(t *testing.T) {
	for name, want := range map[string]bool{
		"landmines": true, "small-arms-2027": true, "7": true, "console": true, "com10": true,
		"": false, "Landmines": false, "-x": false, "a b": false, "a.b": false, "سوريا": false, `a\b`: false,
		"con": false, "nul": false, "com1": false, "lpt0": false, strings.Repeat("a", 41): false,
	} {
		if got := isCampaignName(name); got != want {
			t.Errorf("%q: %v; want %v", name, got, want)
		}
	}
}
