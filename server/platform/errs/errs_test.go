package errs_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"oco.example/oco/server/platform/errs"
)

func TestAReasonSurvivesWrapping(t *testing.T) {
	err := fmt.Errorf("lock application: %w", errs.StateConflict("application", "CLOSED"))
	if !errs.Is(err, errs.StateConflictReason) || errs.Is(err, errs.NotFoundReason) {
		t.Fatalf("reason lost in %v", err)
	}
	if got := errs.Of(err).Args["state"]; got != "CLOSED" {
		t.Fatalf("state: got %q", got)
	}
	if errs.Of(io.EOF) != nil {
		t.Fatal("a foreign error has no reason")
	}
}

func TestJoinGathersEveryField(t *testing.T) {
	if err := errs.Join(nil, nil); err != nil {
		t.Fatalf("nothing wrong must be nil, got %v", err)
	}
	err := errs.Join(errs.Field("phone", "phone.invalid"), nil, errs.Field("email", "email.invalid", "max", "5"))
	got := errs.Of(err)
	if got == nil || len(got.Violations) != 2 || got.Violations[1].Args["max"] != "5" {
		t.Fatalf("got %+v", got)
	}
}

func TestTheCauseIsKeptForTheLog(t *testing.T) {
	err := errs.New(errs.Unavailable).Because(io.ErrUnexpectedEOF)
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatal("the cause was lost")
	}
}

func TestAtMovesFieldsAndNothingElse(t *testing.T) {
	before := errs.Field("urgency.reason", "required")
	moved := errs.Of(errs.At("application.", before))
	if moved.Violations[0].Field != "application.urgency.reason" || before.Violations[0].Field != "urgency.reason" {
		t.Errorf("got %v, before %v", moved, before)
	}
	if err := errs.At("application.", nil); err != nil {
		t.Errorf("nothing wrong: got %v", err)
	}
	if err := errs.At("application.", io.EOF); !errors.Is(err, io.EOF) {
		t.Errorf("a foreign error: got %v", err)
	}
}
