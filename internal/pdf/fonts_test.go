package pdf

import (
	"encoding/binary"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// readFont is a font as a reader of PDF sees it.
type readFont struct {
	widths map[int]float64
	texts  map[int]string // ToUnicode
	glyphs int
}

var subsetName = regexp.MustCompile(`^[A-Z]{6}\+[A-Za-z0-9-]+$`)

// font reads a Type 0 font and checks that it is embedded, whole and true (ISO
// 19005-1, 6.3; ISO 14289-1, 7.21).
func (d *readDocument) font(ref pdfRef) *readFont {
	if f := d.fonts[ref]; f != nil {
		return f
	}
	f := &readFont{texts: map[int]string{}}
	d.fonts[ref] = f
	font := d.dict(ref)
	kids := d.array(font["DescendantFonts"])
	if len(kids) != 1 {
		d.add("font %d has %d descendants", ref, len(kids))
		return f
	}
	cid := d.dict(kids[0])
	about := d.dict(cid["FontDescriptor"])
	system := d.dict(cid["CIDSystemInfo"])
	name, _ := font["BaseFont"].(pdfName)
	switch {
	case font["Type"] != pdfName("Font") || font["Subtype"] != pdfName("Type0") || font["Encoding"] != pdfName("Identity-H"),
		cid["Type"] != pdfName("Font") || cid["Subtype"] != pdfName("CIDFontType2") || cid["CIDToGIDMap"] != pdfName("Identity"),
		system["Registry"] != "Adobe" || system["Ordering"] != "Identity" || system["Supplement"] != 0,
		about["Type"] != pdfName("FontDescriptor"):
		d.add("font %d is not a Type 0 font with Identity-H and a TrueType program: %v %v", ref, font, cid)
	case !subsetName.MatchString(string(name)) || cid["BaseFont"] != name || about["FontName"] != name:
		d.add("font %d is called %v, %v and %v", ref, name, cid["BaseFont"], about["FontName"])
	}
	for _, key := range []pdfName{"Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"} {
		if about[key] == nil {
			d.add("font %d: its descriptor has no /%s", ref, key)
		}
	}
	if flags, _ := about["Flags"].(int); flags&4 == 0 == (flags&32 == 0) {
		d.add("font %d must be either symbolic or not: flags %d", ref, flags)
	}
	f.widths = d.widthsOf(cid["W"])
	f.texts = d.textsOf(font["ToUnicode"])
	program := d.data(about["FontFile2"])
	if d.dict(about["FontFile2"])["Length1"] != len(program) {
		d.add("font %d: /Length1 is not the length of the program, %d", ref, len(program))
	}
	advances := d.advancesOf(program)
	f.glyphs = len(advances)
	for code, width := range f.widths {
		if code >= len(advances) || math.Abs(width-advances[code]) > 0.0006 {
			d.add("font %d: the width of code %d is %v, not that of its glyph", ref, code, width)
		}
	}
	d.checkCIDSet(ref, d.data(about["CIDSet"]), f.glyphs)
	return f
}

// checkCIDSet checks that the set names the glyphs of the program, and no more.
func (d *readDocument) checkCIDSet(ref pdfRef, set []byte, glyphs int) {
	if len(set) != (glyphs+7)/8 {
		d.add("font %d: a CIDSet of %d bytes for %d glyphs", ref, len(set), glyphs)
		return
	}
	for i := range 8 * len(set) {
		if in := set[i/8]&(0x80>>(i%8)) != 0; in != (i < glyphs) {
			d.add("font %d: the CIDSet is wrong about glyph %d of %d", ref, i, glyphs)
			return
		}
	}
}

// widthsOf reads the widths of codes (ISO 32000-1, 9.7.4.3): runs, no ranges.
func (d *readDocument) widthsOf(v any) map[int]float64 {
	widths := map[int]float64{}
	w := d.array(v)
	for i := 0; i+1 < len(w); i += 2 {
		first, ok := w[i].(int)
		run, isRun := w[i+1].([]any)
		if !ok || !isRun {
			d.add("/W has %v %v", w[i], w[i+1])
			continue
		}
		for j, width := range run {
			if _, twice := widths[first+j]; twice {
				d.add("/W has code %d twice", first+j)
			}
			widths[first+j] = number(width)
		}
	}
	return widths
}

// number makes a number of PDF one of Go.
func number(v any) float64 {
	switch v := v.(type) {
	case int:
		return float64(v)
	case float64:
		return v
	}
	return math.NaN()
}

// textsOf reads a ToUnicode CMap of ranges of codes (9.10.3).
func (d *readDocument) textsOf(v any) map[int]string {
	texts := map[int]string{}
	s := &scanner{data: d.data(v), faults: d.faults}
	var operands []any
	space := false
	for v, ok := s.next(); ok; v, ok = s.next() {
		w, isWord := v.(pdfWord)
		if !isWord {
			operands = append(operands, v)
			continue
		}
		switch w {
		case "endcodespacerange":
			space = len(operands) == 2 && operands[0] == "\x00\x00" && operands[1] == "\xff\xff"
		case "endbfrange":
			if n := len(operands); n > 300 || n%3 != 0 {
				d.add("ToUnicode: %d operands in a block; at most 100 ranges of three", n)
				operands = nil
			}
			for entry := range slices.Chunk(operands, 3) {
				d.textsOfRange(texts, entry)
			}
		}
		operands = nil
	}
	if !space {
		d.add("ToUnicode's codes are not of two bytes")
	}
	return texts
}

// textsOfRange reads a range: its first and last code, which differ in the second
// byte only, and the text of each.
func (d *readDocument) textsOfRange(texts map[int]string, entry []any) {
	first, _ := entry[0].(string)
	last, _ := entry[1].(string)
	all, _ := entry[2].([]any)
	if len(first) != 2 || len(last) != 2 || first[0] != last[0] || int(last[1])-int(first[1])+1 != len(all) {
		d.add("ToUnicode: %d texts for the codes %x to %x", len(all), first, last)
		return
	}
	for i, v := range all {
		code := int(first[0])<<8 | int(first[1]) + i
		if text, _ := v.(string); texts[code] == "" {
			texts[code] = decodeUTF16(text)
		} else {
			d.add("ToUnicode has the code %d twice", code)
		}
	}
}

// text returns what a code stands for, and notes what no reader could use (ISO
// 14289-1, 7.21.7 and 7.21.8).
func (d *readDocument) text(ref pdfRef, code int) string {
	f := d.font(ref)
	text := f.texts[code]
	if _, ok := f.widths[code]; !ok || code == 0 || code >= f.glyphs {
		d.add("font %d: code %d is shown; it has no width, or no glyph", ref, code)
	}
	bad := func(r rune) bool { return r == 0 || r == '\ufeff' || r == '\ufffe' || r == unicode.ReplacementChar }
	if text == "" || strings.ContainsFunc(text, bad) {
		d.add("font %d: code %d is shown; its text is %q", ref, code, text)
	}
	return text
}

// advancesOf reads a TrueType program and returns its glyphs' widths in
// thousandths of the size; the last glyphs may share one. Outlines must be where
// loca says; composites of glyphs that are there.
func (d *readDocument) advancesOf(program []byte) []float64 {
	tables := map[string][]byte{}
	if len(program) < 12 || string(program[:4]) != "\x00\x01\x00\x00" {
		d.add("a font's program is not TrueType")
		return nil
	}
	for i := range int(binary.BigEndian.Uint16(program[4:])) {
		entry := program[12+16*i:]
		at, n := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		if int(at+n) > len(program) {
			d.add("the table %q ends after the font's program", entry[:4])
			return nil
		}
		tables[string(entry[:4])] = program[at : at+n]
	}
	glyphs, metrics := int(binary.BigEndian.Uint16(tables["maxp"][4:])), int(binary.BigEndian.Uint16(tables["hhea"][34:]))
	loca, glyf, hmtx := tables["loca"], tables["glyf"], tables["hmtx"]
	aLoca, offset := 2, func(i int) int { return 2 * int(binary.BigEndian.Uint16(loca[2*i:])) }
	if binary.BigEndian.Uint16(tables["head"][50:]) == 1 {
		aLoca, offset = 4, func(i int) int { return int(binary.BigEndian.Uint32(loca[4*i:])) }
	}
	if metrics == 0 || metrics > glyphs || len(loca) != aLoca*(glyphs+1) || len(hmtx) != 2*metrics+2*glyphs {
		d.add("a font's program of %d glyphs has %d bytes of loca, %d of hmtx", glyphs, len(loca), len(hmtx))
		return nil
	}
	em := float64(binary.BigEndian.Uint16(tables["head"][18:]))
	var advances []float64
	for i := range glyphs {
		advances = append(advances, 1000*float64(binary.BigEndian.Uint16(hmtx[4*min(i, metrics-1):]))/em)
		from, to := offset(i), offset(i+1)
		if from > to || to > len(glyf) {
			d.add("glyph %d stands at %d to %d of %d", i, from, to, len(glyf))
			continue
		}
		d.checkOutline(i, glyf[from:to], glyphs)
	}
	return advances
}

// checkOutline checks that a composite glyph is of glyphs that are there.
func (d *readDocument) checkOutline(i int, outline []byte, glyphs int) {
	if len(outline) == 0 || int16(binary.BigEndian.Uint16(outline)) >= 0 {
		return
	}
	for at := 10; at+4 <= len(outline); {
		flags := binary.BigEndian.Uint16(outline[at:])
		if part := int(binary.BigEndian.Uint16(outline[at+2:])); part >= glyphs {
			d.add("glyph %d is made of glyph %d of %d", i, part, glyphs)
		}
		if flags&moreComponents == 0 {
			return
		}
		at += 6
		for flag, size := range map[uint16]int{argsAreWords: 2, haveScale: 2, haveXYScale: 4, haveTwoByTwo: 8} {
			if flags&flag != 0 {
				at += size
			}
		}
	}
	d.add("glyph %d ends among its components", i)
}
