package auth_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/devissuer"
	"oco.example/oco/server/platform/errs"
)

func TestAGoodTokenSaysWho(t *testing.T) {
	w := newWorld(t)
	token := w.token(t, time.Hour)
	for range 3 {
		who, err := w.ByToken(t.Context(), token, auth.Certificate{})
		if err != nil || who.Issuer != w.url || who.Subject != "coordinator" {
			t.Fatalf("got %+v, %v", who, err)
		}
	}
	if n := w.keysFetched(); n != 1 {
		t.Fatalf("the keys were fetched %d times", n)
	}
}

func TestATokenEnds(t *testing.T) {
	w := newWorld(t)
	token := w.token(t, 40*time.Second)
	if _, err := w.ByToken(t.Context(), token, auth.Certificate{}); err != nil {
		t.Fatal(err)
	}
	w.clock.Add(50 * time.Second) // within the leeway, and still remembered
	if _, err := w.ByToken(t.Context(), token, auth.Certificate{}); err != nil {
		t.Fatalf("within the leeway: %v", err)
	}
	w.clock.Add(time.Second)
	if _, err := w.ByToken(t.Context(), token, auth.Certificate{}); !errs.Is(err, errs.Unauthenticated) {
		t.Fatalf("an expired token was remembered: %v", err)
	}
}

func TestKeysRotateDuringTheRun(t *testing.T) {
	w := newWorld(t)
	old := w.token(t, time.Hour)
	if _, err := w.ByToken(t.Context(), old, auth.Certificate{}); err != nil {
		t.Fatal(err)
	}
	if err := w.issuer.Rotate(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.ByToken(t.Context(), w.token(t, time.Hour), auth.Certificate{}); err != nil {
		t.Fatalf("a token of the new key: %v", err)
	}
	w.clock.Add(2 * time.Minute) // what was remembered is forgotten
	if _, err := w.ByToken(t.Context(), old, auth.Certificate{}); err != nil {
		t.Fatalf("a token of the key before: %v", err)
	}
	if err := w.issuer.Rotate(); err != nil {
		t.Fatal(err)
	}
	w.clock.Add(16 * time.Minute) // keys are old, so that one which was taken back ends
	if _, err := w.ByToken(t.Context(), old, auth.Certificate{}); !errs.Is(err, errs.Unauthenticated) {
		t.Fatalf("a token of a key that was taken back: %v", err)
	}
}

func TestInventedKeysDoNotHammerTheIssuer(t *testing.T) {
	w := newWorld(t)
	strange := issuerAt(t, w.url, w.clock.Now)
	for range 50 {
		token, err := strange.Token("coordinator", time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.ByToken(t.Context(), token, auth.Certificate{}); !errs.Is(err, errs.Unauthenticated) {
			t.Fatalf("a token signed by nobody: %v", err)
		}
	}
	if n := w.keysFetched(); n > 3 {
		t.Fatalf("the keys were fetched %d times for tokens of invented keys", n)
	}
}

func TestAnIssuerThatIsAway(t *testing.T) {
	w := newWorld(t)
	w.setAway(true)
	token := w.token(t, time.Hour)
	if _, err := w.ByToken(t.Context(), token, auth.Certificate{}); !errs.Is(err, errs.Unavailable) {
		t.Fatalf("an issuer that never answered: %v", err)
	}
	w.setAway(false)
	if _, err := w.ByToken(t.Context(), token, auth.Certificate{}); err != nil {
		t.Fatalf("it is back: %v", err)
	}
	w.setAway(true)
	w.clock.Add(20 * time.Minute)
	if _, err := w.ByToken(t.Context(), token, auth.Certificate{}); err != nil {
		t.Fatalf("an issuer that is away locks nobody out whose key is known: %v", err)
	}
}

// forger signs what it likes, with a key that its own issuer publishes.
type forger struct {
	*auth.Authenticator
	url string
	key *rsa.PrivateKey
	now time.Time
}

func newForger(t *testing.T) *forger {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	f := &forger{key: key, now: newClock().Now()}
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	f.url = server.URL
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprintf(w, `{"issuer":%q,"jwks_uri":%q,"id_token_signing_alg_values_supported":["HS256","none","RS256"]}`, f.url, f.url+"/keys")
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: key.Public(), KeyID: "k"}}})
	})
	rows := &rows{account: "a-1", active: true}
	f.Authenticator, err = auth.New(auth.Config{
		Issuers:  []auth.Issuer{{URL: f.url, Audience: audience}, {URL: "http://127.0.0.1:1/other", Audience: audience}},
		Accounts: rows, Municipalities: rows, Now: func() time.Time { return f.now },
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *forger) claims(change map[string]any) []byte {
	claims := map[string]any{"iss": f.url, "sub": "s-1", "aud": audience, "exp": f.now.Add(time.Minute).Unix(), "iat": f.now.Unix()}
	for name, value := range change {
		claims[name] = value
		if value == nil {
			delete(claims, name)
		}
	}
	payload, err := json.Marshal(claims)
	if err != nil {
		panic(err)
	}
	return payload
}

func sign(t *testing.T, algorithm jose.SignatureAlgorithm, key any, payload []byte) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: jose.JSONWebKey{Key: key, KeyID: "k"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		t.Fatal(err)
	}
	token, err := signed.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestOnlyTheDutchProfilesSignaturesCount(t *testing.T) {
	f := newForger(t)
	for _, algorithm := range []jose.SignatureAlgorithm{jose.RS256, jose.PS256} {
		if _, err := f.ByToken(t.Context(), sign(t, algorithm, f.key, f.claims(nil)), auth.Certificate{}); err != nil {
			t.Errorf("%s: %v", algorithm, err)
		}
	}
	public := x509.MarshalPKCS1PublicKey(&f.key.PublicKey)
	encode := base64.RawURLEncoding.EncodeToString
	bad := map[string]string{
		"RS512":                   sign(t, jose.RS512, f.key, f.claims(nil)),
		"HS256 by the public key": sign(t, jose.HS256, public, f.claims(nil)),
		"none":                    encode([]byte(`{"alg":"none","kid":"k"}`)) + "." + encode(f.claims(nil)) + ".",
		"none, in capitals":       encode([]byte(`{"alg":"NONE"}`)) + "." + encode(f.claims(nil)) + ".",
	}
	good := sign(t, jose.RS256, f.key, f.claims(nil))
	parts := strings.Split(good, ".")
	bad["no signature"] = parts[0] + "." + parts[1] + "."
	bad["changed claims"] = parts[0] + "." + encode(f.claims(map[string]any{"sub": "s-2"})) + "." + parts[2]
	bad["a token without dots"] = "abc"
	bad["no token"] = ""
	bad["endless"] = strings.Repeat("a", 20<<10)
	refusesAll(t, f, bad)
}

func TestOnlyClaimsForUsCount(t *testing.T) {
	f := newForger(t)
	bad := map[string]string{}
	for name, change := range map[string]map[string]any{
		"expired":          {"exp": f.now.Add(-time.Minute).Unix()},
		"no expiry":        {"exp": nil},
		"another audience": {"aud": "https://other.example"},
		"no audience":      {"aud": nil},
		"unknown issuer":   {"iss": "https://evil.example"},
		"no issuer":        {"iss": nil},
		"no subject":       {"sub": nil},
		"not yet":          {"nbf": f.now.Add(time.Hour).Unix()},
		"a strange type":   {"sub": 12},
	} {
		bad[name] = sign(t, jose.RS256, f.key, f.claims(change))
	}
	refusesAll(t, f, bad)
	good := f.claims(map[string]any{"aud": []string{"x", audience}, "exp": f.now.Add(-5 * time.Second).Unix()})
	if _, err := f.ByToken(t.Context(), sign(t, jose.RS256, f.key, good), auth.Certificate{}); err != nil {
		t.Errorf("several audiences, clocks five seconds apart: %v", err)
	}
}

func refusesAll(t *testing.T, f *forger, bad map[string]string) {
	t.Helper()
	for name, token := range bad {
		if who, err := f.ByToken(t.Context(), token, auth.Certificate{}); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("%s: got %+v, %v, want UNAUTHENTICATED", name, who, err)
		}
	}
}

func TestATokenBoundToACertificate(t *testing.T) {
	f := newForger(t)
	leaf := newLeaf(t, f.now)
	sum := sha256.Sum256(leaf.Raw)
	bound := sign(t, jose.RS256, f.key, f.claims(map[string]any{"cnf": map[string]string{"x5t#S256": base64.RawURLEncoding.EncodeToString(sum[:])}}))
	certificate := auth.CertificateOf(&tls.ConnectionState{PeerCertificates: []*x509.Certificate{leaf}})
	if certificate.Fingerprint != hex.EncodeToString(sum[:]) {
		t.Fatalf("fingerprint %s", certificate.Fingerprint)
	}
	if _, err := f.ByToken(t.Context(), bound, certificate); err != nil {
		t.Errorf("with its certificate: %v", err)
	}
	for name, other := range map[string]auth.Certificate{"without": {}, "with another": {Fingerprint: strings.Repeat("ab", 32)}} {
		if _, err := f.ByToken(t.Context(), bound, other); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestATokenThatIsBoundInAnotherWayIsRefused: its binding cannot be checked, and without that it
// would count for whoever stole it.
func TestATokenThatIsBoundInAnotherWayIsRefused(t *testing.T) {
	f := newForger(t)
	leaf := newLeaf(t, f.now)
	sum := sha256.Sum256(leaf.Raw)
	certificate := auth.CertificateOf(&tls.ConnectionState{PeerCertificates: []*x509.Certificate{leaf}})
	thumbprint := base64.RawURLEncoding.EncodeToString(sum[:])
	for name, confirmation := range map[string]any{
		"DPoP":                   map[string]any{"jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"},
		"DPoP and a certificate": map[string]any{"jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", "x5t#S256": thumbprint},
		"a key":                  map[string]any{"jwk": map[string]any{"kty": "EC"}},
		"no text":                map[string]any{"x5t#S256": 5},
		"nothing":                map[string]any{"x5t#S256": ""},
	} {
		token := sign(t, jose.RS256, f.key, f.claims(map[string]any{"cnf": confirmation}))
		for _, with := range []auth.Certificate{{}, certificate} {
			if _, err := f.ByToken(t.Context(), token, with); !errs.Is(err, errs.Unauthenticated) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	for name, confirmation := range map[string]any{"no binding": map[string]any{}, "null": nil} {
		token := sign(t, jose.RS256, f.key, f.claims(map[string]any{"cnf": confirmation}))
		if _, err := f.ByToken(t.Context(), token, auth.Certificate{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestATokenIsRememberedForAMoment: once it was good, and no longer than that counts.
func TestATokenIsRememberedForAMoment(t *testing.T) {
	f := newForger(t)
	good := sign(t, jose.RS256, f.key, f.claims(nil))
	if f.Remembers(good) || f.Remembers("bad") {
		t.Error("remembered before it was seen")
	}
	for _, token := range []string{good, "bad"} {
		_, err := f.ByToken(t.Context(), token, auth.Certificate{})
		if (err == nil) != f.Remembers(token) {
			t.Errorf("%v, and remembered: %t", err, f.Remembers(token))
		}
	}
	f.now = f.now.Add(61 * time.Second)
	if f.Remembers(good) {
		t.Error("remembered for longer than a minute")
	}
}

func TestACertificateCountsInItsTime(t *testing.T) {
	f := newForger(t)
	certificate := auth.CertificateOf(&tls.ConnectionState{PeerCertificates: []*x509.Certificate{newLeaf(t, f.now)}})
	who, err := f.ByCertificate(certificate)
	if err != nil || who.Fingerprint != certificate.Fingerprint {
		t.Fatalf("got %+v, %v", who, err)
	}
	now := f.now
	for _, at := range []time.Time{now.Add(-2 * time.Hour), now.Add(2 * time.Hour)} {
		f.now = at
		if _, err := f.ByCertificate(certificate); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("at %s: %v", at, err)
		}
	}
	if _, err := f.ByCertificate(auth.CertificateOf(nil)); !errs.Is(err, errs.Unauthenticated) {
		t.Errorf("no certificate: %v", err)
	}
}

func newLeaf(t *testing.T, now time.Time) *x509.Certificate {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour)}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return leaf
}

func TestConfigurationsThatMakeNoSense(t *testing.T) {
	rows := &rows{}
	for name, c := range map[string]auth.Config{
		"no accounts": {Municipalities: rows},
		"no address":  {Accounts: rows, Municipalities: rows, Issuers: []auth.Issuer{{URL: "issuer", Audience: audience}}},
		"no audience": {Accounts: rows, Municipalities: rows, Issuers: []auth.Issuer{{URL: "https://issuer.example"}}},
	} {
		if _, err := auth.New(c); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := devissuer.New(devissuer.Config{URL: "https://issuer.example", Audience: audience, Personas: []devissuer.Persona{{Subject: "a"}}}); err == nil {
		t.Error("the development issuer on an address of the world")
	}
}
