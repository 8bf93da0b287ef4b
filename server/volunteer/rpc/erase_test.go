package rpc_test

import (
	"testing"

	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/volunteer/store"
)

// erase takes supporters away, as the eraser does.
func (w *world) erase(t *testing.T, ids ...string) subject.Erased {
	t.Helper()
	var erased subject.Erased
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) (err error) {
		erased, err = store.New(subject.New(w.db.Keys)).Erase(w.coordinator, tx, subject.Supporter, ids)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return erased
}

// TestAnErasedBuddyIsNobody: the path stays with the newcomer, who goes on with another.
func TestAnErasedBuddyIsNobody(t *testing.T) {
	w := newWorld(t)
	newcomer, buddy := w.volunteerAt(t, "Nina", "", inTraining), w.volunteerAt(t, "Vera", "", isActive)
	pair, err := w.pair(newcomer, buddy)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.stepped(pair.GetId(), volunteerv1.BuddyStep_BUDDY_STEP_SHADOW); err != nil {
		t.Fatal(err)
	}
	w.erase(t, buddy)
	got, err := w.GetBuddyPair(w.coordinator, &volunteerv1.GetBuddyPairRequest{Municipality: municipality, BuddyPair: pair.GetId()})
	if err != nil || got.GetBuddy() != "" || got.GetBuddyName() != "" || got.GetEndDate() == "" || len(got.GetSteps()) != 1 {
		t.Errorf("got %v, %v", got, err)
	}
	if erased := w.erase(t, newcomer); erased["buddy pairs"] != 1 {
		t.Errorf("got %v", erased)
	}
	_, err = w.GetBuddyPair(w.coordinator, &volunteerv1.GetBuddyPairRequest{Municipality: municipality, BuddyPair: pair.GetId()})
	if !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("the path of somebody erased: %v", err)
	}
	var left int
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &left, `SELECT count(*) FROM volunteer.buddy_step WHERE municipality = $1`, municipality)
	}); err != nil || left != 0 {
		t.Errorf("%d steps are left, %v", left, err)
	}
}
