package app

import (
	"testing"
	"time"

	"oco.example/oco/server/admin"
	adminstore "oco.example/oco/server/admin/store"
	meetingrpc "oco.example/oco/server/meeting/rpc"
	meetingstore "oco.example/oco/server/meeting/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/platform/telemetry"
	privacyrpc "oco.example/oco/server/privacy/rpc"
	privacystore "oco.example/oco/server/privacy/store"
	supportrpc "oco.example/oco/server/support/rpc"
	supportstore "oco.example/oco/server/support/store"
	surveystore "oco.example/oco/server/survey/store"
)

// dueRows is one row for each chore whose time has not come yet in March 2026; $1 is the municipality, $2 a case, $3 its
// dossier, $4 a round of the survey that closed, $5 a moment in March 2026.
var dueRows = []string{
	`INSERT INTO support.support_case (municipality, id, application, dossier, supporter, state, application_date, open_date, origin, create_time, update_time)
		VALUES ($1, $2, $3, $3, $3, 'OPEN', '2026-03-01', '2026-03-01', 'LIVE', $5, $5) RETURNING $4::uuid`,
	`INSERT INTO support.contact_draft (municipality, id, support_case, account, kind, minutes, with_whom, own_network_present, expire_time, create_time, update_time)
		VALUES ($1, $3, $2, $3, '', 0, '', false, $5::timestamptz + interval '14 days', $5, $5) RETURNING $4::uuid`,
	`INSERT INTO support.consultation (municipality, id, life_domain, question, show_name, state, create_time, update_time)
		VALUES ($1, $2, 'WMO', '\x00', false, 'CLOSED', $5, $5) RETURNING $3::uuid, $4::uuid`,
	`INSERT INTO privacy.rights_request (municipality, id, asks, channel, state, name, receive_date, due_date, close_date, create_time, update_time)
		VALUES ($1, $2, 'SEE', 'PHONE', 'WITHDRAWN', '\x00', '2026-03-01', '2026-04-01', '2026-03-01', $5, $5) RETURNING $3::uuid, $4::uuid`,
	`INSERT INTO survey.round (municipality, id, kind, from_date, until_date, last_date, audiences, form, state, create_time, update_time)
		VALUES ($1, $4, 'YEARLY', '2025-03-01', '2026-03-01', '2026-03-01', '{RESIDENT}', 1, 'CLOSED', $5, $5) RETURNING $2::uuid, $3::uuid`,
	`INSERT INTO survey.box (municipality, round, audience, counts, remarks)
		VALUES ($1, $4, 'RESIDENT', '{0}', '\x00') RETURNING $2::uuid, $3::uuid, $5::timestamptz`,
	`INSERT INTO survey.round (municipality, id, kind, from_date, until_date, last_date, audiences, form, state, create_time, update_time)
		VALUES ($1, $2, 'YEARLY', '2025-03-01', '2026-03-01', '2026-03-20', '{RESIDENT}', 1, 'OPEN', $5, $5) RETURNING $3::uuid, $4::uuid`,
	`INSERT INTO survey.invitation (municipality, id, round, audience, application, dossier, code_key, state, last_date, create_time, update_time)
		VALUES ($1, $3, $2, 'RESIDENT', $3, $3, '\x00', 'INVITED', '2026-03-20', $5, $5) RETURNING $4::uuid`,
}

// undone counts what each chore has to do and did not, by its name.
const undone = `SELECT name FROM (
	SELECT 'forget drafts' AS name, count(*) AS n FROM support.contact_draft
	UNION ALL SELECT 'tidy questions to colleagues', count(*) FROM support.consultation
	UNION ALL SELECT 'ask of long cases', count(*) FROM support.support_case c
		WHERE NOT EXISTS (SELECT FROM support.access_question q WHERE q.municipality = c.municipality AND q.support_case = c.id)
	UNION ALL SELECT 'forget rights requests', count(*) FROM privacy.rights_request
	UNION ALL SELECT 'look after surveys', count(*) FROM survey.invitation WHERE state = 'INVITED'
	UNION ALL SELECT 'forget remarks of the survey', count(*) FROM survey.box WHERE remarks IS NOT NULL
) AS work WHERE n = $1 ORDER BY name`

// Each chore is done when its time has come and not before, in a municipality that left as well.
func TestEachChoreIsDoneInEveryMunicipality(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	db := withOneThatLeft(t, pgtest.WithClock(func() time.Time { return now }))
	keys := subject.New(db.Keys)
	owner := pgtest.Context(t, "", call.RoleAdministrator)
	if err := db.App.Write(owner, func(tx *pg.Tx) error {
		_, err := adminstore.New(keys).InsertMunicipality(owner, tx, admin.Municipality{Code: "gm0867", Name: "Waalwijk", Active: true, CaseWeeks: 12})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	superuser := db.Open(t, "postgres")
	if err := superuser.Write(owner, func(tx *pg.Tx) error {
		_, err := tx.Exec(owner, `UPDATE admin.municipality SET case_weeks = 12`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, municipality := range []string{"gm0867", gone} {
		supportCase, dossier, round := pg.NewID(), pg.NewID(), pg.NewID()
		ctx := pgtest.Context(t, municipality, call.RoleCoordinator)
		if err := db.App.Write(ctx, func(tx *pg.Tx) error {
			if _, err := keys.Make(ctx, tx, dossier, subject.Dossier); err != nil {
				return err
			}
			_, err := keys.Make(ctx, tx, round, subject.Survey)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := superuser.Write(ctx, func(tx *pg.Tx) error {
			for _, row := range dueRows {
				if _, err := tx.Exec(ctx, row, municipality, supportCase, dossier, round, now); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	kept := supportstore.New(keys)
	s := &wiring{
		door: adminstore.NewDoor(db.Door), log: telemetry.NewLogger(t.Output(), nil, false),
		meetings: meetingrpc.New(meetingrpc.Deps{DB: db.App, Guests: meetingstore.New(keys)}),
		privacy:  privacyrpc.New(privacyrpc.Deps{DB: db.App, Requests: privacystore.New(keys)}),
		support:  supportrpc.New(supportrpc.Deps{DB: db.App, Drafts: kept, Consultations: kept, Questions: kept, Settings: settings{adminstore.New(keys)}}),
		surveys:  newSurveys(db.App, surveystore.New(keys), stores{}, nil),
	}
	left := func(in int) (names []string) {
		t.Helper()
		if err := superuser.Read(owner, func(tx *pg.Tx) error { return tx.Select(owner, &names, undone, in) }); err != nil {
			t.Fatal(err)
		}
		return names
	}
	if err := s.doChores(t.Context()); err != nil {
		t.Fatal(err)
	}
	if names := left(2); len(names) != len(s.chores())-1 { // of guests the test beside this one tells
		t.Errorf("before their time only %v wait in both municipalities, of %d chores", names, len(s.chores()))
	}
	now = now.AddDate(3, 0, 0)
	if err := s.doChores(t.Context()); err != nil {
		t.Fatal(err)
	}
	if names := left(0); len(names) != len(s.chores())-2 {
		t.Errorf("only these were done in both municipalities: %v", names)
	}
	// Who left has no access team that could be asked.
	if names := left(1); len(names) != 1 || names[0] != "ask of long cases" {
		t.Errorf("these were done in one of both: %v", names)
	}
}
