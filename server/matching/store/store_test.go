package store_test

import (
	"bytes"
	"testing"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const municipality = "gm0867"

func TestTheNoteIsSealedUnderTheDossier(t *testing.T) {
	db := pgtest.New(t)
	keys := subject.New(db.Keys)
	s, ctx := store.New(keys), pgtest.Context(t, municipality, call.RoleCoordinator)
	offer := matching.Offer{
		ID: pg.NewID(), Application: pg.NewID(), Dossier: pg.NewID(), Supporter: pg.NewID(), State: matching.Open,
		LifeDomains: []string{"WMO", "WORK"}, Note: sealed.Of("kanarie"),
	}
	var ciphertext []byte
	var read matching.Offer
	err := db.App.Write(ctx, func(tx *pg.Tx) error {
		if _, err := keys.Make(ctx, tx, offer.Dossier, subject.Dossier); err != nil {
			return err
		}
		if err := s.Insert(ctx, tx, offer); err != nil {
			return err
		}
		if err := tx.Get(ctx, &ciphertext, `SELECT note FROM matching.offer WHERE municipality = $1 AND id = $2`, municipality, offer.ID); err != nil {
			return err
		}
		var err error
		read, err = s.Get(ctx, tx, call.Everyone(), offer.ID, "read offer")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(ciphertext, []byte("kanarie")) || len(ciphertext) == 0 {
		t.Error("the note is readable in the table")
	}
	if read.Note.Reveal() != "kanarie" || len(read.LifeDomains) != 2 {
		t.Errorf("got %+v", read)
	}
}

func TestOneOpenOfferToASupporterForAnApplication(t *testing.T) {
	db := pgtest.New(t)
	keys := subject.New(db.Keys)
	s, ctx := store.New(keys), pgtest.Context(t, municipality, call.RoleCoordinator)
	offer := matching.Offer{Application: pg.NewID(), Dossier: pg.NewID(), Supporter: pg.NewID(), State: matching.Open}
	err := db.App.Write(ctx, func(tx *pg.Tx) error {
		_, err := keys.Make(ctx, tx, offer.Dossier, subject.Dossier)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	insert := func(o matching.Offer) error {
		o.ID = pg.NewID()
		return db.App.Write(ctx, func(tx *pg.Tx) error { return s.Insert(ctx, tx, o) })
	}
	if err := insert(offer); err != nil {
		t.Fatal(err)
	}
	if err := insert(offer); !errs.Is(err, errs.AlreadyExistsReason) {
		t.Errorf("got %v", err)
	}
	offer.Supporter = pg.NewID()
	if err := insert(offer); err != nil {
		t.Errorf("another supporter may be asked at once: %v", err)
	}
}
