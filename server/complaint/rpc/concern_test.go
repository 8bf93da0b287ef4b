package rpc_test

import (
	"context"
	"slices"
	"testing"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	"oco.example/oco/server/platform/pg"
)

func (w *world) raise(t *testing.T, by context.Context, acute bool) *complaintv1.SafetyConcern {
	t.Helper()
	c, err := w.RaiseSafetyConcern(by, &complaintv1.RaiseSafetyConcernRequest{
		Municipality: municipality, Application: w.application, Signals: "Kanariesignaal", Acute: acute, RequestId: pg.NewID(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func step(id string, step complaintv1.SafetyStep) *complaintv1.RecordSafetyStepRequest {
	return &complaintv1.RecordSafetyStepRequest{Municipality: municipality, SafetyConcern: id, Step: step, Note: "toelichting", Decision: complaintv1.SafetyDecision_SAFETY_DECISION_HELP}
}

func TestASupporterRaisesAndTheCoordinatorDecides(t *testing.T) {
	w := newWorld(t)
	raised := w.raise(t, w.supporter, false)
	id := raised.GetId()
	if got := w.events(t); !slices.Equal(got, []string{"SafetyConcernRaised"}) {
		t.Errorf("told: %v", got)
	}
	if _, err := w.RecordSafetyStep(w.supporter, step(id, complaintv1.SafetyStep_SAFETY_STEP_SIGNALS)); err != nil {
		t.Error(err)
	}
	if _, err := w.RecordSafetyStep(w.supporter, step(id, complaintv1.SafetyStep_SAFETY_STEP_CONSULT)); rule(err) != "safety.not_alone" {
		t.Errorf("a supporter consults: %v", err)
	}
	for _, s := range []complaintv1.SafetyStep{2, 3, 4} {
		if _, err := w.RecordSafetyStep(w.coordinator, step(id, s)); err != nil {
			t.Fatal(s, err)
		}
	}
	decide := step(id, complaintv1.SafetyStep_SAFETY_STEP_DECIDE)
	for _, c := range []struct{ second, rule string }{
		{"", "safety.second_person"}, {account(w.coordinator), "safety.second_person"}, {account(w.officer), "safety.second_account"}, {account(w.chief), ""},
	} {
		decide.SecondAccount = c.second
		if _, err := w.RecordSafetyStep(w.coordinator, decide); rule(err) != c.rule {
			t.Errorf("with %q: got %v, want %q", c.second, err, c.rule)
		}
	}
	if _, err := w.UpdateSafetyConcern(w.coordinator, &complaintv1.UpdateSafetyConcernRequest{
		Municipality: municipality, SafetyConcern: &complaintv1.SafetyConcern{Id: id, AskedOfSupporter: "Ga door met het traject."}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"asked_of_supporter"}},
	}); err != nil {
		t.Fatal(err)
	}
	whole, err := w.GetSafetyConcern(w.chief, &complaintv1.GetSafetyConcernRequest{Municipality: municipality, SafetyConcern: id})
	if err != nil || len(whole.GetSteps()) != 6 || whole.GetState() != complaintv1.SafetyConcernState_SAFETY_CONCERN_STATE_DECIDED || whole.GetDecision() != complaintv1.SafetyDecision_SAFETY_DECISION_HELP ||
		whole.GetSteps()[5].GetSecondAccount() != account(w.chief) || whole.GetClocks()[1].GetKeptTime() == nil {
		t.Errorf("%v, %v", whole, err)
	}
	seen, err := w.GetSafetyConcern(w.supporter, &complaintv1.GetSafetyConcernRequest{Municipality: municipality, SafetyConcern: id})
	if err != nil || len(seen.GetSteps()) != 2 || seen.GetDecision() != 0 || seen.GetAskedOfSupporter() != "Ga door met het traject." || seen.GetState() != whole.GetState() {
		t.Errorf("the supporter sees %v, %v", seen, err)
	}
}

// Whoever else tries gets the same answer as for what is not there.
func TestToOthersASafetyConcernDoesNotExist(t *testing.T) {
	w := newWorld(t)
	id := w.raise(t, w.supporter, true).GetId()
	theirs := w.raise(t, w.coordinator, false).GetId()
	get := func(by context.Context, id string) string {
		_, err := w.GetSafetyConcern(by, &complaintv1.GetSafetyConcernRequest{Municipality: municipality, SafetyConcern: id})
		return rule(err)
	}
	listed := func(by context.Context) int {
		list, err := w.ListSafetyConcerns(by, &complaintv1.ListSafetyConcernsRequest{Municipality: municipality})
		if err != nil {
			t.Fatal(err)
		}
		return len(list.GetSafetyConcerns())
	}
	if get(w.stranger, id) != "NOT_FOUND" || get(w.supporter, theirs) != "NOT_FOUND" || get(w.supporter, id) != "" || get(w.coordinator, theirs) != "" {
		t.Error("somebody reads what another raised, or not what is theirs")
	}
	if listed(w.stranger) != 0 || listed(w.supporter) != 1 || listed(w.coordinator) != 2 {
		t.Errorf("listed: %d, %d, %d", listed(w.stranger), listed(w.supporter), listed(w.coordinator))
	}
	if _, err := w.RecordSafetyStep(w.stranger, step(id, complaintv1.SafetyStep_SAFETY_STEP_SIGNALS)); rule(err) != "NOT_FOUND" {
		t.Errorf("a stranger adds: %v", err)
	}
	if _, err := w.RaiseSafetyConcern(w.stranger, &complaintv1.RaiseSafetyConcernRequest{Municipality: municipality, Application: w.application, Signals: "x"}); rule(err) != "NOT_FOUND" {
		t.Errorf("a stranger raises: %v", err)
	}
	w.exec(t, `UPDATE volunteer.supporter SET state = 'SUSPENDED' WHERE municipality = $1 AND id = $2`, municipality, w.vera)
	if get(w.supporter, id) != "NOT_FOUND" || listed(w.supporter) != 0 {
		t.Error("a suspended supporter still reads")
	}
}

func TestInAcuteDangerStepsAreSkippedWithAReason(t *testing.T) {
	w := newWorld(t)
	c := w.raise(t, w.coordinator, false)
	skip := step(c.GetId(), complaintv1.SafetyStep_SAFETY_STEP_CONSULT)
	skip.Skip = true
	if _, err := w.RecordSafetyStep(w.coordinator, skip); rule(err) != "safety.not_acute" {
		t.Errorf("skipped without danger: %v", err)
	}
	overdue := func() int {
		list, err := w.ListSafetyConcerns(w.coordinator, &complaintv1.ListSafetyConcernsRequest{Municipality: municipality, Overdue: true, Application: w.application})
		if err != nil {
			t.Fatal(err)
		}
		return len(list.GetSafetyConcerns())
	}
	before := overdue()
	if _, err := w.UpdateSafetyConcern(w.coordinator, &complaintv1.UpdateSafetyConcernRequest{
		Municipality: municipality, SafetyConcern: &complaintv1.SafetyConcern{Id: c.GetId(), Acute: true}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"acute"}},
	}); err != nil {
		t.Fatal(err)
	}
	if before != 0 || overdue() != 1 {
		t.Errorf("overdue: %d, %d", before, overdue())
	}
	if got, err := w.RecordSafetyStep(w.coordinator, skip); err != nil || !got.GetSteps()[1].GetSkipped() || got.GetClocks()[0].GetKeptTime() == nil {
		t.Errorf("%v, %v", got, err)
	}
}

func TestWhoVisitsIsWarned(t *testing.T) {
	w := newWorld(t)
	record := func(by context.Context) (*complaintv1.HomeVisitRisk, error) {
		return w.RecordHomeVisitRisk(by, &complaintv1.RecordHomeVisitRiskRequest{
			Municipality: municipality, HomeVisitRisk: &complaintv1.HomeVisitRisk{Application: w.application, Warning: "Grote hond"}, RequestId: pg.NewID(),
		})
	}
	list := func(by context.Context) (int, string) {
		list, err := w.ListHomeVisitRisks(by, &complaintv1.ListHomeVisitRisksRequest{Municipality: municipality, Application: w.application})
		return len(list.GetHomeVisitRisks()), rule(err)
	}
	risk, err := record(w.supporter)
	if err != nil || risk.GetWarning() != "Grote hond" {
		t.Fatal(err)
	}
	if _, err := record(w.stranger); rule(err) != "NOT_FOUND" {
		t.Errorf("a stranger warns: %v", err)
	}
	if n, refused := list(w.stranger); n != 0 || refused != "" {
		t.Errorf("a stranger reads %d, %s", n, refused)
	}
	// Another supporter said yes, and waits for the resident.
	w.exec(t, `INSERT INTO matching.offer (municipality, id, application, dossier, supporter, state, resident_answer, answer_time, origin, create_time, update_time)
		VALUES ($1, $2, $3, $4, $5, 'ACCEPTED', '', $6, 'LIVE', $6, $6)`, municipality, pg.NewID(), w.application, w.dossier, w.other, w.now)
	if n, refused := list(w.stranger); n != 1 || refused != "" {
		t.Errorf("who said yes reads %d, %s", n, refused)
	}
	warnings := func() int {
		var found int
		w.write(t, func(tx *pg.Tx) error {
			known, err := w.store.Warnings(w.officer, tx, []string{w.application, pg.NewID()})
			found = len(known[w.application])
			return err
		})
		return found
	}
	if warnings() != 1 {
		t.Error("the case shows no warning")
	}
	if _, err := w.EndHomeVisitRisk(w.coordinator, &complaintv1.EndHomeVisitRiskRequest{Municipality: municipality, HomeVisitRisk: risk.GetId(), Etag: risk.GetEtag()}); err != nil {
		t.Fatal(err)
	}
	if n, _ := list(w.supporter); n != 0 || warnings() != 0 {
		t.Errorf("an ended warning still stands: %d, %d", n, warnings())
	}
}
