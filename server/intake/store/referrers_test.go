package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// registry is a municipality with a store, as a coordinator uses it.
type registry struct {
	*store.Store
	t   *testing.T
	db  *pgtest.Database
	ctx context.Context
}

func newRegistry(t *testing.T) registry {
	db := pgtest.New(t)
	return registry{
		Store: store.New(subject.New(db.Keys)), t: t, db: db, ctx: pgtest.Context(t, "gm0867", call.RoleCoordinator),
	}
}

// neighbour is the same database seen by the municipality next door.
func (r registry) neighbour() registry {
	r.ctx = pgtest.Context(r.t, "gm0855", call.RoleCoordinator)
	return r
}

// write runs fn in a transaction that must succeed.
func (r registry) write(fn func(tx *pg.Tx) error) {
	r.t.Helper()
	if err := r.db.App.Write(r.ctx, fn); err != nil {
		r.t.Fatal(err)
	}
}

// refused runs fn in a transaction that must be refused for a reason.
func (r registry) refused(reason errs.Reason, fn func(tx *pg.Tx) error) {
	r.t.Helper()
	if err := r.db.App.Write(r.ctx, fn); !errs.Is(err, reason) {
		r.t.Errorf("got %v, want %s", err, reason)
	}
}

// count counts rows, of the processing log too, which those who serve cannot read; the query has
// the municipality as its only argument.
func (r registry) count(query string) (n int) {
	r.t.Helper()
	err := r.db.Owner.Read(r.ctx, func(tx *pg.Tx) error { return tx.Get(r.ctx, &n, query, tx.Municipality()) })
	if err != nil {
		r.t.Fatal(err)
	}
	return n
}

func (r registry) resolve(name, organisation string) (id, kind string) {
	r.t.Helper()
	r.write(func(tx *pg.Tx) (err error) {
		id, kind, err = r.ResolveReferrer(r.ctx, tx, sealed.Of(name), organisation, func(string) string { return "gp" })
		return err
	})
	return id, kind
}

func TestTheSameNameAndOrganisationIsOneReferrer(t *testing.T) {
	r := newRegistry(t)
	first, kind := r.resolve("Zoë Müller", "Huisartsenpraktijk  De Linde")
	if first == "" || kind != "gp" {
		t.Fatalf("got %q of kind %q", first, kind)
	}
	if again, _ := r.resolve("ZOE  MULLER", "huisartsenpraktijk de linde"); again != first {
		t.Errorf("case, accents and spaces made another referrer")
	}
	for _, other := range []struct{ name, organisation string }{
		{"Anouk Vermeer", "Huisartsenpraktijk De Linde"},
		{"Zoë Müller", "Wijkverpleging Oost"},
		{"", "Huisartsenpraktijk De Linde"},
		{"Zoë Müller", ""},
	} {
		if id, _ := r.resolve(other.name, other.organisation); id == first || id == "" {
			t.Errorf("%q of %q: got %q, want a referrer of its own", other.name, other.organisation, id)
		}
	}
	if id, kind := r.resolve(" ", "\t"); id != "" || kind != "" {
		t.Errorf("nobody at all became referrer %q of kind %q", id, kind)
	}
	if n := r.count(`SELECT count(*) FROM intake.referrer_organisation WHERE municipality = $1`); n != 2 {
		t.Errorf("got %d organisations, want 2", n)
	}
	if id, _ := r.neighbour().resolve("Zoë Müller", "Huisartsenpraktijk De Linde"); id == first {
		t.Error("two municipalities share a referrer")
	}
}

func TestAKnownOrganisationKeepsItsKind(t *testing.T) {
	r := newRegistry(t)
	r.write(func(tx *pg.Tx) error {
		_, err := r.InsertOrganisation(r.ctx, tx, intake.ReferrerOrganisation{Name: "De Linde", Kind: "school"})
		return err
	})
	if _, kind := r.resolve("Zoë Müller", "DE LINDE"); kind != "school" {
		t.Errorf("got kind %q, want the stored one", kind)
	}
}

// Many who name the same referrer for the first time at the same moment make it once.
func TestReferrersAreMadeOnceByMany(t *testing.T) {
	r := newRegistry(t)
	const many = 12
	ids, failures := make([]string, many), make([]error, many)
	var wait sync.WaitGroup
	for i := range many {
		wait.Go(func() {
			failures[i] = r.db.App.Write(r.ctx, func(tx *pg.Tx) (err error) {
				ids[i], _, err = r.ResolveReferrer(r.ctx, tx, sealed.Of("Zoë Müller"), "De Linde", func(string) string { return "gp" })
				return err
			})
		})
	}
	wait.Wait()
	if err := errors.Join(failures...); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		if id == "" || id != ids[0] {
			t.Fatalf("got several referrers: %v", ids)
		}
	}
	for table, query := range map[string]string{
		"organisations": `SELECT count(*) FROM intake.referrer_organisation WHERE municipality = $1`,
		"referrers":     `SELECT count(*) FROM intake.referrer WHERE municipality = $1`,
		"keys":          `SELECT count(*) FROM platform.subject_key WHERE municipality = $1 AND kind = 'REFERRER'`,
	} {
		if n := r.count(query); n != 1 {
			t.Errorf("got %d %s, want 1", n, table)
		}
	}
}

func TestAReferrerIsFoundByAccount(t *testing.T) {
	r := newRegistry(t)
	account := pg.NewID()
	var made intake.Referrer
	r.write(func(tx *pg.Tx) (err error) {
		made, err = r.InsertReferrer(r.ctx, tx, intake.Referrer{Name: sealed.Of("Zoë Müller"), Account: account})
		return err
	})
	find := func(r registry, account string) (found intake.Referrer, ok bool) {
		r.write(func(tx *pg.Tx) (err error) {
			found, ok, err = r.ReferrerOfAccount(r.ctx, tx, account)
			return err
		})
		return found, ok
	}
	if found, ok := find(r, account); !ok || found.ID != made.ID || found.Name.Reveal() != "Zoë Müller" {
		t.Errorf("got %v, %t", found.ID, ok)
	}
	for name, missing := range map[string]struct {
		registry
		account string
	}{
		"another account": {r, pg.NewID()}, "no account": {r, ""}, "another municipality": {r.neighbour(), account},
	} {
		if _, ok := find(missing.registry, missing.account); ok {
			t.Errorf("%s: found the referrer", name)
		}
	}
	r.refused(errs.Invalid, func(tx *pg.Tx) error {
		_, err := r.InsertReferrer(r.ctx, tx, intake.Referrer{Name: sealed.Of("Anouk Vermeer"), Account: account})
		return err
	})
}

func TestARenamedOrganisationKeepsItsReferrers(t *testing.T) {
	r := newRegistry(t)
	first, _ := r.resolve("Zoë Müller", "De Linde")
	r.write(func(tx *pg.Tx) error {
		list, err := r.Organisations(r.ctx, tx, intake.PartnerFilter{}, nil, 10)
		if err != nil {
			return err
		}
		list[0].Name = "De Nieuwe Linde"
		_, err = r.SaveOrganisation(r.ctx, tx, list[0])
		return err
	})
	if again, _ := r.resolve("Zoë Müller", "de nieuwe linde"); again != first {
		t.Error("a new name of the organisation made another referrer")
	}
}

func TestWhoMakesAReferrerIsLogged(t *testing.T) {
	r := newRegistry(t)
	logged := func() int {
		return r.count(`SELECT count(*) FROM platform.processing_log l JOIN platform.subject_key k
			ON k.municipality = l.municipality AND k.log_id = ANY (l.subjects) WHERE l.municipality = $1 AND k.kind = 'REFERRER'`)
	}
	r.resolve("Zoë Müller", "De Linde")
	if n := logged(); n != 1 {
		t.Fatalf("making a referrer: got %d rows of the log, want 1", n)
	}
	r.resolve("Zoë Müller", "De Linde")
	if n := logged(); n != 2 {
		t.Errorf("finding a referrer: got %d rows of the log, want 2", n)
	}
}
