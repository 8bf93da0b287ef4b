package crypto_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	tinkpb "github.com/tink-crypto/tink-go/v2/proto/tink_go_proto"

	"oco.example/oco/server/platform/crypto"
)

func load(t *testing.T, path string) *crypto.Keyring {
	t.Helper()
	keyring, err := crypto.LoadKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	return keyring
}

func rotate(t *testing.T, path string) (added bool) {
	t.Helper()
	added, err := crypto.RotateKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	return added
}

// opens reports whether a keyring opens what another wraps now.
func opens(t *testing.T, keyring, other *crypto.Keyring) bool {
	t.Helper()
	wrapped, _, err := other.NewDataKey("gm0867", "s-1")
	if err != nil {
		t.Fatal(err)
	}
	_, err = keyring.OpenDataKey("gm0867", "s-1", crypto.FirstVersion, wrapped)
	return err == nil
}

// Servers that restart one after the other have the file of before or the new one; each must open
// what the other wraps, at both steps.
func TestAKeyThatWasAddedFirstRotatesWithoutAStop(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.json")
	if _, err := crypto.CreateKeyring(path); err != nil {
		t.Fatal(err)
	}
	before := load(t, path)
	if err := crypto.AddKey(path); err != nil {
		t.Fatal(err)
	}
	prepared := load(t, path)
	if prepared.Newest() != before.Newest() || len(prepared.Older()) != 0 {
		t.Error("the added key wraps already")
	}
	if !opens(t, before, prepared) || !opens(t, prepared, before) {
		t.Error("a server with the file of before does not open what one with the added key wraps")
	}
	if !rotate(t, path) {
		t.Error("another key was made, which no server has read")
	}
	rotated := load(t, path)
	if rotated.Newest() == before.Newest() || !opens(t, prepared, rotated) || !opens(t, rotated, prepared) {
		t.Error("a server with the added key does not open what it wraps from now on")
	}
	if rotate(t, path) || load(t, path).Newest() == rotated.Newest() {
		t.Error("a further rotation made no key")
	}
}

func TestRetireTakesTheOlderKeysAndKeepsTheFileAsItWas(t *testing.T) {
	folder := t.TempDir()
	path, kept := filepath.Join(folder, "keys.json"), filepath.Join(folder, "kept")
	first, err := crypto.CreateKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	rotate(t, path)
	rotate(t, path)
	second := load(t, path)
	rotate(t, path) // meanwhile: nobody checked whether what second wraps is still needed
	if err := second.Retire(path, kept); err != nil {
		t.Fatal(err)
	}
	left := load(t, path)
	if left.Holds(first.Newest()) || !left.Holds(second.Newest()) || len(left.Older()) != 1 {
		t.Error("not the keys older than the newest that was checked went, and those alone")
	}
	if info, err := os.Stat(kept); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v: the file as it was is not kept, for its owner alone", info, err)
	}
	if !load(t, kept).Holds(first.Newest()) {
		t.Error("the file that is kept lacks the older key")
	}
	if err := left.Retire(path, kept); !errors.Is(err, fs.ErrExist) || !load(t, path).Holds(second.Newest()) {
		t.Errorf("got %v: a kept file was replaced, or keys went of which no copy is kept", err)
	}
	if err := second.Retire(path, filepath.Join(folder, "again")); err == nil || !strings.Contains(err.Error(), "changed meanwhile") {
		t.Errorf("got %v for a file that is not that of the keyring", err)
	}
}

// Without its mark nobody could tell which key wrapped something.
func TestAKeyThatLeavesNoMarkIsRefused(t *testing.T) {
	template := aead.AES256GCMKeyTemplate()
	template.OutputPrefixType = tinkpb.OutputPrefixType_RAW
	handle, err := keyset.NewHandle(template)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "keys.json")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(insecurecleartextkeyset.Write(handle, keyset.NewJSONWriter(file)), file.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := crypto.LoadKeyring(path); err == nil || !strings.Contains(err.Error(), "no mark") {
		t.Errorf("got %v", err)
	}
}
