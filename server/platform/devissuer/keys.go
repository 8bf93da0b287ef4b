package devissuer

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/uuid"
)

const (
	// keyBits is the size of a key: enough for a token that counts for hours.
	keyBits = 2048
	// keysShown is how many keys are published: the newest signs, and what the one before it
	// signed still counts.
	keysShown = 2
)

type key struct {
	id      string
	private *rsa.PrivateKey
}

// Rotate signs with a new key from now on. Tokens of the key before it count until they expire,
// those of older keys no longer.
func (i *Issuer) Rotate() error {
	private, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return fmt.Errorf("devissuer: make a key: %w", err)
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.keys = append([]key{{id: uuid.NewString(), private: private}}, i.keys...)
	i.keys = i.keys[:min(len(i.keys), keysShown)]
	return nil
}

func (i *Issuer) signed(claims map[string]any) (string, error) {
	i.mu.Lock()
	newest := i.keys[0]
	i.mu.Unlock()
	signer, err := jose.NewSigner(
		jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: newest.private, KeyID: newest.id}},
		(&jose.SignerOptions{}).WithType("JWT"))
	if err != nil {
		return "", fmt.Errorf("devissuer: make a signer: %w", err)
	}
	payload, err := json.Marshal(claims)
	if err != nil {
		return "", fmt.Errorf("devissuer: write claims: %w", err)
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		return "", fmt.Errorf("devissuer: sign a token: %w", err)
	}
	return signed.CompactSerialize()
}

// publicKeys is the key document (JWKS).
func (i *Issuer) publicKeys(w http.ResponseWriter, _ *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	var set jose.JSONWebKeySet
	for _, k := range i.keys {
		set.Keys = append(set.Keys, jose.JSONWebKey{Key: k.private.Public(), KeyID: k.id, Algorithm: string(jose.RS256), Use: "sig"})
	}
	writeJSON(w, http.StatusOK, set)
}

// discovery is the discovery document (OpenID Connect Discovery 1.0, RFC 8414, RFC 8628).
func (i *Issuer) discovery(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]any{
		"issuer":                                i.URL,
		"jwks_uri":                              i.URL + "/keys",
		"authorization_endpoint":                i.URL + "/authorize",
		"token_endpoint":                        i.URL + "/token",
		"device_authorization_endpoint":         i.URL + "/device_authorization",
		"response_types_supported":              []string{"code"},
		"grant_types_supported":                 grants,
		"scopes_supported":                      []string{"openid", "profile", scopeOffline},
		"code_challenge_methods_supported":      []string{"S256"},
		"subject_types_supported":               []string{"public"},
		"id_token_signing_alg_values_supported": []string{string(jose.RS256)},
		"token_endpoint_auth_methods_supported": []string{"none"},
	})
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value) // the caller left; there is nobody to tell
}
