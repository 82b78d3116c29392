package pdf

import (
	_ "embed"
	"encoding/xml"
	"fmt"
	"strings"
	"sync"
	"time"
)

// properties are what a document says of itself, twice: in its information
// dictionary and, the same, in its metadata (ISO 19005-1, 6.7.3).
type properties struct {
	title, author string // author may be empty
	day           time.Time
}

const programName = "speakout"

// info is the information dictionary (ISO 32000-1, 14.3.3). gofpdf's own
// cannot hold all of Unicode. The same letter is the same file: it has its own
// date, not the clock's.
func (p properties) info() []byte {
	b := append([]byte("<< /Title "), textString(p.title)...)
	if p.author != "" {
		b = append(append(b, " /Author "...), textString(p.author)...)
	}
	date := p.day.Format("20060102150405") + "Z"
	return fmt.Appendf(b, " /Creator (%s) /Producer (%[1]s) /CreationDate (D:%s) /ModDate (D:%[2]s) >>", programName, date)
}

// metadata is the same as an XMP packet. It claims PDF/A-1a (ISO 19005-1,
// 6.7.11) and PDF/UA-1 (ISO 14289-1, 5), whose schema PDF/A-1 does not know and
// wants described (6.7.8).
func (p properties) metadata() []byte {
	author := ""
	if p.author != "" {
		author = "<dc:creator><rdf:Seq><rdf:li>" + escapeXML(p.author) + "</rdf:li></rdf:Seq></dc:creator>\n"
	}
	packet := fmt.Sprintf(packet, escapeXML(p.title), author, programName, p.day.Format("2006-01-02T15:04:05")+"Z")
	// Metadata is not compressed, so that programs that do not know PDF find it.
	return fmt.Appendf(nil, "<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream", len(packet), packet)
}

// packet takes the title, the author's element, the program and the day.
const packet = `<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%[1]s</rdf:li></rdf:Alt></dc:title>
%[2]s</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<xmp:CreatorTool>%[3]s</xmp:CreatorTool><xmp:CreateDate>%[4]s</xmp:CreateDate><xmp:ModifyDate>%[4]s</xmp:ModifyDate>
<pdf:Producer>%[3]s</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>1</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`

func escapeXML(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // to memory: cannot fail
	return b.String()
}

// sRGB is what the document's grey and colours are measured by. The profile is
// by Clinton Ingram, in the public domain (CC0 1.0):
// https://github.com/saucecontrol/Compact-ICC-Profiles.
//
//go:embed icc/sRGB-v2-micro.icc
var sRGB []byte

var sRGBStream = sync.OnceValue(func() []byte { return stream("/N 3 ", sRGB) })

// outputIntents says what the document's colours mean (ISO 19005-1, 6.2.2).
func outputIntents(to objectWriter) []byte {
	b := []byte("[<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1)")
	return append(appendEntry(b, "DestOutputProfile", to.add(sRGBStream())), " >>]"...)
}
