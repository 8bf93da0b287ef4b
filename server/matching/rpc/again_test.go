package rpc_test

import (
	"testing"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// backAgain makes an application wait again that had ended, as the intake slice does.
func (w *world) backAgain(t *testing.T, application string) {
	t.Helper()
	w.write(t, func(tx *pg.Tx) error {
		if err := w.WithdrawOpen(w.coordinator, tx, application); err != nil {
			return err
		}
		_, err := tx.Exec(w.coordinator, `UPDATE test.application SET state = 'WAITING_FOR_MATCH' WHERE municipality = $1 AND id = $2`, municipality, application)
		return err
	})
}

// Who said yes to an application that ended is asked again when that is taken back: nobody said no.
// While the case runs there is nothing to ask.
func TestWhoSaidYesIsAskedAgain(t *testing.T) {
	w := newWorld(t)
	application, bo := w.application(t), w.supporter(t, func(s *someone) { s.maxCases = 9 })
	for _, heard := range []bool{false, true} {
		offer := w.asked(t, application, bo)
		if _, err := w.accept(bo.as(t), offer); err != nil {
			t.Fatal(err)
		}
		if heard {
			if _, err := w.resident(offer, matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES); err != nil {
				t.Fatal(err)
			}
		}
		w.backAgain(t, application)
	}
	if _, err := w.ask(application, bo.id); errs.Of(err) == nil || errs.Of(err).Args["why"] != "NOT_ASKED_BEFORE" {
		t.Errorf("the case still runs, got %v", err)
	}
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE support.support_case SET state = 'CLOSED', close_date = open_date WHERE municipality = $1 AND application = $2`,
			municipality, application)
		return err
	})
	w.asked(t, application, bo)
}

// Of whom a match ended without blame, whoever of both said so, none is asked for the other again, by any reason.
func TestWhoDidNotGetOnIsNotAskedAgain(t *testing.T) {
	w := newWorld(t)
	application, later, bo := w.application(t), w.application(t), w.supporter(t, func(s *someone) { s.maxCases = 9 })
	w.sameResident(t, application, later)
	offer := w.asked(t, application, bo)
	if _, err := w.accept(bo.as(t), offer); err != nil {
		t.Fatal(err)
	}
	if _, err := w.resident(offer, matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES); err != nil {
		t.Fatal(err)
	}
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE support.support_case SET state = 'CLOSED', close_date = open_date, match_ended_by = 'SUPPORTER'
			WHERE municipality = $1 AND application = $2`, municipality, application)
		return err
	})
	w.backAgain(t, application)
	for name, id := range map[string]string{"the same application": application, "a later one": later} {
		if _, err := w.override(id, bo.id); !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != "CONFLICT" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
