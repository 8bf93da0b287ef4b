package crypto

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"

	"github.com/google/uuid"
)

// Secrets derives what must be the same each time without being readable: search keys,
// pseudonyms, receipt codes and hashes of request bodies. Each purpose has a key of its own,
// derived (HKDF, RFC 5869) from the secret of one municipality, so that equal persons in two
// municipalities, or equal words in two fields, have nothing in common. The zero value panics
// on use: it would give everyone the same keys. It is safe for concurrent use.
type Secrets struct {
	masked
	root *[]byte
}

// NewSecrets makes the secret of a municipality: the wrapped form, to be stored, and its use.
func (k *Keyring) NewSecrets(municipality string) (wrapped []byte, secrets Secrets, err error) {
	secret := make([]byte, keySize)
	_, _ = rand.Read(secret) // never fails: crypto/rand ends the process instead
	wrapped, err = k.wrap(secret, secretBinding(municipality))
	if err != nil {
		return nil, Secrets{}, err
	}
	secrets, err = newSecrets(secret)
	return wrapped, secrets, err
}

// OpenSecrets opens the stored secret of a municipality; ErrCannotOpen when it is another's.
func (k *Keyring) OpenSecrets(municipality string, wrapped []byte) (Secrets, error) {
	secret, err := k.unwrap(wrapped, secretBinding(municipality))
	if err != nil {
		return Secrets{}, fmt.Errorf("secret of the municipality: %w", err)
	}
	return newSecrets(secret)
}

func newSecrets(secret []byte) (Secrets, error) {
	root, err := hkdf.Extract(sha256.New, secret, []byte("oco/secrets"))
	if err != nil {
		return Secrets{}, fmt.Errorf("secret of the municipality: %w", err)
	}
	return Secrets{root: &root}, nil
}

// SearchKey is what a row is found by instead of by its readable value: 32 bytes that depend on
// the field and on the normalised value. Two fields never share a key.
func (s Secrets) SearchKey(field, normalised string) []byte {
	return s.mac(binding("search", field), []byte(normalised))
}

// Pseudonym stands for an identifier in facts: the same each time, shaped as a UUID (version 8,
// RFC 9562), and without a way back. Kinds ("application", "resident") do not share pseudonyms.
func (s Secrets) Pseudonym(kind, id string) string {
	var pseudonym uuid.UUID
	copy(pseudonym[:], s.mac(binding("pseudonym", kind), []byte(id)))
	pseudonym[6] = pseudonym[6]&0x0f | 0x80
	pseudonym[8] = pseudonym[8]&0x3f | 0x80
	return pseudonym.String()
}

// Receipt is the code under which somebody without an account can ask after an application. It
// depends on nothing but the application, so a repeated submission shows the same code.
func (s Secrets) Receipt(applicationID string) string {
	return receiptCode(s.mac(binding("receipt"), []byte(applicationID)))
}

// Survey is the code with which somebody without an account answers the survey, shaped as a receipt code. It depends on
// nothing but the invitation.
func (s Secrets) Survey(invitationID string) string {
	return receiptCode(s.mac(binding("survey"), []byte(invitationID)))
}

// Webhook is the key with which deliveries of a subscription are signed, the same each time: 32 bytes. Its
// receiver has it too.
func (s Secrets) Webhook(subscription string) []byte {
	return s.mac(binding("webhook"), []byte(subscription))
}

// BodyHash stands for the body of a request, so that a repeated request id with another body is
// noticed without keeping the body: 32 bytes. Compare two with crypto/hmac.Equal.
func (s Secrets) BodyHash(method string, body []byte) []byte {
	return s.mac(binding("body", method), body)
}

// mac is HMAC-SHA-256 under the key of one purpose.
func (s Secrets) mac(purpose, message []byte) []byte {
	key, err := hkdf.Expand(sha256.New, *s.root, string(purpose), keySize)
	if err != nil {
		panic("crypto: 32 bytes are always within reach of HKDF: " + err.Error())
	}
	hash := hmac.New(sha256.New, key)
	hash.Write(message)
	return hash.Sum(nil)
}
