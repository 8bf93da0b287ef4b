package promises_test

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/config"
)

// TestWhoAsksTooMuchIsToldWhenToComeBack: public calls are counted per address and per account;
// over both doors the refusal says after how long it makes sense to try again.
func TestWhoAsksTooMuchIsToldWhenToComeBack(t *testing.T) {
	few := config.Rate{Count: 4, Per: time.Hour}
	system := harness.Start(t, harness.WithSettings(func(s *config.Server) { s.RatePerAddress, s.RatePerClient = few, few }))
	w := newTown(t, system, harness.Coordinator)
	ask := func(as harness.Persona, rpc string, request object) harness.Answer {
		var a harness.Answer
		for range few.Count + 1 {
			a = w.call(t, harness.REST, as, rpc, request)
		}
		return a
	}
	for _, a := range []harness.Answer{
		ask(harness.Nobody, "GetIntakeForm", object{}),
		ask(harness.Coordinator, "ListApplications", object{}),
	} {
		seconds, err := strconv.Atoi(a.Header["Retry-After"])
		if a.Status != http.StatusTooManyRequests || a.Reason != "RATE_LIMITED" || err != nil || seconds <= 0 {
			t.Errorf("got %d %s, Retry-After %q", a.Status, a.Reason, a.Header["Retry-After"])
		}
	}
	_, err := intakev1.NewIntakeServiceClient(system.Conn()).GetIntakeForm(t.Context(), &intakev1.GetIntakeFormRequest{Municipality: w.place.Code})
	refused := status.Convert(err)
	if refused.Code() != codes.ResourceExhausted {
		t.Fatalf("over gRPC: %v", err)
	}
	for _, detail := range refused.Details() {
		if retry, is := detail.(*errdetails.RetryInfo); is && retry.GetRetryDelay().AsDuration() > 0 {
			return
		}
	}
	t.Errorf("nothing says when to try again: %v", refused.Details())
}
