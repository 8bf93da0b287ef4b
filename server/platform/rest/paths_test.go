package rest_test

import (
	"net/http"
	"testing"
)

func TestUnknownPathsAreProblems(t *testing.T) {
	f := newFixture(t)
	for _, path := range []string{
		"/nothing", "/v1", "/v2/municipalities", base + "/unknown-things", base + "/applications/" + anID + "/unknown",
		base + "/applications/",              // a trailing slash is another, unknown, path
		base + "/applications/" + anID + "/", // and is never the collection with an empty id
		base + "//applications",
		"/docs/", "/docs/README.md", "/docs/../rest.go", "/healthz/",
		base + "/applications/a%2Fb",
		base + "/applications%2F" + anID, base + "%2fapplications", "/v1%2Fopenapi.json", "/docs%2Fpage.js", // an escaped slash parts nothing
	} {
		problem(t, f.call(http.MethodGet, path, ""), http.StatusNotFound, "UNIMPLEMENTED")
	}
	if len(f.calls) > 0 {
		t.Errorf("an unknown path reached %v", f.calls)
	}
}

func TestWrongMethodsSayWhichAreRight(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct{ method, path, allow string }{
		{http.MethodDelete, base + "/applications", "GET, HEAD, OPTIONS, POST"},
		{http.MethodPut, base + "/applications/" + anID, "GET, HEAD, OPTIONS, PATCH"},
		{http.MethodGet, base + "/applications/_search", "OPTIONS, POST"},
		{http.MethodHead, base + "/events/_watch", "GET, OPTIONS"},
		{http.MethodPost, "/healthz", "GET, HEAD, OPTIONS"},
		{http.MethodPost, "/v1/openapi.json", "GET, HEAD, OPTIONS"},
		{"BREW", base + "/intake-form", "GET, HEAD, OPTIONS"},
	} {
		r := f.call(c.method, c.path, "")
		problem(t, r, http.StatusMethodNotAllowed, "UNIMPLEMENTED")
		if got := r.Header.Get("Allow"); got != c.allow {
			t.Errorf("%s %s: Allow: got %q, want %q", c.method, c.path, got, c.allow)
		}
	}
}

func TestOptionsTellsTheMethods(t *testing.T) {
	f := newFixture(t)
	for path, allow := range map[string]string{base + "/applications": "GET, HEAD, OPTIONS, POST", "/readyz": "GET, HEAD, OPTIONS"} {
		r := f.send(http.MethodOptions, path, "")
		if r.StatusCode != http.StatusNoContent || r.Header.Get("Allow") != allow {
			t.Errorf("%s: got %d %q", path, r.StatusCode, r.Header.Get("Allow"))
		}
	}
	problem(t, f.send(http.MethodOptions, "/nothing", ""), http.StatusNotFound, "UNIMPLEMENTED")
	r := f.request(http.MethodOptions, "/", "")
	r.URL.Path, r.RequestURI = "*", "*" // about the server as a whole
	if whole := f.serve(r); whole.StatusCode != http.StatusNoContent || whole.Header.Get("Allow") == "" || whole.Header.Get("API-Version") != version {
		t.Errorf("OPTIONS *: got %d %v", whole.StatusCode, whole.Header)
	}
}

func TestHeadIsGetWithoutABody(t *testing.T) {
	f := newFixture(t)
	r := f.call(http.MethodHead, base+"/applications/"+anID, "")
	if r.StatusCode != http.StatusOK || r.Header.Get("ETag") != `"7"` {
		t.Errorf("got %d, ETag %q", r.StatusCode, r.Header.Get("ETag"))
	}
}

func TestMethodsAreNotOverridden(t *testing.T) {
	f := newFixture(t)
	r := f.call(http.MethodPost, base+"/applications", "{}", "X-HTTP-Method-Override", "GET")
	if r.StatusCode != http.StatusCreated || f.calls[0] != "/oco.intake.v1.IntakeService/SubmitApplication" {
		t.Errorf("got %d from %v", r.StatusCode, f.calls)
	}
	// A form that is posted never becomes a GET.
	r = f.call(http.MethodPost, base+"/applications/"+anID, "x=1", "Content-Type", "application/x-www-form-urlencoded")
	problem(t, r, http.StatusMethodNotAllowed, "UNIMPLEMENTED")
}
