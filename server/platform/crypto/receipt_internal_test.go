package crypto

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"strings"
	"testing"
)

// codes returns receipt codes of many hashes, without hyphens.
func codes(n int) []string {
	list := make([]string, n)
	for i := range list {
		hash := sha256.Sum256(binary.BigEndian.AppendUint64(nil, uint64(i)))
		list[i] = strings.ReplaceAll(receiptCode(hash[:]), "-", "")
	}
	return list
}

func TestReceiptsHaveAtLeast60BitsAndNoLookAlikes(t *testing.T) {
	if bits := receiptLength * math.Log2(float64(len(receiptAlphabet))); bits < 60 {
		t.Errorf("%.1f bits, want at least 60", bits)
	}
	if at := strings.IndexAny(receiptAlphabet, "IiLlOoUu01S"); at >= 0 {
		t.Errorf("look-alike %q in the alphabet", receiptAlphabet[at])
	}
	for i := 2; i*i <= len(receiptAlphabet); i++ {
		if len(receiptAlphabet)%i == 0 {
			t.Fatal("the check character needs an alphabet of prime size")
		}
	}
	seen := map[string]bool{}
	for _, code := range codes(2000) {
		if seen[code] {
			t.Fatalf("two hashes give %s", code)
		}
		seen[code] = true
	}
}

func TestEverySingleWrongCharacterIsNoticed(t *testing.T) {
	for _, code := range codes(40) {
		for i := range code {
			for _, other := range receiptAlphabet {
				if byte(other) == code[i] {
					continue
				}
				wrong := code[:i] + string(other) + code[i+1:]
				if _, ok := ParseReceipt(wrong); ok {
					t.Fatalf("%s passes for %s", wrong, code)
				}
			}
		}
	}
}

func TestEveryTwoSwappedCharactersAreNoticed(t *testing.T) {
	for _, code := range codes(200) {
		for i := range code {
			for j := i + 1; j < len(code); j++ {
				if code[i] == code[j] {
					continue
				}
				swapped := []byte(code)
				swapped[i], swapped[j] = swapped[j], swapped[i]
				if _, ok := ParseReceipt(string(swapped)); ok {
					t.Fatalf("%s passes for %s", swapped, code)
				}
			}
		}
	}
}

func TestParseReceiptForgivesHowPeopleType(t *testing.T) {
	hash := sha256.Sum256([]byte("an application"))
	code := receiptCode(hash[:])
	bare := strings.ReplaceAll(code, "-", "")
	for _, typed := range []string{
		code, bare, strings.ToLower(code), " " + code + "\n", strings.ReplaceAll(code, "-", " "),
		strings.ReplaceAll(code, "-", "\u2013"), strings.ReplaceAll(code, "-", "."), strings.Join(strings.Split(bare, ""), " "),
		strings.ReplaceAll(code, "5", "s"),
	} {
		if got, ok := ParseReceipt(typed); !ok || got != code {
			t.Errorf("%q: got %q, %t; want %q", typed, got, ok, code)
		}
	}
	for _, typed := range []string{"", "-", bare[1:], bare + "2", "O" + bare[1:], strings.Repeat(" ", 60) + code, "\xff" + bare} {
		if got, ok := ParseReceipt(typed); ok {
			t.Errorf("%q passes as %q", typed, got)
		}
	}
}

func TestTheFormOfAReceiptIsStable(t *testing.T) {
	// Printed letters outlive versions of this program: a code given out must stay readable.
	hash := sha256.Sum256([]byte("an application"))
	code := receiptCode(hash[:])
	if len(code) != 17 || code[4] != '-' || code[9] != '-' || code[14] != '-' {
		t.Errorf("form of %q", code)
	}
	if code != "7JZZ-P4PG-3ZK5-4G" {
		t.Errorf("got %s", code)
	}
}

func FuzzParseReceipt(f *testing.F) {
	for _, code := range codes(5) {
		f.Add(code)
	}
	f.Add("")
	f.Add("sssssssssssss5")
	f.Add("ſ-\u2013 ")
	f.Fuzz(func(t *testing.T, typed string) {
		code, ok := ParseReceipt(typed)
		if !ok {
			if code != "" {
				t.Fatal("a refused code must be empty")
			}
			return
		}
		again, ok := ParseReceipt(code)
		if !ok || again != code {
			t.Fatalf("%q reads as %q, which reads as %q", typed, code, again)
		}
	})
}
