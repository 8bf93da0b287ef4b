package crypto

import (
	"bytes"
	"encoding/hex"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// What derives from a municipality's secret is stored in rows and printed on letters: another
// outcome in a later version would lose every search key, pseudonym and receipt.
func TestDerivedValuesStayTheSameForever(t *testing.T) {
	secrets, err := newSecrets(bytes.Repeat([]byte{7}, keySize))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{
		"search":    hex.EncodeToString(secrets.SearchKey("phone", "+31611930000")),
		"pseudonym": secrets.Pseudonym("application", "0199a1b2-0000-7000-8000-000000000001"),
		"receipt":   secrets.Receipt("0199a1b2-0000-7000-8000-000000000001"),
		"body":      hex.EncodeToString(secrets.BodyHash("/oco.intake.v1.IntakeService/SubmitApplication", []byte("body"))),
	}
	want := map[string]string{
		"search":    "f8da6f4bb57e86b7dea7b3050aa039bdee02107071d6211512096cd2f5416f79",
		"pseudonym": "c171a215-c1fb-869b-9dcf-53972380e0c7",
		"receipt":   "CQJW-Z5X7-M9EB-V4",
		"body":      "ffbfdd97e5526eeb3214545d40e757ad3a7e2d08b4390c2e59d6c1c2c24a2756",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestBindingIsUnambiguous(t *testing.T) {
	parts := rapid.SliceOfN(rapid.StringMatching(`[ab\x00\x01\x02]{0,3}`), 0, 4)
	rapid.Check(t, func(t *rapid.T) {
		one, other := parts.Draw(t, "one"), parts.Draw(t, "other")
		if bytes.Equal(binding(one...), binding(other...)) != cmp.Equal(append([]string{}, one...), append([]string{}, other...)) {
			t.Fatalf("%q and %q", one, other)
		}
	})
}
