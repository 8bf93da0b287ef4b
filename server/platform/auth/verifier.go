package auth

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
)

// leeway is how far the clocks of an issuer and this server may be apart.
const leeway = 10 * time.Second

// algorithms are the signatures that count: RS256 and PS256 of the Dutch OAuth profile. Neither
// "none" nor one with a shared secret is among them.
var algorithms = []string{oidc.RS256, oidc.PS256}

// Issuer is an OpenID Connect issuer whose tokens count.
type Issuer struct {
	// URL is the issuer as its tokens name it; its discovery document lies below it.
	URL string
	// Audience is how the issuer's tokens name this platform (claim aud).
	Audience string
}

// verifier verifies tokens of several issuers.
type verifier struct {
	issuers map[string]*issuer
}

// issuer is one issuer, and what its discovery document said once it was asked.
type issuer struct {
	Issuer
	client *http.Client
	now    func() time.Time

	mu       sync.Mutex
	verifier *oidc.IDTokenVerifier
}

func newVerifier(list []Issuer, client *http.Client, now func() time.Time) (*verifier, error) {
	v := &verifier{issuers: make(map[string]*issuer, len(list))}
	for _, i := range list {
		if u, err := url.Parse(i.URL); err != nil || u.Host == "" {
			return nil, fmt.Errorf("auth: %q is no address of an issuer", i.URL)
		}
		if i.Audience == "" {
			return nil, fmt.Errorf("auth: issuer %s has no audience", i.URL)
		}
		v.issuers[i.URL] = &issuer{Issuer: i, client: client, now: now}
	}
	return v, nil
}

// verify checks signature, issuer, audience, expiry and algorithm.
func (v *verifier) verify(ctx context.Context, token string) (verified, error) {
	name, err := claimedIssuer(token)
	if err != nil {
		return verified{}, err
	}
	from, ok := v.issuers[name]
	if !ok {
		return verified{}, errors.New("the issuer of the token is not on the list")
	}
	checker, err := from.checker(ctx)
	if err != nil {
		return verified{}, err
	}
	checked, err := checker.Verify(ctx, token)
	if err != nil {
		return verified{}, from.blame(err)
	}
	var claims struct {
		Confirmation map[string]any `json:"cnf"`
	}
	if err := checked.Claims(&claims); err != nil {
		return verified{}, fmt.Errorf("read the claims of a token: %w", err)
	}
	thumbprint, err := bound(claims.Confirmation)
	if err != nil {
		return verified{}, err
	}
	if checked.Subject == "" {
		return verified{}, errors.New("the token names no subject")
	}
	return verified{
		who:        Identity{Issuer: checked.Issuer, Subject: checked.Subject, Expires: checked.Expiry.Add(leeway)},
		thumbprint: thumbprint,
	}, nil
}

// bound is the certificate that a token is bound to, empty for none. A token that is bound to
// anything else (DPoP, RFC 9449: jkt) proves nothing to a server that cannot check the binding:
// taken for a plain bearer token, it would count for whoever stole it.
func bound(confirmation map[string]any) (thumbprint string, err error) {
	for how, to := range confirmation {
		text, isText := to.(string)
		if how != "x5t#S256" || !isText || text == "" {
			return "", errors.New("the token is bound in a way that is not supported")
		}
		thumbprint = text
	}
	return thumbprint, nil
}

// claimedIssuer reads who a token says it is from, to choose whose keys to try; nothing else of
// the token is believed before its signature is checked.
func claimedIssuer(token string) (string, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return "", errors.New("the token is no signed JSON Web Token")
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return "", errors.New("the token is not encoded as it must be")
	}
	var claims struct {
		Issuer string `json:"iss"`
	}
	if err := json.Unmarshal(payload, &claims); err != nil {
		return "", errors.New("the claims of the token are no JSON")
	}
	return claims.Issuer, nil
}

// checker asks the issuer for its discovery document at the first token, and again after a failure.
func (i *issuer) checker(ctx context.Context) (*oidc.IDTokenVerifier, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.verifier != nil {
		return i.verifier, nil
	}
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, i.client), i.URL)
	if err != nil {
		return nil, away(i.URL, err)
	}
	var discovered struct {
		Keys string `json:"jwks_uri"`
	}
	if err := provider.Claims(&discovered); err != nil {
		return nil, away(i.URL, err)
	}
	i.verifier = oidc.NewVerifier(i.URL, newKeys(discovered.Keys, i.client, i.now), &oidc.Config{
		ClientID:             i.Audience,
		SupportedSigningAlgs: algorithms,
		Now:                  func() time.Time { return i.now().Add(-leeway) },
	})
	return i.verifier, nil
}

// blame parts an issuer that cannot be reached from a token that is bad.
func (i *issuer) blame(err error) error {
	if errors.Is(err, errKeysAway) {
		return away(i.URL, err)
	}
	return err
}
