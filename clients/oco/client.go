package oco

import (
	"fmt"

	"google.golang.org/grpc"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	messagev1 "oco.example/oco/gen/go/oco/message/v1"
	privacyv1 "oco.example/oco/gen/go/oco/privacy/v1"
	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
	signalv1 "oco.example/oco/gen/go/oco/signal/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
)

// Client is one connection to the platform and the services behind it. It may be used by many
// goroutines at once.
type Client struct {
	// Admin keeps municipalities, code lists, accounts and grants.
	Admin adminv1.AdminServiceClient
	// Complaints keeps complaints, hidden from whom they concern.
	Complaints complaintv1.ComplaintServiceClient
	// SafetyConcerns walks the five steps of the reporting code.
	SafetyConcerns complaintv1.SafetyConcernServiceClient
	// Incidents keeps aggression and other incidents.
	Incidents complaintv1.IncidentServiceClient
	// Events tells what happened, in order.
	Events eventsv1.EventServiceClient
	// Expenses are claims, payments and what is paid.
	Expenses expensev1.ExpenseServiceClient
	// Privacy is what people ask about what is recorded of them.
	Privacy privacyv1.PrivacyServiceClient
	// Signals are what goes wrong outside, and the patterns in it.
	Signals signalv1.SignalServiceClient
	// Handovers hands residents over to others, with a receipt.
	Handovers intakev1.HandoverServiceClient
	// IncomingHandovers takes residents over from other municipalities of the region.
	IncomingHandovers intakev1.IncomingHandoverServiceClient
	// Intake takes applications in and decides their route.
	Intake intakev1.IntakeServiceClient
	// Imports takes in the spreadsheets that coordinators keep.
	Imports intakev1.ImportServiceClient
	// Residents keeps residents, households, representatives and consents.
	Residents intakev1.ResidentServiceClient
	// Referrers keeps the registry of those who refer residents.
	Referrers intakev1.ReferrerServiceClient
	// Matching proposes supporters, asks them and keeps their answers.
	Matching matchingv1.MatchingServiceClient
	// MatchingPolicies keeps by what a municipality matches.
	MatchingPolicies matchingv1.MatchingPolicyServiceClient
	// Ties keeps who has to do with whom.
	Ties matchingv1.TieServiceClient
	// MatchPlans plans for all who wait at once, and plays a year.
	MatchPlans matchingv1.MatchPlanServiceClient
	// Meetings plans meetings, invites to them and keeps who was there.
	Meetings meetingv1.MeetingServiceClient
	// Messages is what goes out to people, by which way, and what came of it.
	Messages messagev1.MessageServiceClient
	// Reporting counts.
	Reporting reportingv1.ReportingServiceClient
	// Cases keeps support cases: who helps, how far it is, and how it ends.
	Cases supportv1.CaseServiceClient
	// AccessQuestions asks of a case whether it belongs with the access team.
	AccessQuestions supportv1.AccessQuestionServiceClient
	// Contacts keeps what was done for a resident, and drafts of it.
	Contacts supportv1.ContactServiceClient
	// CaseGoals keeps what residents want to reach.
	CaseGoals supportv1.CaseGoalServiceClient
	// Consultations asks colleagues something without a name.
	Consultations supportv1.ConsultationServiceClient
	// Transfers has somebody else go on with a case.
	Transfers supportv1.TransferServiceClient
	// Appointments keeps appointments, with their calendar files.
	Appointments supportv1.AppointmentServiceClient
	// Cards makes thank-you cards and counts their use.
	Cards supportv1.CardServiceClient
	// Surveys asks people how it was, and tells what all of them said.
	Surveys surveyv1.SurveyServiceClient
	// Volunteers keeps the people who support.
	Volunteers volunteerv1.VolunteerServiceClient
	// Requirements keeps what is asked of supporters and what was seen.
	Requirements volunteerv1.RequirementServiceClient
	// Buddies has an experienced supporter accompany a new one.
	Buddies volunteerv1.BuddyServiceClient
	// RolePurity keeps what else supporters do.
	RolePurity volunteerv1.RolePurityServiceClient
	// Webhooks delivers events to addresses.
	Webhooks eventsv1.WebhookServiceClient

	conn  *grpc.ClientConn
	retry policy
}

// Dial makes a client of the server at target, "oco.example:443". It connects with the first call;
// its own errors are about the options alone.
func Dial(target string, options ...Option) (*Client, error) {
	s := defaults()
	for _, option := range options {
		if err := option(s); err != nil {
			return nil, fmt.Errorf("oco: %w", err)
		}
	}
	transport, err := s.transport(target)
	if err != nil {
		return nil, fmt.Errorf("oco: %w", err)
	}
	conn, err := grpc.NewClient(target, s.dialOptions(transport)...)
	if err != nil {
		return nil, fmt.Errorf("oco: %w", err)
	}
	return &Client{
		Admin:             adminv1.NewAdminServiceClient(conn),
		Complaints:        complaintv1.NewComplaintServiceClient(conn),
		SafetyConcerns:    complaintv1.NewSafetyConcernServiceClient(conn),
		Incidents:         complaintv1.NewIncidentServiceClient(conn),
		Events:            eventsv1.NewEventServiceClient(conn),
		Expenses:          expensev1.NewExpenseServiceClient(conn),
		Privacy:           privacyv1.NewPrivacyServiceClient(conn),
		Signals:           signalv1.NewSignalServiceClient(conn),
		Handovers:         intakev1.NewHandoverServiceClient(conn),
		IncomingHandovers: intakev1.NewIncomingHandoverServiceClient(conn),
		Intake:            intakev1.NewIntakeServiceClient(conn),
		Imports:           intakev1.NewImportServiceClient(conn),
		Residents:         intakev1.NewResidentServiceClient(conn),
		Referrers:         intakev1.NewReferrerServiceClient(conn),
		Matching:          matchingv1.NewMatchingServiceClient(conn),
		MatchingPolicies:  matchingv1.NewMatchingPolicyServiceClient(conn),
		Ties:              matchingv1.NewTieServiceClient(conn),
		MatchPlans:        matchingv1.NewMatchPlanServiceClient(conn),
		Meetings:          meetingv1.NewMeetingServiceClient(conn),
		Messages:          messagev1.NewMessageServiceClient(conn),
		Reporting:         reportingv1.NewReportingServiceClient(conn),
		Cases:             supportv1.NewCaseServiceClient(conn),
		AccessQuestions:   supportv1.NewAccessQuestionServiceClient(conn),
		Contacts:          supportv1.NewContactServiceClient(conn),
		CaseGoals:         supportv1.NewCaseGoalServiceClient(conn),
		Consultations:     supportv1.NewConsultationServiceClient(conn),
		Transfers:         supportv1.NewTransferServiceClient(conn),
		Appointments:      supportv1.NewAppointmentServiceClient(conn),
		Cards:             supportv1.NewCardServiceClient(conn),
		Surveys:           surveyv1.NewSurveyServiceClient(conn),
		Volunteers:        volunteerv1.NewVolunteerServiceClient(conn),
		Requirements:      volunteerv1.NewRequirementServiceClient(conn),
		Buddies:           volunteerv1.NewBuddyServiceClient(conn),
		RolePurity:        volunteerv1.NewRolePurityServiceClient(conn),
		Webhooks:          eventsv1.NewWebhookServiceClient(conn),
		conn:              conn,
		retry:             s.retry,
	}, nil
}

// Conn is the connection itself, for calls by name. What the client promises of time, language and
// trying again holds there too.
func (c *Client) Conn() grpc.ClientConnInterface { return c.conn }

// Close ends the connection and every call on it. Closing twice does nothing.
func (c *Client) Close() { _ = c.conn.Close() } // its one error is that it was closed before
