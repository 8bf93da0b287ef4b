package rest_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"oco.example/oco/server/platform/rest"
)

func TestEveryAnswerCarriesVersionAndSecurityHeaders(t *testing.T) {
	f := newFixture(t, func(c *rest.Config) { c.Ready = nil })
	for _, c := range []struct{ method, path, body string }{
		{http.MethodGet, base + "/applications", ""}, {http.MethodPost, base + "/applications", "{}"},
		{http.MethodPost, base + "/applications", "nonsense"}, {http.MethodDelete, base + "/accounts/" + anID + "/certificates/" + anID, ""},
		{http.MethodGet, "/nothing", ""}, {http.MethodPut, base + "/applications", ""}, {http.MethodOptions, base + "/applications", ""},
		{http.MethodGet, "/healthz", ""}, {http.MethodGet, "/readyz", ""}, {http.MethodGet, "/v1/openapi.json", ""},
		{http.MethodGet, "/docs", ""}, {http.MethodGet, "/docs/page.js", ""}, {http.MethodGet, "/", ""},
		{http.MethodGet, "/.well-known/security.txt", ""},
	} {
		h := f.call(c.method, c.path, c.body).Header
		for name, want := range map[string]string{
			"API-Version": version, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer",
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Strict-Transport-Security": "max-age=31536000",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s %s: %s: got %q, want %q", c.method, c.path, name, got, want)
			}
		}
		policy := h.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s %s: policy %q lacks %q", c.method, c.path, policy, part)
			}
		}
		if strings.Contains(policy, "unsafe") {
			t.Errorf("%s %s: policy %q", c.method, c.path, policy)
		}
	}
}

func TestPagesOfAllowedOriginsMayCall(t *testing.T) {
	f := newFixture(t)
	r := f.send(http.MethodOptions, base+"/applications", "", "Origin", "https://aanmelden.example", "Access-Control-Request-Method", "POST")
	h := r.Header
	if r.StatusCode != http.StatusNoContent || h.Get("Access-Control-Allow-Origin") != "https://aanmelden.example" ||
		!strings.Contains(h.Get("Access-Control-Allow-Headers"), "Idempotency-Key") || !strings.Contains(h.Get("Access-Control-Allow-Methods"), "PATCH") {
		t.Errorf("preflight: got %d %v", r.StatusCode, h)
	}
	r = f.call(http.MethodGet, base+"/applications", "", "Origin", "https://aanmelden.example")
	if !strings.Contains(r.Header.Get("Access-Control-Expose-Headers"), "ETag") || r.Header.Get("Vary") != "Origin" {
		t.Errorf("a call: got %v", r.Header)
	}
	if r.Header.Get("Access-Control-Allow-Credentials") != "" {
		t.Error("cookies have no place here")
	}
	for _, origin := range []string{"https://elsewhere.example", "null", "https://aanmelden.example.elsewhere.example"} {
		r := f.send(http.MethodOptions, base+"/applications", "", "Origin", origin, "Access-Control-Request-Method", "POST")
		if got := r.Header.Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("%s was allowed: %q", origin, got)
		}
	}
}

func TestTheDocumentIsForEveryone(t *testing.T) {
	f := newFixture(t)
	r := f.send(http.MethodGet, "/v1/openapi.json", "", "Origin", "https://elsewhere.example")
	if r.StatusCode != http.StatusOK || r.Header.Get("Access-Control-Allow-Origin") != "*" || r.Header.Get("Content-Type") != "application/json" {
		t.Errorf("got %d %v", r.StatusCode, r.Header)
	}
	if text := read(t, r); !strings.Contains(text, `"servers":[{"url":"/v1"}]`) {
		t.Errorf("the API is where the document is: %s", text)
	}
	f = newFixture(t, func(c *rest.Config) { c.PublicURL = "https://oco.tilburg.example/" })
	if text := read(t, f.send(http.MethodGet, "/v1/openapi.json", "")); !strings.Contains(text, `"servers":[{"url":"https://oco.tilburg.example/v1"}]`) {
		t.Errorf("the public address: %s", text)
	}
}

func TestHealthAndReadiness(t *testing.T) {
	var cause error
	f := newFixture(t, func(c *rest.Config) { c.Ready = func(context.Context) error { return cause } })
	for _, path := range []string{"/healthz", "/readyz"} {
		if r := f.send(http.MethodGet, path, ""); r.StatusCode != http.StatusOK {
			t.Errorf("%s: got %d", path, r.StatusCode)
		}
	}
	cause = errors.New("the schema of gm0867 is old")
	p := problem(t, f.send(http.MethodGet, "/readyz", ""), http.StatusServiceUnavailable, "UNAVAILABLE")
	if strings.Contains(p.Detail, "schema") {
		t.Errorf("the cause was told: %s", p.Detail)
	}
	if r := f.send(http.MethodGet, "/healthz", ""); r.StatusCode != http.StatusOK {
		t.Errorf("alive all the same: got %d", r.StatusCode)
	}
}

func TestSecurityContact(t *testing.T) {
	f := newFixture(t, func(c *rest.Config) {
		c.Now = func() time.Time { return time.Date(2026, time.November, 22, 9, 0, 0, 0, time.UTC) }
	})
	text := read(t, f.send(http.MethodGet, "/.well-known/security.txt", ""))
	for _, line := range []string{"Contact: mailto:security@oco.example\n", "Expires: 2027-05-01T00:00:00Z\n"} {
		if !strings.Contains(text, line) {
			t.Errorf("%q lacks %q", text, line)
		}
	}
}

// The page may load its own files only, so each one that it names must be served.
func TestTheAPIPageIsComplete(t *testing.T) {
	f := newFixture(t)
	page := read(t, f.send(http.MethodGet, "/docs", ""))
	looked := map[string]int{}
	for _, attribute := range []string{`src="`, `href="`} {
		for _, part := range strings.Split(page, attribute)[1:] {
			address, _, _ := strings.Cut(part, `"`)
			if strings.HasPrefix(address, "data:") {
				continue
			}
			looked[attribute]++
			if r := f.send(http.MethodGet, address, ""); r.StatusCode != http.StatusOK {
				t.Errorf("%s: got %d", address, r.StatusCode)
			}
		}
		if looked[attribute] == 0 {
			t.Errorf("the page names no file by %s", attribute)
		}
	}
	if r := f.send(http.MethodGet, "/", ""); r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != "/docs" {
		t.Errorf("/: got %d", r.StatusCode)
	}
}
