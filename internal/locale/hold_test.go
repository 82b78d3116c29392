package locale

import (
	"strings"
	"testing"
	"time"
)

// ~ is a no-break space.
func TestHold(t *testing.T) {
	for _, tt := range []struct {
		l    Language
		want string
	}{
		{English, "at least 1,584~people, 97~per~cent of them civilians, in 2012 and 2013 alone"},
		{English, "Article~21 commits it; in 2016, 47~attacks; some 160~states (16~of them)"},
		{English, "On 24~February, Mr~Haddad and Dr~Haddad wrote that by 1~August, 5~states will"},
		{English, "The resolution~67/262 was adopted in 2012/2013 by 1.5~times as many"},
		{English, "1. state publicly; 2. clear the land"},
		{English, "it was the first of May"},
		{French, "au moins 1\u202f584~personnes, dont 97~pour~cent de civils, en 2012 et 2013"},
		{French, "l’article~21 fait obligation, l’article~premier aussi ; le 24~février et le 1er~août, M.~Haddad et Mme~Haddad"},
		{French, "plus de 110~États sont parties ; n°~5 ; en juillet 2012 et"},
		{Spanish, "al menos 1584~personas, el 97~por~ciento de ellas civiles, en 2012 y 2013"},
		{Spanish, "El artículo~21 compromete; el 24~de~febrero, la Sra.~Haddad y el Sr.~Haddad; art.~1, n.º~5"},
		{Spanish, "octubre de 2014, más de 110~Estados"},
		{Arabic, "ما لا يقل عن 1,584~شخصاً، 97~في~المائة منهم، في عامي 2012 و2013 وحدهما و47~هجوماً"},
		{Arabic, "وتلزمه المادة~21 منها، ووفقاً للمادة~1 من، في 24~شباط/فبراير، وفي 3~تشرين~الأول/أكتوبر"},
		{Arabic, "١٥٨~دولة في عام ٢٠١٢ وما بعده"},
	} {
		want := strings.ReplaceAll(tt.want, "~", "\u00a0")
		if got := Hold(tt.l, strings.ReplaceAll(tt.want, "~", " ")); got != want {
			t.Errorf("%s:\n got %s\nwant %s", tt.l, strings.ReplaceAll(got, "\u00a0", "~"), tt.want)
		}
		if again := Hold(tt.l, want); again != want {
			t.Errorf("%s: held twice, it is %q", tt.l, again)
		}
	}
}

// No line ends between a day and its month, nor inside a month's name.
func TestDateHolds(t *testing.T) {
	day := time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		style Style
		want  string
	}{
		{Style{Language: English}, "1~November 2026"},
		{Style{Language: English, MonthFirst: true}, "November~1, 2026"},
		{Style{Language: French}, "1er~novembre 2026"},
		{Style{Language: Spanish}, "1~de~noviembre de 2026"},
		{Style{Language: Arabic, Months: MonthsLevant}, "1~تشرين~الثاني/نوفمبر 2026"},
	} {
		if got := strings.ReplaceAll(tt.style.Date(day), "\u00a0", "~"); got != tt.want {
			t.Errorf("%s: %s; want %s", tt.style.Language, got, tt.want)
		}
	}
}
