package person

import "strings"

// StandardPhone is one phone number in the form in which it is kept, E.164. What holds anything else
// (two numbers, whose number it is, a number that is none) stays as it was written: nothing is lost,
// and search still finds the number.
func StandardPhone(written string) string {
	const ofNumbers = "0123456789+()-. \u00a0"
	e164, ok := Phone(written)
	if !ok || strings.ContainsFunc(written, func(r rune) bool { return !strings.ContainsRune(ofNumbers, r) }) {
		return written
	}
	return e164
}

// StandardPostcode is a Dutch postcode in the form in which it is kept, "5141AB". What is none stays
// as it was written.
func StandardPostcode(written string) string {
	if code, ok := Postcode(written); ok {
		return code
	}
	return written
}
