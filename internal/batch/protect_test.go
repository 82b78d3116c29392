package batch

import "testing"

func TestProtected(t *testing.T) {
	for in, want := range map[string]string{
		"":                  "",
		"LB-ar-1.pdf":       "LB-ar-1.pdf",
		"=1+1":              "'=1+1",
		"+961 1; +33 1":     "'+961 1; +33 1",
		"'Ain":              "''Ain",
		"＠x":                "'＠x",
		"12 Mill Lane;=1+1": "12 Mill Lane;'=1+1", // semicolons end cells in much of Europe
		"a\n-b\r\n@c":       "a\n'-b\r\n'@c",
		"a;\"\"=1":          "a;'\"\"=1",
		"\t=1":              "\t'=1",
		"شارع الحمرا; بيروت;'Ain;": "شارع الحمرا; بيروت;''Ain;",
	} {
		got := protected(in)
		if got != want || unprotected(got) != in {
			t.Errorf("protected(%q) = %q, and back %q; want %q", in, got, unprotected(got), want)
		}
	}
}
