package rpc_test

import (
	"bytes"
	"testing"
	"time"

	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/survey"
)

// What people added goes two years after the last day of the round, with the key under which it was sealed; the numbers stay,
// and what is open, or younger, stays whole.
func TestRemarksGoTwoYearsAfterTheRound(t *testing.T) {
	w := newWorld(t)
	for range survey.Enough {
		w.answered(t, surveyv1.SurveyChoice_SURVEY_CHOICE_WELL, "Dank u.")
	}
	round := w.round(t)
	last, err := time.Parse(time.DateOnly, round.GetLastDate())
	if err != nil {
		t.Fatal(err)
	}
	begin, err := time.Parse(time.DateOnly, today)
	if err != nil {
		t.Fatal(err)
	}
	key := func() (wrapped []byte) {
		w.write(t, func(tx *pg.Tx) error {
			return tx.Get(w.coordinator, &wrapped, `SELECT wrapped FROM platform.subject_key WHERE municipality = $1 AND subject = $2`, municipality, round.GetId())
		})
		return wrapped
	}
	forget := func(want int) {
		t.Helper()
		if rounds, err := w.ForgetRemarks(w.coordinator); err != nil || rounds != want {
			t.Fatalf("%d rounds, %v, want %d", rounds, err, want)
		}
	}
	days := func(from, until time.Time) int { return int(until.Sub(from).Hours() / 24) }
	w.forward(days(begin, last.AddDate(0, 24, 1)))
	forget(0) // nobody closed it yet
	w.lookAfter(t)
	w.forward(-1)
	forget(0) // two years to the day are not over
	before := key()
	if said := w.results(t, w.coordinator, round.GetId()).GetAudiences()[0]; len(said.GetRemarks()) != survey.Enough {
		t.Fatalf("got %v", said)
	}
	w.forward(1)
	forget(1)
	forget(0)
	said := w.results(t, w.coordinator, round.GetId()).GetAudiences()[0]
	if len(said.GetRemarks()) != 0 || said.GetRemarksHidden() || said.GetAnswered().GetValue() != survey.Enough || len(said.GetQuestions()) == 0 {
		t.Errorf("got %v", said)
	}
	if bytes.Equal(before, key()) {
		t.Error("what older rows hold can still be opened")
	}
	var logged int
	if err := w.db.Owner.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &logged, `SELECT count(*) FROM platform.processing_log WHERE municipality = $1 AND name = 'forget remarks of the survey'`, municipality)
	}); err != nil || logged != 1 {
		t.Errorf("%d rows in the processing log, %v", logged, err)
	}
}
