package store_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/volunteer"
	"oco.example/oco/server/volunteer/store"
)

const municipality = "gm0867"

func newStore(t *testing.T) (*pgtest.Database, *store.Store, context.Context) {
	t.Helper()
	db := pgtest.New(t)
	return db, store.New(subject.New(db.Keys)), pgtest.Context(t, municipality, call.RoleCoordinator)
}

func insert(ctx context.Context, t *testing.T, db *pgtest.Database, s *store.Store, name string) string {
	t.Helper()
	supporter := volunteer.Supporter{
		ID: pg.NewID(), Kind: volunteer.Informal, State: volunteer.Applicant, Name: sealed.Of(name), Phone: sealed.Of("06-11930001"),
		Email: sealed.Of(name + "@voorbeeld.example"), LivedExperience: sealed.Of(true), LivedExperienceNote: sealed.Of("over " + name),
	}
	err := db.App.Write(ctx, func(tx *pg.Tx) error { return s.Insert(ctx, tx, supporter, volunteer.Created) })
	if err != nil {
		t.Fatal(err)
	}
	return supporter.ID
}

func TestNothingPersonalIsReadableInTheTables(t *testing.T) {
	db, s, ctx := newStore(t)
	insert(ctx, t, db, s, "kanarie")
	var rows []string
	err := db.App.Read(ctx, func(tx *pg.Tx) error {
		return tx.Select(ctx, &rows, `
			SELECT encode(convert_to(s::text, 'UTF8'), 'escape') || ' ' || encode(coalesce(s.name, ''), 'escape') || encode(coalesce(s.phone, ''), 'escape')
			  || encode(coalesce(s.email, ''), 'escape') || encode(coalesce(s.lived_experience, ''), 'escape')
			  || encode(coalesce(s.lived_experience_note, ''), 'escape') FROM volunteer.supporter s WHERE s.municipality = $1
			UNION ALL SELECT encode(k.hash, 'escape') FROM volunteer.search_key k WHERE k.municipality = $1
			UNION ALL SELECT p::text FROM volunteer.supporter_step p WHERE p.municipality = $1
			UNION ALL SELECT encode(e.payload, 'escape') FROM platform.event e WHERE e.municipality = $1`, municipality)
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 6 {
		t.Errorf("only %d rows were looked at", len(rows))
	}
	for _, row := range rows {
		for _, personal := range []string{"kanarie", "11930001", "yes"} {
			if strings.Contains(row, personal) {
				t.Errorf("%q is readable", personal)
			}
		}
	}
}

func TestNamesAreThoseOfTheMunicipality(t *testing.T) {
	db, s, ctx := newStore(t)
	bo, kim := insert(ctx, t, db, s, "Bo"), insert(ctx, t, db, s, "Kim")
	elsewhere := insert(pgtest.Context(t, "gm0855", call.RoleCoordinator), t, db, s, "Sam")
	names := func() map[string]string {
		t.Helper()
		got := map[string]string{}
		err := db.App.Read(ctx, func(tx *pg.Tx) error {
			names, err := s.Names(ctx, tx, []string{bo, kim, elsewhere, pg.NewID()})
			for id, name := range names {
				got[id] = name.Reveal()
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if diff := cmp.Diff(map[string]string{bo: "Bo", kim: "Kim"}, names()); diff != "" {
		t.Error(diff)
	}
	err := db.App.Write(ctx, func(tx *pg.Tx) error {
		_, err := subject.Destroy(ctx, tx, subject.Supporter, []string{kim})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{bo: "Bo"}, names()); diff != "" {
		t.Errorf("somebody erased has no name: %s", diff)
	}
	err = db.App.Read(ctx, func(tx *pg.Tx) error {
		_, err := s.Get(ctx, tx, call.Everyone(), kim, "read supporter")
		return err
	})
	if !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("somebody erased is unknown, got %v", err)
	}
}

func TestALockNeedsSomebody(t *testing.T) {
	db, s, ctx := newStore(t)
	elsewhere := insert(pgtest.Context(t, "gm0855", call.RoleCoordinator), t, db, s, "Sam")
	for _, id := range []string{pg.NewID(), elsewhere} {
		err := db.App.Write(ctx, func(tx *pg.Tx) error { return s.Lock(ctx, tx, id) })
		if !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("got %v", err)
		}
	}
}
