package rest_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/rest"
)

func TestWhatIsMadeHasALocation(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct{ path, body, location string }{
		{base + "/applications", "{}", base + "/applications/" + anID}, // the application, not its receipt
		{base + "/imports", "{}", base + "/imports/" + anID},
		{"/v1/municipalities", `{"municipality": "gm0855"}`, "/v1/municipalities/gm0855"},
		{base + "/accounts/" + anotherID + "/certificates", "{}", base + "/accounts/" + anotherID + "/certificates/" + anID},
	} {
		r := f.call(http.MethodPost, c.path, c.body)
		if r.StatusCode != http.StatusCreated || r.Header.Get("Location") != c.location {
			t.Errorf("%s: got %d, Location %q, want %q", c.path, r.StatusCode, r.Header.Get("Location"), c.location)
		}
	}
	for _, path := range []string{base + "/receipts/_lookup", base + "/applications/" + anID + "/_end"} {
		if r := f.call(http.MethodPost, path, "{}"); r.StatusCode != http.StatusOK || r.Header.Get("Location") != "" {
			t.Errorf("%s makes nothing: got %d, Location %q", path, r.StatusCode, r.Header.Get("Location"))
		}
	}
}

func TestDeletingAnswersNothing(t *testing.T) {
	f := newFixture(t)
	r := f.call(http.MethodDelete, base+"/accounts/"+anID+"/certificates/"+anotherID, "")
	if text := read(t, r); r.StatusCode != http.StatusNoContent || text != "" || r.Header.Get("Content-Type") != "" {
		t.Errorf("got %d %q %q", r.StatusCode, r.Header.Get("Content-Type"), text)
	}
}

func TestAnswersShowEveryField(t *testing.T) {
	f := newFixture(t)
	r := f.call(http.MethodGet, base+"/applications/"+anID, "")
	if r.Header.Get("Content-Type") != "application/json" {
		t.Errorf("got %q", r.Header.Get("Content-Type"))
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(read(t, r)), &got); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{"id": anID, "lifeDomains": []any{}, "question": "", "state": "APPLICATION_STATE_UNSPECIFIED"} {
		if diff := cmp.Diff(want, got[name]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if _, shown := got["urgency"]; shown {
		t.Error("what is absent must stay absent")
	}
}

func TestVersionsTravelAsETags(t *testing.T) {
	f := newFixture(t)
	if r := f.call(http.MethodGet, base+"/applications/"+anID, ""); r.Header.Get("ETag") != `"7"` {
		t.Errorf("reading: got %q", r.Header.Get("ETag"))
	}
	if r := f.call(http.MethodPatch, base+"/applications/"+anID, `{"question": "x"}`); r.Header.Get("ETag") != `"8"` {
		t.Errorf("changing: got %q", r.Header.Get("ETag"))
	}
	if r := f.call(http.MethodGet, base+"/applications", ""); r.Header.Get("ETag") != "" {
		t.Errorf("a list has no version: got %q", r.Header.Get("ETag"))
	}
}

func TestConditionsThatCannotBe(t *testing.T) {
	f := newFixture(t)
	one := base + "/applications/" + anID
	problem(t, f.call(http.MethodPatch, one, "{}", "If-Match", `W/"7"`), http.StatusPreconditionFailed, "ETAG_MISMATCH")
	for _, c := range []struct {
		method, path, body, header, value string
		want                              []string
	}{
		{http.MethodPatch, one, "{}", "If-Match", "7", []string{"header If-Match header.etag"}},
		{http.MethodPatch, one, "{}", "If-Match", `"7", "8"`, []string{"header If-Match header.etag"}},
		{http.MethodPost, base + "/applications", "{}", "If-Match", `"7"`, []string{"header If-Match header.unexpected"}},
		{http.MethodPatch, one, `{"etag": "6"}`, "If-Match", `"7"`, []string{"header If-Match header.contradiction"}},
		{http.MethodPost, one + "/_end", `{"etag": "6"}`, "If-Match", `"7"`, []string{"header If-Match header.contradiction"}},
		{http.MethodPost, base + "/applications", "{}", "Idempotency-Key", "again", []string{"header Idempotency-Key header.uuid"}},
		{http.MethodPost, base + "/applications", `{"requestId": "` + anID + `"}`, "Idempotency-Key", anotherID, []string{"header Idempotency-Key header.contradiction"}},
	} {
		p := problem(t, f.call(c.method, c.path, c.body, c.header, c.value), http.StatusBadRequest, "INVALID")
		if diff := cmp.Diff(c.want, places(p)); diff != "" {
			t.Errorf("%s %s %s: %s %s (-want +got):\n%s", c.method, c.path, c.body, c.header, c.value, diff)
		}
	}
	if len(f.calls) > 0 {
		t.Errorf("reached %v", f.calls)
	}
	for _, c := range []struct{ method, path, body, header, value string }{
		{http.MethodPatch, one, "{}", "If-Match", `"7"`},
		{http.MethodPatch, one, `{"etag": "7"}`, "If-Match", `"7"`},
		{http.MethodPatch, one, "{}", "If-Match", "*"},
		{http.MethodPost, one + "/_end", "{}", "If-Match", `"7"`},
		{http.MethodGet, one, "", "If-Match", `"7"`},
		{http.MethodPatch, one, "{}", "Idempotency-Key", `"` + anID + `"`},
		{http.MethodGet, one, "", "Idempotency-Key", "whatever"},
	} {
		if r := f.call(c.method, c.path, c.body, c.header, c.value); r.StatusCode != http.StatusOK {
			t.Errorf("%s %s: %s %s: got %d: %s", c.method, c.path, c.header, c.value, r.StatusCode, read(t, r))
		}
	}
}

func TestUpdatesChangeWhatTheBodyNames(t *testing.T) {
	f := newFixture(t)
	one := base + "/applications/" + anID
	for _, c := range []struct {
		query, body string
		want        []string
	}{
		{"", `{"question": "x", "safeContact": {"noPost": true}}`, []string{"question", "safe_contact"}},
		{"", `{"urgency": null, "life_domains": []}`, []string{"life_domains", "urgency"}},
		{"", `{"id": "` + anID + `", "etag": "7", "state": "APPLICATION_STATE_RECEIVED", "createTime": "2026-01-02T03:04:05Z", "question": "x"}`, []string{"question"}},
		{"?updateMask=question,lifeDomains", `{"question": "x"}`, []string{"question", "life_domains"}},
		{"?updateMask=urgency.latestDate", `{}`, []string{"urgency.latest_date"}},
	} {
		r := f.call(http.MethodPatch, one+c.query, c.body)
		if r.StatusCode != http.StatusOK {
			t.Errorf("%s %s: got %d: %s", c.query, c.body, r.StatusCode, read(t, r))
			continue
		}
		if diff := cmp.Diff(c.want, f.seen.(*intakev1.UpdateApplicationRequest).GetUpdateMask().GetPaths()); diff != "" {
			t.Errorf("%s %s (-want +got):\n%s", c.query, c.body, diff)
		}
	}
	p := problem(t, f.call(http.MethodPatch, one+"?updateMask=question,whatever", `{}`), http.StatusBadRequest, "INVALID")
	if diff := cmp.Diff([]string{"query updateMask mask.unknown"}, places(p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	r := f.call(http.MethodPatch, "/v1/municipalities/gm0855", `{"municipality": "gm0855", "name": "Tilburg"}`)
	if r.StatusCode != http.StatusOK {
		t.Fatal(read(t, r))
	}
	if diff := cmp.Diff([]string{"name"}, f.seen.(*adminv1.UpdateMunicipalityRequest).GetUpdateMask().GetPaths()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// No header becomes metadata: what a caller writes can never be taken for what the door found.
func TestNoHeaderBecomesMetadata(t *testing.T) {
	f := newFixture(t, func(c *rest.Config) { c.TrustedProxies = nil })
	f.call(http.MethodGet, base+"/applications", "",
		"Grpc-Metadata-Municipality", "gm0855", "Grpc-Metadata-X-Forwarded-For", "10.0.0.1", "X-Forwarded-For", "10.0.0.1",
		"X-Forwarded-Host", "elsewhere.example", "Grpc-Timeout", "nonsense", "Cookie", "a=b", "Traceparent", "x")
	if len(f.calls) != 1 || len(f.meta) != 0 {
		t.Errorf("called %v, metadata %v", f.calls, f.meta)
	}
}
