package signin

import (
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2"
)

func TestStore(t *testing.T) {
	store := NewStore(filepath.Join(t.TempDir(), "deep", "oco"))
	if kept, err := store.Get("a:1"); kept != nil || err != nil {
		t.Fatalf("an empty store has %v, %v", kept, err)
	}
	for server, token := range map[string]string{"a:1": "one", "b:2": "two"} {
		if err := store.Put(server, &Credential{Token: &oauth2.Token{AccessToken: token}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Put("a:1", nil); err != nil {
		t.Fatal(err)
	}
	gone, err := store.Get("a:1")
	if gone != nil || err != nil {
		t.Errorf("forgotten: %v, %v", gone, err)
	}
	if kept, err := store.Get("b:2"); err != nil || kept.Token.AccessToken != "two" {
		t.Errorf("kept: %v, %v", kept, err)
	}
	for path, want := range map[string]os.FileMode{store.Path(): 0o600, filepath.Dir(store.Path()): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	if files, err := os.ReadDir(filepath.Dir(store.Path())); err != nil || len(files) != 1 {
		t.Errorf("left behind: %v, %v", files, err)
	}
	if err := os.WriteFile(store.Path(), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Get("b:2"); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("a damaged file: %v", err)
	}
}

// issuer is an OpenID Connect issuer that approves a code after a question, and renews tokens.
type issuer struct {
	*httptest.Server
	noDevice bool
	refuse   string
	calls    []string
}

func newIssuer(t *testing.T) *issuer {
	i := &issuer{}
	i.Server = httptest.NewServer(http.HandlerFunc(i.serve))
	t.Cleanup(i.Close)
	return i
}

func (i *issuer) serve(w http.ResponseWriter, r *http.Request) {
	answer, code := map[string]any{}, http.StatusOK
	switch r.URL.Path {
	case "/.well-known/openid-configuration":
		answer = map[string]any{"issuer": i.URL, "token_endpoint": i.URL + "/token", "device_authorization_endpoint": i.URL + "/device"}
		if i.noDevice {
			delete(answer, "device_authorization_endpoint")
		}
	case "/device":
		answer = map[string]any{"device_code": "d", "user_code": "BCDF-GHJK", "verification_uri": i.URL + "/go", "expires_in": 60, "interval": 1}
	case "/token":
		i.calls = append(i.calls, r.FormValue("grant_type")+" "+r.FormValue("client_id"))
		answer = map[string]any{"access_token": "fresh", "refresh_token": "again", "token_type": "Bearer", "expires_in": 900}
		if i.refuse != "" {
			answer, code = map[string]any{"error": i.refuse}, http.StatusBadRequest
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(answer) // the test sees what is missing
}

func TestDevice(t *testing.T) {
	i := newIssuer(t)
	shown := ""
	got, err := Device{Issuer: i.URL, ClientID: "oco", Show: func(address, code string) { shown = address + " " + code }}.SignIn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got.Token.AccessToken != "fresh" || got.Token.RefreshToken != "again" || got.ClientID != "oco" || got.TokenURL != i.URL+"/token" {
		t.Errorf("got %+v", got)
	}
	if shown != i.URL+"/go BCDF-GHJK" {
		t.Errorf("showed %q", shown)
	}
}

func TestDeviceRefused(t *testing.T) {
	i := newIssuer(t)
	show := func(string, string) {}
	for reason, says := range map[string]string{"access_denied": "it was refused there", "expired_token": "not used in time", "invalid_client": `"oco" is not known there`, "invalid_scope": "openid cannot be asked for there", "server_error": "answered server_error"} {
		i.refuse = reason
		if _, err := (Device{Issuer: i.URL, ClientID: "oco", Scopes: []string{"openid"}, Show: show}).SignIn(t.Context()); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", reason, err)
		}
	}
	i.noDevice = true
	if _, err := (Device{Issuer: i.URL, Show: show}).SignIn(t.Context()); err == nil || !strings.Contains(err.Error(), "knows no sign-in with a code") {
		t.Errorf("no device code: %v", err)
	}
	for _, wrong := range []string{"http://login.example", "login.example", i.URL + "/", "https://127.0.0.1:1"} {
		if _, err := (Device{Issuer: wrong, Show: show}).SignIn(t.Context()); err == nil {
			t.Errorf("%s was taken for an issuer", wrong)
		}
	}
}

// TestAnIssuerThatIsNotReached holds that people read what to do, and nothing of sockets.
func TestAnIssuerThatIsNotReached(t *testing.T) {
	page := httptest.NewServer(http.NotFoundHandler())
	defer page.Close()
	broken := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }))
	defer broken.Close()
	private := httptest.NewTLSServer(http.NotFoundHandler())
	defer private.Close()
	private.Config.ErrorLog = log.New(io.Discard, "", 0)
	for _, c := range []struct {
		issuer, says string
		away         bool
	}{
		{"http://127.0.0.1:1", "http://127.0.0.1:1 cannot be reached. Check the address", true},
		{broken.URL, "cannot be reached", true},
		{page.URL, "is no address to sign in at", false},
		{private.URL, "does not trust the certificate", false},
		{"https://issuer.invalid", "issuer.invalid", false},
	} {
		_, err := Device{Issuer: c.issuer}.SignIn(t.Context())
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "dial") || strings.Contains(err.Error(), "lookup") || strings.Contains(err.Error(), "x509") {
			t.Errorf("%s: said %v", c.issuer, err)
		}
		if c.says != "issuer.invalid" && errors.As(err, new(AwayError)) != c.away { // without a network nobody knows whether it exists
			t.Errorf("%s: is away is not %t: %v", c.issuer, c.away, err)
		}
	}
	if err := unreachable("https://x", &net.DNSError{IsNotFound: true}); !strings.Contains(err.Error(), "https://x does not exist") {
		t.Errorf("said %v", err)
	}
	if err := unreachable("https://x", &net.DNSError{IsTimeout: true}); !strings.Contains(err.Error(), "https://x does not answer") || !errors.As(err, new(AwayError)) {
		t.Errorf("said %v", err)
	}
}

func TestClientAt(t *testing.T) {
	for issuer, want := range map[string]string{
		"http://127.0.0.1:8080/dev-issuer": "oco-demo", "http://localhost:18080/dev-issuer/": "oco-demo", "http://127.0.0.1:8080": "oco",
		"https://login.example/dev-issuer": "oco", "https://login.example": "oco", "": "oco", "://": "oco",
	} {
		if got := ClientAt(issuer); got != want {
			t.Errorf("%s: %s", issuer, got)
		}
	}
}

func TestSourceRenews(t *testing.T) {
	i := newIssuer(t)
	store := NewStore(t.TempDir())
	past := time.Now().Add(-time.Hour)
	source := store.Source(t.Context(), "a:1", &Credential{ClientID: "oco", TokenURL: i.URL + "/token", Token: &oauth2.Token{AccessToken: "old", RefreshToken: "once", Expiry: past}})
	for range 2 {
		if token, err := source.Token(); err != nil || token.AccessToken != "fresh" {
			t.Fatalf("got %v, %v", token, err)
		}
	}
	if len(i.calls) != 1 || i.calls[0] != "refresh_token oco" {
		t.Errorf("the issuer was asked %v", i.calls)
	}
	if kept, err := store.Get("a:1"); err != nil || kept.Token.AccessToken != "fresh" || kept.Token.RefreshToken != "again" {
		t.Errorf("kept %v, %v", kept, err)
	}
	i.refuse = "invalid_grant"
	for name, token := range map[string]*oauth2.Token{
		"no refresh token": {AccessToken: "old", Expiry: past}, "one that does not count": {AccessToken: "old", RefreshToken: "gone", Expiry: past},
	} {
		source := store.Source(t.Context(), "a:1", &Credential{ClientID: "oco", TokenURL: i.URL + "/token", Token: token})
		if _, err := source.Token(); !errors.Is(err, ErrExpired) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
