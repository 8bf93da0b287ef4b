package rest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"

	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/rest"
)

// The table of reasons and statuses, written by hand from the design.
func TestEveryReasonHasItsStatus(t *testing.T) {
	table := map[errs.Reason]struct {
		code codes.Code
		http int
	}{
		errs.Invalid:             {codes.InvalidArgument, 400},
		errs.Unauthenticated:     {codes.Unauthenticated, 401},
		errs.Forbidden:           {codes.PermissionDenied, 403},
		errs.NotFoundReason:      {codes.NotFound, 404},
		errs.StateConflictReason: {codes.FailedPrecondition, 409},
		errs.EtagMismatchReason:  {codes.Aborted, 412},
		errs.AlreadyExistsReason: {codes.AlreadyExists, 409},
		errs.RequestIDReused:     {codes.AlreadyExists, 409},
		errs.NotEligible:         {codes.FailedPrecondition, 409},
		errs.GrantImpossible:     {codes.FailedPrecondition, 409},
		errs.SecondPersonNeeded:  {codes.FailedPrecondition, 409},
		errs.RateLimited:         {codes.ResourceExhausted, 429},
		errs.TooLarge:            {codes.ResourceExhausted, 413},
		errs.Unavailable:         {codes.Unavailable, 503},
		errs.DeadlineExceeded:    {codes.DeadlineExceeded, 504},
		errs.Canceled:            {codes.Canceled, 499},
		errs.Unimplemented:       {codes.Unimplemented, 404},
		errs.Internal:            {codes.Internal, 500},
	}
	f := newFixture(t)
	for _, reason := range errs.Reasons {
		want, known := table[reason]
		if !known {
			t.Errorf("%s is not in the table", reason)
			continue
		}
		f.fail = refuse(want.code, string(reason))
		p := problem(t, f.call(http.MethodGet, base+"/applications/"+anID, ""), want.http, string(reason))
		if p.Detail != "Zo staat het er." || p.Metadata["resource"] != "application" {
			t.Errorf("%s: the door's words and arguments must stand in the problem: %+v", reason, p)
		}
	}
}

func TestAStatusWithoutAReasonTellsNothingOfItself(t *testing.T) {
	f := newFixture(t)
	for _, err := range []error{
		errors.New("pq: password of gm0867"), status.Error(codes.Unknown, "pq: password"), status.Error(codes.Internal, "pq: password"),
	} {
		f.fail = err
		p := problem(t, f.call(http.MethodGet, base+"/applications/"+anID, ""), http.StatusInternalServerError, "INTERNAL")
		if strings.Contains(p.Detail, "pq") {
			t.Errorf("the cause was told: %s", p.Detail)
		}
	}
}

func TestUnauthenticatedIsChallenged(t *testing.T) {
	f := newFixture(t)
	f.fail = refuse(codes.Unauthenticated, "UNAUTHENTICATED")
	r := f.send(http.MethodGet, base+"/applications", "")
	problem(t, r, http.StatusUnauthorized, "UNAUTHENTICATED")
	if got := r.Header.Get("WWW-Authenticate"); got != "Bearer" {
		t.Errorf("without a token: got %q", got)
	}
	r = f.call(http.MethodGet, base+"/applications", "")
	if got := r.Header.Get("WWW-Authenticate"); got != `Bearer error="invalid_token"` {
		t.Errorf("with a bad token: got %q", got)
	}
}

// Who is not let in learns nothing of what is wrong with the request, and nothing of it is read.
func TestWhoIsNotLetInIsNotLookedAt(t *testing.T) {
	f := newFixture(t)
	for _, refused := range []struct {
		admit  error
		status int
		reason string
	}{
		{refuse(codes.Unauthenticated, "UNAUTHENTICATED"), http.StatusUnauthorized, "UNAUTHENTICATED"},
		{refuse(codes.ResourceExhausted, "RATE_LIMITED"), http.StatusTooManyRequests, "RATE_LIMITED"},
	} {
		f.admit = refused.admit
		for _, c := range []struct{ method, path, body, header, value string }{
			{http.MethodPatch, base + "/applications/" + anID, `{"nonsense`, "", ""},
			{http.MethodPost, base + "/applications", `{"nonsense`, "", ""},
			{http.MethodGet, base + "/applications?nonsense=1", "", "", ""},
			{http.MethodGet, base + "/applications", "", "Accept", "text/html"},
			{http.MethodGet, base + "/applications", "", "If-Match", "nonsense"},
			{http.MethodGet, base + "/events/_watch", "", "", ""},
		} {
			problem(t, f.call(c.method, c.path, c.body, c.header, c.value), refused.status, refused.reason)
		}
		r := f.request(http.MethodPost, base+"/imports", "x")
		body := &untouched{}
		r.Body = body
		problem(t, f.serve(r), refused.status, refused.reason)
		if body.read {
			t.Errorf("%s: the body was read", refused.reason)
		}
	}
	if len(f.calls) > 0 {
		t.Errorf("reached %v", f.calls)
	}
}

// untouched is a body that knows whether somebody read it.
type untouched struct{ read bool }

func (u *untouched) Read([]byte) (int, error) {
	u.read = true
	return 0, io.EOF
}

func (u *untouched) Close() error { return nil }

func TestARefusalNamesNoMoreThanHelps(t *testing.T) {
	f := newFixture(t)
	for body, path := range map[string]string{
		`{"lifeDomains":[1.5` + strings.Repeat(",1.5", 1000) + `]}`: base + "/applications",
		`{"x":1` + manyMembers(1000) + `}`:                          base + "/applications",
		"":                                                          base + "/applications?a" + strings.Repeat("&states=x", 1000),
	} {
		method := http.MethodPost
		if body == "" {
			method = http.MethodGet
		}
		if p := problem(t, f.call(method, path, body), http.StatusBadRequest, "INVALID"); len(p.Errors) != door.MostViolations {
			t.Errorf("%d errors", len(p.Errors))
		}
	}
	// Nor is a body looked at for ever: a mistake behind ten thousand good values is told without its place.
	p := problem(t, f.call(http.MethodPost, base+"/applications", `{"subThemes":[""`+strings.Repeat(`,""`, 20_000)+`,1]}`), http.StatusBadRequest, "INVALID")
	if diff := cmp.Diff([]string{"body  json.unreadable"}, places(p)); diff != "" {
		t.Error(diff)
	}
}

func manyMembers(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `,"x%d":1`, i)
	}
	return b.String()
}

func TestTooManySaysWhenToTryAgain(t *testing.T) {
	f := newFixture(t)
	f.fail = refuse(codes.ResourceExhausted, "RATE_LIMITED", &errdetails.RetryInfo{RetryDelay: durationpb.New(1500 * time.Millisecond)})
	r := f.send(http.MethodPost, base+"/applications", "{}")
	problem(t, r, http.StatusTooManyRequests, "RATE_LIMITED")
	if got := r.Header.Get("Retry-After"); got != "2" {
		t.Errorf("Retry-After in whole seconds: got %q", got)
	}
}

func TestFieldsAreNamedAsHTTPKnowsThem(t *testing.T) {
	violation := func(field, rule string) *errdetails.BadRequest_FieldViolation {
		return &errdetails.BadRequest_FieldViolation{
			Field: field, Reason: rule, Description: "for logs",
			LocalizedMessage: &errdetails.LocalizedMessage{Locale: "nl", Message: "Vul " + rule + " in."},
		}
	}
	index := func(n int) *int { return &n }
	for _, c := range []struct {
		name, method, path, body string
		violation                *errdetails.BadRequest_FieldViolation
		want                     rest.FieldError
		headers                  []string
	}{
		{"a member of the body", http.MethodPost, base + "/applications", "{}", violation("resident.phone", "phone"),
			rest.FieldError{In: "body", Detail: "Vul phone in.", Code: "phone", Location: &rest.Location{Pointer: "/resident/phone"}}, nil},
		{"a member of a list", http.MethodPost, base + "/applications", "{}", violation("life_domains[2]", "enum"),
			rest.FieldError{In: "body", Detail: "Vul enum in.", Code: "enum", Location: &rest.Location{Pointer: "/lifeDomains/2"}}, nil},
		{"the resource is the body", http.MethodPatch, base + "/applications/" + anID, "{}", violation("application.urgency.latest_date", "date"),
			rest.FieldError{In: "body", Detail: "Vul date in.", Code: "date", Location: &rest.Location{Pointer: "/urgency/latestDate"}}, nil},
		{"the path", http.MethodPatch, base + "/applications/x", "{}", violation("application.id", "uuid"),
			rest.FieldError{In: "path", Detail: "Vul uuid in.", Code: "uuid", Location: &rest.Location{Name: "application"}}, nil},
		{"the path again", http.MethodGet, "/v1/municipalities/x/applications", "", violation("municipality", "pattern"),
			rest.FieldError{In: "path", Detail: "Vul pattern in.", Code: "pattern", Location: &rest.Location{Name: "municipality"}}, nil},
		{"the query", http.MethodGet, base + "/applications?pageSize=999", "", violation("page_size", "lte"),
			rest.FieldError{In: "query", Detail: "Vul lte in.", Code: "lte", Location: &rest.Location{Name: "pageSize"}}, nil},
		{"a list in the query", http.MethodGet, base + "/applications?states=APPLICATION_STATE_RECEIVED", "", violation("states[0]", "unique"),
			rest.FieldError{In: "query", Detail: "Vul unique in.", Code: "unique", Location: &rest.Location{Name: "states", Index: index(0)}}, nil},
		{"a header", http.MethodPost, base + "/applications", "{}", violation("request_id", "uuid"),
			rest.FieldError{In: "header", Detail: "Vul uuid in.", Code: "uuid", Location: &rest.Location{Name: "Idempotency-Key"}},
			[]string{"Idempotency-Key", anID}},
		{"the same as a member", http.MethodPost, base + "/applications", "{}", violation("request_id", "uuid"),
			rest.FieldError{In: "body", Detail: "Vul uuid in.", Code: "uuid", Location: &rest.Location{Pointer: "/requestId"}}, nil},
		{"the version", http.MethodPatch, base + "/applications/" + anID, "{}", violation("application.etag", "max_len"),
			rest.FieldError{In: "header", Detail: "Vul max_len in.", Code: "max_len", Location: &rest.Location{Name: "If-Match"}},
			[]string{"If-Match", `"7"`}},
		{"the whole", http.MethodPost, base + "/applications/_search", "{}", violation("", "search.empty"),
			rest.FieldError{In: "body", Detail: "Vul search.empty in.", Code: "search.empty"}, nil},
	} {
		f := newFixture(t)
		f.fail = refuse(codes.InvalidArgument, "INVALID", &errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{c.violation}})
		p := problem(t, f.call(c.method, c.path, c.body, c.headers...), http.StatusBadRequest, "INVALID")
		if diff := cmp.Diff([]rest.FieldError{c.want}, p.Errors); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestTheTraceIsTheCallers(t *testing.T) {
	f := newFixture(t)
	const id = "4bf92f3577b34da6a3ce929d0e0e4736"
	p := problem(t, f.call(http.MethodGet, "/nothing", "", "Traceparent", "00-"+id+"-00f067aa0ba902b7-01"), http.StatusNotFound, "UNIMPLEMENTED")
	if p.TraceID != id {
		t.Errorf("got %s", p.TraceID)
	}
	for _, broken := range []string{"00-" + id, "01-" + id + "-00f067aa0ba902b7-01", "00-" + strings.ToUpper(id) + "-00f067aa0ba902b7-01", "00-" + strings.Repeat("0", 32) + "-00f067aa0ba902b7-01"} {
		if p := problem(t, f.call(http.MethodGet, "/nothing", "", "Traceparent", broken), http.StatusNotFound, "UNIMPLEMENTED"); p.TraceID == id {
			t.Errorf("%q was taken for a trace", broken)
		}
	}
	f.fail = refuse(codes.NotFound, "NOT_FOUND", &errdetails.RequestInfo{RequestId: strings.Repeat("a", 32)})
	if p := problem(t, f.call(http.MethodGet, base+"/applications/"+anID, ""), http.StatusNotFound, "NOT_FOUND"); p.TraceID != strings.Repeat("a", 32) {
		t.Errorf("the door's trace must stand in its problem, got %s", p.TraceID)
	}
}

func TestProblemsSpeakTheCallersLanguage(t *testing.T) {
	f := newFixture(t)
	dutch := f.call(http.MethodGet, "/nothing", "")
	english := f.call(http.MethodGet, "/nothing", "", "Accept-Language", "en-GB,en;q=0.8")
	if dutch.Header.Get("Content-Language") != "nl" || english.Header.Get("Content-Language") != "en" {
		t.Errorf("got %q and %q", dutch.Header.Get("Content-Language"), english.Header.Get("Content-Language"))
	}
	a, b := problem(t, dutch, 404, "UNIMPLEMENTED"), problem(t, english, 404, "UNIMPLEMENTED")
	if a.Title == b.Title || a.Detail == b.Detail {
		t.Errorf("two languages, one text: %+v %+v", a, b)
	}
}

func TestAPanicIsAProblem(t *testing.T) {
	var logged bytes.Buffer
	f := newFixture(t, func(c *rest.Config) {
		c.Ready = func(context.Context) error { panic("secret") }
		c.Log = slog.New(slog.NewJSONHandler(&logged, nil))
	})
	p := problem(t, f.send(http.MethodGet, "/readyz", ""), http.StatusInternalServerError, "INTERNAL")
	if strings.Contains(p.Detail, "secret") {
		t.Errorf("what was thrown was told: %+v", p)
	}
	if text := logged.String(); strings.Contains(text, "secret") || !strings.Contains(text, p.TraceID) {
		t.Errorf("the log must lead to the place and hold nothing of what was thrown: %s", text)
	}
}
