package app

import (
	"path/filepath"
	"testing"
	"time"

	"oco.example/oco/server/admin"
	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/meeting"
	meetingrpc "oco.example/oco/server/meeting/rpc"
	meetingstore "oco.example/oco/server/meeting/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/platform/telemetry"
	privacyrpc "oco.example/oco/server/privacy/rpc"
	privacystore "oco.example/oco/server/privacy/store"
	supportrpc "oco.example/oco/server/support/rpc"
	supportstore "oco.example/oco/server/support/store"
	surveystore "oco.example/oco/server/survey/store"
)

const gone = "gm0855"

// withOneThatLeft is a database of a municipality that left the platform.
func withOneThatLeft(t *testing.T, options ...pgtest.Option) *pgtest.Database {
	t.Helper()
	db := pgtest.New(t, options...)
	ctx := pgtest.Context(t, "", call.RoleAdministrator)
	if err := db.App.Write(ctx, func(tx *pg.Tx) error {
		_, err := adminstore.New(subject.New(db.Keys)).InsertMunicipality(ctx, tx, admin.Municipality{Code: gone, Name: "Tilburg"})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return db
}

// The processing log of a municipality that left is sealed, and its seals are checked: who read what
// there is asked for years.
func TestTheLogOfAMunicipalityThatLeftIsKept(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	db := withOneThatLeft(t, pgtest.WithClock(func() time.Time { return now }))
	ctx := pgtest.Context(t, gone, call.RoleCoordinator)
	if err := db.App.Write(ctx, func(tx *pg.Tx) error { tx.Logged("read application", pg.NewID()); return nil }); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Hour)
	if err := (&wiring{door: adminstore.NewDoor(db.Door)}).lookAfter(t.Context(), db.Worker); err != nil {
		t.Fatal(err)
	}
	if broken := checkLog(t, db); len(broken) > 0 {
		t.Errorf("nothing was changed: %v", broken)
	}
	if err := db.Owner.Write(ctx, func(tx *pg.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM platform.processing_log WHERE municipality = $1`, gone)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if broken := checkLog(t, db); len(broken) != 1 || broken[gone].IsZero() {
		t.Errorf("got %v, want the seal of %s", broken, gone)
	}
}

func checkLog(t *testing.T, db *pgtest.Database) map[string]time.Time {
	t.Helper()
	path := filepath.Join(t.TempDir(), "keys.json")
	if _, err := crypto.CreateKeyring(path); err != nil {
		t.Fatal(err)
	}
	settings := config.Server{DatabaseURL: sealed.Of(db.URL(t, pg.AppRole)), KeyFile: path, DatabaseConnections: 2}
	broken, err := CheckLog(t.Context(), settings, telemetry.NewLogger(t.Output(), nil, false))
	if err != nil {
		t.Fatal(err)
	}
	return broken
}

// A municipality that left may come back, and its watchers with the positions that they kept.
func TestARestoreRaisesThePositionsOfAMunicipalityThatLeft(t *testing.T) {
	db := withOneThatLeft(t)
	ctx := pgtest.Context(t, gone, call.RoleCoordinator)
	position := func(sql string) (position int64) {
		t.Helper()
		if err := db.Owner.Write(ctx, func(tx *pg.Tx) error { return tx.Get(ctx, &position, sql, gone) }); err != nil {
			t.Fatal(err)
		}
		return position
	}
	before := position(`INSERT INTO platform.event_clock (municipality, position) VALUES ($1, 7) RETURNING position`)
	if _, err := AfterRestore(t.Context(), config.Server{OwnerURL: sealed.Of(db.URL(t, pg.OwnerRole))}, true, telemetry.NewLogger(t.Output(), nil, false)); err != nil {
		t.Fatal(err)
	}
	if after := position(`SELECT position FROM platform.event_clock WHERE municipality = $1`); after <= before+1 {
		t.Errorf("the position went from %d to %d", before, after)
	}
}

// Guests who were not invited for two years are erased everywhere, in a municipality that left too.
func TestGuestsAreErasedInEveryMunicipality(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	db := withOneThatLeft(t, pgtest.WithClock(func() time.Time { return now }))
	owner := pgtest.Context(t, "", call.RoleAdministrator)
	if err := db.App.Write(owner, func(tx *pg.Tx) error {
		_, err := adminstore.New(subject.New(db.Keys)).InsertMunicipality(owner, tx, admin.Municipality{Code: "gm0867", Name: "Waalwijk", Active: true})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	guests := meetingstore.New(subject.New(db.Keys))
	for _, municipality := range []string{"gm0867", gone} {
		ctx := pgtest.Context(t, municipality, call.RoleCoordinator)
		if err := db.App.Write(ctx, func(tx *pg.Tx) error {
			return guests.InsertGuest(ctx, tx, meeting.Guest{ID: pg.NewID(), Name: sealed.Of("Nora Kant")})
		}); err != nil {
			t.Fatal(err)
		}
	}
	left := func() (n int) {
		t.Helper()
		for _, municipality := range []string{"gm0867", gone} {
			ctx := pgtest.Context(t, municipality, call.RoleCoordinator)
			if err := db.App.Read(ctx, func(tx *pg.Tx) error {
				list, err := guests.Guests(ctx, tx, "", 9)
				n += len(list)
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
		return n
	}
	kept := supportstore.New(subject.New(db.Keys))
	s := &wiring{
		door: adminstore.NewDoor(db.Door), log: telemetry.NewLogger(t.Output(), nil, false),
		meetings: meetingrpc.New(meetingrpc.Deps{DB: db.App, Guests: guests}),
		privacy:  privacyrpc.New(privacyrpc.Deps{DB: db.App, Requests: privacystore.New(subject.New(db.Keys))}),
		support:  supportrpc.New(supportrpc.Deps{DB: db.App, Drafts: kept, Consultations: kept, Questions: kept, Settings: settings{adminstore.New(subject.New(db.Keys))}}),
		surveys:  newSurveys(db.App, surveystore.New(subject.New(db.Keys)), stores{}, nil),
	}
	for years, want := range []int{2, 2, 2, 0} {
		now = time.Date(2026+years, 3, 1, 9, 0, 0, 0, time.UTC)
		if err := s.doChores(t.Context()); err != nil || left() != want {
			t.Errorf("after %d years: %d are left, %v", years, left(), err)
		}
	}
}
