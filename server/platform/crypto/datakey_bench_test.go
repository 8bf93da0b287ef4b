package crypto_test

import (
	"path/filepath"
	"testing"

	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/sealed"
)

func BenchmarkOpenDataKeyAndText(b *testing.B) {
	keyring, err := crypto.CreateKeyring(filepath.Join(b.TempDir(), "keys.json"))
	if err != nil {
		b.Fatal(err)
	}
	wrapped, key, err := keyring.NewDataKey("gm0867", "s-1")
	if err != nil {
		b.Fatal(err)
	}
	ciphertext, err := key.Seal("application", "question", sealed.Of("Kunt u mij terugbellen?"))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		opened, err := keyring.OpenDataKey("gm0867", "s-1", crypto.FirstVersion, wrapped)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := opened.Open("application", "question", ciphertext); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearchKeyFromStoredSecret(b *testing.B) {
	keyring, err := crypto.CreateKeyring(filepath.Join(b.TempDir(), "keys.json"))
	if err != nil {
		b.Fatal(err)
	}
	wrapped, _, err := keyring.NewSecrets("gm0867")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		secrets, err := keyring.OpenSecrets("gm0867", wrapped)
		if err != nil {
			b.Fatal(err)
		}
		secrets.SearchKey("phone", "+31611930000")
	}
}
