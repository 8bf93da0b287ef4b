package crypto_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/sealed"
)

func newKeyring(t testing.TB) *crypto.Keyring {
	t.Helper()
	keyring, err := crypto.CreateKeyring(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	return keyring
}

func TestAKeyFileIsForItsOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.json")
	if _, err := crypto.CreateKeyring(path); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("new key file: got mode %04o, want 0600", info.Mode().Perm())
	}
	for _, mode := range []os.FileMode{0o640, 0o604, 0o620, 0o601, 0o666} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := crypto.LoadKeyring(path)
		if !errors.Is(err, crypto.ErrKeyFileOpen) || !strings.Contains(err.Error(), "chmod 600 "+path) {
			t.Errorf("mode %04o: got %v, want a refusal that says what to do", mode, err)
		}
	}
	for _, mode := range []os.FileMode{0o600, 0o400} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := crypto.LoadKeyring(path); err != nil {
			t.Errorf("mode %04o: %v", mode, err)
		}
	}
}

func TestCreateNeverReplacesAKeyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.json")
	const replicas = 8
	var wait sync.WaitGroup
	outcomes := make(chan error, replicas)
	for range replicas {
		wait.Go(func() {
			_, err := crypto.CreateKeyring(path)
			outcomes <- err
		})
	}
	wait.Wait()
	close(outcomes)
	made := 0
	for err := range outcomes {
		switch {
		case err == nil:
			made++
		case !errors.Is(err, fs.ErrExist):
			t.Errorf("got %v, want fs.ErrExist", err)
		}
	}
	if made != 1 {
		t.Errorf("%d of %d created the key file, want exactly one", made, replicas)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 1 {
		t.Errorf("temporary files stayed behind: %v", left)
	}
}

func TestAFileWithoutKeysIsRefusedWithoutQuotingIt(t *testing.T) {
	const content = `{"primaryKeyId": 7, "key": "Zonnebloem"}`
	path := filepath.Join(t.TempDir(), "keys.json")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := crypto.LoadKeyring(path)
	if err == nil || strings.Contains(err.Error(), "Zonnebloem") || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v, want a refusal that names the file and quotes nothing", err)
	}
	if _, err := crypto.LoadKeyring(filepath.Dir(path)); err == nil {
		t.Error("a folder was taken for a key file")
	}
	if _, err := crypto.LoadKeyring(path + ".absent"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("absent file: got %v, want fs.ErrNotExist", err)
	}
}

func TestRotationKeepsWhatIsSealed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.json")
	before, err := crypto.CreateKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	wrapped, key, err := before.NewDataKey("gm0867", "s-1")
	if err != nil {
		t.Fatal(err)
	}
	ciphertext, err := key.Seal("application", "question", sealed.Of("Bel mij"))
	if err != nil {
		t.Fatal(err)
	}
	wrappedSecret, secrets, err := before.NewSecrets("gm0867")
	if err != nil {
		t.Fatal(err)
	}

	if _, err := crypto.RotateKeyring(path); err != nil {
		t.Fatal(err)
	}
	after, err := crypto.LoadKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	mustOpen(t, after, wrapped, ciphertext)

	rewrapped, err := after.Rewrap("gm0867", "s-1", crypto.FirstVersion, wrapped)
	if err != nil {
		t.Fatal(err)
	}
	mustOpen(t, after, rewrapped, ciphertext)
	if _, err := before.OpenDataKey("gm0867", "s-1", crypto.FirstVersion, rewrapped); !errors.Is(err, crypto.ErrCannotOpen) {
		t.Errorf("the old key opened what the new one wrapped: %v", err)
	}

	rewrappedSecret, err := after.RewrapSecrets("gm0867", wrappedSecret)
	if err != nil {
		t.Fatal(err)
	}
	same, err := after.OpenSecrets("gm0867", rewrappedSecret)
	if err != nil {
		t.Fatal(err)
	}
	if same.Receipt("a-1") != secrets.Receipt("a-1") {
		t.Error("a rotation changed the receipt codes")
	}
}

func mustOpen(t *testing.T, keyring *crypto.Keyring, wrapped, ciphertext []byte) {
	t.Helper()
	key, err := keyring.OpenDataKey("gm0867", "s-1", crypto.FirstVersion, wrapped)
	if err != nil {
		t.Fatal(err)
	}
	text, err := key.Open("application", "question", ciphertext)
	if err != nil {
		t.Fatal(err)
	}
	if text.Reveal() != "Bel mij" {
		t.Fatal("another text came out than went in")
	}
}

func TestDeriveIsTheSameForEveryReplicaAndSurvivesRotation(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.json")
	first, err := crypto.CreateKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := crypto.RotateKeyring(path); err != nil {
		t.Fatal(err)
	}
	second, err := crypto.LoadKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	derive := func(k *crypto.Keyring, purpose string) []byte {
		key, err := k.Derive(purpose)
		if err != nil {
			t.Fatal(err)
		}
		if len(key) != 32 {
			t.Fatalf("got %d bytes, want 32", len(key))
		}
		return key
	}
	if !bytes.Equal(derive(first, "page"), derive(second, "page")) {
		t.Error("two replicas derive different keys")
	}
	if bytes.Equal(derive(first, "page"), derive(first, "session")) {
		t.Error("two purposes share a key")
	}
	if bytes.Equal(derive(first, "page"), derive(newKeyring(t), "page")) {
		t.Error("two key files share a key")
	}
}
