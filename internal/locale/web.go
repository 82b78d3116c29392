package locale

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// WebAddress is the pattern of an address of the web, up to the space after it.
const WebAddress = `(?:[a-z][a-z0-9+.-]*://|www\.)[^ \x{a0}\x{202f}]+`

// WebLink returns where what has the pattern WebAddress leads: to itself, without
// the signs at its end that are the sentence's; "" if it names no place on the web.
// Addresses of other schemes could open other programs than a browser.
func WebLink(address string) string {
	address = withoutSigns(address)
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return address
}

// withoutSigns takes off the signs that end or close what an address stands in. A
// bracket that the address itself opens is its own: Cluster_bomb_(weapon).
func withoutSigns(address string) string {
	for {
		last, size := utf8.DecodeLastRuneInString(address)
		switch {
		case last == ')' && strings.Count(address, "(") >= strings.Count(address, ")"),
			last == ']' && strings.Count(address, "[") >= strings.Count(address, "]"),
			!strings.ContainsRune(".,;:!?)]»”،؛؟", last):
			return address
		}
		address = address[:len(address)-size]
	}
}
