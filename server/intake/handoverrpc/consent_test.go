package handoverrpc_test

import (
	"testing"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/residentrpc"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// A recorded no takes back what waits for an answer, with the access team and next door, and leaves what was received.
func TestANoTakesBackWhatWaits(t *testing.T) {
	c := newCrossing(t)
	ctx := c.as(call.RoleCoordinator)
	application := c.application(intake.HandedOver)
	send := func(req *intakev1.CreateHandoverRequest) string {
		t.Helper()
		h, err := c.CreateHandover(ctx, req)
		if err != nil {
			t.Fatal(err)
		}
		return h.GetId()
	}
	ofTeam, over, kept := send(request(application, team)), send(toMunicipality(application, tilburg)), send(request(application, organisation))
	foreign := c.sent(team)
	if _, err := c.AcknowledgeHandover(ctx, &intakev1.AcknowledgeHandoverRequest{Handover: kept, ReceiverName: "Kim", RequestId: pg.NewID()}); err != nil {
		t.Fatal(err)
	}
	a, err := c.get(tilburg, here+"-"+over)
	if err != nil || a.GetData().GetName() == "" {
		t.Fatalf("it waits next door: %v, %v", a, err)
	}
	var resident string
	if err := c.db.App.Write(ctx, func(tx *pg.Tx) error {
		a, err := c.store.Get(ctx, tx, call.Everyone(), application)
		resident = a.Resident.ID
		return err
	}); err != nil {
		t.Fatal(err)
	}
	answers := residentrpc.New(c.db.App, c.store, nil, nil)
	says := func(kind intakev1.ConsentKind, given bool) {
		t.Helper()
		if _, err := answers.CreateConsent(ctx, &intakev1.CreateConsentRequest{
			Municipality: here, Resident: resident, RequestId: pg.NewID(), Consent: &intakev1.Consent{Kind: kind, Given: given, Manner: "aan de telefoon"},
		}); err != nil {
			t.Fatal(err)
		}
	}
	read := func(id string) *intakev1.Handover {
		t.Helper()
		h, err := c.GetHandover(c.as(call.RoleAccessTeam), &intakev1.GetHandoverRequest{Handover: id})
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	says(intakev1.ConsentKind_CONSENT_KIND_HANDOVER, true)
	says(intakev1.ConsentKind_CONSENT_KIND_HEALTH_DATA, false)
	if h := read(ofTeam); h.GetState() != intakev1.HandoverState_HANDOVER_STATE_SENT || h.GetData().GetName() == "" {
		t.Fatalf("nobody said no to it: %v", h)
	}
	says(intakev1.ConsentKind_CONSENT_KIND_HANDOVER, false)
	if h := read(ofTeam); h.GetState() != intakev1.HandoverState_HANDOVER_STATE_WITHDRAWN || h.GetData() != nil {
		t.Errorf("the access team still reads it: %v", h)
	}
	_, err = c.AcknowledgeHandover(c.as(call.RoleAccessTeam), &intakev1.AcknowledgeHandoverRequest{Handover: ofTeam, ReceiverName: "Kim", RequestId: pg.NewID()})
	if !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("the access team still takes it: %v", err)
	}
	if _, err := c.get(tilburg, here+"-"+over); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("it is still read next door: %v", err)
	}
	if _, err := c.accept(in(t, tilburg), here+"-"+over, pg.NewID()); err == nil || c.taken() != 0 {
		t.Errorf("it is still taken next door: %v", err)
	}
	if h, err := c.GetHandover(ctx, &intakev1.GetHandoverRequest{Handover: kept}); err != nil || h.GetState() != intakev1.HandoverState_HANDOVER_STATE_RECEIVED {
		t.Errorf("what was received is no more: %v, %v", h, err)
	}
	if h := read(foreign); h.GetState() != intakev1.HandoverState_HANDOVER_STATE_SENT {
		t.Errorf("somebody else's was taken back: %v", h)
	}
}
