package crypto_test

import (
	"regexp"
	"strings"
	"testing"

	"oco.example/oco/server/platform/crypto"
)

// A card is read as people type it, and a mistake is no other card.
func TestTheCodeOfACard(t *testing.T) {
	form := regexp.MustCompile(`^[2-9A-HJ-NP-RTV-Z]{4}-[2-9A-HJ-NP-RTV-Z]{4}$`)
	seen := map[string]bool{}
	for range 500 {
		code := crypto.NewCard()
		if !form.MatchString(code) || seen[code] {
			t.Fatalf("got %s", code)
		}
		seen[code] = true
		for _, typed := range []string{code, strings.ToLower(code), strings.ReplaceAll(code, "-", ""), " " + strings.ReplaceAll(code, "-", " ")} {
			if got, ok := crypto.ParseCard(typed); !ok || got != code {
				t.Fatalf("%q is read as %q, %v", typed, got, ok)
			}
		}
		for i := range code {
			wrong := []byte(code)
			if wrong[i]++; wrong[i] == '.' {
				continue // where the hyphen was
			}
			if got, ok := crypto.ParseCard(string(wrong)); ok {
				t.Fatalf("%s passes for %s", wrong, got)
			}
		}
	}
	for _, text := range []string{"", "7KXP", "7KXP-M4TQ-WB9R-3D", strings.Repeat("2", 70)} {
		if code, ok := crypto.ParseCard(text); ok {
			t.Errorf("%q is read as %s", text, code)
		}
	}
}
