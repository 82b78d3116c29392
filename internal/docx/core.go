package docx

import (
	"encoding/xml"
	"time"

	"speakout/internal/letter"
	"speakout/internal/locale"
)

// core is the document's own description: title, author, language, day.
type core struct {
	XMLName  xml.Name `xml:"cp:coreProperties"`
	CP       string   `xml:"xmlns:cp,attr"`
	DC       string   `xml:"xmlns:dc,attr"`
	DCTerms  string   `xml:"xmlns:dcterms,attr"`
	XSI      string   `xml:"xmlns:xsi,attr"`
	Title    string   `xml:"dc:title"`
	Creator  string   `xml:"dc:creator,omitempty"`
	Language string   `xml:"dc:language"`
	Created  moment   `xml:"dcterms:created"`
	Modified moment   `xml:"dcterms:modified"`
}

type moment struct {
	Type string `xml:"xsi:type,attr"`
	At   string `xml:",chardata"`
}

func coreProperties(l letter.Letter) core {
	at := moment{"dcterms:W3CDTF", l.Date.Format(time.DateOnly) + "T00:00:00Z"}
	return core{
		CP:      "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
		DC:      "http://purl.org/dc/elements/1.1/",
		DCTerms: "http://purl.org/dc/terms/",
		XSI:     "http://www.w3.org/2001/XMLSchema-instance",
		Title:   locale.StripIsolates(l.Title), Creator: l.Author, Language: string(l.Language),
		Created: at, Modified: at,
	}
}
