package rpc_test

import (
	"testing"

	"google.golang.org/protobuf/proto"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func (o *office) end(id string) {
	o.Helper()
	req := &intakev1.EndApplicationRequest{Municipality: here, Application: id, Reason: intakev1.EndReason_END_REASON_DECEASED, RequestId: pg.NewID()}
	if _, err := o.service.EndApplication(o.coordinator, req); err != nil {
		o.Fatal(err)
	}
}

func TestAnEndingIsTakenBackOnce(t *testing.T) {
	o := newOffice(t)
	id := o.submit(public(t), submission("06-11930001")).GetApplication()
	_, err := o.service.CreateTriageDecision(o.coordinator, &intakev1.CreateTriageDecisionRequest{
		Municipality: here, Application: id, Route: commonv1.Route_ROUTE_INFORMAL, RequestId: pg.NewID(),
	})
	if err != nil {
		t.Fatal(err)
	}
	o.end(id)
	withdrawn, closed := len(o.withdrawn), len(o.closed)
	req := &intakev1.ReopenApplicationRequest{Municipality: here, Application: id, Etag: "7.1", RequestId: pg.NewID()}
	if _, err := o.service.ReopenApplication(o.coordinator, req); reason(err) != errs.EtagMismatchReason {
		t.Errorf("an outdated copy: got %v", err)
	}
	req.Etag = "3.1"
	a, err := o.service.ReopenApplication(o.coordinator, req)
	if err != nil || a.GetState() != intakev1.ApplicationState_APPLICATION_STATE_WAITING_FOR_MATCH || a.GetEndReason() != 0 {
		t.Fatalf("got %v (%v)", a, err)
	}
	endings := a.GetEndings()
	if len(endings) != 1 || endings[0].GetReason() != intakev1.EndReason_END_REASON_DECEASED ||
		!endings[0].GetEndTime().AsTime().Before(endings[0].GetReopenTime().AsTime()) {
		t.Errorf("got %v", endings)
	}
	if len(o.withdrawn) != withdrawn || len(o.closed) != closed {
		t.Error("offers and case were touched: they stay as the ending left them")
	}
	again, err := o.service.ReopenApplication(o.coordinator, req)
	if err != nil || !proto.Equal(again, a) {
		t.Errorf("the request again: got %v (%v)", again, err)
	}
	req.Etag, req.RequestId = "", pg.NewID()
	if _, err := o.service.ReopenApplication(o.coordinator, req); reason(err) != errs.StateConflictReason {
		t.Errorf("one that goes on: got %v", err)
	}
	o.end(id)
	req.RequestId = pg.NewID()
	if a, err = o.service.ReopenApplication(o.coordinator, req); err != nil || len(a.GetEndings()) != 2 || a.GetEndings()[1].GetReopenTime() == nil {
		t.Errorf("ended again and taken back again: got %v (%v)", a.GetEndings(), err)
	}
}

// A merge made two dossiers one person's, which nothing takes apart again.
func TestWhatWasMergedStaysMerged(t *testing.T) {
	o := newOffice(t)
	one, other := o.submit(public(t), submission("06-11930001")).GetApplication(), o.submit(public(t), submission("06-11930001")).GetApplication()
	o.end(one)
	if err := o.merge(one, other); err != nil {
		t.Fatal(err)
	}
	_, err := o.service.ReopenApplication(o.coordinator, &intakev1.ReopenApplicationRequest{Municipality: here, Application: one})
	if refused := errs.Of(err); reason(err) != errs.StateConflictReason || refused.Args["state"] != "MERGED" {
		t.Errorf("got %v", err)
	}
}
