package promises_test

import (
	"strings"
	"testing"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
	"oco.example/oco/server/platform/pg/pgtest"
)

// TestFailuresStandInTheProcessingLog: who looks for what is not there, or asks what is not theirs,
// leaves a trace, whichever municipality it was about. Nobody known leaves none, and a form that is
// filled in badly is no processing.
func TestFailuresStandInTheProcessingLog(t *testing.T) {
	database := pgtest.New(t)
	t.Run("calls", func(t *testing.T) { // the server stops at its end, and what waits is written
		w := newTown(t, harness.Start(t, harness.OnDatabase(func(role string) string { return database.URL(t, role) })),
			harness.Coordinator, harness.Desk)
		unknown := pg.NewID()
		for _, door := range harness.Doors() {
			w.call(t, door, harness.Coordinator, "GetApplication", object{"application": unknown})
			w.call(t, door, harness.Desk, "GetMonitor", object{"from_date": "2026-01-01", "until_date": "2026-02-01"})
			w.call(t, door, harness.Coordinator, "GetApplication", object{"municipality": "gm9999", "application": unknown})
			w.call(t, door, harness.Coordinator, "GetApplication", object{"application": "no id"})
			w.call(t, door, harness.Nobody, "GetApplication", object{"application": unknown})
			w.call(t, door, harness.Nobody, "LookupReceipt", object{"receipt_code": "AAAA-AAAA-AAAA-A"})
		}
	})
	var rows []string
	owner := database.Open(t, embedded.Superuser)
	if err := owner.Read(t.Context(), func(tx *pg.Tx) error {
		return tx.Select(t.Context(), &rows, `SELECT result || ' ' || status || ' ' || CASE municipality WHEN '' THEN 'nowhere' ELSE 'there' END ||
			' ' || CASE WHEN actor IS NULL THEN 'nobody' ELSE 'somebody' END FROM platform.processing_log WHERE result <> 'OK' ORDER BY 1`)
	}); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(rows, "\n"), strings.Join([]string{
		"FORBIDDEN UNSET nowhere somebody", "FORBIDDEN UNSET nowhere somebody", "FORBIDDEN UNSET there somebody", "FORBIDDEN UNSET there somebody",
		"NOT_FOUND UNSET there somebody", "NOT_FOUND UNSET there somebody",
	}, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
