package devissuer_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"

	"oco.example/oco/server/platform/devissuer"
)

const (
	audience = "https://oco.example/api"
	back     = "http://127.0.0.1:7777/back"
	verifier = "a-long-enough-secret-of-the-client-0123456789"
)

type demo struct {
	url    string
	client *http.Client
	issuer *devissuer.Issuer
	now    time.Time
}

func newDemo(t *testing.T) *demo {
	t.Helper()
	d := &demo{now: time.Now()}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { d.issuer.ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	d.url, d.client = server.URL+"/dev-issuer", server.Client()
	d.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	var err error
	d.issuer, err = devissuer.New(devissuer.Config{
		URL: d.url, Audience: audience, Now: func() time.Time { return d.now },
		Personas: []devissuer.Persona{{Subject: "coordinator", Name: "Noor Zand", About: map[string]string{"nl": "<b>coördinator</b>", "en": "<b>coordinator</b>"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *demo) post(t *testing.T, path string, form url.Values) (*http.Response, map[string]any) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, d.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := d.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body := map[string]any{}
	if response.Header.Get("Content-Type") == "application/json" {
		if err := json.NewDecoder(response.Body).Decode(&body); err != nil {
			t.Fatal(err)
		}
	}
	return response, body
}

// checks verifies a token as any relying party does, and returns its subject.
func (d *demo) checks(t *testing.T, token any, aud string) string {
	t.Helper()
	provider, err := oidc.NewProvider(oidc.ClientContext(t.Context(), d.client), d.url)
	if err != nil {
		t.Fatal(err)
	}
	text, _ := token.(string)
	checked, err := provider.Verifier(&oidc.Config{ClientID: aud}).Verify(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	var claims map[string]any
	if err := checked.Claims(&claims); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"iss", "azp", "exp", "jti"} { // OAuth NL 1.2.0
		if claims[name] == nil {
			t.Errorf("the token has no claim %s", name)
		}
	}
	return checked.Subject
}

func request() url.Values {
	sum := sha256.Sum256([]byte(verifier))
	return url.Values{
		"response_type": {"code"}, "client_id": {devissuer.Client}, "redirect_uri": {back}, "state": {"s-1"}, "nonce": {"n-1"},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])}, "code_challenge_method": {"S256"},
	}
}

func with(form url.Values, name, value string) url.Values {
	form.Set(name, value)
	return form
}

func TestSigningInWithABrowser(t *testing.T) {
	d := newDemo(t)
	page, err := http.NewRequestWithContext(t.Context(), http.MethodGet, d.url+"/authorize?"+request().Encode(), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := d.client.Do(page)
	if err != nil {
		t.Fatal(err)
	}
	html, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil || !strings.Contains(string(html), "Noor Zand") || strings.Contains(string(html), "<b>") {
		t.Fatalf("the page must name the personas, escaped: %v\n%s", err, html)
	}

	response, _ = d.post(t, "/authorize", with(request(), "persona", "coordinator"))
	to, err := response.Location()
	if err != nil || !strings.HasPrefix(to.String(), back+"?") || to.Query().Get("state") != "s-1" {
		t.Fatalf("sent back to %v, %v", to, err)
	}
	form := url.Values{
		"grant_type": {"authorization_code"}, "code": {to.Query().Get("code")}, "redirect_uri": {back}, "code_verifier": {verifier},
	}
	_, given := d.post(t, "/token", form)
	if got := d.checks(t, given["access_token"], audience); got != "coordinator" {
		t.Fatalf("the token is of %q", got)
	}
	d.checks(t, given["id_token"], devissuer.Client)
	if response, again := d.post(t, "/token", form); response.StatusCode != http.StatusBadRequest || again["error"] != "invalid_grant" {
		t.Fatalf("a code counted twice: %v", again)
	}
}

func TestSignInsThatAreRefused(t *testing.T) {
	d := newDemo(t)
	for name, form := range map[string]url.Values{
		"another client":  with(request(), "client_id", "x"),
		"no PKCE":         with(request(), "code_challenge", ""),
		"plain PKCE":      with(request(), "code_challenge_method", "plain"),
		"a foreign place": with(request(), "redirect_uri", "http://evil.example/"),
		"a nobody":        with(request(), "persona", "nobody"),
	} {
		if form.Get("persona") == "" {
			form.Set("persona", "coordinator")
		}
		if response, body := d.post(t, "/authorize", form); response.StatusCode != http.StatusBadRequest || body["error"] == nil {
			t.Errorf("%s: %d %v", name, response.StatusCode, body)
		}
	}
	for name, change := range map[string][2]string{"another secret": {"code_verifier", "x"}, "another place": {"redirect_uri", back + "2"}} {
		response, _ := d.post(t, "/authorize", with(request(), "persona", "coordinator"))
		to, err := response.Location()
		if err != nil {
			t.Fatal(err)
		}
		form := url.Values{
			"grant_type": {"authorization_code"}, "code": {to.Query().Get("code")}, "redirect_uri": {back}, "code_verifier": {verifier},
		}
		if _, body := d.post(t, "/token", with(form, change[0], change[1])); body["error"] != "invalid_grant" {
			t.Errorf("%s: %v", name, body)
		}
	}
	if _, body := d.post(t, "/token", url.Values{"grant_type": {"password"}}); body["error"] != "unsupported_grant_type" {
		t.Errorf("a password: %v", body)
	}
}

func TestSigningInOnADevice(t *testing.T) {
	d := newDemo(t)
	_, started := d.post(t, "/device_authorization", url.Values{"client_id": {devissuer.Client}})
	deviceCode, _ := started["device_code"].(string)
	userCode, _ := started["user_code"].(string)
	ask := url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {deviceCode}, "client_id": {devissuer.Client}}
	if _, body := d.post(t, "/token", ask); body["error"] != "authorization_pending" {
		t.Fatalf("nobody approved: %v", body)
	}
	if response, _ := d.post(t, "/device", url.Values{"user_code": {"XXXX-XXXX"}, "persona": {"coordinator"}}); response.StatusCode != http.StatusNotFound {
		t.Fatalf("a code that does not exist: %d", response.StatusCode)
	}
	if response, _ := d.post(t, "/device", url.Values{"user_code": {strings.ToLower(userCode)}, "persona": {"coordinator"}}); response.StatusCode != http.StatusOK {
		t.Fatalf("approving: %d", response.StatusCode)
	}
	_, given := d.post(t, "/token", ask)
	if got := d.checks(t, given["access_token"], audience); got != "coordinator" {
		t.Fatalf("the token is of %q", got)
	}
	if _, body := d.post(t, "/token", ask); body["error"] != "expired_token" {
		t.Fatalf("a code counted twice: %v", body)
	}
}

func TestADeviceThatWaitsTooLong(t *testing.T) {
	d := newDemo(t)
	_, started := d.post(t, "/device_authorization", url.Values{"client_id": {devissuer.Client}})
	d.now = d.now.Add(6 * time.Minute)
	code, _ := started["device_code"].(string)
	if _, body := d.post(t, "/token", url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {code}}); body["error"] != "expired_token" {
		t.Fatalf("got %v", body)
	}
}

func TestOnlyThisMachine(t *testing.T) {
	for _, address := range []string{"https://issuer.example", "http://192.0.2.1/dev-issuer", "http://0.0.0.0/dev-issuer", "::"} {
		_, err := devissuer.New(devissuer.Config{URL: address, Audience: audience, Personas: []devissuer.Persona{{Subject: "a"}}})
		if err == nil {
			t.Errorf("%s: no error", address)
		}
	}
}
