package memo

import "speakout/internal/locale"

// Find returns the campaign that goes by a name, or nil: its folder's, or its
// own in any language.
func Find(campaigns []*Campaign, name string) *Campaign {
	for _, c := range campaigns {
		if c.Issue == name { // as thousands of rows have it
			return c
		}
	}
	key := locale.Fold(name)
	for _, c := range campaigns {
		if key == locale.Fold(c.Issue) {
			return c
		}
		for _, n := range c.Names {
			if key == locale.Fold(n) {
				return c
			}
		}
	}
	return nil
}
