package door_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/errs"
)

// TestWhatFailsIsWrittenToTheProcessingLog: what says something of what is stored, and faults of
// ours; not what went no further than its form.
func TestWhatFailsIsWrittenToTheProcessingLog(t *testing.T) {
	h := newHouse(t)
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	var fails error
	h.get = func(context.Context, *intakev1.GetApplicationRequest) (*intakev1.Application, error) {
		if errors.Is(fails, errPanic) {
			panic(fails)
		}
		return nil, fails
	}
	client := intakev1.NewIntakeServiceClient(h.inside)
	for _, fails = range []error{
		errs.NotFound("application"), errs.StateConflict("application", "ENDED"), errs.New(errs.EtagMismatchReason), errors.New("a fault"), errPanic,
		errs.New(errs.Unavailable), context.DeadlineExceeded,
		errs.New(errs.Invalid), errs.New(errs.RateLimited), errs.New(errs.TooLarge), errs.New(errs.Unimplemented), context.Canceled,
	} {
		if _, err := client.GetApplication(outside(t, "coordinator"), getApplication()); err == nil {
			t.Fatal("it did not fail")
		}
	}
	h.close(t)
	var got []string
	for _, f := range h.refused.list {
		text := f.reason
		if f.fault {
			text += " fault"
		}
		if got = append(got, text); f.Municipality != here || f.Caller.Account != "account-coordinator" || f.Role != call.RoleCoordinator || f.Activity == "" {
			t.Errorf("got %+v", f.Call)
		}
	}
	if diff := cmp.Diff([]string{
		"NOT_FOUND", "STATE_CONFLICT", "ETAG_MISMATCH", "INTERNAL fault", "INTERNAL fault", "UNAVAILABLE fault", "DEADLINE_EXCEEDED fault",
	}, got); diff != "" {
		t.Error(diff)
	}
}

var errPanic = errors.New("panic")

// TestNobodyFillsTheProcessingLog: whoever is not known leaves no failure, and of one account only
// so many are written; the rest is counted in the log.
func TestNobodyFillsTheProcessingLog(t *testing.T) {
	h := newHouse(t, limits(door.Limits{Failures: door.Rate{PerSecond: 0.01, Burst: 5}}))
	h.people.set("one", at(call.RoleCoordinator, here))
	h.people.set("two", at(call.RoleCoordinator, here))
	h.get = func(context.Context, *intakev1.GetApplicationRequest) (*intakev1.Application, error) {
		return nil, errs.NotFound("application")
	}
	h.submit = func(context.Context, *intakev1.SubmitApplicationRequest) (*intakev1.SubmitApplicationResponse, error) {
		return nil, errs.NotFound("municipality")
	}
	client := intakev1.NewIntakeServiceClient(h.inside)
	if _, err := client.SubmitApplication(outside(t, ""), submission(here)); err == nil {
		t.Fatal("it did not fail")
	}
	for range 20 {
		for _, token := range []string{"", "bad", "one"} {
			if _, err := client.GetApplication(outside(t, token), getApplication()); err == nil {
				t.Fatal("it did not fail")
			}
		}
	}
	if _, err := client.GetApplication(outside(t, "two"), getApplication()); err == nil {
		t.Fatal("it did not fail")
	}
	h.close(t)
	written := map[string]int{}
	for _, f := range h.refused.list {
		written[f.Caller.Account]++
	}
	if diff := cmp.Diff(map[string]int{"account-one": 5, "account-two": 1}, written); diff != "" {
		t.Error(diff)
	}
}
