package rpc_test

import (
	"context"
	"slices"
	"testing"
	"time"

	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	"oco.example/oco/server/complaint"
	"oco.example/oco/server/complaint/rpc"
	"oco.example/oco/server/complaint/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const municipality = "gm0867"

// neighbours stand in for the other slices: one dossier for each application, and accounts that are coordinators.
type neighbours struct {
	dossiers     map[string]string
	coordinators []string
}

func (n *neighbours) Lock(_ context.Context, _ *pg.Tx, application string) (string, error) {
	if dossier := n.dossiers[application]; dossier != "" {
		return dossier, nil
	}
	return "", errs.NotFound("application")
}

func (n *neighbours) Holds(_ context.Context, _ *pg.Tx, account string, roles ...call.Role) (bool, error) {
	return slices.Contains(roles, call.RoleCoordinator) && slices.Contains(n.coordinators, account), nil
}

func (n *neighbours) Coordinators(_ context.Context, _ *pg.Tx, after string, limit int) (list []complaint.Person, err error) {
	accounts := slices.Clone(n.coordinators)
	slices.Sort(accounts)
	slices.Reverse(accounts)
	for _, account := range accounts {
		if (after == "" || account < after) && len(list) < limit {
			list = append(list, complaint.Person{Account: account, Name: sealed.Of("coördinator")})
		}
	}
	return list, nil
}

func (n *neighbours) Names(_ context.Context, _ *pg.Tx, ids []string) (map[string]sealed.Text, error) {
	names := map[string]sealed.Text{}
	for _, id := range ids {
		names[id] = sealed.Of("iemand")
	}
	return names, nil
}

// world is the service on a database of its own: an application that vera supports, another supporter, a coordinator and an
// officer. now can be moved.
type world struct {
	*rpc.Service
	db                                      *pgtest.Database
	keys                                    *subject.Keys
	store                                   *store.Store
	neighbours                              *neighbours
	now                                     time.Time
	application, dossier, vera, other       string
	supporter, stranger, coordinator, chief context.Context
	officer, desk, public                   context.Context
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{
		now: time.Date(2026, time.March, 5, 11, 0, 0, 0, time.UTC), application: pg.NewID(), dossier: pg.NewID(),
		supporter: as(t, call.RoleSupporter, call.ScopeOwn), stranger: as(t, call.RoleSupporter, call.ScopeOwn),
		coordinator: as(t, call.RoleCoordinator, call.ScopeMunicipality), chief: as(t, call.RoleCoordinator, call.ScopeMunicipality),
		officer: as(t, call.RoleComplaintsOfficer, call.ScopeMunicipality), desk: as(t, call.RoleDesk, call.ScopeMunicipality),
	}
	nobody := call.From(as(t, call.RoleUnspecified, call.ScopePublic))
	nobody.Caller.Account, nobody.Caller.Grants = "", nil
	w.public = call.With(t.Context(), nobody)
	w.db = pgtest.New(t, pgtest.WithClock(func() time.Time { return w.now }))
	tokens, err := page.NewTokens(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	w.keys = subject.New(w.db.Keys)
	w.store = store.New(w.keys)
	w.neighbours = &neighbours{dossiers: map[string]string{w.application: w.dossier}, coordinators: []string{account(w.coordinator), account(w.chief)}}
	w.Service = rpc.New(rpc.Deps{
		DB: w.db.App, Complaints: w.store, Concerns: w.store, Incidents: w.store, Applications: w.neighbours, Accounts: w.neighbours,
		Supporters: w.neighbours, Tokens: tokens,
	})
	w.write(t, func(tx *pg.Tx) error {
		_, err := w.keys.Make(w.officer, tx, w.dossier, subject.Dossier)
		return err
	})
	w.exec(t, `INSERT INTO intake.dossier (municipality, id, name, create_time, update_time) VALUES ($1, $2, '\x00', $3, $3)`, municipality, w.dossier, w.now)
	w.exec(t, `INSERT INTO intake.application (municipality, id, dossier, state, receipt_key, applicant_kind, channel, origin, application_date, create_time, update_time)
		VALUES ($1, $2, $3, 'IN_SUPPORT', '\x00', 'RESIDENT', 'WEBSITE', 'LIVE', '2026-03-01', $4, $4)`, municipality, w.application, w.dossier, w.now)
	w.vera, w.other = w.volunteer(t, account(w.supporter)), w.volunteer(t, account(w.stranger))
	w.exec(t, `INSERT INTO support.support_case (municipality, id, application, dossier, supporter, state, life_domains, application_date, open_date, outcome,
		minutes, origin, create_time, update_time) VALUES ($1, $2, $3, $4, $5, 'OPEN', '', '2026-03-01', '2026-03-02', '', 0, 'LIVE', $6, $6)`,
		municipality, pg.NewID(), w.application, w.dossier, w.vera, w.now)
	return w
}

// volunteer is an active supporter with an account.
func (w *world) volunteer(t *testing.T, account string) string {
	t.Helper()
	id := pg.NewID()
	w.write(t, func(tx *pg.Tx) error {
		if _, err := w.keys.Make(w.officer, tx, id, subject.Supporter); err != nil {
			return err
		}
		_, err := tx.Exec(w.officer, `INSERT INTO volunteer.supporter (municipality, id, kind, max_cases, hours_per_week,
			confidentiality_signed, trained, account, state, create_time, update_time)
			VALUES ($1, $2, 'INFORMAL', 3, 4, true, true, $3, 'ACTIVE', $4, $4)`, municipality, id, account, tx.Now())
		return err
	})
	return id
}

func (w *world) write(t *testing.T, do func(tx *pg.Tx) error) {
	t.Helper()
	if err := w.db.App.Write(w.officer, do); err != nil {
		t.Fatal(err)
	}
}

func (w *world) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	w.write(t, func(tx *pg.Tx) error { _, err := tx.Exec(w.officer, sql, args...); return err })
}

// events are the kinds of events so far.
func (w *world) events(t *testing.T) (kinds []string) {
	t.Helper()
	if err := w.db.Owner.Read(w.officer, func(tx *pg.Tx) error {
		return tx.Select(w.officer, &kinds, `SELECT split_part(kind, '.', 4) FROM platform.event WHERE municipality = $1 ORDER BY position`, municipality)
	}); err != nil {
		t.Fatal(err)
	}
	return kinds
}

// as is the context of a person with an account of their own.
func as(t *testing.T, role call.Role, scope call.Scope) context.Context {
	t.Helper()
	c := call.From(pgtest.Context(t, municipality, role))
	c.Role, c.Scope, c.Caller.Account = role, scope, pg.NewID()
	return call.With(t.Context(), c)
}

func account(ctx context.Context) string { return call.From(ctx).Caller.Account }

// submit hands a complaint in and returns its id.
func (w *world) submit(t *testing.T, by context.Context, about complaintv1.ComplaintAbout) string {
	t.Helper()
	if _, err := w.SubmitComplaint(by, &complaintv1.SubmitComplaintRequest{
		Municipality: municipality, About: about, Text: "Kanarieklacht", ComplainantName: "Kanarie", ComplainantPhone: "06-12345678",
	}); err != nil {
		t.Fatal(err)
	}
	var id string
	w.write(t, func(tx *pg.Tx) error {
		return tx.Get(w.officer, &id, `SELECT id FROM complaint.complaint WHERE municipality = $1 ORDER BY id DESC LIMIT 1`, municipality)
	})
	return id
}

// rule is by which rule, or reason, something was refused.
func rule(err error) string {
	e := errs.Of(err)
	switch {
	case e == nil && err != nil:
		return err.Error()
	case e == nil:
		return ""
	case len(e.Violations) > 0:
		return e.Violations[0].Rule
	default:
		return string(e.Reason)
	}
}
