package crypto

import (
	"math/big"
	"strings"
)

// receiptAlphabet has no look-alikes: no 0 and O, no 1, I and L, no U beside V, no S beside 5.
// Its 29 characters are a prime number, which is what lets one check character find every
// single wrong character and every two swapped ones.
const receiptAlphabet = "23456789ABCDEFGHJKMNPQRTVWXYZ"

const (
	// receiptLength is how many characters carry the code: 13 × log₂ 29 = 63 bits.
	receiptLength = 13
	// receiptGroup is after how many characters a hyphen comes.
	receiptGroup = 4
	// receiptLongest bounds what ParseReceipt looks at, in bytes.
	receiptLongest = 64
)

// receiptSpace is how many codes there are: 29 to the power 13.
var receiptSpace = new(big.Int).Exp(big.NewInt(int64(len(receiptAlphabet))), big.NewInt(receiptLength), nil)

// receiptCode writes the hash as a code of 13 characters with a check character, "7KXP-M4TQ-WB9R-3D".
func receiptCode(hash []byte) string {
	return writeCode(new(big.Int).Mod(new(big.Int).SetBytes(hash), receiptSpace), receiptLength)
}

// writeCode writes a number as so many characters and a check character, in groups. It uses up the number.
func writeCode(number *big.Int, length int) string {
	base, digit := big.NewInt(int64(len(receiptAlphabet))), new(big.Int)
	code := make([]byte, length)
	for i := range code {
		number.DivMod(number, base, digit)
		code[i] = receiptAlphabet[digit.Int64()]
	}
	return groupReceipt(append(code, checkCharacter(code)))
}

// ParseReceipt reads a code as people type it: in capitals or not, with spaces, hyphens, dots or
// nothing between the groups. It returns the code as it was given out; ok is false when it is
// not a code, which a single wrong or two swapped characters always make it.
func ParseReceipt(text string) (code string, ok bool) { return parseCode(text, receiptLength) }

// parseCode is ParseReceipt for a code of so many characters and a check character.
func parseCode(text string, length int) (code string, ok bool) {
	if len(text) > receiptLongest {
		return "", false
	}
	typed := make([]byte, 0, length+1)
	for _, r := range strings.ToUpper(text) {
		switch {
		case strings.ContainsRune(" -.\t\r\n\u00a0\u2010\u2011\u2012\u2013\u2014\u2212", r):
			continue
		case r == 'S': // not in the alphabet, and it can only have been a 5
			r = '5'
		case r > 'Z' || strings.IndexByte(receiptAlphabet, byte(r)) < 0:
			return "", false
		}
		typed = append(typed, byte(r))
	}
	if len(typed) != length+1 || checkCharacter(typed[:length]) != typed[length] {
		return "", false
	}
	return groupReceipt(typed), true
}

// checkCharacter weighs each place differently, modulo a prime: another character at one place,
// or the characters of two places swapped, always changes the sum.
func checkCharacter(code []byte) byte {
	sum := 0
	for i, c := range code {
		sum += (i + 2) * strings.IndexByte(receiptAlphabet, c)
	}
	return receiptAlphabet[sum%len(receiptAlphabet)]
}

func groupReceipt(code []byte) string {
	var grouped strings.Builder
	for i, c := range code {
		if i > 0 && i%receiptGroup == 0 {
			grouped.WriteByte('-')
		}
		grouped.WriteByte(c)
	}
	return grouped.String()
}
