package demo

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
)

// underWay writes down what happened in a case that runs: a goal, two contacts, and an appointment in a week, of which the
// resident has a mail.
func (r *Region) underWay(ctx context.Context, of string) error {
	_, err := r.goals.CreateCaseGoal(ctx, &supportv1.CreateCaseGoalRequest{Municipality: Home, RequestId: pg.NewID(), CaseGoal: &supportv1.CaseGoal{
		Case: of, Text: "Weer zelf naar de winkel kunnen.",
	}})
	if err != nil {
		return fmt.Errorf("goal: %w", err)
	}
	for _, moment := range []*supportv1.ContactMoment{
		{Kind: supportv1.ContactKind_CONTACT_KIND_PHONE_CALL, Minutes: 15, Note: "Kennisgemaakt. De brief met de afwijzing ligt klaar."},
		{Kind: supportv1.ContactKind_CONTACT_KIND_HOME_VISIT, Minutes: 60, OwnNetworkPresent: true, Note: "Samen met zijn buurman het bezwaar opgeschreven."},
	} {
		moment.Case, moment.ContactDate = of, calendar.Day(time.Now())
		moment.WithWhom = []supportv1.ContactParty{supportv1.ContactParty_CONTACT_PARTY_RESIDENT}
		_, err := r.contacts.CreateContactMoment(ctx, &supportv1.CreateContactMomentRequest{Municipality: Home, RequestId: pg.NewID(), ContactMoment: moment})
		if err != nil {
			return fmt.Errorf("contact moment: %w", err)
		}
	}
	next := calendar.Local(time.Now()).AddDate(0, 0, 7)
	start := time.Date(next.Year(), next.Month(), next.Day(), 10, 30, 0, 0, next.Location())
	_, err = r.plans.CreateAppointment(ctx, &supportv1.CreateAppointmentRequest{Municipality: Home, RequestId: pg.NewID(), Appointment: &supportv1.Appointment{
		Case: of, StartTime: timestamppb.New(start), EndTime: timestamppb.New(start.Add(time.Hour)), Kind: supportv1.AppointmentKind_APPOINTMENT_KIND_HOME,
		Companies: []supportv1.AppointmentCompany{supportv1.AppointmentCompany_APPOINTMENT_COMPANY_RESIDENT}, Note: "Het antwoord van de gemeente lezen.",
	}})
	if err != nil {
		return fmt.Errorf("appointment: %w", err)
	}
	return nil
}
