package rpc_test

import (
	"slices"
	"testing"

	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// Who leaves or is suspended lets go of offers, before the supporter is locked and after, and does not
// even read themselves; who comes back does.
func TestWhoGoesLetsGoOfOffersAndReachesNothing(t *testing.T) {
	w := newWorld(t)
	account := pg.NewID()
	registered := volunteerOf("Sem Bos")
	registered.Account = account
	id := w.create(t, registered).GetId()
	me := as(t, call.RoleSupporter, account, "")
	for _, c := range []struct {
		to    volunteerv1.SupporterState
		gone  bool
		letGo []string
	}{
		{volunteerv1.SupporterState_SUPPORTER_STATE_IN_TRAINING, false, nil},
		{volunteerv1.SupporterState_SUPPORTER_STATE_PAUSED, false, nil},
		{volunteerv1.SupporterState_SUPPORTER_STATE_SUSPENDED, true, []string{id, id}},
		{volunteerv1.SupporterState_SUPPORTER_STATE_WITH_BUDDY, false, nil},
		{volunteerv1.SupporterState_SUPPORTER_STATE_LEFT, true, []string{id, id}},
		{volunteerv1.SupporterState_SUPPORTER_STATE_APPLICANT, false, nil},
	} {
		w.letGo = nil
		if _, err := w.MoveSupporter(w.coordinator, &volunteerv1.MoveSupporterRequest{Municipality: municipality, Supporter: id, State: c.to}); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(w.letGo, c.letGo) {
			t.Errorf("%s: let go of %v, want %v", c.to, w.letGo, c.letGo)
		}
		if _, err := w.get(me, id); c.gone != errs.Is(err, errs.NotFoundReason) || !c.gone && err != nil {
			t.Errorf("%s: reads themselves, got %v", c.to, err)
		}
	}
}
