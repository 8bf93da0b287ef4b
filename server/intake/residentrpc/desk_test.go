package residentrpc_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/residentrpc"
	"oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// desk is a coordinator at work: the service, and the store with which a test prepares.
type desk struct {
	*residentrpc.Service
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
		Service: residentrpc.New(db.App, s, neighbourhoods{"centrum"}, tokens), t: t, db: db, store: s,
		ctx: pgtest.Context(t, "gm0867", call.RoleCoordinator),
	}
}

// neighbour is a coordinator of the municipality next door.
func (d desk) neighbour() desk {
	d.ctx = pgtest.Context(d.t, "gm0855", call.RoleCoordinator)
	return d
}

// neighbourhoods is a code list.
type neighbourhoods []string

func (n neighbourhoods) Unknown(_ context.Context, _ *pg.Tx, list string, codes []string) ([]string, error) {
	if list != intake.ListNeighbourhood {
		return nil, errors.New("another list was asked: " + list)
	}
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return slices.Contains(n, code) }), nil
}

// resident stores a dossier and returns its id.
func (d desk) resident(name, phone string) string {
	d.t.Helper()
	return d.dossier(intake.Resident{Name: sealed.Of(name), Phone: sealed.Of(phone)}).ID
}

func (d desk) dossier(r intake.Resident) (stored intake.Resident) {
	d.t.Helper()
	d.write(func(tx *pg.Tx) (err error) {
		stored, err = d.store.InsertDossier(d.ctx, tx, r)
		return err
	})
	return stored
}

// application stores an application of a resident in a state, and returns its id.
func (d desk) application(resident string, state intake.State, missing ...string) string {
	d.t.Helper()
	a := intake.Application{
		ID: pg.NewID(), Resident: intake.Resident{ID: resident}, State: state, Applicant: intake.Applicant{Kind: intake.ByNearPerson},
		Channel: intake.Website, Origin: intake.Live, Day: "2026-11-20", ToComplete: missing,
	}
	d.write(func(tx *pg.Tx) error {
		_, err := d.store.Insert(d.ctx, tx, a)
		return err
	})
	return a.ID
}

// reread reads an application as it stands.
func (d desk) reread(id string) (a intake.Application) {
	d.t.Helper()
	d.write(func(tx *pg.Tx) (err error) {
		a, err = d.store.Get(d.ctx, tx, call.Everyone(), id)
		return err
	})
	return a
}

func (d desk) write(fn func(tx *pg.Tx) error) {
	d.t.Helper()
	if err := d.db.App.Write(d.ctx, fn); err != nil {
		d.t.Fatal(err)
	}
}

// count counts rows; the query has the municipality as its only argument.
func (d desk) count(query string) (n int) {
	d.t.Helper()
	err := d.db.Owner.Read(d.ctx, func(tx *pg.Tx) error { return tx.Get(d.ctx, &n, query, tx.Municipality()) })
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

// events are how many events told that an application changed.
func (d desk) events() int {
	d.t.Helper()
	return d.count(`SELECT count(*) FROM platform.event WHERE municipality = $1 AND kind = 'oco.event.v1.ApplicationChanged'`)
}

// logged is how many rows of the processing log have the name.
func (d desk) logged(name string) int {
	d.t.Helper()
	return d.count(`SELECT count(*) FROM platform.processing_log WHERE municipality = $1 AND name = '` + name + `'`)
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
