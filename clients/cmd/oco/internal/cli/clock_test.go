package cli

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
)

// The machine that the command runs on may be at any clock (see TestMain): what is typed and shown is the Dutch one.
func TestTheDutchClockCountsOnAnyMachine(t *testing.T) {
	var asked proto.Message
	s := sit(t, &platform{answer: func(_ string, m proto.Message) ([]proto.Message, error) {
		asked = m
		return []proto.Message{&supportv1.Appointment{Id: someID, StartTime: timestamppb.New(time.Date(2026, 12, 4, 9, 0, 0, 0, time.UTC))}}, nil
	}})
	said := s.must("appointments", "create", "--case", someID, "--start", "4-12-2026 10:00", "--end", "4-12-2026 11:00", "--kind", "thuis", "--with", "inwoner")
	if got := asked.(*supportv1.CreateAppointmentRequest).GetAppointment().GetStartTime().AsTime().Format(time.RFC3339); got != "2026-12-04T09:00:00Z" {
		t.Errorf("ten in the morning was sent as %s", got)
	}
	if !strings.Contains(said, "2026-12-04 10:00") {
		t.Errorf("ten in the morning is told as:\n%s", said)
	}

	s.now = time.Date(2026, 3, 31, 22, 30, 0, 0, time.UTC) // half past midnight in the Netherlands
	s.must("contacts", "log", "--case", someID, "--date", "today", "--kind", "phone-call", "--minutes", "5")
	if got := asked.(*supportv1.CreateContactMomentRequest).GetContactMoment().GetContactDate(); got != "2026-04-01" {
		t.Errorf("today is %s", got)
	}
}
