package docs_test

import (
	"os/exec"
	"strings"
	"testing"
)

// TestSomeTestsLeaveTheBrowserOut asks make what it would do: who chooses tests, whatever stands in
// the choice, does not wait for the browser; who chooses none does.
func TestSomeTestsLeaveTheBrowserOut(t *testing.T) {
	for chosen, browser := range map[string]bool{
		"": true, "./server/intake/...": false, `-run "A|B" ./server/intake`: false, "-run 'A|B' ./server/intake": false,
	} {
		ask := exec.CommandContext(t.Context(), "make", "--dry-run", "test", "T="+chosen)
		ask.Dir = root
		said, err := ask.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		if asked := strings.Contains(string(said), "test:browser"); asked != browser {
			t.Errorf("T=%s: the browser is started: %t, want %t", chosen, asked, browser)
		}
		if !strings.Contains(string(said), "go test") || !strings.Contains(string(said), chosen) {
			t.Errorf("T=%s: the choice does not reach go test:\n%s", chosen, said)
		}
	}
}
