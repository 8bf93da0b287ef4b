package rest_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// Whatever comes in, the answer is success or a complete problem that is not our fault.
func FuzzRequests(f *testing.F) {
	one := base + "/applications/" + anID
	f.Add(http.MethodPost, base+"/applications", "", `{"question": "x", "lifeDomains": ["LIFE_DOMAIN_WORK", 3, null]}`, anID, "")
	f.Add(http.MethodPatch, one, "updateMask=question,urgency.reason", `{"urgency": {"latestDate": null}}`, "", `"7"`)
	f.Add(http.MethodPatch, one, "", `{"createTime": "2026-01-02T03:04:05Z", "application_date": []}`, "x", "*")
	f.Add(http.MethodGet, base+"/applications", "pageSize=1&states=APPLICATION_STATE_RECEIVED&states[]=2", "", "", "")
	f.Add(http.MethodPost, base+"/imports", "", `{"file": "QUJD", "columns": [{"heading": 1}]} {}`, "", "")
	f.Add(http.MethodDelete, base+"/accounts/"+anID+"/certificates/%2e%2e", "etag=1", "", "", "W/")
	f.Add("BREW", "/v1//municipalities/", "%", "\x00", `"`, `"`)
	fixture := newFixture(f)
	f.Fuzz(func(t *testing.T, method, path, query, body, key, match string) {
		address, err := url.Parse("http://oco.example" + path)
		if err != nil || !strings.HasPrefix(address.Path, "/") || method == "" || strings.HasSuffix(path, "/_watch") {
			return
		}
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", strings.NewReader(body))
		r.Method, r.URL = method, address
		r.URL.RawQuery = query
		r.Header.Set("Authorization", "Bearer x")
		r.Header.Set("Content-Type", "application/json")
		r.Header["Idempotency-Key"], r.Header["If-Match"] = []string{key}, []string{match}
		answer := fixture.serve(r)
		text := read(t, answer)
		if answer.StatusCode < 400 {
			return
		}
		if answer.StatusCode >= 500 || answer.Header.Get("Content-Type") != "application/problem+json" || !json.Valid([]byte(text)) {
			t.Errorf("%s %s?%s %q: got %d %s", method, path, query, body, answer.StatusCode, text)
		}
	})
}
