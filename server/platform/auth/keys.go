package auth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"
	"golang.org/x/time/rate"
)

const (
	// keysFor is how long keys count before they are asked for again, so that one which the
	// issuer took back ends here too.
	keysFor = 15 * time.Minute
	// keysEvery and keysBurst bound how often tokens with unknown keys make us ask the issuer:
	// anybody can invent a key's name.
	keysEvery = 5 * time.Second
	keysBurst = 3
	// longestKeys is the longest key document that is read, in bytes.
	longestKeys = 1 << 20
)

// errKeysAway says that the issuer's keys could not be fetched, and none are held.
var errKeysAway = errors.New("the keys of the issuer cannot be fetched")

// keys are an issuer's public keys. They are fetched again when a token names a key that is not
// held (the issuer rotated them), and when they are old.
type keys struct {
	url    string
	client *http.Client
	now    func() time.Time
	asking *rate.Limiter

	mu      sync.Mutex
	held    jose.JSONWebKeySet
	fetched time.Time
}

var _ oidc.KeySet = (*keys)(nil)

func newKeys(url string, client *http.Client, now func() time.Time) *keys {
	return &keys{url: url, client: client, now: now, asking: rate.NewLimiter(rate.Every(keysEvery), keysBurst)}
}

// VerifySignature returns the claims of a token whose signature is right.
func (k *keys) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	signed, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.RS256, jose.PS256})
	if err != nil {
		return nil, fmt.Errorf("read a token: %w", err)
	}
	if len(signed.Signatures) != 1 {
		return nil, errors.New("a token has one signature")
	}
	candidates, err := k.candidates(ctx, signed.Signatures[0].Header.KeyID)
	if err != nil {
		return nil, err
	}
	for _, key := range candidates {
		if payload, err := signed.Verify(key); err == nil {
			return payload, nil
		}
	}
	return nil, errors.New("no key of the issuer fits the signature")
}

// candidates are the keys that may have signed: those of the name, or all when there is no name.
func (k *keys) candidates(ctx context.Context, name string) ([]jose.JSONWebKey, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	old := k.now().Sub(k.fetched) >= keysFor
	if found := k.named(name); len(found) > 0 && !old {
		return found, nil
	}
	if !k.asking.AllowN(k.now(), 1) {
		return k.named(name), nil
	}
	if err := k.fetch(ctx); err != nil {
		if len(k.held.Keys) == 0 {
			return nil, fmt.Errorf("%w: %w", errKeysAway, err)
		}
		// An issuer that is away for a while does not lock everybody out.
	}
	return k.named(name), nil
}

func (k *keys) named(name string) []jose.JSONWebKey {
	var found []jose.JSONWebKey
	for _, key := range k.held.Keys {
		if (name == "" || key.KeyID == name) && (key.Use == "" || key.Use == "sig") && key.IsPublic() {
			found = append(found, key)
		}
	}
	return found
}

func (k *keys) fetch(ctx context.Context) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, k.url, http.NoBody)
	if err != nil {
		return fmt.Errorf("ask for keys: %w", err)
	}
	response, err := k.client.Do(request)
	if err != nil {
		return fmt.Errorf("ask for keys: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("ask for keys: the issuer answered %d", response.StatusCode)
	}
	var set jose.JSONWebKeySet
	if err := json.NewDecoder(io.LimitReader(response.Body, longestKeys)).Decode(&set); err != nil {
		return fmt.Errorf("read keys: %w", err)
	}
	k.held, k.fetched = set, k.now()
	return nil
}
