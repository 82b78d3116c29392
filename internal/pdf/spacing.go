package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"speakout/internal/locale"
	"speakout/internal/shape"
)

// spacing is how a piece is coded so that readers find its spaces.
type spacing struct {
	solid bool // its spaces are solid
	lead  bool // a solid space stands before it that takes no room
}

// needsSolid reports whether a piece has a space that would be lost.
func needsSolid(pieces []shape.Piece, coded []codedPiece, i int) bool {
	clusters := pieces[i].Clusters
	other := func(j int) bool {
		return pieces[i].Level.RightToLeft() && j >= 0 && j < len(pieces) && !pieces[j].Blank &&
			(!pieces[j].Level.RightToLeft() || coded[j].codes != coded[i].codes)
	}
	for k, c := range clusters {
		if !isSpace(c) {
			continue
		}
		last := k == len(clusters)-1
		switch {
		case k == 0 && other(i-1), last && other(i+1):
			return true
		case !last && endsInMark(pieces[i], k+1), last && i+1 < len(pieces) && endsInMark(pieces[i+1], 0):
			return true
		}
	}
	return false
}

func isSpace(c shape.Cluster) bool {
	r, size := utf8.DecodeRuneInString(c.Text)
	return size == len(c.Text) && unicode.IsSpace(r)
}

// endsInMark reports whether a piece runs from right to left and what stands at
// the left of its cluster k is a mark, on the cluster's last letter.
func endsInMark(p shape.Piece, k int) bool {
	if !p.Level.RightToLeft() || k >= len(p.Clusters) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(p.Clusters[k].Text)
	return unicode.IsMark(r)
}

// makeSolid puts a direction mark to a space, so that readers take it for a
// sign, not for room: the Arabic one, which they count among the letters when
// they find out the direction of a text.
func makeSolid(cl shape.Cluster) shape.Cluster {
	cl.Text = locale.ArabicLetterMark + cl.Text
	return cl
}

// marksAround returns the direction marks that stand at the left and the right
// of a sign, a cluster of Arabic text.
//
// On the left of signs that also stand in numbers, one ends what is read with
// them. On the right, PDFium needs another where the word before ends in a mark:
// it does not turn round marks and signs. Mirrored signs it mirrors, unless they
// follow what is read from left to right.
func marksAround(pieces []shape.Piece, i, k int) (left, right string) {
	text := pieces[i].Clusters[k].Text
	switch {
	case isMirrored(text):
		return locale.RightToLeftMark, leftThenRight
	case !locale.IsNumberSign(text):
		return "", ""
	case endsInMark(pieces[i], k+1), k == len(pieces[i].Clusters)-1 && i+1 < len(pieces) && endsInMark(pieces[i+1], 0):
		return locale.RightToLeftMark, locale.RightToLeftMark
	}
	return locale.RightToLeftMark, ""
}

// leftThenRight ends a sequence from left to right that is nothing but itself:
// readers that count find as much of both directions as before.
const leftThenRight = locale.LeftToRightMark + locale.RightToLeftMark

// isMirrored reports whether PDFium mirrors a sign where text runs from right to
// left: brackets and quotation marks, which its table has in pairs.
func isMirrored(s string) bool {
	return s != "" && strings.Contains("()<>[]{}«»‹›‘’“”", s)
}
