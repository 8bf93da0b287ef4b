package expense

import "strings"

// lengths are how long the account numbers are of the countries that SEPA reaches, by the IBAN registry.
var lengths = map[string]int{
	"AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
	"FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20,
	"LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24,
	"RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22,
}

// ParseIBAN is an account number without spaces and in capitals, if it is one: of a country that SEPA reaches, as
// long as there, and with the right check digits (ISO 7064, mod 97).
func ParseIBAN(written string) (iban string, ok bool) {
	iban = strings.ToUpper(strings.ReplaceAll(written, " ", ""))
	if len(iban) < 4 || lengths[iban[:2]] != len(iban) {
		return "", false
	}
	rest := 0
	for _, char := range iban[4:] + iban[:4] {
		switch {
		case char >= '0' && char <= '9':
			rest = (rest*10 + int(char-'0')) % 97
		case char >= 'A' && char <= 'Z':
			rest = (rest*100 + int(char-'A') + 10) % 97
		default:
			return "", false
		}
	}
	// 00, 01 and 99 would pass the sum as well, and are given to nobody.
	digits := iban[2:4]
	if rest != 1 || digits < "02" || digits > "98" {
		return "", false
	}
	return iban, true
}

// MaskIBAN shows the last four characters alone.
func MaskIBAN(iban string) string {
	if len(iban) <= 4 {
		return ""
	}
	return strings.Repeat("•", len(iban)-4) + iban[len(iban)-4:]
}
