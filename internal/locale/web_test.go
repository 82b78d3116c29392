package locale

import "testing"

// What leads to the web, and only that, without the signs of its sentence.
func TestWebLink(t *testing.T) {
	for address, want := range map[string]string{
		"https://fields.example/a?b=c&d=1":         "https://fields.example/a?b=c&d=1",
		"http://fields.example":                    "http://fields.example",
		"http://fields.example).":                  "http://fields.example",
		"https://fields.example/a,":                "https://fields.example/a",
		"https://fields.example/؟":                 "https://fields.example/",
		"https://fields.example/a»":                "https://fields.example/a",
		"https://fields.example/Syria_(country)":   "https://fields.example/Syria_(country)",
		"https://fields.example/Syria_(country)).": "https://fields.example/Syria_(country)",
		"https://[2001:db8::1]":                    "https://[2001:db8::1]",
		"https://fields.example]":                  "https://fields.example",
		"https://fields.example/مثال":              "https://fields.example/مثال",
		"https://":                                 "",
		"https://...":                              "",
		"https://[":                                "",
		"www.fields.example":                       "",
		"www.":                                     "",
		"ftp://fields.example":                     "",
		"file:///etc/passwd":                       "",
		"javascript://fields.example/%0aalert(1)":  "",
		"": "",
	} {
		if got := WebLink(address); got != want {
			t.Errorf("%q leads to %q; want %q", address, got, want)
		}
	}
}
