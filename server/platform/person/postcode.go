package person

import (
	"regexp"
	"strings"
)

// postcode is four digits, the first no zero, and two letters; SA, SD and SS are not given out.
var postcode = regexp.MustCompile(`^\s*([1-9][0-9]{3})\s*([A-Za-z]{2})\b\s*`)

// Postcode returns a Dutch postcode as "5141AB". Ok is false when text is not one.
func Postcode(text string) (code string, ok bool) {
	code, rest, ok := cutPostcode(text)
	return code, ok && rest == ""
}

// PostcodeNumber returns postcode and house number as one key: "5141AB 12a". What is added to the
// number is folded; between two digits a hyphen stays ("12-1" is not 121). Ok is false when
// either is missing or wrong.
func PostcodeNumber(code, number string) (key string, ok bool) {
	code, rest, ok := cutPostcode(code)
	if !ok {
		return "", false
	}
	if strings.TrimSpace(number) == "" {
		number = rest
	}
	words := NameWords(number)
	if len(words) == 0 || words[0][0] < '0' || words[0][0] > '9' {
		return "", false
	}
	key = code + " " + words[0]
	for _, word := range words[1:] {
		if isDigit(key[len(key)-1]) && isDigit(word[0]) {
			key += "-"
		}
		key += word
	}
	return key, true
}

// cutPostcode returns the postcode at the start of text and what stands behind it.
func cutPostcode(text string) (code, rest string, ok bool) {
	text = strings.Map(spaces, text)
	found := postcode.FindStringSubmatch(text)
	if found == nil {
		return "", "", false
	}
	letters := strings.ToUpper(found[2])
	if letters == "SA" || letters == "SD" || letters == "SS" {
		return "", "", false
	}
	return found[1] + letters, text[len(found[0]):], true
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// spaces makes of the no-break space an ordinary one.
func spaces(r rune) rune {
	if r == '\u00a0' || r == '\u202f' {
		return ' '
	}
	return r
}
