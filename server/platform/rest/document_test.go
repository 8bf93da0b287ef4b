package rest_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

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
	"oco.example/oco/gen/openapi"
	"oco.example/oco/server/platform/rest"
)

// The published document and the routes that are served say the same.
func TestTheDocumentSaysWhatIsServed(t *testing.T) {
	var document struct {
		Paths map[string]map[string]any `json:"paths"`
	}
	if err := json.Unmarshal(openapi.Document, &document); err != nil {
		t.Fatal(err)
	}
	f := newFixture(t, func(c *rest.Config) {
		c.Services = []rest.Service{
			rest.ServiceOf(&adminv1.AdminService_ServiceDesc, adminv1.NewAdminServiceClient, adminv1.RegisterAdminServiceHandlerClient),
			rest.ServiceOf(&eventsv1.EventService_ServiceDesc, eventsv1.NewEventServiceClient, eventsv1.RegisterEventServiceHandlerClient),
			rest.ServiceOf(&complaintv1.ComplaintService_ServiceDesc, complaintv1.NewComplaintServiceClient, complaintv1.RegisterComplaintServiceHandlerClient),
			rest.ServiceOf(&complaintv1.SafetyConcernService_ServiceDesc, complaintv1.NewSafetyConcernServiceClient, complaintv1.RegisterSafetyConcernServiceHandlerClient),
			rest.ServiceOf(&complaintv1.IncidentService_ServiceDesc, complaintv1.NewIncidentServiceClient, complaintv1.RegisterIncidentServiceHandlerClient),
			rest.ServiceOf(&messagev1.MessageService_ServiceDesc, messagev1.NewMessageServiceClient, messagev1.RegisterMessageServiceHandlerClient),
			rest.ServiceOf(&expensev1.ExpenseService_ServiceDesc, expensev1.NewExpenseServiceClient, expensev1.RegisterExpenseServiceHandlerClient),
			rest.ServiceOf(&privacyv1.PrivacyService_ServiceDesc, privacyv1.NewPrivacyServiceClient, privacyv1.RegisterPrivacyServiceHandlerClient),
			rest.ServiceOf(&surveyv1.SurveyService_ServiceDesc, surveyv1.NewSurveyServiceClient, surveyv1.RegisterSurveyServiceHandlerClient),
			rest.ServiceOf(&signalv1.SignalService_ServiceDesc, signalv1.NewSignalServiceClient, signalv1.RegisterSignalServiceHandlerClient),
			rest.ServiceOf(&intakev1.HandoverService_ServiceDesc, intakev1.NewHandoverServiceClient, intakev1.RegisterHandoverServiceHandlerClient),
			rest.ServiceOf(&intakev1.IncomingHandoverService_ServiceDesc, intakev1.NewIncomingHandoverServiceClient, intakev1.RegisterIncomingHandoverServiceHandlerClient),
			rest.ServiceOf(&eventsv1.WebhookService_ServiceDesc, eventsv1.NewWebhookServiceClient, eventsv1.RegisterWebhookServiceHandlerClient),
			rest.ServiceOf(&intakev1.ImportService_ServiceDesc, intakev1.NewImportServiceClient, intakev1.RegisterImportServiceHandlerClient),
			rest.ServiceOf(&intakev1.IntakeService_ServiceDesc, intakev1.NewIntakeServiceClient, intakev1.RegisterIntakeServiceHandlerClient),
			rest.ServiceOf(&intakev1.ReferrerService_ServiceDesc, intakev1.NewReferrerServiceClient, intakev1.RegisterReferrerServiceHandlerClient),
			rest.ServiceOf(&intakev1.ResidentService_ServiceDesc, intakev1.NewResidentServiceClient, intakev1.RegisterResidentServiceHandlerClient),
			rest.ServiceOf(&matchingv1.MatchingService_ServiceDesc, matchingv1.NewMatchingServiceClient, matchingv1.RegisterMatchingServiceHandlerClient),
			rest.ServiceOf(&matchingv1.MatchingPolicyService_ServiceDesc, matchingv1.NewMatchingPolicyServiceClient, matchingv1.RegisterMatchingPolicyServiceHandlerClient),
			rest.ServiceOf(&matchingv1.TieService_ServiceDesc, matchingv1.NewTieServiceClient, matchingv1.RegisterTieServiceHandlerClient),
			rest.ServiceOf(&matchingv1.MatchPlanService_ServiceDesc, matchingv1.NewMatchPlanServiceClient, matchingv1.RegisterMatchPlanServiceHandlerClient),
			rest.ServiceOf(&meetingv1.MeetingService_ServiceDesc, meetingv1.NewMeetingServiceClient, meetingv1.RegisterMeetingServiceHandlerClient),
			rest.ServiceOf(&reportingv1.ReportingService_ServiceDesc, reportingv1.NewReportingServiceClient, reportingv1.RegisterReportingServiceHandlerClient),
			rest.ServiceOf(&supportv1.CaseService_ServiceDesc, supportv1.NewCaseServiceClient, supportv1.RegisterCaseServiceHandlerClient),
			rest.ServiceOf(&supportv1.AccessQuestionService_ServiceDesc, supportv1.NewAccessQuestionServiceClient, supportv1.RegisterAccessQuestionServiceHandlerClient),
			rest.ServiceOf(&supportv1.ContactService_ServiceDesc, supportv1.NewContactServiceClient, supportv1.RegisterContactServiceHandlerClient),
			rest.ServiceOf(&supportv1.CaseGoalService_ServiceDesc, supportv1.NewCaseGoalServiceClient, supportv1.RegisterCaseGoalServiceHandlerClient),
			rest.ServiceOf(&supportv1.ConsultationService_ServiceDesc, supportv1.NewConsultationServiceClient, supportv1.RegisterConsultationServiceHandlerClient),
			rest.ServiceOf(&supportv1.TransferService_ServiceDesc, supportv1.NewTransferServiceClient, supportv1.RegisterTransferServiceHandlerClient),
			rest.ServiceOf(&supportv1.AppointmentService_ServiceDesc, supportv1.NewAppointmentServiceClient, supportv1.RegisterAppointmentServiceHandlerClient),
			rest.ServiceOf(&supportv1.CardService_ServiceDesc, supportv1.NewCardServiceClient, supportv1.RegisterCardServiceHandlerClient),
			rest.ServiceOf(&volunteerv1.VolunteerService_ServiceDesc, volunteerv1.NewVolunteerServiceClient, volunteerv1.RegisterVolunteerServiceHandlerClient),
			rest.ServiceOf(&volunteerv1.RequirementService_ServiceDesc, volunteerv1.NewRequirementServiceClient, volunteerv1.RegisterRequirementServiceHandlerClient),
			rest.ServiceOf(&volunteerv1.BuddyService_ServiceDesc, volunteerv1.NewBuddyServiceClient, volunteerv1.RegisterBuddyServiceHandlerClient),
			rest.ServiceOf(&volunteerv1.RolePurityService_ServiceDesc, volunteerv1.NewRolePurityServiceClient, volunteerv1.RegisterRolePurityServiceHandlerClient),
		}
	})
	variable := regexp.MustCompile(`\{[^}]*\}`)
	for path, item := range document.Paths {
		r := f.send(http.MethodOptions, "/v1"+variable.ReplaceAllString(path, "x"), "")
		var served, written []string
		for _, method := range strings.Split(r.Header.Get("Allow"), ", ") {
			if method != http.MethodHead && method != http.MethodOptions {
				served = append(served, method)
			}
		}
		for method := range item {
			written = append(written, strings.ToUpper(method))
		}
		slices.Sort(written)
		if !slices.Equal(served, written) {
			t.Errorf("%s: served %v, written %v", path, served, written)
		}
	}
	if len(document.Paths) < 50 {
		t.Errorf("only %d paths", len(document.Paths))
	}
}
