package pdf

import (
	"speakout/internal/letter"
	"speakout/internal/shape"
)

// text is a line of the letter, shaped.
type text struct {
	*shape.Text
	blank float64 // how wide a ruled blank in it is
	ruled bool    // it has one
	ink   ink
	web   string // the address of the web that it is; it may be none
}

// stacked reports whether marks may reach further than lines have room for.
func (t text) stacked() bool { return t.Text != nil && t.Stacked }

// reaches reports whether what it draws may do so: Arabic does, and marks upon marks.
func (t text) reaches() bool { return t.Text != nil && (t.Stacked || t.RightToLeft) }

// texts are the letter's lines, shaped: they are the same at every scale.
type texts struct {
	sender, recipient, salutation, signature []text
	placeDate, subject, close, note          text
	body                                     []textBlock
}

// textBlock is a paragraph or, if there are any, asks with their numbers.
type textBlock struct {
	paragraph    text
	asks, labels []text
}

// setter shapes lines of a letter.
type setter struct {
	shaper                *shape.Shaper
	regular, bold, italic []*shape.Font
	spans                 []shape.Span // used again
	reaches               bool         // a text does
	err                   error
}

func newSetter(f family, s *shape.Shaper) *setter {
	return &setter{shaper: s, regular: fontsOf(f.regular), bold: fontsOf(f.bold), italic: fontsOf(f.italic)}
}

func (s *setter) textsOf(l letter.Letter) texts {
	t := texts{
		sender: s.texts(l.Sender), recipient: s.texts(l.Recipient), salutation: s.texts(l.Salutation), signature: s.texts(l.Signature),
		placeDate: s.text(l.PlaceDate), subject: s.title(l.Subject), close: s.text(l.Close),
	}
	for _, b := range l.Body {
		var block textBlock
		if b.Asks == nil {
			block.paragraph = s.text(b.Paragraph)
		}
		for i, ask := range b.Asks {
			block.asks = append(block.asks, s.text(ask))
			block.labels = append(block.labels, s.text(letter.Line{{Text: l.AskLabel(i) + " "}}))
		}
		t.body = append(t.body, block)
	}
	if l.Enclosure != nil {
		t.note = s.text(l.Enclosure.Note)
	}
	return t
}

func (s *setter) texts(lines []letter.Line) []text {
	var out []text
	for _, l := range lines {
		out = append(out, s.text(l))
	}
	return out
}

func (s *setter) text(l letter.Line) text  { return s.shape(l, false) }
func (s *setter) title(l letter.Line) text { return s.shape(l, true) }

func (s *setter) shape(l letter.Line, bold bool) text {
	t := text{blank: blankWidth, web: l.WebAddress()}
	if len(l) > 1 {
		t.blank = shortBlank
	}
	s.spans = s.spans[:0]
	for _, r := range l {
		fonts, words := s.regular, r.Text
		switch {
		case r.Blank:
			words, t.ruled = string(shape.Blank), true
		case r.Strong || bold:
			fonts = s.bold
		case r.Emph:
			fonts = s.italic
		}
		s.spans = append(s.spans, shape.Span{Text: words, Fonts: fonts})
	}
	var err error
	if t.Text, err = s.shaper.Text(s.spans); err != nil && s.err == nil {
		s.err = err
	}
	s.reaches = s.reaches || t.reaches()
	return t
}
