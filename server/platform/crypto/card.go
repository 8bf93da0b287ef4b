package crypto

import (
	"crypto/rand"
	"math/big"
)

// cardLength is how many characters carry the code of a batch of cards. It is no secret, and short to type; that few of the
// seventeen thousand million codes are given out keeps a typing mistake from meaning another batch.
const cardLength = 7

// cardSpace is how many codes there are.
var cardSpace = new(big.Int).Exp(big.NewInt(int64(len(receiptAlphabet))), big.NewInt(cardLength), nil)

// NewCard makes a code for printed cards and for letters of organisations, of 7 characters with a check character: "7KXP-M4TQ".
func NewCard() string {
	number, err := rand.Int(rand.Reader, cardSpace)
	if err != nil {
		panic(err) // crypto/rand never fails
	}
	return writeCode(number, cardLength)
}

// ParseCard reads a code as people type it, as ParseReceipt does. It returns the code as it is printed; ok is false when it is
// not a code.
func ParseCard(text string) (code string, ok bool) { return parseCode(text, cardLength) }
