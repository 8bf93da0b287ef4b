package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

// What a sealed file says is told of those who are asked about alone, and lived experience counts only with consent.
func TestTraitsAreThoseOfTheFile(t *testing.T) {
	db, s, ctx := newStore(t)
	silent := insert(ctx, t, db, s, "stil")
	told := volunteer.Supporter{
		ID: pg.NewID(), Kind: volunteer.Informal, State: volunteer.Applicant, Name: sealed.Of("open"), LivedExperience: sealed.Of(true),
	}
	told.Gender, told.LivedExperienceConsent = sealed.Of("WOMAN"), "2026-03-01"
	var got map[string]volunteer.Traits
	var logged int
	err := db.App.Write(ctx, func(tx *pg.Tx) (err error) {
		if err := s.Insert(ctx, tx, told, volunteer.Created); err != nil {
			return err
		}
		got, err = s.Traits(ctx, tx, []string{silent, told.ID, pg.NewID()})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]volunteer.Traits{silent: {}, told.ID: {Gender: "WOMAN", LivedExperience: true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	err = db.Owner.Read(ctx, func(tx *pg.Tx) error {
		return tx.Get(ctx, &logged, `SELECT cardinality(subjects) FROM platform.processing_log WHERE municipality = $1 AND name = 'read traits of supporters for a match'`, municipality)
	})
	if err != nil || logged != 2 {
		t.Errorf("%d people in the processing log, %v", logged, err)
	}
}
