package batch

import (
	"testing"
	"time"
)

func TestParseDay(t *testing.T) {
	for in, want := range map[string]string{
		"2026-11-24": "2026-11-24",
		"46350":      "2026-11-24", // as workbooks count
		"46350.5625": "2026-11-24", // with the time of day
		"5 May":      "", "1/2/3": "", "24.12": "", "-1234": "", "10000": "",
	} {
		got := ""
		if d, err := parseDay(in); err == nil {
			got = d.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("parseDay(%q) = %q, want %q", in, got, want)
		}
	}
}
