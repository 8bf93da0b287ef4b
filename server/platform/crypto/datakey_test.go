package crypto_test

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/sealed"
)

func TestWhatIsSealedOpensAgain(t *testing.T) {
	keyring := newKeyring(t)
	wrapped, _, err := keyring.NewDataKey("gm0867", "s-1")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		key, err := keyring.OpenDataKey("gm0867", "s-1", crypto.FirstVersion, wrapped)
		if err != nil {
			t.Fatal(err)
		}
		ciphertext, err := key.Seal("application", "question", sealed.Of(text))
		if err != nil {
			t.Fatal(err)
		}
		if (text == "") != (ciphertext == nil) {
			t.Fatal("only the empty text is NULL")
		}
		if len(text) > 3 && bytes.Contains(ciphertext, []byte(text)) {
			t.Fatal("the text is readable in the ciphertext")
		}
		again, err := key.Open("application", "question", ciphertext)
		if err != nil {
			t.Fatal(err)
		}
		if again.Reveal() != text {
			t.Fatal("another text came out than went in")
		}
	})
}

func TestEqualTextsLookDifferent(t *testing.T) {
	_, key, err := newKeyring(t).NewDataKey("gm0867", "s-1")
	if err != nil {
		t.Fatal(err)
	}
	first, err := key.Seal("application", "question", sealed.Of("ja"))
	if err != nil {
		t.Fatal(err)
	}
	second, err := key.Seal("application", "question", sealed.Of("ja"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(first, second) {
		t.Error("equal texts give equal ciphertexts")
	}
}

// Whoever can move bytes about in the database must not be able to show one person's text as
// another's, nor a remark as a name.
func TestACiphertextOpensOnlyInItsOwnPlace(t *testing.T) {
	keyring := newKeyring(t)
	wrapped, key, err := keyring.NewDataKey("gm0867", "s-1")
	if err != nil {
		t.Fatal(err)
	}
	ciphertext, err := key.Seal("application", "question", sealed.Of("Bel mij"))
	if err != nil {
		t.Fatal(err)
	}
	for _, place := range [][2]string{{"application", "note"}, {"case", "question"}, {"applicationq", "uestion"}, {"", "applicationquestion"}} {
		if _, err := key.Open(place[0], place[1], ciphertext); !errors.Is(err, crypto.ErrCannotOpen) {
			t.Errorf("opened as %s.%s: %v", place[0], place[1], err)
		}
	}
	_, stranger, err := keyring.NewDataKey("gm0867", "s-2")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stranger.Open("application", "question", ciphertext); !errors.Is(err, crypto.ErrCannotOpen) {
		t.Errorf("opened with another subject's key: %v", err)
	}
	for _, c := range []struct {
		municipality, subject string
		version               int
	}{{"gm0855", "s-1", 1}, {"gm0867", "s-2", 1}, {"gm0867", "s-1", 2}, {"gm0867s", "-1", 1}} {
		if _, err := keyring.OpenDataKey(c.municipality, c.subject, c.version, wrapped); !errors.Is(err, crypto.ErrCannotOpen) {
			t.Errorf("the key opened for %+v: %v", c, err)
		}
	}
	if _, err := newKeyring(t).OpenDataKey("gm0867", "s-1", 1, wrapped); !errors.Is(err, crypto.ErrCannotOpen) {
		t.Errorf("the key opened with another key file: %v", err)
	}
}

func TestEveryAlteredByteIsNoticed(t *testing.T) {
	_, key, err := newKeyring(t).NewDataKey("gm0867", "s-1")
	if err != nil {
		t.Fatal(err)
	}
	ciphertext, err := key.Seal("application", "question", sealed.Of("Bel mij"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range ciphertext {
		altered := bytes.Clone(ciphertext)
		altered[i] ^= 0x01
		if _, err := key.Open("application", "question", altered); !errors.Is(err, crypto.ErrCannotOpen) {
			t.Errorf("byte %d altered: got %v", i, err)
		}
		if _, err := key.Open("application", "question", ciphertext[:i]); i > 0 && !errors.Is(err, crypto.ErrCannotOpen) {
			t.Errorf("cut off after %d bytes: got %v", i, err)
		}
	}
}

func TestEachVersionOpensItsOwnTexts(t *testing.T) {
	keyring := newKeyring(t)
	_, first, err := keyring.NewDataKey("gm0867", "s-1")
	if err != nil {
		t.Fatal(err)
	}
	wrapped, second, err := keyring.NextDataKey("gm0867", "s-1", first.Version())
	if err != nil {
		t.Fatal(err)
	}
	ciphertext, err := second.Seal("application", "question", sealed.Of("Bel mij"))
	if err != nil {
		t.Fatal(err)
	}
	if first.Version() != 1 || second.Version() != 2 || crypto.CiphertextVersion(ciphertext) != 2 {
		t.Errorf("versions: got %d, %d and %d in the ciphertext", first.Version(), second.Version(), crypto.CiphertextVersion(ciphertext))
	}
	if _, err := first.Open("application", "question", ciphertext); !errors.Is(err, crypto.ErrCannotOpen) {
		t.Errorf("the first version opened a text of the second: %v", err)
	}
	again, err := keyring.OpenDataKey("gm0867", "s-1", 2, wrapped)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := again.Open("application", "question", ciphertext); err != nil || text.Reveal() != "Bel mij" {
		t.Errorf("the second version did not open its own text: %v", err)
	}
}

func TestWithoutAKeyNothingIsSealedOrOpened(t *testing.T) {
	var none crypto.DataKey
	if _, err := none.Seal("application", "question", sealed.Of("Bel mij")); err == nil {
		t.Error("sealed without a key")
	}
	if _, err := none.Open("application", "question", []byte{1, 1, 2}); err == nil {
		t.Error("opened without a key")
	}
	if none.Version() != 0 {
		t.Error("no key has no version")
	}
}

func FuzzOpen(f *testing.F) {
	_, key, err := newKeyring(f).NewDataKey("gm0867", "s-1")
	if err != nil {
		f.Fatal(err)
	}
	ciphertext, err := key.Seal("application", "question", sealed.Of("Bel mij"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(ciphertext)
	f.Add([]byte{})
	f.Add([]byte{1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, input []byte) {
		text, err := key.Open("application", "question", input)
		if err == nil && len(input) > 0 && text.Reveal() != "Bel mij" {
			t.Fatal("opened what nobody sealed")
		}
	})
}
