package promises_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
)

// same fails when two answers can be told apart, or refuse for another reason than they should.
func same(t *testing.T, what, reason string, one, other harness.Answer) {
	t.Helper()
	if one.Reason != reason || other.Reason != reason {
		t.Errorf("%s: refused with %q and %q, want %q", what, one.Reason, other.Reason, reason)
	}
	if a, b := one.Seen(), other.Seen(); a != b {
		t.Errorf("%s can be told apart:\n%s\n%s", what, a, b)
	}
}

// TestNobodyLearnsWhichMunicipalitiesThereAre: a foreign municipality and one that does not exist
// give the same 403.
func TestNobodyLearnsWhichMunicipalitiesThereAre(t *testing.T) {
	system := harness.Start(t)
	w, foreign := newTown(t, system, harness.Coordinator), newTown(t, system, harness.Coordinator)
	for _, door := range harness.Doors() {
		for _, rpc := range []string{"ListApplications", "ListCases", "ListSupporters"} {
			one := w.call(t, door, harness.Coordinator, rpc, object{"municipality": foreign.place.Code})
			other := w.call(t, door, harness.Coordinator, rpc, object{"municipality": "gm9999"})
			same(t, fmt.Sprintf("%s over %s", rpc, door), "FORBIDDEN", one, other)
			if own := w.call(t, door, harness.Coordinator, rpc, object{}); own.Reason != "" {
				t.Errorf("%s over %s is refused at home too: %s", rpc, door, own.Raw)
			}
		}
	}
}

// TestNobodyLearnsWhichIDsThereAre: an id of the neighbours, of something else, and one that was
// never given out are the same 404; so is another person's for whoever sees their own.
func TestNobodyLearnsWhichIDsThereAre(t *testing.T) {
	system := harness.Start(t)
	w := newTown(t, system, harness.Coordinator, harness.Desk, harness.Desk.Other())
	foreign := newTown(t, system, harness.Coordinator)
	submit := func(where town, as harness.Persona) string {
		return made(t, where.call(t, harness.GRPC, as, "SubmitApplication", object{"resident": object{"name": "Noor"}}), "application")
	}
	there, others := submit(foreign, harness.Coordinator), submit(w, harness.Desk)
	resident := made(t, w.call(t, harness.GRPC, harness.Coordinator, "GetApplication", object{"application": others}), "resident")
	for _, door := range harness.Doors() {
		get := func(as harness.Persona, id string) harness.Answer {
			return w.call(t, door, as, "GetApplication", object{"application": id})
		}
		unknown := get(harness.Coordinator, pg.NewID())
		same(t, "a foreign id over "+string(door), "NOT_FOUND", get(harness.Coordinator, there), unknown)
		same(t, "an id of something else over "+string(door), "NOT_FOUND", get(harness.Coordinator, resident), unknown)
		same(t, "another's over "+string(door), "NOT_FOUND", get(harness.Desk.Other(), others), get(harness.Desk.Other(), pg.NewID()))
		if found := get(harness.Desk, others); found.Reason != "" {
			t.Errorf("over %s nobody finds it: %s", door, found.Raw)
		}
		end := func(id string) harness.Answer {
			return w.call(t, door, harness.Coordinator, "EndApplication", object{"application": id, "reason": "END_REASON_MOVED", "request_id": pg.NewID()})
		}
		same(t, "ending a foreign one over "+string(door), "NOT_FOUND", end(there), end(pg.NewID()))
	}
}

// TestABadTokenComesFirst: without a good token, nothing of the request decides about the answer.
func TestABadTokenComesFirst(t *testing.T) {
	w := newTown(t, harness.Start(t), harness.Coordinator)
	method, err := harness.Method("UpdateApplication")
	if err != nil {
		t.Fatal(err)
	}
	for _, door := range harness.Doors() {
		for _, token := range []string{"", "kanarie", w.place.Expired(t, harness.Coordinator)} {
			ask := func(municipality, id string) harness.Answer {
				return w.system.Make(t, door, harness.Call{RPC: method, Token: token, Request: object{
					"municipality": municipality, "application": object{"id": id}, "update_mask": "question",
				}})
			}
			one := ask(w.place.Code, pg.NewID())
			same(t, string(door), "UNAUTHENTICATED", one, ask("gm9999", "geen-nummer"))
			if one.Code != codes.OK && one.Code != codes.Unauthenticated {
				t.Errorf("over %s: got %s %s", door, one.Reason, one.Code)
			}
		}
	}
}

// TestEveryPathIsAProblem: what is no call at all is refused in the same form.
func TestEveryPathIsAProblem(t *testing.T) {
	w := newTown(t, harness.Start(t), harness.Coordinator)
	base := "/v1/municipalities/" + w.place.Code
	for _, c := range []struct {
		method, path, body string
		status             int
	}{
		{http.MethodGet, "/bestaat-niet", "", http.StatusNotFound},
		{http.MethodGet, base + "/applications/", "", http.StatusNotFound},
		{http.MethodPut, base + "/applications", "{}", http.StatusMethodNotAllowed},
		{http.MethodPost, base + "/applications", "{", http.StatusBadRequest},
		{http.MethodPost, base + "/applications", `{"resident": 5}`, http.StatusBadRequest},
		{http.MethodPost, base + "/applications", `{"onbekend": 1}`, http.StatusBadRequest},
		{http.MethodGet, base + "/intake-form?onbekend=1", "", http.StatusBadRequest},
		{http.MethodPost, base + "/applications", `{"question": "` + strings.Repeat("x", 2<<20) + `"}`, http.StatusRequestEntityTooLarge},
	} {
		r, err := http.NewRequestWithContext(t.Context(), c.method, "http://"+w.system.HTTP+c.path, strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		response, err := w.system.Web().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		var problem struct {
			Title, Detail, TraceID string
			Status                 int
		}
		if err := json.NewDecoder(response.Body).Decode(&problem); err != nil {
			t.Errorf("%s %s: %v", c.method, c.path, err)
		}
		response.Body.Close()
		if response.StatusCode != c.status || problem.Status != c.status || problem.Title == "" || problem.Detail == "" || problem.TraceID == "" ||
			response.Header.Get("Content-Type") != "application/problem+json" || response.Header.Get("API-Version") == "" {
			t.Errorf("%s %s: got %d %+v %v", c.method, c.path, response.StatusCode, problem, response.Header)
		}
	}
}
