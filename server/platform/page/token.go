// Package page cuts lists into pages that continue after a key (never by counting rows off). A
// page token says after which item the next page begins. It is encrypted and authenticated, so
// callers can neither read nor make one, and it goes with one query: another list, municipality,
// order or filter refuses it. A token opens no doors: every page checks access again.
package page

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"fmt"

	aead "github.com/tink-crypto/tink-go/v2/aead/subtle"
	"github.com/tink-crypto/tink-go/v2/tink"

	"oco.example/oco/server/platform/errs"
)

// longestToken bounds what Decode looks at, in characters.
const longestToken = 4096

// label keeps what was encrypted for another purpose from being read as a token, and tokens of
// another form than this one apart.
var label = []byte("oco/page/1")

// Tokens makes and reads page tokens. It is safe for concurrent use.
type Tokens struct{ aead tink.AEAD }

// NewTokens takes the key of 32 bytes that all replicas share.
func NewTokens(key []byte) (*Tokens, error) {
	// With a nonce of 24 bytes, chance never repeats one, however many pages are handed out.
	primitive, err := aead.NewXChaCha20Poly1305(key)
	if err != nil {
		return nil, fmt.Errorf("key of the page tokens: %w", err)
	}
	return &Tokens{aead: primitive}, nil
}

// Encode makes the token with which the query continues after the item that has these keys, in
// the order of Query.Order.
func (t *Tokens) Encode(query Query, keys ...string) (string, error) {
	digest := query.digest()
	content := digest[:]
	for _, key := range keys {
		content = binary.AppendUvarint(content, uint64(len(key)))
		content = append(content, key...)
	}
	token, err := t.aead.Encrypt(content, label)
	if err != nil {
		return "", fmt.Errorf("encrypt the page token: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(token), nil
}

// Decode returns the keys after which the page begins, none for the empty token of a first page.
// It refuses what Encode did not make (rule page_token.invalid) and what it made for another
// query (page_token.other_query).
func (t *Tokens) Decode(token string, query Query) ([]string, error) {
	if token == "" {
		return nil, nil
	}
	if len(token) > longestToken {
		return nil, invalid()
	}
	decoded, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil {
		return nil, invalid()
	}
	content, err := t.aead.Decrypt(decoded, label)
	if err != nil || len(content) < digestSize {
		return nil, invalid()
	}
	digest := query.digest()
	if subtle.ConstantTimeCompare(content[:digestSize], digest[:]) != 1 {
		return nil, errs.Field("page_token", "page_token.other_query")
	}
	keys, ok := split(content[digestSize:])
	if !ok {
		return nil, invalid()
	}
	return keys, nil
}

// Next cuts a page of at most size items from rows, which hold one more when there is more, and
// makes the token of the page after it: empty when this is the last one. keys gives the keys of
// an item, in the order of Query.Order.
func Next[T any](t *Tokens, query Query, rows []T, size int, keys func(T) []string) (items []T, token string, err error) {
	if len(rows) <= size {
		return rows, "", nil
	}
	items = rows[:size]
	token, err = t.Encode(query, keys(items[size-1])...)
	return items, token, err
}

func invalid() error { return errs.Field("page_token", "page_token.invalid") }

// split takes the keys apart, each preceded by its length.
func split(content []byte) (keys []string, ok bool) {
	for len(content) > 0 {
		length, n := binary.Uvarint(content)
		if n <= 0 || length > uint64(len(content)-n) {
			return nil, false
		}
		content = content[n:]
		keys = append(keys, string(content[:length]))
		content = content[length:]
	}
	return keys, true
}
