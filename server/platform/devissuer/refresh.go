package devissuer

import (
	"crypto/rand"
	"crypto/subtle"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	// grantRefresh is the grant with which a refresh token is used (RFC 6749, section 6).
	grantRefresh = "refresh_token"
	// scopeOffline is the scope that asks for a refresh token (OpenID Connect Core 1.0, section 11).
	scopeOffline = "offline_access"
	// renewableFor is how long after it began a sign-in can be renewed: a long working day, and no
	// longer however often it was renewed.
	renewableFor = 12 * time.Hour
	// renewables is how many sign-ins can be renewed at once; above that one gets no refresh token.
	renewables = 1000
)

// asksOffline reports whether a refresh token is among the scopes of a request.
func asksOffline(scope string) bool { return slices.Contains(strings.Fields(scope), scopeOffline) }

// renewals keeps the sign-ins that can be renewed, by the part of their refresh tokens that stays
// the same. Each token counts once and brings the next (RFC 9700, section 4.14): who shows an older
// one took it from somebody, or somebody took the newer one from them, so then none counts any more.
type renewals struct {
	now func() time.Time

	mu     sync.Mutex
	chains map[string]chain
}

// chain is one sign-in: whose it is, for which client, until when, and the secret of the refresh
// token that counts.
type chain struct {
	subject, client, secret string
	until                   time.Time
}

func newRenewals(now func() time.Time) *renewals {
	return &renewals{now: now, chains: map[string]chain{}}
}

// begin makes the first refresh token of a sign-in; when there are too many, it makes none.
func (r *renewals) begin(subject, client string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	for name, c := range r.chains {
		if r.now().After(c.until) {
			delete(r.chains, name)
		}
	}
	if len(r.chains) >= renewables {
		return ""
	}
	return r.next(rand.Text(), chain{subject: subject, client: client, until: r.now().Add(renewableFor)})
}

// use returns whose a refresh token is, and the one that counts from now on. Whatever is wrong with
// a token ends the sign-in that it belongs to.
func (r *renewals) use(token, client string) (subject, next string, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	name, secret, _ := strings.Cut(token, ".")
	c, ok := r.chains[name]
	if !ok {
		return "", "", false
	}
	if r.now().After(c.until) || c.client != client || subtle.ConstantTimeCompare([]byte(c.secret), []byte(secret)) != 1 {
		delete(r.chains, name)
		return "", "", false
	}
	return c.subject, r.next(name, c), true
}

// next gives a chain another secret, and returns the token with it.
func (r *renewals) next(name string, c chain) string {
	c.secret = rand.Text()
	r.chains[name] = c
	return name + "." + c.secret
}

// refresh exchanges a refresh token for an access token and the next refresh token.
func (i *Issuer) refresh(w http.ResponseWriter, form url.Values) {
	subject, next, ok := i.renewals.use(form.Get("refresh_token"), form.Get("client_id"))
	if !ok {
		refuse(w, "invalid_grant", "the refresh token does not exist, is used or expired, or belongs to another client")
		return
	}
	i.give(w, given{subject: subject, refresh: next})
}
