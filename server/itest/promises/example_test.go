package promises_test

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
)

// TestTheExamplesOfUpdatesAreLetThrough: what the document shows as an update is refused by no rule,
// for whoever may make it: what it is about is not there, and that is all that is wrong with it.
func TestTheExamplesOfUpdatesAreLetThrough(t *testing.T) {
	text, err := os.ReadFile("../../../gen/openapi/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Paths map[string]map[string]struct {
			RequestBody struct {
				Content map[string]struct{ Example json.RawMessage }
			}
		}
	}
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	personas := []harness.Persona{harness.Administrator, harness.Coordinator, harness.Supporter, harness.ComplaintsOfficer}
	w := newTown(t, harness.Start(t), personas...)
	updates := 0
	for _, path := range slices.Sorted(maps.Keys(document.Paths)) {
		if _, is := document.Paths[path]["patch"]; !is {
			continue
		}
		updates++
		body := string(document.Paths[path]["patch"].RequestBody.Content["application/json"].Example)
		let := false
		for _, as := range personas {
			status, answer := w.patch(t, as, path, body)
			// What is there everywhere has another version than the example's.
			passed := status == http.StatusOK || status == http.StatusNotFound || status == http.StatusPreconditionFailed
			let = let || passed
			if !passed && status != http.StatusForbidden {
				t.Errorf("%s %s: %d %s", path, body, status, answer)
			}
		}
		if !let {
			t.Errorf("%s: nobody here may change it", path)
		}
	}
	if updates < 5 {
		t.Errorf("only %d updates were found", updates)
	}
}

// variable is a place in a path.
var variable = regexp.MustCompile(`\{[^}]*\}`)

// patch sends an update with ids that nobody gave out.
func (w town) patch(t *testing.T, as harness.Persona, path, body string) (status int, answer string) {
	t.Helper()
	path = strings.Replace(path, "{messageTemplate}", "receipt.mail.nl", 1) // a name that is there everywhere
	path = variable.ReplaceAllString(strings.Replace(path, "{municipality}", w.place.Code, 1), pg.NewID())
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPatch, "http://"+w.system.HTTP+"/v1"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+w.place.Token(t, as))
	response, err := w.system.Web().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(said)
}
