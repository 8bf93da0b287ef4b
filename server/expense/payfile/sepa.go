// Package payfile writes payments down: for the bank as a SEPA credit transfer (ISO 20022, pain.001.001.09), for the
// books as a spreadsheet.
package payfile

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters are those that do not fall apart into a letter and a mark.
var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "Æ", "AE", "œ", "oe", "Œ", "OE", "ø", "o", "Ø", "O", "đ", "d", "Đ", "D",
	"ð", "d", "Ð", "D", "ł", "l", "Ł", "L", "þ", "th", "Þ", "TH", "ı", "i", "ij", "ij", "IJ", "IJ", "&", "+", "_", "-", "’", "'", "‘", "'", "–", "-")

// allowed are the characters that SEPA knows beside letters and digits.
const allowed = "/-?:().,'+ "

// Text is a text in the characters of SEPA, at most so long: é becomes e, and what has no such letter a full stop.
// It neither begins nor ends with a slash, nor has two in a row.
func Text(written string, longest int) string {
	var b strings.Builder
	for _, char := range norm.NFD.String(letters.Replace(written)) {
		switch {
		case unicode.Is(unicode.Mn, char):
		case char >= 'a' && char <= 'z', char >= 'A' && char <= 'Z', char >= '0' && char <= '9', strings.ContainsRune(allowed, char):
			b.WriteRune(char)
		case unicode.IsSpace(char):
			b.WriteByte(' ')
		default:
			b.WriteByte('.')
		}
	}
	text := strings.Join(strings.Fields(b.String()), " ")
	for strings.Contains(text, "//") {
		text = strings.ReplaceAll(text, "//", "/")
	}
	text = text[:min(len(text), longest)]
	return strings.Trim(text, "/ ")
}
