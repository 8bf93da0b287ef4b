package person

import (
	"net/mail"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Mail returns a mail address in lower case, without a display name or "mailto:". Ok is false when
// text is no address that mail can be sent to over the internet. The part before the @ is lowered
// too: servers that tell A from a there are not met in practice, people who type both are.
func Mail(text string) (address string, ok bool) {
	const longest = 254 // RFC 5321, section 4.5.3.1.3, less the two brackets
	text = strings.TrimSpace(text)
	if len(text) > 6 && strings.EqualFold(text[:7], "mailto:") {
		text = text[7:]
	}
	parsed, err := mail.ParseAddress(text)
	if err != nil {
		return "", false
	}
	address = strings.ToLower(norm.NFC.String(parsed.Address))
	_, domain, _ := cutLast(address, "@")
	if len(address) > longest || !utf8.ValidString(address) || strings.ContainsAny(address, " \t\r\n\"") ||
		!strings.Contains(strings.Trim(domain, "."), ".") || strings.HasPrefix(domain, "[") {
		return "", false
	}
	return address, true
}

func cutLast(text, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(text, separator); i >= 0 {
		return text[:i], text[i+len(separator):], true
	}
	return text, "", false
}
