package referrerrpc_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/referrerrpc"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// desk is a caller at work: the service, and the store with which a test prepares.
type desk struct {
	*referrerrpc.Service
	t     *testing.T
	db    *pgtest.Database
	ctx   context.Context
	store *store.Store
}

func newDesk(t *testing.T) desk {
	t.Helper()
	db := pgtest.New(t)
	tokens, err := page.NewTokens(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	s := store.New(subject.New(db.Keys))
	return desk{
		Service: referrerrpc.New(referrerrpc.Deps{
			DB: db.App, Store: s, Settings: settings{}, Accounts: nobodys, Liaisons: nobodys, Website: "https://oco.example", Tokens: tokens,
		}), t: t, db: db, store: s,
		ctx: pgtest.Context(t, "gm0867", call.RoleCoordinator),
	}
}

// neighbour is a coordinator of the municipality next door.
func (d desk) neighbour() desk {
	d.ctx = pgtest.Context(d.t, "gm0855", call.RoleCoordinator)
	return d
}

// as is a referrer who is signed in with an account, and reaches what is its own.
func (d desk) as(account string) desk {
	c := call.From(d.ctx)
	c.Role, c.Scope, c.Caller.Account = call.RoleReferrer, call.ScopeOwn, account
	d.ctx = call.With(d.ctx, c)
	return d
}

// accounts refuse one account, as the admin slice does.
type accounts string

// nobodys is an account that no referrer can sign in with.
const nobodys accounts = "0197a1f0-0000-7000-8000-000000000001"

func (a accounts) CheckHolder(_ context.Context, _ *pg.Tx, account string) error {
	if account == string(a) {
		return errs.Field("account", "account.unknown")
	}
	return nil
}

// settings are a code list and its rules, the names of accounts and of the place.
type settings struct{}

func (settings) AccountName(_ context.Context, _ *pg.Tx, account string) (sealed.Text, error) {
	return sealed.Of("Naam van " + account[len(account)-4:]), nil
}

func (settings) Place(context.Context, *pg.Tx) (name, phone string, err error) {
	return "Proefdorp", "0416-000000", nil
}

func (settings) ReferrerKinds(context.Context, *pg.Tx) ([]register.KindRule, error) {
	return []register.KindRule{{Kind: "gp", Words: []string{"huisarts*"}}}, nil
}

func (settings) Unknown(_ context.Context, _ *pg.Tx, list string, codes []string) ([]string, error) {
	if list != intake.ListReferrerKind {
		return nil, errors.New("another list was asked: " + list)
	}
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return code == "gp" || code == "school" }), nil
}

func (d desk) organisation(name string) *intakev1.ReferrerOrganisation {
	d.t.Helper()
	o, err := d.CreateReferrerOrganisation(d.ctx, createOrganisation(name, ""))
	if err != nil {
		d.t.Fatal(err)
	}
	return o
}

func createOrganisation(name, kind string) *intakev1.CreateReferrerOrganisationRequest {
	return &intakev1.CreateReferrerOrganisationRequest{
		Municipality: "gm0867", RequestId: pg.NewID(),
		ReferrerOrganisation: &intakev1.ReferrerOrganisation{
			Name: name, Kind: kind, PartnerStatus: intakev1.PartnerStatus_PARTNER_STATUS_ACTIVE,
		},
	}
}

func (d desk) referrer(organisation, name, account string) *intakev1.Referrer {
	d.t.Helper()
	r, err := d.CreateReferrer(d.ctx, createReferrer(organisation, name, account))
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func createReferrer(organisation, name, account string) *intakev1.CreateReferrerRequest {
	return &intakev1.CreateReferrerRequest{
		Municipality: "gm0867", RequestId: pg.NewID(),
		Referrer: &intakev1.Referrer{
			ReferrerOrganisation: organisation, Name: name, Account: account, Phone: "0611931234", Email: "balie@linde.example",
		},
	}
}

// resident stores a dossier and returns its id.
func (d desk) resident(name string) (id string) {
	d.t.Helper()
	d.write(func(tx *pg.Tx) error {
		r, err := d.store.InsertDossier(d.ctx, tx, intake.Resident{Name: sealed.Of(name)})
		id = r.ID
		return err
	})
	return id
}

// referred stores an application that a referrer made for a resident, and returns its id.
func (d desk) referred(resident, referrer string, state intake.State) string {
	d.t.Helper()
	a := intake.Application{
		ID: pg.NewID(), Resident: intake.Resident{ID: resident}, State: state, Channel: intake.Website, Origin: intake.Live,
		Applicant: intake.Applicant{Kind: intake.ByReferrer, Referrer: referrer}, Day: "2026-11-20",
	}
	d.write(func(tx *pg.Tx) error {
		_, err := d.store.Insert(d.ctx, tx, a)
		return err
	})
	return a.ID
}

// agrees records whether a resident agrees that the referrer sees where the application stands.
func (d desk) agrees(resident string, given bool) {
	d.t.Helper()
	d.agreesOf(resident, "", given)
}

// agreesOf is agrees about one application.
func (d desk) agreesOf(resident, application string, given bool) {
	d.t.Helper()
	d.write(func(tx *pg.Tx) error {
		_, err := d.store.InsertConsent(d.ctx, tx, intake.Consent{
			Resident: resident, Kind: intake.ConsentStatusToReferrer, Given: given, Day: "2026-11-20", Application: application,
		})
		return err
	})
}

func (d desk) write(fn func(tx *pg.Tx) error) {
	d.t.Helper()
	if err := d.db.App.Write(d.ctx, fn); err != nil {
		d.t.Fatal(err)
	}
}

// logged is how many rows of the processing log have the name.
func (d desk) logged(name string) (n int) {
	d.t.Helper()
	err := d.db.Owner.Read(d.ctx, func(tx *pg.Tx) error {
		return tx.Get(d.ctx, &n, `SELECT count(*) FROM platform.processing_log WHERE municipality = $1 AND name = $2`, tx.Municipality(), name)
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

// violates checks that an error names a field and a rule.
func violates(t *testing.T, err error, field, rule string) {
	t.Helper()
	refusal := errs.Of(err)
	if refusal == nil || !slices.ContainsFunc(refusal.Violations, func(v errs.Violation) bool { return v.Field == field && v.Rule == rule }) {
		t.Errorf("got %v, want %s:%s", err, field, rule)
	}
}

// refused checks the reason of an error.
func refused(t *testing.T, err error, reason errs.Reason) {
	t.Helper()
	if !errs.Is(err, reason) {
		t.Errorf("got %v, want %s", err, reason)
	}
}
