// Package devissuer is a small OpenID Connect issuer inside the server, for the demo alone: it
// gives tokens to invented people without asking for a password. It stands on the same standards
// as a real one (discovery, key documents, authorization code with PKCE, device code, refresh tokens that
// rotate), so that what works with it works with a municipality's issuer. It refuses an address that
// is not this machine's own.
package devissuer

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
)

// Client is the identifier of the public client that the demo's tokens are for.
const Client = "oco-demo"

// lifetime is how long a token counts that somebody signed in for: OAuth NL 1.2.0 allows a public
// client a quarter of an hour.
const lifetime = 15 * time.Minute

// Persona is an invented person, or a system, that can sign in.
type Persona struct {
	// Subject is the claim sub of its tokens.
	Subject string
	// Name is what the sign-in page shows.
	Name string
	// About says what this persona may do, by language.
	About map[string]string
}

// Config is what an Issuer needs.
type Config struct {
	// URL is the issuer's own address, "http://127.0.0.1:8080/dev-issuer".
	URL string
	// Audience is how its tokens name the platform.
	Audience string
	Personas []Persona
	// Now is the clock, time.Now when nil.
	Now func() time.Time
}

// Issuer signs tokens for personas.
type Issuer struct {
	Config

	mux *http.ServeMux

	mu   sync.Mutex
	keys []key
	// codes are authorization codes that wait to be exchanged, devices are sign-ins on a device.
	codes    *pending[authorization]
	devices  *pending[device]
	renewals *renewals
}

// New makes an issuer with a fresh key: tokens of an earlier run do not count.
func New(c Config) (*Issuer, error) {
	address, err := url.Parse(c.URL)
	if err != nil || !isLoopback(address.Hostname()) {
		return nil, fmt.Errorf("devissuer: %q is no address of this machine; the development issuer is for the demo alone", c.URL)
	}
	if c.Audience == "" || len(c.Personas) == 0 {
		return nil, errors.New("devissuer: an audience and personas are needed")
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	i := &Issuer{Config: c, codes: newPending[authorization](c.Now), devices: newPending[device](c.Now), renewals: newRenewals(c.Now)}
	if err := i.Rotate(); err != nil {
		return nil, err
	}
	i.mux = i.routes(strings.TrimSuffix(address.Path, "/"))
	return i, nil
}

// isLoopback reports whether a host is this machine itself.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// ServeHTTP answers below the path of the issuer's URL. Around it stands what every answer of the
// server carries.
func (i *Issuer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self' http://127.0.0.1:* http://localhost:*; frame-ancestors 'none'")
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	i.mux.ServeHTTP(w, r)
}

// Serves reports whether there is anything at the path and method of a request.
func (i *Issuer) Serves(r *http.Request) bool {
	_, pattern := i.mux.Handler(r)
	return pattern != ""
}

func (i *Issuer) routes(base string) *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+base+"/.well-known/openid-configuration", i.discovery)
	mux.HandleFunc("GET "+base+"/keys", i.publicKeys)
	mux.HandleFunc("GET "+base+"/page.css", style)
	mux.HandleFunc("GET "+base+"/authorize", i.authorizePage)
	mux.HandleFunc("POST "+base+"/authorize", i.authorize)
	mux.HandleFunc("POST "+base+"/device_authorization", i.startDevice)
	mux.HandleFunc("GET "+base+"/device", i.devicePage)
	mux.HandleFunc("POST "+base+"/device", i.approveDevice)
	mux.HandleFunc("POST "+base+"/token", i.token)
	return mux
}

// Token makes a token for a persona that counts for a while.
func (i *Issuer) Token(subject string, counts time.Duration) (string, error) {
	return i.sign(subject, i.Audience, counts, nil)
}

// sign makes a token with the claims of the Dutch OAuth profile: iss, azp, exp and jti among them.
func (i *Issuer) sign(subject, audience string, counts time.Duration, more map[string]any) (string, error) {
	if !i.knows(subject) {
		return "", fmt.Errorf("devissuer: there is no persona %q", subject)
	}
	now := i.Now()
	claims := map[string]any{
		"iss": i.URL, "sub": subject, "aud": audience, "azp": Client, "jti": uuid.NewString(),
		"iat": now.Unix(), "exp": now.Add(counts).Unix(),
	}
	for name, value := range more {
		claims[name] = value
	}
	return i.signed(claims)
}

func (i *Issuer) knows(subject string) bool {
	return slices.ContainsFunc(i.Personas, func(p Persona) bool { return p.Subject == subject })
}
