package rpc_test

import (
	"context"
	"testing"

	"google.golang.org/protobuf/proto"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func (w *world) part(ctx context.Context, id string, by supportv1.MatchEnder) (*supportv1.Case, error) {
	return w.EndMatch(ctx, &supportv1.EndMatchRequest{Municipality: municipality, Case: id, MatchEndedBy: by, RequestId: pg.NewID()})
}

// A match ends without blame: no outcome, no closed case in the figures, the application waits again, and who said so is
// told to the coordinator alone.
func TestAMatchEndsWithoutBlame(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	parted, err := w.part(bo.as(t), id, supportv1.MatchEnder_MATCH_ENDER_RESIDENT)
	if err != nil {
		t.Fatal(err)
	}
	if !parted.GetMatchEnded() || parted.GetMatchEndedBy() != 0 || parted.GetState() != supportv1.CaseState_CASE_STATE_CLOSED ||
		parted.GetCloseDate() != today || parted.GetOutcome() != "" || parted.GetFit() != 0 {
		t.Errorf("the supporter got %v", parted)
	}
	if seen, err := w.get(w.coordinator, id); err != nil || seen.GetMatchEndedBy() != supportv1.MatchEnder_MATCH_ENDER_RESIDENT {
		t.Errorf("the coordinator got %v, %v", seen, err)
	}
	var state string
	w.write(t, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &state, `SELECT state FROM test.application WHERE municipality = $1 AND id = $2`, municipality, application)
	})
	if state != "WAITING_FOR_MATCH" {
		t.Errorf("the application is %s", state)
	}
	events := w.events(t)
	want := &eventv1.MatchEnded{Case: id, Application: application, Supporter: bo.id, Account: bo.account, CloseDate: today}
	if got := events[len(events)-1].Message; !proto.Equal(got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
	for _, e := range events {
		if _, closed := e.Message.(*eventv1.CaseClosed); closed {
			t.Error("it is told as a case that closed")
		}
	}
	var others []string
	w.write(t, func(tx *pg.Tx) error {
		return tx.Select(w.coordinator, &others, `SELECT supporter FROM published.match_ended WHERE municipality = $1`, municipality)
	})
	if len(others) != 1 || others[0] != bo.id {
		t.Errorf("published: %v", others)
	}
}

func TestWhoMayEndAMatch(t *testing.T) {
	w := newWorld(t)
	bo, other := w.supporter(t), w.supporter(t)
	id, _ := w.opened(t, bo)
	if _, err := w.part(other.as(t), id, supportv1.MatchEnder_MATCH_ENDER_BOTH); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("somebody else: %v", err)
	}
	_, err := w.part(bo.as(t), id, supportv1.MatchEnder_MATCH_ENDER_COORDINATOR)
	if refusal := errs.Of(err); refusal == nil || refusal.Violations[0].Rule != "match.not_coordinator" {
		t.Errorf("as the coordinator: %v", err)
	}
	if _, err := w.part(w.coordinator, id, supportv1.MatchEnder_MATCH_ENDER_COORDINATOR); err != nil {
		t.Error(err)
	}
	if _, err := w.part(w.coordinator, id, supportv1.MatchEnder_MATCH_ENDER_BOTH); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("twice: %v", err)
	}
}
