package person

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"
)

// region is where a number without a country is dialled.
const region = "NL"

// several parts a cell that holds more than one number: "06-… / 0416-…", "… of …".
var several = regexp.MustCompile(`(?i)\s*(?:[/;,|\n]|\bof\b|\ben\b|\bor\b|\band\b)\s*`)

// Phone returns the first valid phone number in text as E.164 ("+31611021000"). A number without
// a country is Dutch. Ok is false when there is none. Valid means a number that can have been given
// out (its length and prefix fit the numbering plan), not that somebody answers.
func Phone(text string) (e164 string, ok bool) {
	const longest = 250 // what the library reads at most
	if len(text) > longest {
		return "", false
	}
	if e164, ok = phone(text); ok {
		return e164, true
	}
	for _, part := range several.Split(text, -1) {
		if e164, ok = phone(part); ok {
			return e164, true
		}
	}
	return "", false
}

// IsDialled reports whether text is one phone number as somebody dials it: with its country, with
// the zero before it, or a mobile number of which a spreadsheet took the zero for a number. Nine
// digits can also be a citizen service number, and then most are those of a landline without its
// zero too; nobody writes that, so it counts as none.
func IsDialled(text string) bool {
	number, err := phonenumbers.Parse(text, region)
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return false
	}
	return strings.HasPrefix(text, "+") || number.GetCountryCode() != dutch || hasZero(text, number) ||
		phonenumbers.GetNumberType(number) == phonenumbers.MOBILE
}

// dutch is the country code of region.
const dutch = 31

// hasZero reports whether a number was written with more digits than a subscriber has.
func hasZero(text string, number *phonenumbers.PhoneNumber) bool {
	digits := 0
	for _, r := range text {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return digits > len(phonenumbers.GetNationalSignificantNumber(number))
}

func phone(text string) (string, bool) {
	number, err := phonenumbers.Parse(text, region)
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return "", false
	}
	return phonenumbers.Format(number, phonenumbers.E164), true
}
