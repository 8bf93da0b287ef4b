package website_test

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"oco.example/oco/server/platform/website"
)

const issuer = "https://login.example/realm"

func built() fstest.MapFS {
	files := fstest.MapFS{}
	for name, content := range map[string]string{
		"index.html": "public", "desk/index.html": "desk", "portal/index.html": "portal", "login/index.html": "login",
		"assets/a-1.js": "script", "assets/a-1.js.br": "brotli", "assets/a-1.js.gz": "gzip", "icon.svg": "<svg/>",
	} {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return files
}

func site(t *testing.T) http.Handler {
	t.Helper()
	return siteOf(t, website.Config{Files: built(), Issuer: issuer, ClientID: "oco-web"})
}

func siteOf(t *testing.T, c website.Config) http.Handler {
	t.Helper()
	s, err := website.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return s.Before(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, "next")
	}))
}

func get(t *testing.T, method, target string, header map[string]string) *http.Response {
	t.Helper()
	return ask(t, site(t), method, target, header)
}

func ask(t *testing.T, site http.Handler, method, target string, header map[string]string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, target, nil)
	for name, value := range header {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	content, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestABrowserGetsThePageOfTheDoor(t *testing.T) {
	browser := map[string]string{"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
	for target, want := range map[string]string{
		"/": "public", "/waalwijk": "public", "/waalwijk/bel-mij": "public", "/desk": "desk", "/desk/": "desk",
		"/desk/gm0867/x": "desk", "/deskundig": "public", "/portal/cases": "portal", "/login?code=1": "login",
		"/v1/municipalities": "next", "/v1": "next", "/v1/niets": "next", "/docs": "next", "/healthz": "next",
		"/.well-known/security.txt": "next", "/dev-issuer/authorize": "next", "/assets/gone.js": "next",
	} {
		if got := body(t, get(t, http.MethodGet, target, browser)); got != want {
			t.Errorf("%s: got %q, want %q", target, got, want)
		}
	}
}

func TestAProgramGetsNoPage(t *testing.T) {
	for _, c := range []struct{ address, accept, want string }{
		{"/waalwijk", "application/json", "next"}, {"/waalwijk", "application/problem+json, application/json", "next"},
		{"/gone.js", "*/*", "next"}, {"/gone.json", "", "next"}, {"/v1/niets", "*/*", "next"},
		{"/waalwijk", "*/*", "public"}, {"/desk", "", "desk"},
	} {
		if got := body(t, get(t, http.MethodGet, c.address, map[string]string{"Accept": c.accept})); got != c.want {
			t.Errorf("%s, Accept %q: got %q, want %q", c.address, c.accept, got, c.want)
		}
	}
	if got := body(t, get(t, http.MethodPost, "/desk", map[string]string{"Accept": "text/html"})); got != "next" {
		t.Errorf("POST: got %q", got)
	}
}

func TestFilesComeAsSmallAsTheBrowserTakesThem(t *testing.T) {
	for accepted, want := range map[string]string{
		"": "script", "gzip": "gzip", "gzip, deflate, br": "brotli", "br;q=0, gzip": "gzip", "br;q=0.5": "brotli", "identity": "script",
	} {
		r := get(t, http.MethodGet, "/assets/a-1.js", map[string]string{"Accept-Encoding": accepted})
		if got := body(t, r); got != want || r.Header.Get("Content-Type") != "text/javascript; charset=utf-8" {
			t.Errorf("%q: got %q as %s", accepted, got, r.Header.Get("Content-Type"))
		}
	}
}

func TestWhatIsNamedAfterItsContentLasts(t *testing.T) {
	for target, want := range map[string]string{"/assets/a-1.js": "public, max-age=31536000, immutable", "/icon.svg": "no-cache"} {
		if got := get(t, http.MethodGet, target, nil).Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: %q", target, got)
		}
	}
}

func TestThePolicyAllowsNothingInlineAndOnlyTheIssuerBesideUs(t *testing.T) {
	h := get(t, http.MethodGet, "/desk", map[string]string{"Accept": "text/html"}).Header
	policy := h.Get("Content-Security-Policy")
	if strings.Contains(policy, "unsafe") || !strings.Contains(policy, "connect-src 'self' https://login.example;") ||
		!strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("policy: %s", policy)
	}
	if h.Get("Permissions-Policy") == "" {
		t.Error("Permissions-Policy is missing")
	}
}

func TestThePagesLearnWhereToSignIn(t *testing.T) {
	want := `{"clientId":"oco-web","demo":false,"issuer":"` + issuer + `"}`
	if got := body(t, get(t, http.MethodGet, "/config.json", nil)); got != want {
		t.Errorf("got %s", got)
	}
}

func TestHeadHasNoBody(t *testing.T) {
	r := get(t, http.MethodHead, "/icon.svg", nil)
	if got := body(t, r); got != "" || r.Header.Get("Content-Length") != "6" {
		t.Errorf("got %q, length %s", got, r.Header.Get("Content-Length"))
	}
}

func TestAFolderThatIsNoWebsiteIsRefused(t *testing.T) {
	missing, strange := built(), built()
	delete(missing, "portal/index.html")
	maps.Copy(strange, fstest.MapFS{"notes.docx": {Data: []byte("x")}})
	for name, files := range map[string]fstest.MapFS{"portal/index.html": missing, "notes.docx": strange} {
		if _, err := website.New(website.Config{Files: files}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
