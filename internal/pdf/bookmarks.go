package pdf

import "fmt"

// bookmarks are a book's outline (ISO 32000-1, 12.3.3): groups, closed, with
// their letters. A bookmark names the one after it, so the last of each group
// waits until the next one comes.
type bookmarks struct {
	groups []*bookmarkGroup
	of     map[string]*bookmarkGroup
}

type bookmarkGroup struct {
	title       string
	number      int
	page        int // of its first letter
	first, last int // bookmarks
	n           int
	waiting     bookmark // the last
	before      int      // the one before the last; 0: there is none
}

type bookmark struct {
	title string
	page  int // object
}

func newBookmarks() bookmarks { return bookmarks{of: map[string]*bookmarkGroup{}} }

func (m *bookmarks) add(to objectWriter, group, title string, b bookmark) {
	g := m.of[group]
	if g == nil {
		g = &bookmarkGroup{title: title, number: to.reserve(1), page: b.page}
		m.of[group], m.groups = g, append(m.groups, g)
	}
	number := to.reserve(1)
	if g.n == 0 {
		g.first = number
	} else {
		g.put(to, number)
		g.before = g.last
	}
	g.last, g.waiting = number, b
	g.n++
}

// put writes the bookmark that waits; next is 0 if there is no other one.
func (g *bookmarkGroup) put(to objectWriter, next int) {
	to.put(g.last, fmt.Appendf(nil, "<< /Title %s /Parent %d 0 R /Dest [%d 0 R /Fit]%s >>",
		textString(g.waiting.title), g.number, g.waiting.page, siblings(g.before, next)))
}

// end writes what waits, the groups and the outline itself.
func (m *bookmarks) end(to objectWriter) {
	entries := ""
	for i, g := range m.groups {
		g.put(to, 0)
		before, next := 0, 0
		if i > 0 {
			before = m.groups[i-1].number
		}
		if i+1 < len(m.groups) {
			next = m.groups[i+1].number
		}
		to.put(g.number, fmt.Appendf(nil, "<< /Title %s /Parent %d 0 R /Dest [%d 0 R /Fit] /First %d 0 R /Last %d 0 R /Count %d%s >>",
			textString(g.title), outlinesObject, g.page, g.first, g.last, -g.n, siblings(before, next)))
	}
	if n := len(m.groups); n > 0 {
		entries = fmt.Sprintf(" /First %d 0 R /Last %d 0 R /Count %d", m.groups[0].number, m.groups[n-1].number, n)
	}
	to.put(outlinesObject, fmt.Appendf(nil, "<< /Type /Outlines%s >>", entries))
}

// siblings are the entries that link a bookmark to those beside it.
func siblings(before, next int) string {
	var b []byte
	if before > 0 {
		b = appendEntry(b, "Prev", before)
	}
	if next > 0 {
		b = appendEntry(b, "Next", next)
	}
	return string(b)
}
