package matrix_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/server/itest/harness"
)

// TestALocationLeadsToWhatWasMade makes one of everything over REST, as whoever may, and follows
// the Location of the answer.
func TestALocationLeadsToWhatWasMade(t *testing.T) {
	w := newWorld(t)
	followed := 0
	for _, r := range readExpected(t) {
		if !makes(t, r.rpc) {
			continue
		}
		followed++
		t.Run(r.rpc, func(t *testing.T) {
			p := maker(t, r)
			prepared := w.prepared(w.home.Token(t, p), r.rpc, requests[r.rpc](w, p))
			a := w.system.Make(t, harness.REST, prepared)
			location := a.Header["Location"]
			if a.Status != http.StatusCreated || !strings.HasPrefix(location, "/v1/municipalities") {
				t.Fatalf("%d, Location %q: %s", a.Status, location, a.Raw)
			}
			status, found := w.follow(t, location, prepared.Token)
			if status != http.StatusOK {
				t.Fatalf("GET %s: %d %v", location, status, found)
			}
			var made object
			if err := json.Unmarshal([]byte(a.Raw), &made); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(sameOf(prepared.RPC, made), sameOf(prepared.RPC, found)); diff != "" {
				t.Errorf("GET %s gives something else (-made +found):\n%s", location, diff)
			}
			if r.rpc == "CreateCode" || r.rpc == "CreateMunicipality" {
				return // everybody reads these
			}
			if status, _ := w.follow(t, location, ""); status != http.StatusUnauthorized {
				t.Errorf("GET %s without a token: %d", location, status)
			}
		})
	}
	if followed < 15 {
		t.Errorf("%d RPCs make something", followed)
	}
}

// makes reports whether an RPC makes something over REST: a POST to no verb.
func makes(t *testing.T, name string) bool {
	t.Helper()
	method, err := harness.Method(name)
	if err != nil {
		t.Fatal(err)
	}
	rule, err := harness.HTTPRuleOf(method)
	if err != nil {
		t.Fatal(err)
	}
	return rule.Method == http.MethodPost && !strings.Contains(rule.Path, "/_")
}

// maker is somebody who may call an RPC, and read what it makes.
func maker(t *testing.T, r row) harness.Persona {
	t.Helper()
	if r.rpc == "CreateMunicipality" {
		return harness.Platform
	}
	for _, role := range []harness.Persona{harness.Coordinator, harness.Administrator, harness.Supporter} {
		if r.of(role) != refused {
			return role
		}
	}
	t.Fatalf("%s: nobody may call it", r.rpc)
	return ""
}

func (w *world) follow(t *testing.T, location, token string) (status int, found object) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+w.system.HTTP+location, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(body, &found); err != nil {
		t.Fatalf("GET %s: %d %s", location, response.StatusCode, body)
	}
	return response.StatusCode, found
}

// sameOf is what a thing that was made and the same thing read later have in common: everything,
// but the remarks on an answer, how far an import is, and that a receipt only names what it is for.
func sameOf(rpc protoreflect.MethodDescriptor, o object) object {
	switch rpc.Name() {
	case "SubmitApplication":
		if o["receiptCode"] != nil {
			return object{"id": o["application"]}
		}
		return object{"id": o["id"]}
	case "SubmitRightsRequest":
		if o["rightsRequest"] != nil {
			return object{"id": o["rightsRequest"], "dueDate": o["dueDate"]}
		}
		return object{"id": o["id"], "dueDate": o["dueDate"]}
	case "SubmitComplaint":
		if o["receiptCode"] != nil && o["complaint"] != nil {
			return object{"id": o["complaint"]}
		}
		return object{"id": o["id"]}
	case "CreateImport":
		return object{"id": o["id"], "kind": o["kind"], "createTime": o["createTime"]}
	}
	delete(o, "notices")
	delete(o, "secret") // shown once
	return o
}
