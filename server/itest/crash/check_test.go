package crash_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/itest/program"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
)

// counts are how many rows a municipality has.
type counts struct {
	// Live and Imported are applications by origin, the others what was done here, not imported.
	Live, Imported, Decisions, Offers, Declined, Accepted, Agreed, Cases, Closed, Answers int
	// Drafts are those that were not sent.
	Drafts, Contacts int
}

const selectCounts = `SELECT m.municipality,
	(SELECT count(*) FROM intake.application x WHERE x.municipality = m.municipality AND x.origin = 'LIVE') AS live,
	(SELECT count(*) FROM intake.application x WHERE x.municipality = m.municipality AND x.origin = 'IMPORT') AS imported,
	(SELECT count(*) FROM intake.triage_decision x JOIN intake.application a ON a.municipality = x.municipality AND a.id = x.application
	 WHERE x.municipality = m.municipality AND a.origin = 'LIVE') AS decisions,
	offer.*, support_case.*,
	(SELECT count(*) FROM intake.direct_answer x WHERE x.municipality = m.municipality) AS answers,
	(SELECT count(*) FROM support.contact_draft x WHERE x.municipality = m.municipality) AS drafts,
	(SELECT count(*) FROM support.contact_moment x WHERE x.municipality = m.municipality) AS contacts
	FROM admin.municipality m,
	LATERAL (SELECT count(*) AS offers, count(*) FILTER (WHERE x.state = 'DECLINED') AS declined,
	 count(*) FILTER (WHERE x.state = 'ACCEPTED') AS accepted, count(*) FILTER (WHERE x.resident_answer = 'YES') AS agreed
	 FROM matching.offer x WHERE x.municipality = m.municipality AND x.origin = 'LIVE') offer,
	LATERAL (SELECT count(*) AS cases, count(*) FILTER (WHERE x.state = 'CLOSED') AS closed
	 FROM support.support_case x WHERE x.municipality = m.municipality AND x.origin = 'LIVE') support_case`

// add counts what was done once more.
func (c *counts) add(what deed) {
	switch what {
	case submitted:
		c.Live++
	case decided:
		c.Decisions++
	case offered:
		c.Offers++
	case declined:
		c.Declined++
	case accepted:
		c.Accepted++
	case agreed: // which opens the case
		c.Agreed++
		c.Cases++
	case begun:
		c.Drafts++
	case typed:
	case written:
		c.Contacts++
		c.Drafts--
	case closed:
		c.Closed++
	case answered:
		c.Answers++
	}
}

// look runs a statement above all tenants: what lies in the tables, whoever may see it.
func look[T any](ctx context.Context, t *testing.T, server *program.Server, sql string, args ...any) (rows []T) {
	t.Helper()
	db, err := pg.Open(ctx, pg.Config{URL: postgres(ctx, t, server).URL(embedded.Superuser), MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }() // a pool for looking
	if err := db.Read(ctx, func(tx *pg.Tx) error { return tx.Select(ctx, &rows, sql, args...) }); err != nil {
		t.Fatal(err)
	}
	return rows
}

func count(ctx context.Context, t *testing.T, server *program.Server) map[string]counts {
	t.Helper()
	found := map[string]counts{}
	for _, row := range look[struct {
		Municipality string `db:"municipality"`
		counts
	}](ctx, t, server, selectCounts) {
		found[row.Municipality] = row.counts
	}
	return found
}

// check compares what lies in the tables with what was acknowledged.
func (l *load) check(ctx context.Context, t *testing.T, before map[string]counts) {
	t.Helper()
	want := map[string]counts{}
	now := count(ctx, t, l.server)
	for m, n := range before {
		n.Imported = now[m].Imported // counted by the check of the imports
		want[m] = n
	}
	for _, a := range l.list {
		n := want[a.municipality]
		n.add(a.deed)
		want[a.municipality] = n
	}
	if diff := cmp.Diff(want, now); diff != "" {
		t.Errorf("rows, by municipality (-acknowledged +there):\n%s", diff)
	}
	l.checkRequests(ctx, t)
	checkEvents(ctx, t, l.server)
	checkFacts(ctx, t, l.server)
}

// remembered is a row of a request that was done.
type remembered struct {
	RequestID string    `db:"request_id"`
	Resource  string    `db:"resource_id"`
	Created   time.Time `db:"create_time"`
}

func (l *load) remembered(ctx context.Context, t *testing.T) map[string][]remembered {
	t.Helper()
	rows := map[string][]remembered{}
	for _, row := range look[remembered](ctx, t, l.server, `SELECT request_id, resource_id, create_time FROM platform.request WHERE resource_id IS NOT NULL`) {
		rows[row.RequestID] = append(rows[row.RequestID], row)
	}
	return rows
}

// checkRequests finds each acknowledged call once, and under it what the caller was told.
func (l *load) checkRequests(ctx context.Context, t *testing.T) {
	t.Helper()
	rows := l.remembered(ctx, t)
	wrong := 0
	for _, a := range l.list {
		if found := rows[a.requestID]; len(found) != 1 || found[0].Resource != a.resource {
			wrong++
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d acknowledged calls are not there once with the resource that was told", wrong, len(l.list))
	}
}

// replays counts the calls whose last attempt found what an earlier one had done before it died.
func (l *load) replays(ctx context.Context, t *testing.T) (found int) {
	t.Helper()
	rows := l.remembered(ctx, t)
	for _, a := range l.list {
		if a.attempts > 1 && len(rows[a.requestID]) == 1 && rows[a.requestID][0].Created.Before(a.attempted) {
			found++
		}
	}
	return found
}

// checkEvents finds the positions of every municipality without gaps, as many as its clock says,
// and each thing told once.
func checkEvents(ctx context.Context, t *testing.T, server *program.Server) {
	t.Helper()
	for _, row := range look[struct {
		Municipality string `db:"municipality"`
		Events       int    `db:"events"`
		First        int    `db:"first"`
		Last         int    `db:"last"`
		Clock        int    `db:"clock"`
	}](ctx, t, server, `SELECT e.municipality, count(*) AS events, min(e.position) AS first, max(e.position) AS last, min(c.position) AS clock
		FROM platform.event e JOIN platform.event_clock c ON c.municipality = e.municipality GROUP BY e.municipality`) {
		if row.First != 1 || row.Last != row.Events || row.Clock != row.Events {
			t.Errorf("%s: %d events at positions %d to %d, clock %d", row.Municipality, row.Events, row.First, row.Last, row.Clock)
		}
	}
	for _, row := range look[struct {
		Kind  string `db:"kind"`
		Twice int    `db:"twice"`
	}](ctx, t, server, `SELECT kind, count(*) AS twice FROM (SELECT kind FROM platform.event
		WHERE kind NOT IN ('oco.event.v1.ApplicationChanged', 'oco.event.v1.SupporterChanged') -- what may happen again just so
		GROUP BY kind, payload HAVING count(*) > 1) twins GROUP BY kind`) {
		t.Errorf("%d events %s were told twice", row.Twice, row.Kind)
	}
}
