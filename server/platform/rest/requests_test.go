package rest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/rest"
)

// places lists where the errors of a problem are, and which rule each breaks.
func places(p rest.Problem) []string {
	var list []string
	for _, e := range p.Errors {
		at := ""
		if e.Location != nil {
			at = e.Location.Pointer + e.Location.Name
			if e.Location.Index != nil {
				at += fmt.Sprint("#", *e.Location.Index)
			}
		}
		list = append(list, e.In+" "+at+" "+e.Code)
	}
	return list
}

func TestBodiesThatCannotBeReadNameEveryMistake(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct {
		body string
		want []string
	}{
		{`{"question": "x"`, []string{"body  json.syntax"}},
		{`{} {}`, []string{"body  json.syntax"}},
		{`not json`, []string{"body  json.syntax"}},
		{`[]`, []string{"body  type.object"}},
		{`"text"`, []string{"body  type.object"}},
		{`{"questoin": "x", "resident": {"nmae": "y"}}`, []string{"body /questoin json.unknown", "body /resident/nmae json.unknown"}},
		{`{"question": null, "resident": {"name": null}, "x": 1}`, []string{"body /x json.unknown"}},
		{`{"a/b~c": 1}`, []string{"body /a~1b~0c json.unknown"}},
		{`{"question": 5, "resident": "Jan", "lifeDomains": ["LIFE_DOMAIN_WORK", "WERK", null], "urgency": {"reason": true}}`, []string{
			"body /lifeDomains/1 type.enum", "body /lifeDomains/2 type.enum", "body /question type.text",
			"body /resident type.object", "body /urgency/reason type.enum"}},
		{`{"lifeDomains": "LIFE_DOMAIN_WORK"}`, []string{"body /lifeDomains type.list"}},
		{`{"safeContact": {"noPost": "yes"}}`, []string{"body /safeContact/noPost type.boolean"}},
		{`{"question": "a", "question": "b"}`, []string{"body /question json.duplicate"}},
		{`{"lifeDomains": [], "life_domains": [], "question": "a", "question": 5, "resident": {"name": "a", "name": "b"}}`, []string{
			"body /life_domains json.duplicate", "body /question json.duplicate", "body /resident/name json.duplicate"}},
	} {
		p := problem(t, f.call(http.MethodPost, base+"/applications", c.body), http.StatusBadRequest, "INVALID")
		if diff := cmp.Diff(c.want, places(p)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.body, diff)
		}
	}
	p := problem(t, f.call(http.MethodPost, base+"/imports", `{"file": "no base64!", "kind": 1.5, "columns": [{"heading": {}}]}`), http.StatusBadRequest, "INVALID")
	if diff := cmp.Diff([]string{"body /columns/0/heading type.text", "body /file type.base64", "body /kind type.enum"}, places(p)); diff != "" {
		t.Errorf("import (-want +got):\n%s", diff)
	}
	if len(f.calls) > 0 {
		t.Errorf("what cannot be read reached %v", f.calls)
	}
}

func TestAnEmptyBodyIsAnEmptyMessage(t *testing.T) {
	f := newFixture(t)
	if r := f.call(http.MethodPost, base+"/applications", ""); r.StatusCode != http.StatusCreated {
		t.Errorf("got %d: %s", r.StatusCode, read(t, r))
	}
	if f.seen.(*intakev1.SubmitApplicationRequest).GetMunicipality() != "gm0867" {
		t.Errorf("got %v", f.seen)
	}
}

func TestThePathCannotBeOverruledByTheBody(t *testing.T) {
	f := newFixture(t)
	f.call(http.MethodPost, base+"/applications", `{"municipality": "gm0855"}`)
	if got := f.seen.(*intakev1.SubmitApplicationRequest).GetMunicipality(); got != "gm0867" {
		t.Errorf("got %s", got)
	}
	f.call(http.MethodPatch, base+"/applications/"+anID, `{"id": "`+anotherID+`", "question": "x"}`)
	if got := f.seen.(*intakev1.UpdateApplicationRequest).GetApplication().GetId(); got != anID {
		t.Errorf("got %s", got)
	}
}

func TestQueryParametersAreKnownByTheirJSONNames(t *testing.T) {
	f := newFixture(t)
	r := f.call(http.MethodGet, base+"/applications?pageSize=5&states=APPLICATION_STATE_RECEIVED&states=APPLICATION_STATE_OFFERED&urgent=true&route=ROUTE_FORMAL&orderBy=urgency", "")
	if r.StatusCode != http.StatusOK {
		t.Fatal(read(t, r))
	}
	want := &intakev1.ListApplicationsRequest{
		Municipality: "gm0867", PageSize: 5, Urgent: true, Route: commonv1.Route_ROUTE_FORMAL, OrderBy: "urgency",
		States: []intakev1.ApplicationState{intakev1.ApplicationState_APPLICATION_STATE_RECEIVED, intakev1.ApplicationState_APPLICATION_STATE_OFFERED},
	}
	if diff := cmp.Diff(want, f.seen, protocmp.Transform()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	f.calls = nil
	for query, want := range map[string][]string{
		"page_size=5":                   {"query page_size query.unknown"},
		"municipality=gm0855":           {"query municipality query.unknown"},
		"pageSize=5&pageSize=6":         {"query pageSize query.repeated"},
		"pageSize=five&urgent=1&x=1":    {"query pageSize type.integer", "query urgent type.boolean", "query x query.unknown"},
		"pageSize=99999999999":          {"query pageSize type.integer"},
		"states=APPLICATION_STATE_X":    {"query states#0 type.enum"},
		"route=4":                       {"query route type.enum"},
		"pageSize=%zz":                  {"query  query.syntax"},
		"states[APPLICATION_STATE_X]=y": {"query states[APPLICATION_STATE_X] query.unknown"},
	} {
		p := problem(t, f.call(http.MethodGet, base+"/applications?"+query, ""), http.StatusBadRequest, "INVALID")
		if diff := cmp.Diff(want, places(p)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
	problem(t, f.call(http.MethodPost, base+"/applications?question=x", "{}"), http.StatusBadRequest, "INVALID")
	problem(t, f.call(http.MethodPatch, base+"/applications/"+anID+"?requestId="+anID, "{}"), http.StatusBadRequest, "INVALID")
	if len(f.calls) > 0 {
		t.Errorf("a query that cannot be read reached %v", f.calls)
	}
}

func TestMediaTypes(t *testing.T) {
	f := newFixture(t)
	for _, media := range []string{"", "text/plain", "application/xml", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "application/merge-patch+json"} {
		problem(t, f.call(http.MethodPost, base+"/applications", "{}", "Content-Type", media), http.StatusUnsupportedMediaType, "")
	}
	problem(t, f.call(http.MethodPost, base+"/applications", "{}", "Content-Encoding", "gzip"), http.StatusUnsupportedMediaType, "")
	for _, accept := range []string{"text/html", "application/xml", "application/json;q=0", "text/*", "*/*;q=0", "application/x-ndjson", "application/json;q=0, */*"} {
		problem(t, f.call(http.MethodGet, base+"/applications", "", "Accept", accept), http.StatusNotAcceptable, "")
	}
	problem(t, f.call(http.MethodGet, base+"/events/_watch", "", "Accept", "application/json"), http.StatusNotAcceptable, "")
	if len(f.calls) > 0 {
		t.Errorf("reached %v", f.calls)
	}
	for _, accept := range []string{"", "*/*", "application/*", "application/json", "text/html, application/json;q=0.1", "application/json; charset=utf-8"} {
		if r := f.call(http.MethodGet, base+"/applications", "", "Accept", accept); r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("Accept %q: got %d %s", accept, r.StatusCode, r.Header.Get("Content-Type"))
		}
	}
	if r := f.call(http.MethodPost, base+"/applications", "{}", "Content-Type", "application/json;charset=UTF-8"); r.StatusCode != http.StatusCreated {
		t.Errorf("got %d", r.StatusCode)
	}
}

func TestBodiesAreBounded(t *testing.T) {
	f := newFixture(t, func(c *rest.Config) { c.MaxRequestBytes = 1000 })
	body := func(n int) string { return `{"question": "` + strings.Repeat("x", n-16) + `"}` }
	if r := f.call(http.MethodPost, base+"/applications", body(1000)); r.StatusCode != http.StatusCreated {
		t.Errorf("as large as allowed: got %d", r.StatusCode)
	}
	problem(t, f.call(http.MethodPost, base+"/applications", body(1001)), http.StatusRequestEntityTooLarge, "TOO_LARGE")
	// A body of unknown length is stopped as well.
	r := f.request(http.MethodPost, base+"/applications", body(1001))
	r.ContentLength = -1
	r.Header.Set("Authorization", "Bearer x")
	problem(t, f.serve(r), http.StatusRequestEntityTooLarge, "TOO_LARGE")
	// What carries a file may be larger by what the contract allows for it.
	file := `{"kind": "IMPORT_KIND_APPLICATIONS", "file": "` + strings.Repeat("QUJD", 10<<20/3) + `"}`
	if r := f.call(http.MethodPost, base+"/imports", file); r.StatusCode != http.StatusCreated {
		t.Errorf("a file of 10 MiB: got %d", r.StatusCode)
	}
	problem(t, f.call(http.MethodPost, base+"/imports", file+strings.Repeat(" ", 2000)), http.StatusRequestEntityTooLarge, "TOO_LARGE")
}
