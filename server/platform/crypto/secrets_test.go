package crypto_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"oco.example/oco/server/platform/crypto"
)

func newSecrets(t testing.TB, keyring *crypto.Keyring, municipality string) crypto.Secrets {
	t.Helper()
	_, secrets, err := keyring.NewSecrets(municipality)
	if err != nil {
		t.Fatal(err)
	}
	return secrets
}

func TestSecretsAreTheSameAfterOpening(t *testing.T) {
	keyring := newKeyring(t)
	wrapped, made, err := keyring.NewSecrets("gm0867")
	if err != nil {
		t.Fatal(err)
	}
	opened, err := keyring.OpenSecrets("gm0867", wrapped)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(everything(made), everything(opened)); diff != "" {
		t.Error(diff)
	}
	if _, err := keyring.OpenSecrets("gm0855", wrapped); !errors.Is(err, crypto.ErrCannotOpen) {
		t.Errorf("the neighbouring municipality opened the secret: %v", err)
	}
}

// everything lists one value of each purpose for one input.
func everything(s crypto.Secrets) []string {
	return []string{
		string(s.SearchKey("phone", "x")), string(s.SearchKey("email", "x")),
		string(s.BodyHash("phone", []byte("x"))), string(s.BodyHash("/oco.intake.v1.IntakeService/SubmitApplication", []byte("x"))),
		s.Pseudonym("application", "x"), s.Pseudonym("resident", "x"), s.Receipt("x"),
	}
}

func TestNoPurposeFieldOrMunicipalityShares(t *testing.T) {
	keyring := newKeyring(t)
	seen := map[string]bool{}
	for _, municipality := range []string{"gm0867", "gm0855"} {
		for _, value := range everything(newSecrets(t, keyring, municipality)) {
			if seen[value] {
				t.Errorf("a value appears twice: %x", value)
			}
			seen[value] = true
		}
	}
}

func TestPseudonymsAreUUIDsOfVersion8(t *testing.T) {
	secrets := newSecrets(t, newKeyring(t), "gm0867")
	for i := range 200 {
		got, err := uuid.Parse(secrets.Pseudonym("application", fmt.Sprint(i)))
		if err != nil {
			t.Fatal(err)
		}
		if got.Version() != 8 || got.Variant() != uuid.RFC4122 {
			t.Fatalf("%s: version %d, variant %s", got, got.Version(), got.Variant())
		}
	}
}

func TestHashesHave32Bytes(t *testing.T) {
	secrets := newSecrets(t, newKeyring(t), "gm0867")
	if n := len(secrets.SearchKey("phone", "")); n != 32 {
		t.Errorf("search key: %d bytes", n)
	}
	if n := len(secrets.BodyHash("/m", nil)); n != 32 {
		t.Errorf("body hash: %d bytes", n)
	}
}

func TestKeyMaterialIsNeverPrinted(t *testing.T) {
	keyring := newKeyring(t)
	_, key, err := keyring.NewDataKey("gm0867", "subject-1")
	if err != nil {
		t.Fatal(err)
	}
	secrets := newSecrets(t, keyring, "gm0867")
	values := []any{keyring, *keyring, key, &key, secrets, &secrets}

	for _, value := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			if got := fmt.Sprintf(verb, value); got != "•••" {
				t.Errorf("%T with %s: %s", value, verb, got)
			}
		}
		var log bytes.Buffer
		slog.New(slog.NewJSONHandler(&log, nil)).Info("seen", "value", value)
		if !strings.Contains(log.String(), `"value":"•••"`) {
			t.Errorf("%T in a log: %s", value, log.String())
		}
		encoded, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		if string(encoded) != `"•••"` {
			t.Errorf("%T in JSON: %s", value, encoded)
		}
	}
	// fmt cannot call methods on unexported fields: what it reaches there must be an address.
	hidden := fmt.Sprintf("%+v", struct {
		key     crypto.DataKey
		secrets crypto.Secrets
	}{key, secrets})
	if strings.Contains(hidden, "subject-1") || strings.Contains(hidden, "[") {
		t.Errorf("unexported fields were printed: %s", hidden)
	}
}
