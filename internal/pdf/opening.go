package pdf

// column is where lines begin, from the margin at which text begins, and how
// much room they have.
type column struct{ x, width float64 }

// columns returns the column of the recipient's address, in the envelope's window, the
// one opposite, and the one on the side, where date and signature stand.
func (f *flow) columns() (address, opposite, side column) {
	room, w := f.sheet.textWidth(), f.window
	rightToLeft := f.letter.Language.RightToLeft()
	if w.left != rightToLeft { // at the beginning of lines
		opposite = column{room - sideWidth, sideWidth}
		return column{0, w.width}, opposite, opposite
	}
	address = column{w.x - f.sheet.start, w.width}
	if rightToLeft {
		address.x = f.sheet.width - f.sheet.start - w.x - w.width
	}
	return address, column{0, sideWidth}, address
}

// across is the column of a sender that the one opposite the address is too narrow
// for: as wide as the page, beside a logo.
func (f *flow) across(address, opposite column) column {
	all := column{width: f.sheet.textWidth()}
	if f.style.logo == nil {
		return all
	}
	logo, _ := f.style.logo.fit(logoWidth, logoHeight)
	if opposite.x > address.x {
		all.x = address.x + logo + besideLogo
		all.width -= all.x
	} else {
		all.width -= logo + besideLogo
	}
	return all
}

// beginsLogo is where a logo of this width begins: above the address, or at the
// end of lines if the sender reaches there.
func (f *flow) beginsLogo(address, sender column, width float64) float64 {
	if end := f.sheet.textWidth() - width; sender.x < address.x && sender.x+sender.width > address.x {
		return end
	}
	return address.x
}

// lowestOpening is how far down the page the opening may reach, as a part of
// it, before it flows like all else.
const lowestOpening = 0.5

// opening sets what stands at fixed places: the recipient in the window, the
// sender opposite it and higher, so that it does not show there and no line of
// the one is level with a line of the other, which readers would take for one
// line; the date below, on the side. It returns the column on the side and the
// distance to the subject.
func (f *flow) opening() (side column, above float64) {
	t, w, lead := f.texts, f.window, f.scale.leading
	f.figure = -1
	if f.style.logo != nil && f.organisation() != "" {
		f.figure = f.outline.add(tagFigure, -1)
		f.outline[f.figure].alt = f.organisation()
	}
	begun := len(f.outline)
	address, opposite, side := f.columns()
	least, _ := f.leastSizes()
	recipient := f.fit(t.recipient, address.width, w.most-w.least, least)
	if !recipient.fits {
		recipient = f.share(f.letter.Recipient, f.recipientJoints(), address.width, w.most-w.least)
	}
	top := w.top
	if over := recipient.height() - (w.bottom - w.top); over > 0 {
		top = max(w.least, top-over)
	}
	sender, beside, senderTop := f.letterhead(address, opposite, top-recipient.over)
	f.place(f.setAll(sender.texts, beside, sender.size), senderTop, sender)
	f.place(f.setAll(recipient.texts, address, recipient.size), top, recipient)
	date := f.setDate(side)
	dateTop := w.date
	switch reaches := date[0].x < side.x; {
	case reaches && w.left: // it would show in the window
		dateTop = w.text
	case !reaches && w.beside > 0:
		dateTop = w.beside
	}
	dateTop = max(dateTop, top+recipient.height()+beforeDate*lead)
	f.place(date, dateTop, fitted{scale: f.scale})
	f.below = max(w.text, dateTop+float64(len(date))*lead+afterPlaceDate*lead*f.scale.gaps)
	if !sender.fits || f.below > lowestOpening*f.sheet.height {
		f.first, f.outline = page{}, f.outline[:begun]
		f.address = Address{Lines: recipient.lines, Hidden: recipient.lines, Crowded: !sender.fits}
		f.flowOpening()
		return side, afterPlaceDate
	}
	f.address = Address{Lines: recipient.lines, Hidden: recipient.below(w.most - top)}
	f.decorate(address, beside, top-recipient.over)
	return side, 0
}

// flowOpening lets an opening flow that is too long for fixed places.
func (f *flow) flowOpening() {
	all := column{width: f.sheet.textWidth()}
	f.below = f.sheet.top
	if f.style.logo != nil {
		_, height := f.style.logo.fit(logoWidth, logoHeight)
		f.below = max(f.below, logoTop+height+f.scale.leading)
	}
	f.block(f.emphasised(f.texts.sender, all.width, f.scale.size), all, 0, false)
	f.block(f.texts.recipient, all, afterSender, false)
	f.block([]text{f.texts.placeDate}, all, afterRecipient, false)
	f.keep()
	f.decorate(all, all, 0)
}

// setAll sets lines in a column. A line that needs two has them alike, not one
// with a word of the other left over.
func (f *flow) setAll(lines []text, c column, size float64) []row {
	var out []row
	in := f.group(lines)
	for _, l := range lines {
		f.beginLine(l, in)
		for _, set := range f.set(l, c.width, setting{even: true, size: size}) {
			r := f.row(set, c.x)
			r.ink = l.ink
			out = append(out, r)
		}
	}
	return out
}

// place puts rows on the first page, from y downwards, as they were fitted.
func (f *flow) place(rows []row, y float64, as fitted) {
	for i, r := range rows {
		if i > 0 {
			y += as.above(i)
		}
		r.y, r.size = y+as.size, as.size
		f.first.rows = append(f.first.rows, r)
	}
}

// leastSide is how near to the margin a long date may begin, as a part of the
// line.
const leastSide = 0.3

// setDate sets the date in the column, with a shorter blank for the town if need
// be, or nearer to the margin if it is longer.
func (f *flow) setDate(side column) []row {
	room, date := f.sheet.textWidth(), f.texts.placeDate
	if over := f.widthOf(date) - side.width; over > 0 && date.blank == shortBlank {
		date.blank = max(leastBlank, shortBlank-over)
	}
	x := max(leastSide*room, min(side.x, room-f.widthOf(date)))
	return f.setAll([]text{date}, column{x, room - x}, f.scale.size)
}

// widthOf is how wide a text is that fits in a line.
func (f *flow) widthOf(t text) float64 {
	width := 0.0
	for _, l := range f.lines(t, f.sheet.textWidth(), setting{}) {
		width = max(width, l.Width)
	}
	return width
}
