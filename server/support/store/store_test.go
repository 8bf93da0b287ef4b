package store_test

import (
	"bytes"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
	"oco.example/oco/server/support/store"
)

const municipality = "gm0867"

func TestTheNeedIsErasedWithTheDossier(t *testing.T) {
	db := pgtest.New(t)
	keys := subject.New(db.Keys)
	s, ctx := store.New(keys), pgtest.Context(t, municipality, call.RoleCoordinator)
	c := support.Opening{
		Application: pg.NewID(), Dossier: pg.NewID(), ApplicationDate: "2026-03-02", Supporter: pg.NewID(),
	}.Begin(pg.NewID(), "2026-03-03")
	var ciphertext []byte
	var read support.Case
	err := db.App.Write(ctx, func(tx *pg.Tx) error {
		if _, err := keys.Make(ctx, tx, c.Dossier, subject.Dossier); err != nil {
			return err
		}
		if err := s.Insert(ctx, tx, c); err != nil {
			return err
		}
		c.Need, c.State, c.CloseDate = sealed.Of("kanarie"), support.Closed, "2026-03-04"
		if err := s.Save(ctx, tx, c); err != nil {
			return err
		}
		if err := tx.Get(ctx, &ciphertext, `SELECT need FROM support.support_case WHERE municipality = $1 AND id = $2`, municipality, c.ID); err != nil {
			return err
		}
		var err error
		read, err = s.Get(ctx, tx, call.Everyone(), c.ID, "read case")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(ciphertext, []byte("kanarie")) || len(ciphertext) == 0 {
		t.Error("the need is readable in the table")
	}
	if read.Need.Reveal() != "kanarie" || read.CloseDate != "2026-03-04" || read.Version != 2 {
		t.Errorf("got %+v", read)
	}
	err = db.App.Write(ctx, func(tx *pg.Tx) error {
		if _, err := subject.Destroy(ctx, tx, subject.Dossier, []string{c.Dossier}); err != nil {
			return err
		}
		_, err := s.Get(ctx, tx, call.Everyone(), c.ID, "read case")
		return err
	})
	if !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("got %v", err)
	}
}
