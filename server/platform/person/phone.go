package person

import (
	"regexp"

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

func phone(text string) (string, bool) {
	number, err := phonenumbers.Parse(text, region)
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return "", false
	}
	return phonenumbers.Format(number, phonenumbers.E164), true
}
