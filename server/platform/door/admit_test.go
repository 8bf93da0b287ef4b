package door_test

import (
	"net/netip"
	"testing"

	"google.golang.org/grpc/codes"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/errs"
)

// TestACallThatWasAdmittedIsCountedOnce, and its caller is asked for once.
func TestACallThatWasAdmittedIsCountedOnce(t *testing.T) {
	h := newHouse(t, limits(door.Limits{Client: door.Rate{PerSecond: 0.01, Burst: 3}, Address: door.Rate{PerSecond: 0.01, Burst: 3}, Sensitive: door.Rate{PerSecond: 0.01, Burst: 2}}))
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	client := intakev1.NewIntakeServiceClient(h.inside)
	trace := "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	admit := func(method, token string) (door.Outside, error) {
		o := door.Outside{Peer: door.Peer{Address: netip.MustParseAddr("192.0.2.7")}, Traceparent: trace}
		if token != "" {
			o.Authorization = []string{"Bearer " + token}
		}
		var err error
		o.Admission, err = h.door.Admit(t.Context(), method, o)
		return o, err
	}
	for range 3 {
		o, err := admit(intakev1.IntakeService_GetApplication_FullMethodName, "coordinator")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.GetApplication(door.WithOutside(t.Context(), o), getApplication()); err != nil {
			t.Fatal(err)
		}
	}
	if verified, asked := h.people.counts(); verified != 3 || asked != 3 {
		t.Errorf("%d tokens were verified, %d accounts looked up", verified, asked)
	}
	if got, _ := h.last(); hexOf(got.Trace.ID[:]) != trace[3:35] || got.Caller.Account != "account-coordinator" {
		t.Errorf("got %+v", got)
	}
	_, err := admit(intakev1.IntakeService_GetApplication_FullMethodName, "coordinator")
	want(t, err, codes.ResourceExhausted, errs.RateLimited)
	for range 2 {
		o, err := admit(intakev1.IntakeService_SubmitApplication_FullMethodName, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.SubmitApplication(door.WithOutside(t.Context(), o), submission(here)); err != nil {
			t.Fatal(err)
		}
	}
	_, err = admit(intakev1.IntakeService_SubmitApplication_FullMethodName, "")
	want(t, err, codes.ResourceExhausted, errs.RateLimited)
}

// TestAnAdmissionIsForOneMethod: it opens no other, and none opens anything.
func TestAnAdmissionIsForOneMethod(t *testing.T) {
	h := newHouse(t)
	client := intakev1.NewIntakeServiceClient(h.inside)
	o := door.Outside{Peer: door.Peer{Address: netip.MustParseAddr("192.0.2.7")}}
	_, err := h.door.Admit(t.Context(), intakev1.IntakeService_GetApplication_FullMethodName, o)
	want(t, err, codes.Unauthenticated, errs.Unauthenticated)
	if o.Admission, err = h.door.Admit(t.Context(), intakev1.IntakeService_GetIntakeForm_FullMethodName, o); err != nil {
		t.Fatal(err)
	}
	_, err = client.GetApplication(door.WithOutside(t.Context(), o), getApplication())
	want(t, err, codes.Unauthenticated, errs.Unauthenticated)
	if lines := h.logged.String(); len(lines) == 0 {
		t.Error("who was not admitted stands in no log")
	}
}
