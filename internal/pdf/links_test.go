package pdf

import (
	"fmt"
	"maps"
	"math"
	"net/url"
	"slices"
	"strings"
	"testing"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// readLink is the annotation of a link as a reader of PDF sees it.
type readLink struct {
	ref       pdfRef
	page      int
	box       [4]float64
	uri, says string
	key       any // in the parent tree
	elements  int // that it belongs to
}

// linkEntries are all that a link has.
var linkEntries = []pdfName{"A", "Border", "Contents", "F", "P", "Rect", "StructParent", "Subtype", "Type"}

// Bits of an annotation's flags.
const (
	flagInvisible = 1 << iota
	flagHidden
	flagPrint
	_
	_
	flagNoView
)

// readLinks reads the annotations of the page read last: links to addresses of
// the web, which are printed and draw nothing (ISO 32000-1, 12.5; ISO 19005-1, 6.5
// and 6.6; ISO 14289-1, 7.18).
func (d *readDocument) readLinks(page *readPage, paper []any) {
	all := d.array(page.dict["Annots"])
	if order := page.dict["Tabs"]; order != pdfName("S") && len(all) > 0 {
		d.add("page %d has links and the order %v", page.ref, order)
	}
	page.links = map[pdfRef]*readLink{}
	for _, v := range all {
		ref, _ := v.(pdfRef)
		a := d.dict(ref)
		k := &readLink{ref: ref, page: d.byRef[page.ref], says: pdfText(a["Contents"]), key: a["StructParent"]}
		if keys := slices.Sorted(maps.Keys(a)); !slices.Equal(keys, linkEntries) || a["Type"] != pdfName("Annot") || a["Subtype"] != pdfName("Link") || page.links[ref] != nil {
			d.add("page %d: the annotation %d is no link, or there twice: %v", page.ref, ref, a)
			continue
		}
		page.links[ref] = k
		if a["P"] != page.ref {
			d.add("the link %d on page %d says that it is on page %v", ref, page.ref, a["P"])
		}
		flags, _ := a["F"].(int)
		if flags&(flagPrint|flagHidden|flagInvisible|flagNoView) != flagPrint {
			d.add("the link %d is hidden, or not printed: %d", ref, flags)
		}
		if !slices.Equal(d.array(a["Border"]), []any{0, 0, 0}) {
			d.add("the link %d draws the border %v", ref, a["Border"])
		}
		box := d.array(a["Rect"])
		for i := range min(len(box), 4) {
			k.box[i] = number(box[i])
		}
		if b := k.box; len(box) != 4 || b[0] < 0 || b[0] >= b[2] || b[1] < 0 || b[1] >= b[3] || b[2] > number(paper[2]) || b[3] > number(paper[3]) {
			d.add("the link %d is at %v", ref, box)
		}
		action := d.dict(a["A"])
		k.uri, _ = action["URI"].(string)
		if len(action) != 2 || action["S"] != pdfName("URI") || strings.ContainsFunc(k.uri, func(r rune) bool { return r <= ' ' || r > '~' }) {
			d.add("the link %d does not lead to an address in ASCII: %v", ref, action)
		}
	}
}

// linkOf returns the link that a reference among what an element has is to (ISO
// 32000-1, 14.7.4.3), or nil.
func (r *structureReader) linkOf(v any, element pdfRef) *readLink {
	reference := r.dict(v)
	if reference["Type"] != pdfName("OBJR") {
		return nil
	}
	page, _ := reference["Pg"].(pdfRef)
	ref, _ := reference["Obj"].(pdfRef)
	n, isPage := r.byRef[page]
	if !isPage || r.pages[n].links[ref] == nil {
		r.add("element %d has the object %v, which is no link on page %v", element, reference["Obj"], page)
		return nil
	}
	k := r.pages[n].links[ref]
	k.elements++
	if key, ok := k.key.(int); !ok || r.parents[key] != element {
		r.add("the link %d is of element %d; the parent tree says %v of %v", ref, element, r.parents[key], k.key)
	}
	return k
}

// checkLink checks that an element's links say and open what stands there, that
// all of it is on one of them, and nothing else. It returns whither they lead.
func (r *structureReader) checkLink(element pdfRef, text string, links []*readLink, places []place) (web string) {
	if len(links) == 0 {
		r.add("the link element %d has no link", element)
		return ""
	}
	web = links[0].says
	filled := map[*readLink]float64{}
	for _, k := range links {
		if read, err := url.PathUnescape(k.uri); k.says != web || read != web && k.uri != web || err != nil {
			r.add("the link %d says %q and leads to %q; the one before says %q", k.ref, k.says, k.uri, web)
		}
	}
	if stands := squeeze(text); stands != squeeze(web) {
		r.add("a link says %q; there stands %q", web, stands)
	}
	for _, at := range places {
		n := 0
		for _, k := range links {
			if b := k.box; k.page == at.page && b[1] < at.y && at.y < b[3] && b[0] <= at.left+0.01 && at.right <= b[2]+0.01 {
				filled[k] += at.right - at.left
				n++
			}
		}
		if n != 1 {
			r.add("what stands at %v is on %d links", at, n)
		}
	}
	for _, k := range links {
		if math.Abs(k.box[2]-k.box[0]-filled[k]) > 0.5 {
			r.add("the link %d is at %v, the words on it are %v wide", k.ref, k.box, filled[k])
		}
	}
	return web
}

// linkMutations break what only letters with links have.
var linkMutations = []mutation{
	{`/Tabs /S`, ``, "has links and the order"},
	{`/Tabs /S`, `/Tabs /R`, "has links and the order R"},
	{`/Annots \[\d+ 0 R `, `/Annots [`, "is no link on page"},
	{`/Annots \[(\d+ 0 R)`, `/Annots [$1 $1`, "or there twice"},
	{`/Annots \[[^]]*\]`, ``, "is no link on page"},
	{`/Subtype /Link`, `/Subtype /Text`, "is no link, or"},
	{`/Subtype /Link`, `/Subtype /Link /AP << /N 3 0 R >>`, "is no link, or"},
	{`/Subtype /Link`, `/Subtype /Link /C [1 0 0]`, "is no link, or"},
	{`(/Subtype /Link /P) \d+`, `$1 3`, "says that it is on page 3"},
	{`/F 4 `, ``, "is no link, or"},
	{`/F 4 `, `/F 0 `, "is hidden, or not printed"},
	{`/F 4 `, `/F 5 `, "is hidden, or not printed"},
	{`/F 4 `, `/F 6 `, "is hidden, or not printed"},
	{`/F 4 `, `/F 36 `, "is hidden, or not printed"},
	{`/Border \[0 0 0\]`, `/Border [0 0 1]`, "draws the border"},
	{`/Contents \([^)]*\)`, ``, "is no link, or"},
	{`/Contents \(h`, `/Contents (H`, "says \"H"},
	{`/Contents \(([^)]*)\)(.*)/URI \([^)]*`, `/Contents (https://example.org)$2/URI (https://example.org`, "there stands"},
	{`/URI \(h`, `/URI (H`, "leads to \"H"},
	{`/URI \(https`, `/URI (<feff>`, "leads to \"<"},
	{`/URI \(h`, "/URI (\xe9", "address in ASCII"},
	{`/S /URI`, `/S /Launch`, "does not lead to an address"},
	{`/S /URI`, `/S /URI /Next [3 0 R]`, "does not lead to an address"},
	{`/Rect \[[\d.]+`, `/Rect [1`, "the words on it are"},
	{`/Rect \[[\d.]+`, `/Rect [300`, "is on 0 links"},
	{`/Rect \[([\d.]+) [\d.]+`, `/Rect [$1 1`, "is on 2 links"},
	{`/Rect \[([\d.]+) ([\d.]+) ([\d.]+)`, `/Rect [$3 $2 $1`, "is at"},
	{`/Rect \[`, `/Rect [-`, "is at"},
	{`/StructParent \d+`, ``, "is no link, or"},
	{`/StructParent \d+`, `/StructParent 0`, "the parent tree says"},
	{`/StructParent \d+`, `/StructParent 99`, "the parent tree says"},
	{`/StructParent \d+`, `/StructParent (x)`, "the parent tree says"},
	{`\d+ \d+ 0 R \] >>`, `] >>`, "pages and links"},
	{`<< /Type /OBJR[^>]*>>`, ``, "belongs to 0 elements"},
	{`<< /Type /OBJR[^>]*>>`, `$0 $0`, "belongs to 2 elements"},
	{`(<< /Type /OBJR /Obj) \d+`, `$1 5`, "is no link on page"},
	{`(<< /Type /OBJR /Obj .* /Pg) \d+`, `$1 3`, "is no link on page"},
	{`(/S /Link .*/K \[\d+).*\]`, `$1]`, "has no link"},
	{`/S /Link`, `/S /Span`, "Span in Document Div P"},
	{`/S /Link`, `/S /P`, "P in Document Div P"},
	{`BT 1 0 0 1 `, `BT 1 0 0.2 1 `, "text that is not upright"},
	{`/Link <</MCID`, `/P <</MCID`, "is called P in an element Document Div P Link"},
}

func TestLinkMutations(t *testing.T) {
	for i := range languages {
		r := request(i)
		r.Enclose = true
		l := compose(t, r)
		checkMutations(t, render(t, l), linkMutations, l)
	}
}

// Which lines are links, and whither they lead.
func TestWebAddresses(t *testing.T) {
	for line, want := range map[string]string{
		"https://example.org/a(b)?c=d&e=1":       `https://example.org/a\(b\)?c=d&e=1`,
		"http://example.org":                     "http://example.org",
		"www.example.org":                        "",
		"\u2066https://example.org\u2069":        "https://example.org",
		"https://مثال.example/٣?é":               "https://%D9%85%D8%AB%D8%A7%D9%84.example/%D9%A3?%C3%A9",
		`https://example.org/"<a>"\^{b|c}` + "`": "https://example.org/%22%3Ca%3E%22%5C%5E%7Bb%7Cc%7D%60",
		"https://example.org/100%25":             "https://example.org/100%25",
		"https://example.org,":                   "",
		"https://example.org/؟":                  "",
		"https://example.org)":                   "",
		"https://example.org/a»":                 "",
		"see https://example.org":                "",
		"https://example.org and elsewhere":      "",
		"https://example.org\u00a0a":             "",
		"https://":                               "",
		"https://[":                              "",
		"https://example.org/Syria_(country)":    `https://example.org/Syria_\(country\)`,
		"www.":                                   "",
		"ftp://example.org":                      "",
		"file:///etc/passwd":                     "",
		"javascript://example.org/%0aalert(1)":   "",
		"rana@example.org":                       "",
		"example.org":                            "",
		"":                                       "",
	} {
		if got := string(appendURI(nil, letter.Line{{Text: line}}.WebAddress())); got != want {
			t.Errorf("%q leads to %q; want %q", line, got, want)
		}
	}
	for _, line := range []letter.Line{nil, {{Text: "https://example.org"}, {Blank: true}}, {{Blank: true}}} {
		if got := line.WebAddress(); got != "" {
			t.Errorf("%v leads to %q", line, got)
		}
	}
}

// Addresses that users have typed are links, too, also long ones in columns, in
// all languages; those in the midst of other words are not.
func TestOwnLinks(t *testing.T) {
	own := []string{"https://example.org/" + strings.Repeat("long-name/", 9), "http://example.org", "https://مثال.example/حقول"}
	for _, lang := range locale.Languages {
		for i, s := range looks(t) {
			l := compose(t, letter.Request{Country: "LB", Language: lang, Issue: "syria", Recipient: letter.Recipient{Address: own[:1]},
				Sender: letter.Sender{Name: "Rana", Address: append([]string{"see https://example.org"}, own...)}})
			name := fmt.Sprintf("%s, look %d", lang, i)
			d := checkDocument(t, name, renderIn(t, s, l), l)
			seen := map[string]int{}
			for _, k := range d.pages[0].links {
				seen[k.says]++
			}
			if len(seen) != 3 || seen[own[0]] < 4 || seen[own[1]] != 1 || seen[own[2]] < 1 {
				t.Errorf("%s: links to %v", name, seen)
			}
		}
	}
}

// So is a paragraph that users have written.
func TestParagraphIsLink(t *testing.T) {
	const own = "https://example.org/fields"
	for _, lang := range locale.Languages {
		l, err := compose(t, letter.Request{Country: "LB", Language: lang, Issue: "syria"}).WithEdits("Fields\n\nSee:\n\n" + own + "\n\nSee " + own + "\n")
		if err != nil {
			t.Fatal(err)
		}
		d := checkDocument(t, string(lang), render(t, l), l)
		if links := d.pages[0].links; len(links) != 1 {
			t.Errorf("%s: %d links; want one", lang, len(links))
		}
	}
}

// A link that goes on on another page is one there, too.
func TestLinkOnTwoPages(t *testing.T) {
	l := compose(t, request(1))
	long := "https://example.org/" + strings.Repeat("long-name/", 600)
	l.Enclosure = &letter.Enclosure{Note: l.Close, Title: l.Subject, Items: [][]letter.Line{{l.Subject, {{Text: locale.Code(l.Language, long)}}}}}
	d := checkDocument(t, "letter", render(t, l), l)
	if n := len(d.pages); n < 3 || len(d.pages[n-1].links) == 0 || len(d.pages[n-2].links) == 0 {
		t.Errorf("%d pages; the last two should have links", n)
	}
	checkDocument(t, "book", bookWith(t, []letter.Letter{l, l, compose(t, request(0)), l}, nil), l, l, compose(t, request(0)), l)
}
