package crypto

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"

	"github.com/tink-crypto/tink-go/v2/aead/subtle"
	"github.com/tink-crypto/tink-go/v2/tink"

	"oco.example/oco/server/platform/sealed"
)

// FirstVersion is the version of the key that NewDataKey makes.
const FirstVersion = 1

// format is the first byte of a ciphertext: AES-256-GCM, nonce in front, tag behind (tink).
const format = 0x01

// DataKey seals and opens the texts of one subject in one municipality. Its zero value opens
// nothing. It is safe for concurrent use.
type DataKey struct {
	masked
	opened *openedKey
}

type openedKey struct {
	aead                  tink.AEAD
	municipality, subject string
	version               int
}

// NewDataKey makes the key of a subject: the wrapped form, to be stored, and the key itself.
func (k *Keyring) NewDataKey(municipality, subject string) (wrapped []byte, key DataKey, err error) {
	return k.NextDataKey(municipality, subject, 0)
}

// NextDataKey makes a further key of a subject, its version one above current. Texts sealed with
// an older version are opened with that version.
func (k *Keyring) NextDataKey(municipality, subject string, current int) (wrapped []byte, key DataKey, err error) {
	material := make([]byte, keySize)
	_, _ = rand.Read(material) // never fails: crypto/rand ends the process instead
	version := current + 1
	wrapped, err = k.wrap(material, dataKeyBinding(municipality, subject, version))
	if err != nil {
		return nil, DataKey{}, err
	}
	key, err = newDataKey(municipality, subject, version, material)
	return wrapped, key, err
}

// OpenDataKey opens a stored key. ErrCannotOpen when it belongs to another municipality,
// subject, version or keyring.
func (k *Keyring) OpenDataKey(municipality, subject string, version int, wrapped []byte) (DataKey, error) {
	material, err := k.unwrap(wrapped, dataKeyBinding(municipality, subject, version))
	if err != nil {
		return DataKey{}, fmt.Errorf("data key: %w", err)
	}
	return newDataKey(municipality, subject, version, material)
}

func newDataKey(municipality, subject string, version int, material []byte) (DataKey, error) {
	primitive, err := subtle.NewAESGCM(material)
	if err != nil {
		return DataKey{}, fmt.Errorf("data key: %w", err)
	}
	return DataKey{opened: &openedKey{aead: primitive, municipality: municipality, subject: subject, version: version}}, nil
}

// Version is the version of the key, 0 for the zero DataKey.
func (d DataKey) Version() int {
	if d.opened == nil {
		return 0
	}
	return d.opened.version
}

// Seal encrypts a text for one column of one table; what comes out opens nowhere else. The empty
// text gives nil, so that a column without text is NULL.
func (d DataKey) Seal(table, column string, text sealed.Text) ([]byte, error) {
	if text.Reveal() == "" {
		return nil, nil
	}
	if d.opened == nil {
		return nil, errors.New("crypto: seal without a data key")
	}
	encrypted, err := d.opened.aead.Encrypt([]byte(text.Reveal()), d.bound(table, column))
	if err != nil {
		return nil, fmt.Errorf("seal %s.%s: %w", table, column, err)
	}
	ciphertext := binary.AppendUvarint([]byte{format}, uint64(d.opened.version))
	return append(ciphertext, encrypted...), nil
}

// Open decrypts what Seal made for the same table and column. NULL gives the empty text.
func (d DataKey) Open(table, column string, ciphertext []byte) (sealed.Text, error) {
	if len(ciphertext) == 0 {
		return sealed.Text{}, nil
	}
	if d.opened == nil {
		return sealed.Text{}, errors.New("crypto: open without a data key")
	}
	version, encrypted, ok := split(ciphertext)
	if !ok || version != d.opened.version {
		return sealed.Text{}, fmt.Errorf("open %s.%s with key version %d: %w", table, column, d.opened.version, ErrCannotOpen)
	}
	text, err := d.opened.aead.Decrypt(encrypted, d.bound(table, column))
	if err != nil {
		return sealed.Text{}, fmt.Errorf("open %s.%s: %w", table, column, ErrCannotOpen)
	}
	return sealed.Of(string(text)), nil
}

func (d DataKey) bound(table, column string) []byte {
	return binding("oco/text", d.opened.municipality, d.opened.subject, strconv.Itoa(d.opened.version), table, column)
}

// split takes a ciphertext apart: one byte of format, the key version as uvarint, the rest.
func split(ciphertext []byte) (version int, encrypted []byte, ok bool) {
	if len(ciphertext) < 2 || ciphertext[0] != format {
		return 0, nil, false
	}
	number, length := binary.Uvarint(ciphertext[1:])
	if length <= 0 || number == 0 || number > 1<<31-1 {
		return 0, nil, false
	}
	return int(number), ciphertext[1+length:], true
}
