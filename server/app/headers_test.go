package app_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"oco.example/oco/server/app"
	"oco.example/oco/server/platform/config"
)

// TestEveryAnswerCarriesVersionAndSecurityHeaders: an answer of the API and a refusal, health, the
// documents, the issuer of a demo, and the website, what is there and what is not.
func TestEveryAnswerCarriesVersionAndSecurityHeaders(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"index.html", "desk/index.html", "portal/index.html", "login/index.html", "assets/a-1.js", "icon.svg"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	a, err := newApp(t, config.Server{
		Demo: true, OIDCAudience: "oco", WebDir: folder, RatePerAddress: config.Rate{Count: 1000, Per: 1}, CORSOrigins: []string{"https://aanmelden.example"},
	})
	if err != nil {
		t.Fatal(err)
	}
	const kept = "public, max-age=31536000, immutable"
	for _, c := range []struct {
		method, path, accept string
		status               int
		// cache is what Cache-Control says when it is not no-store.
		cache string
	}{
		{http.MethodGet, "/v1/municipalities/gm9999/intake-form", "", http.StatusForbidden, ""},
		{http.MethodGet, "/v1/municipalities/gm9999/applications", "", http.StatusUnauthorized, ""},
		{http.MethodGet, "/v1/nothing", "", http.StatusNotFound, ""},
		{http.MethodPut, "/v1/municipalities", "", http.StatusMethodNotAllowed, ""},
		{http.MethodGet, "/v1/municipalities", "", http.StatusOK, ""},
		{http.MethodOptions, "/v1/municipalities", "", http.StatusNoContent, ""},
		{http.MethodGet, "/v1/openapi.json", "", http.StatusOK, ""},
		{http.MethodGet, "/docs", "text/html", http.StatusOK, ""},
		{http.MethodGet, "/docs/page.js", "", http.StatusOK, ""},
		{http.MethodGet, "/healthz", "", http.StatusOK, ""},
		{http.MethodGet, "/.well-known/security.txt", "", http.StatusOK, ""},
		{http.MethodGet, "/config.json", "", http.StatusOK, "no-cache"},
		{http.MethodHead, "/icon.svg", "", http.StatusOK, "no-cache"},
		{http.MethodGet, "/assets/a-1.js", "", http.StatusOK, kept},
		{http.MethodGet, "/assets/gone.js", "text/html", http.StatusNotFound, ""},
		{http.MethodGet, "/", "text/html", http.StatusOK, "no-cache"},
		{http.MethodGet, "/desk/applications", "text/html", http.StatusOK, "no-cache"},
		{http.MethodGet, "/portal", "text/html", http.StatusOK, "no-cache"},
		{http.MethodGet, "/nothing", "text/html", http.StatusNotFound, "no-cache"},
		{http.MethodGet, "/nothing", "application/json", http.StatusNotFound, ""},
		{http.MethodHead, "/waalwijk", "*/*", http.StatusNotFound, "no-cache"},
		{http.MethodGet, "/dev-issuer/.well-known/openid-configuration", "", http.StatusOK, ""},
		{http.MethodGet, "/dev-issuer/keys", "", http.StatusOK, ""},
		{http.MethodGet, "/dev-issuer/authorize", "text/html", http.StatusBadRequest, ""},
		{http.MethodPost, "/dev-issuer/token", "", http.StatusBadRequest, ""},
		{http.MethodGet, "/dev-issuer/nothing", "", http.StatusNotFound, ""},
	} {
		r := httptest.NewRequestWithContext(t.Context(), c.method, c.path, nil)
		r.Header.Set("Accept", c.accept)
		w := httptest.NewRecorder()
		a.Handler.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s %s: got %d: %s", c.method, c.path, w.Code, w.Body)
		}
		carries(t, c.method+" "+c.path, w.Header(), c.cache)
	}
}

// carries fails when a header lacks that every answer has.
func carries(t *testing.T, what string, h http.Header, cache string) {
	t.Helper()
	if cache == "" {
		cache = "no-store"
	}
	for name, want := range map[string]string{
		"API-Version": app.Version, "Cache-Control": cache, "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
		"X-Frame-Options": "DENY", "Strict-Transport-Security": "max-age=31536000",
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %s: got %q, want %q", what, name, got, want)
		}
	}
	policy := h.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("%s: policy %q", what, policy)
	}
}
