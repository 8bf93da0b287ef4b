package rpc_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/rpc"
	"oco.example/oco/server/matching/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const municipality = "gm0867"

// neighbours stands in for the slices beside this one: applications in a table of the test,
// supporters and cases as rows of their slices' tables.
type neighbours struct{ keys *subject.Keys }

const applicationTable = `CREATE SCHEMA test; GRANT USAGE ON SCHEMA test TO oco_app;
CREATE TABLE test.application (municipality text, id uuid PRIMARY KEY, dossier uuid, state text, route text, life_domains text,
  target_groups text, organisation text NOT NULL DEFAULT '', concerned text NOT NULL DEFAULT '', no_phone boolean NOT NULL DEFAULT false);
GRANT SELECT, INSERT, UPDATE ON test.application TO oco_app`

type applicationRow struct {
	ID           string `db:"id"`
	Dossier      string `db:"dossier"`
	LogID        string `db:"log_id"`
	State        string `db:"state"`
	Route        string `db:"route"`
	LifeDomains  string `db:"life_domains"`
	TargetGroups string `db:"target_groups"`
	Organisation string `db:"organisation"`
	Concerned    string `db:"concerned"`
}

func (n neighbours) read(ctx context.Context, tx *pg.Tx, id, tail string) (matching.Application, error) {
	var r applicationRow
	err := tx.Get(ctx, &r, `SELECT a.id, a.dossier, k.log_id, a.state, a.route, a.life_domains, a.target_groups,
		a.organisation, a.concerned FROM test.application a
		JOIN platform.subject_key k ON k.municipality = a.municipality AND k.subject = a.dossier
		WHERE a.municipality = $1 AND a.id = $2`+tail, tx.Municipality(), id)
	if errors.Is(err, pg.ErrNoRows) {
		return matching.Application{}, errs.NotFound("application")
	}
	return matching.Application{
		ID: r.ID, Dossier: r.Dossier, LogID: r.LogID, State: matching.ApplicationState(r.State), Route: r.Route,
		LifeDomains: strings.Fields(r.LifeDomains), TargetGroups: strings.Fields(r.TargetGroups), Neighbourhood: "centrum",
		Date: "2026-01-05", Organisation: person.OrganisationKey(r.Organisation), ConcernedOrganisation: person.OrganisationKey(r.Concerned),
	}, err
}

func (n neighbours) Get(ctx context.Context, tx *pg.Tx, id string) (matching.Application, error) {
	return n.read(ctx, tx, id, "")
}

func (n neighbours) Lock(ctx context.Context, tx *pg.Tx, id string) (matching.Application, error) {
	return n.read(ctx, tx, id, " FOR UPDATE OF a")
}

// moves are those of the application's machine that matching makes.
var moves = map[matching.ApplicationState][]matching.ApplicationState{
	matching.WaitingForMatch: {matching.Offered},
	matching.Offered:         {matching.Offered, matching.Matched, matching.WaitingForMatch},
	matching.Matched:         {matching.InSupport, matching.WaitingForMatch},
}

func (n neighbours) Move(ctx context.Context, tx *pg.Tx, id string, to matching.ApplicationState) error {
	application, err := n.Get(ctx, tx, id)
	if err != nil {
		return err
	}
	if !slices.Contains(moves[application.State], to) {
		return errs.StateConflict("application", string(application.State))
	}
	_, err = tx.Exec(ctx, `UPDATE test.application SET state = $3 WHERE municipality = $1 AND id = $2`, tx.Municipality(), id, string(to))
	return err
}

func (n neighbours) Waiting(ctx context.Context, tx *pg.Tx, limit int) (ids []string, err error) {
	err = tx.Select(ctx, &ids, `SELECT id FROM test.application WHERE municipality = $1 AND state = 'WAITING_FOR_MATCH' ORDER BY id LIMIT $2`,
		tx.Municipality(), limit)
	return ids, err
}

func (n neighbours) Past(ctx context.Context, tx *pg.Tx, _ string, limit int) (past []matching.Past, err error) {
	var ids []string
	if err := tx.Select(ctx, &ids, `SELECT id FROM test.application WHERE municipality = $1 ORDER BY id LIMIT $2`, tx.Municipality(), limit); err != nil {
		return nil, err
	}
	for _, id := range ids {
		application, err := n.Get(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		application.Date = tx.Now().AddDate(0, 0, -20).Format("2006-01-02")
		past = append(past, matching.Past{Application: application, Stored: tx.Now().AddDate(0, 0, -20)})
	}
	return past, nil
}

func (n neighbours) Contacts(ctx context.Context, tx *pg.Tx, ids []string) (map[string]matching.ResidentContact, error) {
	contacts := map[string]matching.ResidentContact{}
	for _, id := range ids {
		contact := matching.ResidentContact{Name: sealed.Of("inwoner " + id), Phone: sealed.Of("06-11930099")}
		if err := tx.Get(ctx, &contact.NoPhone, `SELECT no_phone FROM test.application WHERE municipality = $1 AND id = $2`,
			tx.Municipality(), id); err != nil {
			return nil, err
		}
		contacts[id] = contact
	}
	return contacts, nil
}

// supporters are the rows of the volunteer slice, which of their requirements ask for attention, and what their sealed
// files say.
type supporters struct{ w *world }

func (s supporters) Requirements(context.Context, *pg.Tx, []matching.Candidate) (map[string][]matching.Requirement, error) {
	return s.w.requirements, nil
}

func (s supporters) Roles(context.Context, *pg.Tx, []matching.Candidate) (map[string][]matching.Role, error) {
	return s.w.roles, nil
}

func (s supporters) Traits(_ context.Context, _ *pg.Tx, ids []string) (map[string]matching.Traits, error) {
	s.w.opened = append(s.w.opened, ids...)
	return s.w.traits, nil
}

func (supporters) Lock(ctx context.Context, tx *pg.Tx, id string) error {
	var found bool
	err := tx.Get(ctx, &found, `SELECT true FROM volunteer.supporter WHERE municipality = $1 AND id = $2 FOR UPDATE`, tx.Municipality(), id)
	if errors.Is(err, pg.ErrNoRows) {
		return errs.NotFound("supporter")
	}
	return err
}

func (supporters) Names(_ context.Context, _ *pg.Tx, ids []string) (map[string]sealed.Text, error) {
	names := map[string]sealed.Text{}
	for _, id := range ids {
		names[id] = sealed.Of("naam " + id)
	}
	return names, nil
}

// cases are the rows of the support slice.
type cases struct{}

func (cases) Open(ctx context.Context, tx *pg.Tx, o matching.Opening) (string, error) {
	id := pg.NewID()
	_, err := tx.Exec(ctx, `INSERT INTO support.support_case (municipality, id, application, dossier, supporter, state, application_date,
		open_date, origin, create_time, update_time) VALUES ($1, $2, $3, $4, $5, 'OPEN', $6, $6, 'LIVE', $7, $7)`,
		tx.Municipality(), id, o.Application, o.Dossier, o.Supporter, o.ApplicationDate, tx.Now())
	return id, err
}

// world is the service on a database of its own.
type world struct {
	*rpc.Service
	db          *pgtest.Database
	keys        *subject.Keys
	coordinator context.Context
	// requirements are those of supporters that ask for attention.
	requirements map[string][]matching.Requirement
	// roles are those that supporters have beside supporting.
	roles map[string][]matching.Role
	// now is what the clock shows, the true time when it is zero.
	now time.Time
	// offerHours are the working hours after which an offer expires; 0: never.
	offerHours int
	// traits are what sealed files say, opened whose were read.
	traits map[string]matching.Traits
	opened []string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{requirements: map[string][]matching.Requirement{}, roles: map[string][]matching.Role{}, traits: map[string]matching.Traits{}}
	db := pgtest.New(t, pgtest.WithClock(func() time.Time {
		if w.now.IsZero() {
			return time.Now()
		}
		return w.now
	}))
	tokens, err := page.NewTokens(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	keys := subject.New(db.Keys)
	w.db, w.keys, w.coordinator = db, keys, pgtest.Context(t, municipality, call.RoleCoordinator)
	kept := store.New(keys)
	w.Service = rpc.New(rpc.Deps{
		DB: db.App, Offers: kept, Policies: kept, Wishes: kept, Plans: kept, Ties: kept, Applications: neighbours{keys}, Supporters: supporters{w}, Cases: cases{},
		Settings: settings{w}, Region: neighbouring{}, Tokens: tokens,
	})
	if err := db.Owner.Write(w.coordinator, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, applicationTable)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return w
}

// neighbouring reads a neighbour as the tenant that it is.
type neighbouring struct{}

func (neighbouring) As(ctx context.Context, neighbour string) context.Context {
	there := call.From(ctx)
	there.Municipality = neighbour
	return call.With(ctx, there)
}

// settings are those of the world's municipality.
type settings struct{ w *world }

func (s settings) OfferHours(context.Context, *pg.Tx) (int, error) { return s.w.offerHours, nil }

// write runs a transaction of the test's own.
func (w *world) write(t *testing.T, do func(tx *pg.Tx) error) {
	t.Helper()
	if err := w.db.App.Write(w.coordinator, do); err != nil {
		t.Fatal(err)
	}
}

// application stores an application that waits for a match on the informal route.
func (w *world) application(t *testing.T) string {
	t.Helper()
	id, dossier := pg.NewID(), pg.NewID()
	w.write(t, func(tx *pg.Tx) error {
		if _, err := w.keys.Make(w.coordinator, tx, dossier, subject.Dossier); err != nil {
			return err
		}
		_, err := tx.Exec(w.coordinator, `INSERT INTO test.application (municipality, id, dossier, state, route, life_domains, target_groups)
			VALUES ($1, $2, $3, 'WAITING_FOR_MATCH', 'INFORMAL', 'WMO HOUSING', 'lvb nah')`, municipality, id, dossier)
		return err
	})
	return id
}

// someone is a supporter of the test.
type someone struct {
	id, account, organisation, state string
	maxCases                         int
	targetGroups                     []string
}

// supporter stores an active volunteer with room for one case who knows about housing.
func (w *world) supporter(t *testing.T, change func(s *someone)) someone {
	t.Helper()
	s := someone{id: pg.NewID(), account: pg.NewID(), state: "ACTIVE", maxCases: 1}
	if change != nil {
		change(&s)
	}
	w.write(t, func(tx *pg.Tx) error {
		if _, err := tx.Exec(w.coordinator, `INSERT INTO volunteer.supporter (municipality, id, kind, organisation, max_cases, hours_per_week,
			confidentiality_signed, trained, account, state, create_time, update_time)
			VALUES ($1, $2, 'INFORMAL', $3, $4, 4, true, true, $5, $6, $7, $7)`,
			municipality, s.id, s.organisation, s.maxCases, s.account, s.state, tx.Now()); err != nil {
			return err
		}
		if _, err := tx.Exec(w.coordinator, `INSERT INTO volunteer.supporter_target_group (municipality, supporter, target_group, place)
			SELECT $1, $2, code, place FROM unnest($3::text[]) WITH ORDINALITY AS g (code, place)`,
			municipality, s.id, pg.Array(s.targetGroups)); err != nil {
			return err
		}
		_, err := tx.Exec(w.coordinator, `INSERT INTO volunteer.supporter_life_domain (municipality, supporter, life_domain, place)
			VALUES ($1, $2, 'HOUSING', 1)`, municipality, s.id)
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

// planner is the context of a planner of one or several organisations.
func planner(t *testing.T, organisations ...string) context.Context {
	t.Helper()
	c := call.From(pgtest.Context(t, municipality, call.RoleOrganisationPlanner))
	c.Scope, c.Organisations = call.ScopeOrganisation, organisations
	return call.With(t.Context(), c)
}

func (w *world) ask(application, supporter string) (*matchingv1.Offer, error) {
	return w.CreateOffer(w.coordinator, &matchingv1.CreateOfferRequest{
		Municipality: municipality, Application: application, Supporter: supporter, Note: "graag voor vrijdag",
	})
}

func (w *world) asked(t *testing.T, application string, s someone) string {
	t.Helper()
	offer, err := w.ask(application, s.id)
	if err != nil {
		t.Fatal(err)
	}
	return offer.GetId()
}

func (w *world) accept(ctx context.Context, offer string) (*matchingv1.Offer, error) {
	return w.AcceptOffer(ctx, &matchingv1.AcceptOfferRequest{Municipality: municipality, Offer: offer})
}

func (w *world) get(ctx context.Context, offer string) (*matchingv1.Offer, error) {
	return w.GetOffer(ctx, &matchingv1.GetOfferRequest{Municipality: municipality, Offer: offer})
}

func (w *world) resident(offer string, answer matchingv1.ResidentAnswer) (*matchingv1.Offer, error) {
	return w.RecordResidentAnswer(w.coordinator, &matchingv1.RecordResidentAnswerRequest{
		Municipality: municipality, Offer: offer, Answer: answer,
	})
}

func (w *world) stateOf(t *testing.T, application string) (state string) {
	t.Helper()
	w.write(t, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &state, `SELECT state FROM test.application WHERE municipality = $1 AND id = $2`, municipality, application)
	})
	return state
}

// events are the events so far: origin, kind, and state where there is one.
func (w *world) events(t *testing.T) []string {
	t.Helper()
	var rows []struct {
		Kind    string `db:"kind"`
		Origin  string `db:"origin"`
		Payload []byte `db:"payload"`
	}
	w.write(t, func(tx *pg.Tx) error {
		return tx.Select(w.coordinator, &rows, `SELECT kind, origin, payload FROM platform.event WHERE municipality = $1 ORDER BY position`, municipality)
	})
	var events []string
	for _, r := range rows {
		kind, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(r.Kind))
		if err != nil {
			t.Fatal(err)
		}
		message := kind.New().Interface()
		if err := proto.Unmarshal(r.Payload, message); err != nil {
			t.Fatal(err)
		}
		event := r.Origin + " " + string(kind.Descriptor().Name())
		if state, ok := message.(interface{ GetState() string }); ok {
			event += " " + state.GetState()
		}
		events = append(events, event)
	}
	return events
}
