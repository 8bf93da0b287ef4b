package rpc_test

import (
	"testing"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func TestWhoIsGoneReachesNoCases(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, _ := w.opened(t, bo)
	for _, c := range []struct {
		state   string
		reaches bool
	}{{"SUSPENDED", false}, {"PAUSED", true}, {"LEFT", false}, {"ACTIVE", true}} {
		w.write(t, func(tx *pg.Tx) error {
			_, err := tx.Exec(w.coordinator, `UPDATE volunteer.supporter SET state = $3 WHERE municipality = $1 AND id = $2`, municipality, bo.id, c.state)
			return err
		})
		if _, err := w.get(bo.as(t), id); c.reaches != (err == nil) || !c.reaches && !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s: got %v", c.state, err)
		}
		list, err := w.ListCases(bo.as(t), &supportv1.ListCasesRequest{})
		if err != nil || (len(list.GetCases()) == 1) != c.reaches {
			t.Errorf("%s: lists %d (%v)", c.state, len(list.GetCases()), err)
		}
		if !c.reaches {
			if _, err := w.CloseCase(bo.as(t), closing(id)); !errs.Is(err, errs.NotFoundReason) {
				t.Errorf("%s: closes, got %v", c.state, err)
			}
		}
		if got, err := w.get(w.coordinator, id); err != nil || got.GetResidentPhone() == "" {
			t.Errorf("%s: the coordinator sees %v (%v)", c.state, got, err)
		}
	}
}

// A case of somebody who left is closed by a coordinator, and its event is not told to the account of
// whoever left.
func TestWhoIsGoneIsToldNothing(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, _ := w.opened(t, bo)
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE volunteer.supporter SET state = 'LEFT' WHERE municipality = $1 AND id = $2`, municipality, bo.id)
		return err
	})
	if _, err := w.CloseCase(w.coordinator, closing(id)); err != nil {
		t.Fatal(err)
	}
	events := w.events(t)
	closed, ok := events[len(events)-1].Message.(*eventv1.CaseClosed)
	if !ok || closed.GetSupporter() != bo.id || closed.GetAccount() != "" {
		t.Errorf("told %v", closed)
	}
}
