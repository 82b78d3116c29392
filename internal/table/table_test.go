package table

import (
	"errors"
	"strings"
	"testing"
)

func TestEach(t *testing.T) {
	var got []string
	err := Each("t.csv", []byte("code,name\nLB,\"Lebanon, the\"\nFR,France\n"), func(r Row) error {
		got = append(got, r.Get("code")+"="+r.Get("name")+r.Get("capital"))
		if r.Get("code") == "FR" {
			return errors.New("no")
		}
		return nil
	})
	if s := strings.Join(got, ";"); s != "LB=Lebanon, the;FR=France" {
		t.Errorf("rows are %q", s)
	}
	if err == nil || err.Error() != "t.csv:3: no" {
		t.Errorf("error %v; want one of line 3", err)
	}
	if err := Each("t.csv", []byte("code,name\nLB\n"), nil); err == nil || !strings.Contains(err.Error(), "t.csv") {
		t.Errorf("a row too short: error %v", err)
	}
}
