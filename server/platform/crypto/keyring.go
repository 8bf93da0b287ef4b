package crypto

import (
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// keySize is the length of every key that is made here, in bytes (256 bits).
const keySize = 32

// ErrCannotOpen is a wrapped key or a ciphertext that does not belong to this keyring,
// municipality, subject, table or column, or that was altered.
var ErrCannotOpen = errors.New("crypto: cannot open: altered, or it belongs elsewhere")

// Keyring holds the key-encryption keys of one controller. It is safe for concurrent use.
type Keyring struct {
	masked
	handle *keyset.Handle
	aead   tink.AEAD
	marks  []Mark // of the keys that open, in the order in which they were added
	newest int    // which of them wraps
}

// LoadKeyring reads the key file. A file that others may read is refused (ErrKeyFileOpen).
func LoadKeyring(path string) (*Keyring, error) {
	handle, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	return newKeyring(handle)
}

// CreateKeyring makes a key file with one new key and returns its keyring. An existing file is
// never replaced: the error then is fs.ErrExist, and whoever came first has the key.
func CreateKeyring(path string) (*Keyring, error) {
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	if err := createKeyFile(path, handle); err != nil {
		return nil, err
	}
	return newKeyring(handle)
}

func newKeyring(handle *keyset.Handle) (*Keyring, error) {
	primitive, err := aead.New(handle)
	if err != nil {
		return nil, errors.New("key file: its keys are not AEAD keys")
	}
	marks, newest, err := marksOf(handle)
	if err != nil {
		return nil, err
	}
	return &Keyring{handle: handle, aead: primitive, marks: marks, newest: newest}, nil
}

// Derive returns 32 bytes that depend on the oldest key of the key file and on the purpose, for
// what is shared by all replicas but belongs to no municipality (page tokens). They change when
// that oldest key is removed, so they may protect only what is short-lived.
func (k *Keyring) Derive(purpose string) ([]byte, error) {
	material := insecurecleartextkeyset.KeysetMaterial(k.handle).GetKey()[0].GetKeyData().GetValue()
	key, err := hkdf.Key(sha256.New, material, nil, string(binding("oco/derive", purpose)), keySize)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	return key, nil
}

// Rewrap wraps a data key again under the newest key (see Newest); the data key itself, and so every
// text sealed with it, stays.
func (k *Keyring) Rewrap(municipality, subject string, version int, wrapped []byte) ([]byte, error) {
	bound := dataKeyBinding(municipality, subject, version)
	key, err := k.unwrap(wrapped, bound)
	if err != nil {
		return nil, err
	}
	return k.wrap(key, bound)
}

// RewrapSecrets does for a municipality's secret what Rewrap does for a data key.
func (k *Keyring) RewrapSecrets(municipality string, wrapped []byte) ([]byte, error) {
	bound := secretBinding(municipality)
	secret, err := k.unwrap(wrapped, bound)
	if err != nil {
		return nil, err
	}
	return k.wrap(secret, bound)
}

func (k *Keyring) wrap(key, bound []byte) ([]byte, error) {
	wrapped, err := k.aead.Encrypt(key, bound)
	if err != nil {
		return nil, fmt.Errorf("wrap key: %w", err)
	}
	return wrapped, nil
}

func (k *Keyring) unwrap(wrapped, bound []byte) ([]byte, error) {
	key, err := k.aead.Decrypt(wrapped, bound)
	if err != nil || len(key) != keySize {
		return nil, ErrCannotOpen
	}
	return key, nil
}

func dataKeyBinding(municipality, subject string, version int) []byte {
	return binding("oco/data-key", municipality, subject, strconv.Itoa(version))
}

func secretBinding(municipality string) []byte { return binding("oco/secret", municipality) }
