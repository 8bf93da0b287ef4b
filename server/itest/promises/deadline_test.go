package promises_test

import (
	"net/http"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
	"oco.example/oco/server/platform/pg/pgtest"
)

// TestACallThatTakesTooLongIsEnded: a call that waits in the database is answered at the deadline of the server, over
// both doors, while what it waits for goes on; afterwards the same call is answered as ever.
func TestACallThatTakesTooLongIsEnded(t *testing.T) {
	database := pgtest.New(t)
	w := newTown(t, harness.Start(t, harness.OnDatabase(func(role string) string { return database.URL(t, role) }),
		harness.WithSettings(func(s *config.Server) { s.Deadline = 3 * time.Second })), harness.Coordinator)
	owner := database.Open(t, embedded.Superuser)
	ask := func(door harness.Door) harness.Answer {
		return w.call(t, door, harness.Coordinator, "ListApplications", object{})
	}
	if err := owner.Write(t.Context(), func(tx *pg.Tx) error {
		if _, err := tx.Exec(t.Context(), `LOCK TABLE intake.application`); err != nil {
			return err
		}
		if a := ask(harness.REST); a.Status != http.StatusGatewayTimeout || a.Reason != "DEADLINE_EXCEEDED" || a.Says == "" {
			t.Errorf("over REST: %d %s %q", a.Status, a.Reason, a.Says)
		}
		if a := ask(harness.GRPC); a.Code != codes.DeadlineExceeded || a.Reason != "DEADLINE_EXCEEDED" || a.Says == "" {
			t.Errorf("over gRPC: %s %s %q", a.Code, a.Reason, a.Says)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, door := range harness.Doors() {
		if a := ask(door); a.Reason != "" {
			t.Errorf("%s, when nothing is in the way: %s %s", door, a.Reason, a.Says)
		}
	}
}
