package app_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"oco.example/oco/server/platform/config"
)

// The issuer of a demo stands beside the API: every answer says the version, and what is not there is
// a problem like any other.
func TestTheIssuerOfADemoIsPartOfTheServer(t *testing.T) {
	a, err := newApp(t, config.Server{Demo: true, OIDCAudience: "oco", RatePerAddress: config.Rate{Count: 100, Per: 1}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		method, path string
		status       int
		content      string
	}{
		{http.MethodGet, "/dev-issuer/keys", http.StatusOK, "application/json"},
		{http.MethodGet, "/dev-issuer/nothing", http.StatusNotFound, "application/problem+json"},
		{http.MethodDelete, "/dev-issuer/keys", http.StatusNotFound, "application/problem+json"},
		{http.MethodGet, "/dev-issuer", http.StatusNotFound, "application/problem+json"},
	} {
		w := httptest.NewRecorder()
		a.Handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), c.method, c.path, nil))
		if w.Code != c.status || w.Header().Get("Content-Type") != c.content || w.Header().Get("API-Version") == "" {
			t.Errorf("%s %s: %d %v", c.method, c.path, w.Code, w.Header())
		}
	}
}
