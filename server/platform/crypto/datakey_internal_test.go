package crypto

import (
	"bytes"
	"encoding/hex"
	"testing"
)

func TestTextsSealedByEarlierVersionsOpen(t *testing.T) {
	key, err := newDataKey("gm0867", "s-1", FirstVersion, bytes.Repeat([]byte{7}, keySize))
	if err != nil {
		t.Fatal(err)
	}
	const kept = "0101a110ad9e577f78d2178d9fbea8b6fbc619f95fc8c118ec354c5fd4006b67a93893b590"
	ciphertext, err := hex.DecodeString(kept)
	if err != nil {
		t.Fatal(err)
	}
	text, err := key.Open("application", "question", ciphertext)
	if err != nil || text.Reveal() != "Bel mij" {
		t.Errorf("a kept ciphertext no longer opens: %v", err)
	}
}
