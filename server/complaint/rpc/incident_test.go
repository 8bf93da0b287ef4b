package rpc_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

func (w *world) incident(t *testing.T, by context.Context, application string) (*complaintv1.Incident, error) {
	t.Helper()
	return w.ReportIncident(by, &complaintv1.ReportIncidentRequest{Municipality: municipality, RequestId: pg.NewID(), Incident: &complaintv1.Incident{
		Kind: complaintv1.IncidentKind_INCIDENT_KIND_THREAT, IncidentDate: "2026-03-04", Text: "Kanarie-incident", Application: application,
		Affected: []complaintv1.IncidentAffected{complaintv1.IncidentAffected_INCIDENT_AFFECTED_SUPPORTER},
	}})
}

func TestASupporterReportsAndIsSpokenWith(t *testing.T) {
	w := newWorld(t)
	reported, err := w.incident(t, w.supporter, w.application)
	if err != nil || reported.GetSupporter() != w.vera || reported.GetClocks()[0].GetKind() != complaintv1.ProtocolClockKind_PROTOCOL_CLOCK_KIND_AFTERCARE {
		t.Fatal(reported, err)
	}
	if _, err := w.incident(t, w.stranger, w.application); rule(err) != "NOT_FOUND" {
		t.Errorf("a stranger names the application: %v", err)
	}
	id := reported.GetId()
	get := func(by context.Context) (*complaintv1.Incident, error) {
		return w.GetIncident(by, &complaintv1.GetIncidentRequest{Municipality: municipality, Incident: id})
	}
	if _, err := get(w.stranger); rule(err) != "NOT_FOUND" {
		t.Errorf("a stranger reads: %v", err)
	}
	w.now = w.now.Add(5 * 24 * time.Hour)
	if list, err := w.ListIncidents(w.officer, &complaintv1.ListIncidentsRequest{Municipality: municipality, Overdue: true}); err != nil || len(list.GetIncidents()) != 1 {
		t.Errorf("overdue: %v, %v", list, err)
	}
	if _, err := w.CloseIncident(w.coordinator, &complaintv1.CloseIncidentRequest{Municipality: municipality, Incident: id, Note: "klaar"}); rule(err) != "incident.aftercare" {
		t.Errorf("closed without aftercare: %v", err)
	}
	if _, err := w.UpdateIncident(w.officer, &complaintv1.UpdateIncidentRequest{
		Municipality: municipality, Incident: &complaintv1.Incident{Id: id, Kind: complaintv1.IncidentKind_INCIDENT_KIND_AGGRESSION}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"kind"}},
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.AddIncidentStep(w.coordinator, &complaintv1.AddIncidentStepRequest{
		Municipality: municipality, Incident: id, Kind: complaintv1.IncidentStepKind_INCIDENT_STEP_KIND_AFTERCARE, Note: "gesproken",
	}); err != nil {
		t.Fatal(err)
	}
	closed, err := w.CloseIncident(w.officer, &complaintv1.CloseIncidentRequest{Municipality: municipality, Incident: id, Note: "klaar"})
	if err != nil || len(closed.GetSteps()) != 2 || closed.GetState() != complaintv1.IncidentState_INCIDENT_STATE_CLOSED || closed.GetKind() != complaintv1.IncidentKind_INCIDENT_KIND_AGGRESSION {
		t.Errorf("%v, %v", closed, err)
	}
	if mine, err := get(w.supporter); err != nil || len(mine.GetSteps()) != 0 || mine.GetText() != "Kanarie-incident" {
		t.Errorf("who reported it reads %v, %v", mine, err)
	}
	if got := w.events(t); !slices.Equal(got, []string{"IncidentReported"}) {
		t.Errorf("told: %v", got)
	}
}

// Erasing a resident takes everything that has to do with them, keys among it; a complaint and an incident can go alone.
func TestErasureTakesWhatHasToDoWithSomebody(t *testing.T) {
	w := newWorld(t)
	w.raise(t, w.supporter, true)
	if _, err := w.RecordHomeVisitRisk(w.coordinator, &complaintv1.RecordHomeVisitRiskRequest{
		Municipality: municipality, HomeVisitRisk: &complaintv1.HomeVisitRisk{Application: w.application, Warning: "Hond"}}); err != nil {
		t.Fatal(err)
	}
	linked, alone := w.submit(t, w.public, aboutSupporter), w.submit(t, w.public, aboutOther)
	if _, err := w.UpdateComplaint(w.officer, &complaintv1.UpdateComplaintRequest{
		Municipality: municipality, Complaint: &complaintv1.Complaint{Id: linked, Application: w.application, ConcernedSupporter: w.vera}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"application", "concerned_supporter"}},
	}); err != nil {
		t.Fatal(err)
	}
	theirs, err := w.incident(t, w.supporter, w.application)
	if err != nil {
		t.Fatal(err)
	}
	other, err := w.incident(t, w.supporter, "")
	if err != nil {
		t.Fatal(err)
	}
	w.write(t, func(tx *pg.Tx) error {
		work, err := w.store.Unfinished(w.officer, tx, subject.Dossier, []string{w.dossier})
		if len(work) != 3 || work[2].What != "record" || work[2].ID != w.application {
			t.Errorf("runs still: %v", work)
		}
		return err
	})
	w.write(t, func(tx *pg.Tx) error {
		gone, err := w.store.Erase(w.officer, tx, subject.Supporter, []string{w.vera})
		if gone["complaints about them"] != 1 || gone["incidents with them"] != 2 {
			t.Errorf("of the supporter: %v", gone)
		}
		return err
	})
	w.write(t, func(tx *pg.Tx) error {
		gone, err := w.store.Erase(w.officer, tx, subject.Dossier, []string{w.dossier})
		if gone["complaints"] != 1 || gone["incidents"] != 1 || gone["restricted records"] != 1 || gone["risks at home visits"] != 1 || gone["keys"] != 2 {
			t.Errorf("of the resident: %v", gone)
		}
		return err
	})
	w.write(t, func(tx *pg.Tx) error {
		known := map[string]string{}
		for _, kind := range []subject.Kind{subject.Complaint, subject.Incident} {
			found, err := subject.LogIDs(w.officer, tx, kind, []string{linked, alone, theirs.GetId(), other.GetId()})
			if err != nil {
				return err
			}
			for id := range found {
				known[id] = string(kind)
			}
		}
		if len(known) != 2 || known[alone] != "COMPLAINT" || known[other.GetId()] != "INCIDENT" {
			t.Errorf("keys that are left: %v", known)
		}
		for kind, id := range map[subject.Kind]string{subject.Complaint: alone, subject.Incident: other.GetId()} {
			if gone, err := w.store.Erase(w.officer, tx, kind, []string{id}); err != nil || len(gone) != 1 {
				t.Errorf("%s alone: %v, %v", kind, gone, err)
			}
		}
		return nil
	})
}
