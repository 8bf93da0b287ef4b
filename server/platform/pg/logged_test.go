package pg_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

func contains(text, part string) bool { return strings.Contains(text, part) }

// logRow is a row of the processing log as its owner reads it.
type logRow struct {
	Municipality string    `db:"municipality"`
	LogTime      time.Time `db:"log_time"`
	StartTime    time.Time `db:"start_time"`
	TraceID      []byte    `db:"trace_id"`
	SpanID       []byte    `db:"span_id"`
	Parent       []byte    `db:"parent_span_id"`
	Status       string    `db:"status"`
	Name         string    `db:"name"`
	Activity     string    `db:"activity"`
	Subjects     string    `db:"subjects"`
	Method       string    `db:"method"`
	Role         int       `db:"role"`
	Actor        *string   `db:"actor"`
	Origin       string    `db:"origin"`
	Result       string    `db:"result"`
}

func logRows(ctx context.Context, t *testing.T, db *pgtest.Database) (rows []logRow) {
	t.Helper()
	if err := db.Owner.Read(ctx, func(tx *pg.Tx) error {
		return tx.Select(ctx, &rows, `SELECT municipality, log_time, start_time, trace_id, span_id, parent_span_id, status, name,
  activity, array_to_string(subjects, ',') AS subjects, method, role, actor, origin, result
FROM platform.processing_log WHERE municipality = $1 ORDER BY id`, call.From(ctx).Municipality)
	}); err != nil {
		t.Fatal(err)
	}
	return rows
}

// person is a row with personal data, as a store reads it.
type person struct {
	Number int    `db:"number"`
	LogID  string `db:"log_id"`
}

const people = `SELECT p.number, p.log_id FROM unnest($1::int[], $2::uuid[]) AS p (number, log_id) ORDER BY p.number DESC`

func TestAReadIsLoggedInItsOwnStatement(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	a, b := pg.NewID(), pg.NewID()
	var page []person
	if err := db.App.Read(ctx, func(tx *pg.Tx) error {
		if err := tx.SelectLogged(ctx, &page, "list residents", people, pg.Array([]int64{3, 1, 2}), pg.Array([]string{b, a, a})); err != nil {
			return err
		}
		var one person
		return tx.GetLogged(ctx, &one, "read resident", people+" LIMIT 1", pg.Array([]int64{5}), pg.Array([]string{a}))
	}); err != nil {
		t.Fatal(err)
	}
	if want := []person{{3, b}, {2, a}, {1, a}}; !cmp.Equal(page, want) {
		t.Errorf("the page lost its order: %v", page)
	}
	rows := logRows(ctx, t, db)
	if len(rows) != 2 {
		t.Fatalf("%d log rows, want one for each read", len(rows))
	}
	subjects := strings.Split(rows[0].Subjects, ",")
	slices.Sort(subjects)
	if want := []string{a, b}; !cmp.Equal(subjects, want) || rows[1].Subjects != a {
		t.Errorf("subjects: %v and %v", rows[0].Subjects, rows[1].Subjects)
	}
	c := call.From(ctx)
	got := rows[1]
	if got.Municipality != waalwijk || got.Name != "read resident" || got.Method != c.Method || got.Activity != c.Activity ||
		got.Role != int(call.RoleCoordinator) || got.Actor == nil || *got.Actor != c.Caller.Account || got.Origin != "192.0.2.1" ||
		got.Status != "OK" || got.Result != "OK" || !got.StartTime.Equal(c.Started.Truncate(time.Microsecond)) ||
		!cmp.Equal(got.TraceID, c.Trace.ID[:]) || !cmp.Equal(got.SpanID, c.Trace.Span[:]) || got.Parent != nil {
		t.Errorf("the log row does not tell of the call: %+v", got)
	}
}

func TestAReadOfNothingIsNotLogged(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	none := pg.Array([]string{})
	if err := db.App.Read(ctx, func(tx *pg.Tx) error {
		var page []person
		if err := tx.SelectLogged(ctx, &page, "list residents", people, none, none); err != nil || len(page) != 0 {
			t.Errorf("got %v, %v", page, err)
		}
		var one person
		if err := tx.GetLogged(ctx, &one, "read resident", people, none, none); !errors.Is(err, pg.ErrNoRows) {
			t.Errorf("got %v, want ErrNoRows", err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if rows := logRows(ctx, t, db); len(rows) != 0 {
		t.Errorf("%d log rows", len(rows))
	}
}

func TestAWriteIsLoggedWithItsEffectOrNotAtAll(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	subject := pg.NewID()
	work := func(end error) error {
		return db.App.Write(ctx, func(tx *pg.Tx) error { tx.Logged("record decision", subject); return end })
	}
	if err := work(errUndo); !errors.Is(err, errUndo) {
		t.Fatal(err)
	}
	if rows := logRows(ctx, t, db); len(rows) != 0 {
		t.Errorf("a write that was undone left %d log rows", len(rows))
	}
	if err := work(nil); err != nil {
		t.Fatal(err)
	}
	if rows := logRows(ctx, t, db); len(rows) != 1 || rows[0].Subjects != subject || rows[0].Name != "record decision" {
		t.Errorf("log rows: %+v", rows)
	}
}

func TestTheDoorLogsRefusals(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	if err := db.Door.Write(ctx, func(tx *pg.Tx) error {
		tx.LogRefusal("read resident", "FORBIDDEN", false)
		tx.LogRefusal("read resident", "INTERNAL", true)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	rows := logRows(ctx, t, db)
	if len(rows) != 2 || rows[0].Status != "UNSET" || rows[0].Result != "FORBIDDEN" || rows[1].Status != "ERROR" || rows[0].Subjects != "" {
		t.Errorf("log rows: %+v", rows)
	}
}

func TestNobodyWhoServesReadsOrChangesTheLog(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	for name, pool := range map[string]*pg.DB{"app": db.App, "door": db.Door, "worker": db.Worker, "report": db.Report} {
		for _, sql := range []string{
			`SELECT id FROM platform.processing_log`, `DELETE FROM platform.processing_log`,
			`UPDATE platform.processing_log SET result = ''`, `TRUNCATE platform.processing_log`,
			`SELECT id FROM platform.processing_log_default`,
		} {
			if err := pool.Write(ctx, func(tx *pg.Tx) error { _, err := tx.Exec(ctx, sql); return err }); !pg.HasState(err, "42501") {
				t.Errorf("%s: %s: got %v", name, sql, err)
			}
		}
	}
}

func TestLogPartitions(t *testing.T) {
	now := time.Now().UTC()
	far := time.Date(now.Year(), now.Month()+14, 15, 0, 0, 0, 0, time.UTC)
	db := pgtest.New(t, pgtest.WithClock(func() time.Time { return far }))
	ctx := pgtest.Context(t, waalwijk, call.RoleSystem)
	logOne := func() {
		t.Helper()
		if err := db.App.Write(ctx, func(tx *pg.Tx) error { tx.Logged("record decision", pg.NewID()); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	makeMonths := func(months int) (made int) {
		t.Helper()
		if err := db.Worker.Write(ctx, func(tx *pg.Tx) error {
			return tx.Get(ctx, &made, `SELECT platform.make_log_partitions($1)`, months)
		}); err != nil {
			t.Fatal(err)
		}
		return made
	}
	logOne() // in a month that has no partition: the default takes it
	if made := makeMonths(15); made != 2 {
		t.Errorf("%d partitions made, want 2: months 13 and 15; month 14 has rows in the default", made)
	}
	if made := makeMonths(15); made != 0 {
		t.Errorf("made %d partitions again", made)
	}
	logOne()
	if rows := logRows(ctx, t, db); len(rows) != 2 {
		t.Errorf("%d rows", len(rows))
	}
	if err := db.App.Write(ctx, func(tx *pg.Tx) error { _, err := tx.Exec(ctx, `SELECT platform.make_log_partitions(1)`); return err }); !pg.HasState(err, "42501") {
		t.Errorf("the app makes partitions: %v", err)
	}
}
