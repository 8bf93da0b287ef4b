package rpc_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
	"oco.example/oco/server/support/card"
	"oco.example/oco/server/support/icalendar"
	"oco.example/oco/server/support/rpc"
	"oco.example/oco/server/support/store"
)

const (
	municipality = "gm0867"
	// today is the day of every test, by the clock that the pools are given.
	today = "2026-03-10"
	// applied is the day of every application.
	applied = "2026-03-02"
	// caseWeeks is after how many weeks a case raises the question of the access team, unless a test sets others.
	caseWeeks = 12
)

// neighbours stands in for the intake slice: applications in a table of the test.
type neighbours struct{}

const applicationTable = `CREATE SCHEMA test; GRANT USAGE ON SCHEMA test TO oco_app;
CREATE TABLE test.application (municipality text, id uuid PRIMARY KEY, dossier uuid, state text, no_phone boolean NOT NULL DEFAULT false,
  no_calendar boolean NOT NULL DEFAULT false, referrer_may_know boolean NOT NULL DEFAULT false,
  made timestamptz, held timestamptz);
GRANT SELECT, INSERT, UPDATE ON test.application TO oco_app`

func (neighbours) Lock(ctx context.Context, tx *pg.Tx, id string) error {
	var found bool
	err := tx.Get(ctx, &found, `SELECT true FROM test.application WHERE municipality = $1 AND id = $2 FOR UPDATE`, tx.Municipality(), id)
	if errors.Is(err, pg.ErrNoRows) {
		return errs.NotFound("application")
	}
	return err
}

func (neighbours) Wait(ctx context.Context, tx *pg.Tx, id string) error {
	moved, err := tx.Exec(ctx, `UPDATE test.application SET state = 'WAITING_FOR_MATCH' WHERE municipality = $1 AND id = $2 AND state = 'IN_SUPPORT'`,
		tx.Municipality(), id)
	if err == nil && moved == 0 {
		return errs.StateConflict("application", "ENDED")
	}
	return err
}

func (neighbours) Close(ctx context.Context, tx *pg.Tx, id string) error {
	moved, err := tx.Exec(ctx, `UPDATE test.application SET state = 'CLOSED' WHERE municipality = $1 AND id = $2 AND state = 'IN_SUPPORT'`,
		tx.Municipality(), id)
	if err == nil && moved == 0 {
		return errs.StateConflict("application", "ENDED")
	}
	return err
}

func (neighbours) Keep(ctx context.Context, tx *pg.Tx, id string, kept support.Kept) error {
	for column, at := range map[string]time.Time{"made": kept.Made, "held": kept.Held} {
		if at.IsZero() {
			continue
		}
		if _, err := tx.Exec(ctx, `UPDATE test.application SET `+column+` = $3 WHERE municipality = $1 AND id = $2`, tx.Municipality(), id, at); err != nil {
			return err
		}
	}
	return nil
}

func (neighbours) ReferrerMayKnow(ctx context.Context, tx *pg.Tx, id string) (may bool, err error) {
	err = tx.Get(ctx, &may, `SELECT referrer_may_know FROM test.application WHERE municipality = $1 AND id = $2`, tx.Municipality(), id)
	return may, err
}

func (neighbours) Contacts(ctx context.Context, tx *pg.Tx, ids []string) (map[string]support.Contact, error) {
	contacts := map[string]support.Contact{}
	for _, id := range ids {
		contact := support.Contact{Name: sealed.Of("inwoner"), Phone: sealed.Of("06-11930099"), Instruction: sealed.Of("alleen op school")}
		for column, forbidden := range map[string]*bool{"no_phone": &contact.NoPhone, "no_calendar": &contact.NoCalendar} {
			if err := tx.Get(ctx, forbidden, `SELECT `+column+` FROM test.application WHERE municipality = $1 AND id = $2`,
				tx.Municipality(), id); err != nil {
				return nil, err
			}
		}
		contacts[id] = contact
	}
	return contacts, nil
}

// codes are the outcomes that can be chosen.
type codes map[string]bool

func (c codes) Active(_ context.Context, _ *pg.Tx, list, code string) (bool, error) {
	return c[list+" "+code], nil
}

// organised is who invites, and after how many weeks a case raises the question of the access team.
type organised struct{ weeks *int }

func (organised) Organiser(context.Context, *pg.Tx) (icalendar.Organiser, error) {
	return icalendar.Organiser{Name: "Coördinator OCO", Email: "oco@gm0867.example"}, nil
}

func (organised) Contact(context.Context, *pg.Tx) (name, phone string, err error) {
	return "Coördinator OCO", "0416-930099", nil
}

func (organised) AccountName(_ context.Context, _ *pg.Tx, account string) (sealed.Text, error) {
	return sealed.Of("naam van " + account), nil
}

func (o organised) CaseWeeks(context.Context, *pg.Tx) (int, error) { return *o.weeks, nil }

func (organised) CardSheet(context.Context, *pg.Tx) (card.Sheet, error) {
	return card.Sheet{Municipality: "Waalwijk", Phone: "0416-930099", Email: "oco@gm0867.example", Hours: []card.Hours{{Weekday: 1, Opens: "09:00", Closes: "12:30"}}}, nil
}

// world is the service on a database of its own.
type world struct {
	*rpc.Service
	db          *pgtest.Database
	keys        *subject.Keys
	coordinator context.Context
	weeks       int
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return newWorldBy(t, noon)
}

// noon is the clock of a day that stands still.
func noon() time.Time { return time.Date(2026, time.March, 10, 11, 0, 0, 0, time.UTC) }

// newWorldBy is newWorld by another clock.
func newWorldBy(t *testing.T, clock func() time.Time) *world {
	t.Helper()
	db := pgtest.New(t, pgtest.WithClock(clock))
	tokens, err := page.NewTokens(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	keys := subject.New(db.Keys)
	w := &world{db: db, keys: keys, coordinator: pgtest.Context(t, municipality, call.RoleCoordinator), weeks: caseWeeks}
	kept := store.New(keys)
	w.Service = rpc.New(rpc.Deps{
		DB: db.App, Cases: kept, Contacts: kept, Drafts: kept, Goals: kept, Transfers: kept, Appointments: kept, Endings: kept, Cards: kept, Consultations: kept, Questions: kept,
		Applications: neighbours{}, Supporters: called{}, Codes: codes{"OUTCOME solved": true}, Risks: risks{}, Settings: organised{&w.weeks},
		Website: "https://ondersteuning.example", Tokens: tokens,
	})
	if err := db.Owner.Write(w.coordinator, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, applicationTable)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return w
}

// write runs a transaction of the test's own.
func (w *world) write(t *testing.T, do func(tx *pg.Tx) error) {
	t.Helper()
	if err := w.db.App.Write(w.coordinator, do); err != nil {
		t.Fatal(err)
	}
}

// application stores an application in support.
func (w *world) application(t *testing.T) (id, dossier string) {
	t.Helper()
	id, dossier = pg.NewID(), pg.NewID()
	w.write(t, func(tx *pg.Tx) error {
		if _, err := w.keys.Make(w.coordinator, tx, dossier, subject.Dossier); err != nil {
			return err
		}
		_, err := tx.Exec(w.coordinator, `INSERT INTO test.application (municipality, id, dossier, state) VALUES ($1, $2, $3, 'IN_SUPPORT')`,
			municipality, id, dossier)
		return err
	})
	return id, dossier
}

// someone is a supporter of the test.
type someone struct{ id, account string }

func (w *world) supporter(t *testing.T) someone {
	t.Helper()
	s := someone{id: pg.NewID(), account: pg.NewID()}
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `INSERT INTO volunteer.supporter (municipality, id, kind, organisation, max_cases, hours_per_week,
			confidentiality_signed, trained, account, state, create_time, update_time)
			VALUES ($1, $2, 'FORMAL', 'MEE', 3, 4, true, true, $3, 'ACTIVE', $4, $4)`, municipality, s.id, s.account, tx.Now())
		return err
	})
	return s
}

// as is the context of a supporter by its own account.
func (s someone) as(t *testing.T) context.Context {
	t.Helper()
	c := call.From(pgtest.Context(t, municipality, call.RoleSupporter))
	c.Scope, c.Caller.Account = call.ScopeOwn, s.account
	return call.With(t.Context(), c)
}

// opened opens a case of a new application.
func (w *world) opened(t *testing.T, s someone) (id, application string) {
	t.Helper()
	application, dossier := w.application(t)
	w.write(t, func(tx *pg.Tx) (err error) {
		id, err = w.Open(w.coordinator, tx, support.Opening{
			Application: application, Dossier: dossier, LifeDomains: []string{"WMO", "WORK"}, ApplicationDate: applied,
			Supporter: s.id, Account: s.account,
		})
		return err
	})
	return id, application
}

func closing(id string) *supportv1.CloseCaseRequest {
	return &supportv1.CloseCaseRequest{
		Municipality: municipality, Case: id, Need: "rust aan de keukentafel", Outcome: "solved", Fit: supportv1.Fit_FIT_PARTLY,
		Minutes: 90, FirstAppointmentDate: "2026-03-04",
	}
}

func (w *world) get(ctx context.Context, id string) (*supportv1.Case, error) {
	return w.GetCase(ctx, &supportv1.GetCaseRequest{Municipality: municipality, Case: id})
}

// event is one event of the database.
type event struct {
	Origin  string
	Time    time.Time
	Message proto.Message
}

func (w *world) events(t *testing.T) []event {
	t.Helper()
	var rows []struct {
		Kind     string    `db:"kind"`
		Origin   string    `db:"origin"`
		Occurred time.Time `db:"occurred_time"`
		Payload  []byte    `db:"payload"`
	}
	w.write(t, func(tx *pg.Tx) error {
		return tx.Select(w.coordinator, &rows, `SELECT kind, origin, occurred_time, payload FROM platform.event
			WHERE municipality = $1 ORDER BY position`, municipality)
	})
	var events []event
	for _, r := range rows {
		kind, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(r.Kind))
		if err != nil {
			t.Fatal(err)
		}
		message := kind.New().Interface()
		if err := proto.Unmarshal(r.Payload, message); err != nil {
			t.Fatal(err)
		}
		events = append(events, event{Origin: r.Origin, Time: r.Occurred.UTC(), Message: message})
	}
	return events
}

// risks is a neighbourhood without any.
type risks struct{}

func (risks) Warnings(context.Context, *pg.Tx, []string) (map[string][]sealed.Text, error) {
	return nil, nil
}
