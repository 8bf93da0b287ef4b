package rpc_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

func (w *world) moveTo(id string, state volunteerv1.SupporterState, reason string) (*volunteerv1.Supporter, error) {
	return w.MoveSupporter(w.coordinator, &volunteerv1.MoveSupporterRequest{Municipality: municipality, Supporter: id, State: state, Reason: reason})
}

// volunteerAt is a volunteer with an account in a state on the way to becoming active.
func (w *world) volunteerAt(t *testing.T, name, account string, state volunteerv1.SupporterState) string {
	t.Helper()
	s := volunteerOf(name)
	s.Email, s.Account = strings.ToLower(name)+"@voorbeeld.example", account
	id := w.create(t, s).GetId()
	for at := volunteerv1.SupporterState_SUPPORTER_STATE_IN_TRAINING; at <= state; at++ {
		if _, err := w.moveTo(id, at, "deed dit elders"); err != nil {
			t.Fatal(err)
		}
	}
	return id
}

func (w *world) pair(newcomer, buddy string) (*volunteerv1.BuddyPair, error) {
	return w.CreateBuddyPair(w.coordinator, &volunteerv1.CreateBuddyPairRequest{
		Municipality: municipality, BuddyPair: &volunteerv1.BuddyPair{Newcomer: newcomer, Buddy: buddy},
	})
}

func (w *world) stepped(pair string, step volunteerv1.BuddyStep) (*volunteerv1.BuddyPair, error) {
	return w.RecordBuddyStep(w.coordinator, &volunteerv1.RecordBuddyStepRequest{Municipality: municipality, BuddyPair: pair, Step: step, Note: "over kanarie"})
}

const (
	inTraining = volunteerv1.SupporterState_SUPPORTER_STATE_IN_TRAINING
	withBuddy  = volunteerv1.SupporterState_SUPPORTER_STATE_WITH_BUDDY
	isActive   = volunteerv1.SupporterState_SUPPORTER_STATE_ACTIVE
)

// TestANewcomerBecomesActiveAfterACaseDoneAlone goes the whole path; matching sees how far they are.
func TestANewcomerBecomesActiveAfterACaseDoneAlone(t *testing.T) {
	w := newWorld(t)
	newcomer, buddy := w.volunteerAt(t, "Nina", "", inTraining), w.volunteerAt(t, "Vera", "", isActive)
	pair, err := w.pair(newcomer, buddy)
	if err != nil {
		t.Fatal(err)
	}
	steps := []volunteerv1.BuddyStep{volunteerv1.BuddyStep_BUDDY_STEP_SHADOW, volunteerv1.BuddyStep_BUDDY_STEP_TOGETHER, volunteerv1.BuddyStep_BUDDY_STEP_SOLO}
	published := []string{w.buddyStep(t, newcomer)}
	for _, step := range steps {
		if _, err := w.moveTo(newcomer, isActive, ""); !errs.Is(err, errs.Invalid) {
			t.Errorf("active before %s: %v", step, err)
		}
		if _, err := w.stepped(pair.GetId(), step); err != nil {
			t.Fatal(err)
		}
		published = append(published, w.buddyStep(t, newcomer))
	}
	active, err := w.moveTo(newcomer, isActive, "")
	if err != nil || active.GetBuddy() != "" || active.GetWithoutBuddyReason() != "" {
		t.Fatalf("got %v, %v", active, err)
	}
	if diff := cmp.Diff([]string{"SHADOW", "TOGETHER", "SOLO", "DONE", ""}, append(published, w.buddyStep(t, newcomer))); diff != "" {
		t.Error(diff)
	}
	if _, err := w.pair(newcomer, buddy); !errs.Is(err, errs.Invalid) {
		t.Errorf("who is active needs no buddy: %v", err)
	}
}

// buddyStep is what matching may know of the path of a supporter.
func (w *world) buddyStep(t *testing.T, id string) (step string) {
	t.Helper()
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &step, `SELECT buddy_step FROM published.supporter WHERE municipality = $1 AND supporter = $2`, municipality, id)
	}); err != nil {
		t.Fatal(err)
	}
	return step
}

func TestAPauseIsNoWayAroundTheBuddyPath(t *testing.T) {
	w := newWorld(t)
	id := w.volunteerAt(t, "Nina", "", withBuddy)
	for _, state := range []volunteerv1.SupporterState{volunteerv1.SupporterState_SUPPORTER_STATE_PAUSED, volunteerv1.SupporterState_SUPPORTER_STATE_SUSPENDED} {
		if _, err := w.moveTo(id, state, ""); err != nil {
			t.Fatal(err)
		}
		_, err := w.moveTo(id, isActive, "")
		wantField(t, err, "reason", "buddy.solo_missing")
	}
	got, err := w.moveTo(id, isActive, "deed dit elders")
	if err != nil || got.GetWithoutBuddyReason() != "deed dit elders" {
		t.Fatalf("got %q, %v", got.GetWithoutBuddyReason(), err)
	}
	for _, state := range []volunteerv1.SupporterState{volunteerv1.SupporterState_SUPPORTER_STATE_PAUSED, isActive} {
		if _, err := w.moveTo(id, state, ""); err != nil {
			t.Errorf("who was active is so again: %v", err)
		}
	}
}

func TestAPairEndsWithOneOfBoth(t *testing.T) {
	w := newWorld(t)
	buddy := w.volunteerAt(t, "Vera", "", isActive)
	for _, c := range []struct {
		newcomer string
		goes     func(newcomer string) string
	}{
		{"Nina", func(newcomer string) string { return newcomer }},
		{"Omar", func(string) string { return buddy }},
	} {
		newcomer := w.volunteerAt(t, c.newcomer, "", withBuddy)
		pair, err := w.pair(newcomer, buddy)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.moveTo(c.goes(newcomer), volunteerv1.SupporterState_SUPPORTER_STATE_SUSPENDED, ""); err != nil {
			t.Fatal(err)
		}
		got, err := w.GetBuddyPair(w.coordinator, &volunteerv1.GetBuddyPairRequest{Municipality: municipality, BuddyPair: pair.GetId()})
		if err != nil || got.GetEndDate() == "" {
			t.Errorf("%s: got %v, %v", c.newcomer, got, err)
		}
		if s, err := w.get(w.coordinator, newcomer); err != nil || s.GetBuddy() != "" {
			t.Errorf("%s: still has %s, %v", c.newcomer, s.GetBuddy(), err)
		}
	}
}

func TestAPairIsForBothOfThem(t *testing.T) {
	w := newWorld(t)
	mine, theirs := pg.NewID(), pg.NewID()
	newcomer, buddy := w.volunteerAt(t, "Nina", mine, inTraining), w.volunteerAt(t, "Vera", theirs, isActive)
	pair, err := w.pair(newcomer, buddy)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.stepped(pair.GetId(), volunteerv1.BuddyStep_BUDDY_STEP_SHADOW); err != nil {
		t.Fatal(err)
	}
	for account, want := range map[string]int{mine: 1, theirs: 1, pg.NewID(): 0} {
		list, err := w.ListBuddyPairs(as(t, call.RoleSupporter, account, ""), &volunteerv1.ListBuddyPairsRequest{Municipality: municipality})
		if err != nil || len(list.GetBuddyPairs()) != want {
			t.Fatalf("got %d, %v, want %d", len(list.GetBuddyPairs()), err, want)
		}
		if want == 1 && list.GetBuddyPairs()[0].GetSteps()[0].GetNote() != "over kanarie" {
			t.Errorf("got %v", list)
		}
	}
	var rows []string
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Select(w.coordinator, &rows, `SELECT s::text || encode(s.note, 'escape') FROM volunteer.buddy_step s WHERE s.municipality = $1`, municipality)
	}); err != nil || len(rows) != 1 || strings.Contains(rows[0], "kanarie") {
		t.Errorf("how it went is readable, or is not there: %v, %v", rows, err)
	}
}

// TestWhoComesPausedFromARegisterNeedsNoBuddy: who comes paused from a register did support once.
func TestWhoComesPausedFromARegisterNeedsNoBuddy(t *testing.T) {
	w := newWorld(t)
	paused := w.imported(t, volunteer.Paused)
	if _, err := w.moveTo(paused, isActive, ""); err != nil {
		t.Error(err)
	}
}

func (w *world) imported(t *testing.T, state volunteer.State) (id string) {
	t.Helper()
	row := volunteer.ImportedSupporter{Kind: volunteer.Informal, Name: sealed.Of("Bo"), State: state}
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) (err error) {
		id, _, err = w.ImportSupporter(w.coordinator, tx, row)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return id
}
