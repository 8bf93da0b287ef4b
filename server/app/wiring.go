package app

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"golang.org/x/sync/errgroup"
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
	adminrpc "oco.example/oco/server/admin/rpc"
	adminstore "oco.example/oco/server/admin/store"
	complaintrpc "oco.example/oco/server/complaint/rpc"
	complaintstore "oco.example/oco/server/complaint/store"
	expenserpc "oco.example/oco/server/expense/rpc"
	expensestore "oco.example/oco/server/expense/store"
	"oco.example/oco/server/intake/handoverrpc"
	"oco.example/oco/server/intake/importer"
	"oco.example/oco/server/intake/importrpc"
	"oco.example/oco/server/intake/referrerrpc"
	"oco.example/oco/server/intake/residentrpc"
	intakerpc "oco.example/oco/server/intake/rpc"
	intakestore "oco.example/oco/server/intake/store"
	matchingrpc "oco.example/oco/server/matching/rpc"
	matchingstore "oco.example/oco/server/matching/store"
	meetingrpc "oco.example/oco/server/meeting/rpc"
	meetingstore "oco.example/oco/server/meeting/store"
	messagerpc "oco.example/oco/server/message/rpc"
	messagestore "oco.example/oco/server/message/store"
	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/devissuer"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/rest"
	privacyrpc "oco.example/oco/server/privacy/rpc"
	privacystore "oco.example/oco/server/privacy/store"
	signalrpc "oco.example/oco/server/signal/rpc"
	signalstore "oco.example/oco/server/signal/store"
	supportrpc "oco.example/oco/server/support/rpc"
	supportstore "oco.example/oco/server/support/store"
	surveyrpc "oco.example/oco/server/survey/rpc"
	surveystore "oco.example/oco/server/survey/store"
	volunteerrpc "oco.example/oco/server/volunteer/rpc"
	volunteerstore "oco.example/oco/server/volunteer/store"
)

// How often work in the background looks where no hint led it: for imports that a crash left
// behind, and for a watcher of an import.
const (
	importsEvery     = time.Minute
	watchImportEvery = 200 * time.Millisecond
)

// wiring is all slices, wired to each other.
type wiring struct {
	admin     *adminrpc.Service
	intake    *intakerpc.Service
	residents *residentrpc.Service
	referrers *referrerrpc.Service
	handovers *handoverrpc.Service
	incoming  *handoverrpc.Incoming
	imports   *importrpc.Service
	volunteer *volunteerrpc.Service
	matching  *matchingrpc.Service
	support   *supportrpc.Service
	meetings  *meetingrpc.Service
	expenses  *expenserpc.Service
	privacy   *privacyrpc.Service
	signals   *signalrpc.Service
	complaint *complaintrpc.Service
	messages  *messagerpc.Service
	surveys   *surveyrpc.Service
	messaging *messaging
	outgoing  outgoing
	events    *eventSlices

	adminStore    *adminstore.Store
	door          *adminstore.Door
	importer      *importer.Importer
	authenticator *auth.Authenticator
	refusals      refusals
	issuer        *devissuer.Issuer
	worker        *pg.DB
	log           *slog.Logger
	offersEvery   time.Duration
}

// newWiring makes every slice and gives each what it asks of the others.
func newWiring(f Foundation) (*wiring, error) {
	key, err := f.Database.Keyring.Derive("page")
	if err != nil {
		return nil, fmt.Errorf("key of page tokens: %w", err)
	}
	tokens, err := page.NewTokens(key)
	if err != nil {
		return nil, err
	}
	d := f.Database
	s := &wiring{adminStore: adminstore.New(d.Keys), door: adminstore.NewDoor(d.Door), refusals: refusals{d.Door}, worker: d.Worker, log: f.Log, offersEvery: f.OffersEvery}
	set := settings{store: s.adminStore}
	intakeStore, volunteerStore := intakestore.New(d.Keys), volunteerstore.New(d.Keys)
	complaintStore := complaintstore.New(d.Keys)
	hanging := &aggregate{}

	s.admin = adminrpc.New(d.App, s.adminStore, tokens)
	s.intake = intakerpc.New(d.App, intakeStore, set, hanging, tokens)
	s.residents = residentrpc.New(d.App, intakeStore, set, tokens)
	s.referrers = referrerrpc.New(referrerrpc.Deps{
		DB: d.App, Store: intakeStore, Settings: set, Accounts: holders{s.admin, call.RoleReferrer}, Liaisons: holders{s.admin, call.RoleCoordinator},
		Website: publicPages(f), Tokens: tokens,
	})
	s.handovers = handoverrpc.New(d.App, intakeStore, hanging, tokens)
	s.incoming = handoverrpc.NewIncoming(handoverrpc.IncomingDeps{DB: d.App, Store: intakeStore, Applications: s.intake, Region: region{}, Tokens: tokens})
	s.volunteer = volunteerrpc.New(volunteerrpc.Deps{
		DB: d.App, Supporters: volunteerStore, Requirements: volunteerStore, Pauses: volunteerStore, Buddies: volunteerStore, Roles: volunteerStore, Register: volunteerStore, Offers: hanging, Codes: set,
		Accounts: holders{s.admin, call.RoleSupporter}, Contacts: s.admin, Tokens: tokens,
	})
	supportStore := supportstore.New(d.Keys)
	s.support = supportrpc.New(supportrpc.Deps{
		DB: d.App, Cases: supportStore, Contacts: supportStore, Drafts: supportStore, Goals: supportStore, Transfers: supportStore,
		Appointments: supportStore, Endings: supportStore, Cards: supportStore, Consultations: supportStore, Questions: supportStore, Applications: supported{intakeStore}, Supporters: volunteerStore,
		Codes: set, Risks: complaintStore, Settings: set, Website: publicPages(f), Tokens: tokens,
	})
	matchingStore := matchingstore.New(d.Keys)
	s.matching = matchingrpc.New(matchingrpc.Deps{
		DB: d.App, Offers: matchingStore, Policies: matchingStore, Wishes: matchingStore, Plans: matchingStore, Ties: matchingStore, Applications: applications{intakeStore}, Supporters: asked{volunteerStore, s.volunteer},
		Cases: caseOpener{s.support}, Settings: set, Region: region{}, Tokens: tokens,
	})
	meetingStore := meetingstore.New(d.Keys)
	s.meetings = meetingrpc.New(meetingrpc.Deps{
		DB: d.App, Meetings: meetingStore, Invitations: meetingStore, Guests: meetingStore, Groups: meetingStore,
		Supporters: met{volunteerStore, s.volunteer}, Settings: set, Accounts: guests{s.admin}, Tokens: tokens,
	})
	expenseStore := expensestore.New(d.Keys)
	s.expenses = expenserpc.New(expenserpc.Deps{
		DB: d.App, Policies: expenseStore, Claims: expenseStore, Work: expenseStore, Payments: expenseStore, Supporters: volunteerStore,
		Cases: supportStore, Tokens: tokens,
	})
	hanging.offers, hanging.cases = s.matching, s.support
	if err := s.beside(f, set, tokens, stores{intakeStore, volunteerStore, supportStore, matchingStore, complaintStore, meetingStore}); err != nil {
		return nil, err
	}

	past := history{settings: set, supporters: s.volunteer, register: volunteerStore, offers: s.matching, cases: s.support}
	s.importer = importer.New(d.App, intakeStore, past, set, activities+"import", f.Log)
	s.imports = importrpc.New(d.App, intakeStore, tokens, s.importer.Wake, watchImportEvery)
	s.events = newEventSlices(f, s.door, tokens)
	return s, s.signIn(f)
}

// stores are those that more than one slice is given.
type stores struct {
	intake    *intakestore.Store
	volunteer *volunteerstore.Store
	support   *supportstore.Store
	matching  *matchingstore.Store
	complaint *complaintstore.Store
	meeting   *meetingstore.Store
}

// beside makes the slices that stand beside the support of residents: what people ask of their own data, what goes wrong
// outside and here, what is told to people, and what they are asked.
func (s *wiring) beside(f Foundation, set settings, tokens *page.Tokens, at stores) (err error) {
	d := f.Database
	messageStore := messagestore.New(d.Keys)
	privacyStore := privacystore.New(d.Keys)
	surveyStore := surveystore.New(d.Keys)
	s.privacy = privacyrpc.New(privacyrpc.Deps{
		DB: d.App, Requests: privacyStore, Corrections: privacyStore, Settings: set, Tokens: tokens,
		Dossiers: dossiers{
			intake: at.intake, others: []exporter{at.matching, at.support, messageStore, privacyStore, at.complaint, surveyStore},
			eraser: newEraser(d.Keys, nil), settings: f.Settings,
		},
	})
	signalStore := signalstore.New(d.Keys)
	s.signals = signalrpc.New(signalrpc.Deps{
		DB: d.App, Signals: signalStore, Patterns: signalStore, Copies: signalStore, Cases: at.support, Naming: s.support,
		Supporters: at.volunteer, Codes: set, Tokens: tokens,
	})
	s.complaint = complaintrpc.New(complaintrpc.Deps{
		DB: d.App, Complaints: at.complaint, Concerns: at.complaint, Incidents: at.complaint, Applications: concerned{at.intake},
		Accounts: coordinators{s.admin}, Supporters: at.volunteer, Tokens: tokens,
	})
	if s.outgoing, err = newOutgoing(f); err != nil {
		return err
	}
	s.surveys = newSurveys(d.App, surveyStore, at, tokens)
	s.messages = messagerpc.New(messagerpc.Deps{
		DB: d.App, Messages: messageStore, Templates: messageStore, People: told{at.intake, at.volunteer, s.adminStore},
		Facts: facts{at.intake, at.volunteer, s.volunteer, at.support, s.adminStore, set, surveyStore, privacyStore, at.meeting},
		Mails: s.outgoing.mails, Texts: s.outgoing.texts, PublicURL: s.outgoing.publicURL, Tokens: tokens,
	})
	s.messaging = s.newMessaging(f)
	return nil
}

// service is one service of the contract, for both doors.
type service struct {
	desc           *grpc.ServiceDesc
	implementation any
	rest           rest.Service
}

// served is a service by what was generated for it, which implementation serves.
func served[C any](
	desc *grpc.ServiceDesc, implementation any,
	client func(grpc.ClientConnInterface) C, register func(context.Context, *runtime.ServeMux, C) error,
) service {
	return service{desc, implementation, rest.ServiceOf(desc, client, register)}
}

// services lists every service of the contract.
func (s *wiring) services() []service {
	return []service{
		served(&intakev1.IntakeService_ServiceDesc, s.intake, intakev1.NewIntakeServiceClient, intakev1.RegisterIntakeServiceHandlerClient),
		served(&intakev1.ResidentService_ServiceDesc, s.residents, intakev1.NewResidentServiceClient, intakev1.RegisterResidentServiceHandlerClient),
		served(&intakev1.ReferrerService_ServiceDesc, s.referrers, intakev1.NewReferrerServiceClient, intakev1.RegisterReferrerServiceHandlerClient),
		served(&intakev1.HandoverService_ServiceDesc, s.handovers, intakev1.NewHandoverServiceClient, intakev1.RegisterHandoverServiceHandlerClient),
		served(&intakev1.IncomingHandoverService_ServiceDesc, s.incoming, intakev1.NewIncomingHandoverServiceClient, intakev1.RegisterIncomingHandoverServiceHandlerClient),
		served(&intakev1.ImportService_ServiceDesc, s.imports, intakev1.NewImportServiceClient, intakev1.RegisterImportServiceHandlerClient),
		served(&volunteerv1.VolunteerService_ServiceDesc, s.volunteer, volunteerv1.NewVolunteerServiceClient, volunteerv1.RegisterVolunteerServiceHandlerClient),
		served(&volunteerv1.RequirementService_ServiceDesc, s.volunteer, volunteerv1.NewRequirementServiceClient, volunteerv1.RegisterRequirementServiceHandlerClient),
		served(&volunteerv1.BuddyService_ServiceDesc, s.volunteer, volunteerv1.NewBuddyServiceClient, volunteerv1.RegisterBuddyServiceHandlerClient),
		served(&volunteerv1.RolePurityService_ServiceDesc, s.volunteer, volunteerv1.NewRolePurityServiceClient, volunteerv1.RegisterRolePurityServiceHandlerClient),
		served(&matchingv1.MatchingService_ServiceDesc, s.matching, matchingv1.NewMatchingServiceClient, matchingv1.RegisterMatchingServiceHandlerClient),
		served(&matchingv1.MatchingPolicyService_ServiceDesc, s.matching, matchingv1.NewMatchingPolicyServiceClient, matchingv1.RegisterMatchingPolicyServiceHandlerClient),
		served(&matchingv1.TieService_ServiceDesc, s.matching, matchingv1.NewTieServiceClient, matchingv1.RegisterTieServiceHandlerClient),
		served(&matchingv1.MatchPlanService_ServiceDesc, s.matching, matchingv1.NewMatchPlanServiceClient, matchingv1.RegisterMatchPlanServiceHandlerClient),
		served(&supportv1.CaseService_ServiceDesc, s.support, supportv1.NewCaseServiceClient, supportv1.RegisterCaseServiceHandlerClient),
		served(&supportv1.AccessQuestionService_ServiceDesc, s.support, supportv1.NewAccessQuestionServiceClient, supportv1.RegisterAccessQuestionServiceHandlerClient),
		served(&supportv1.ContactService_ServiceDesc, s.support, supportv1.NewContactServiceClient, supportv1.RegisterContactServiceHandlerClient),
		served(&supportv1.CaseGoalService_ServiceDesc, s.support, supportv1.NewCaseGoalServiceClient, supportv1.RegisterCaseGoalServiceHandlerClient),
		served(&supportv1.ConsultationService_ServiceDesc, s.support, supportv1.NewConsultationServiceClient, supportv1.RegisterConsultationServiceHandlerClient),
		served(&supportv1.TransferService_ServiceDesc, s.support, supportv1.NewTransferServiceClient, supportv1.RegisterTransferServiceHandlerClient),
		served(&supportv1.AppointmentService_ServiceDesc, s.support, supportv1.NewAppointmentServiceClient, supportv1.RegisterAppointmentServiceHandlerClient),
		served(&supportv1.CardService_ServiceDesc, s.support, supportv1.NewCardServiceClient, supportv1.RegisterCardServiceHandlerClient),
		served(&meetingv1.MeetingService_ServiceDesc, s.meetings, meetingv1.NewMeetingServiceClient, meetingv1.RegisterMeetingServiceHandlerClient),
		served(&expensev1.ExpenseService_ServiceDesc, s.expenses, expensev1.NewExpenseServiceClient, expensev1.RegisterExpenseServiceHandlerClient),
		served(&privacyv1.PrivacyService_ServiceDesc, s.privacy, privacyv1.NewPrivacyServiceClient, privacyv1.RegisterPrivacyServiceHandlerClient),
		served(&signalv1.SignalService_ServiceDesc, s.signals, signalv1.NewSignalServiceClient, signalv1.RegisterSignalServiceHandlerClient),
		served(&complaintv1.ComplaintService_ServiceDesc, s.complaint, complaintv1.NewComplaintServiceClient, complaintv1.RegisterComplaintServiceHandlerClient),
		served(&complaintv1.SafetyConcernService_ServiceDesc, s.complaint, complaintv1.NewSafetyConcernServiceClient, complaintv1.RegisterSafetyConcernServiceHandlerClient),
		served(&complaintv1.IncidentService_ServiceDesc, s.complaint, complaintv1.NewIncidentServiceClient, complaintv1.RegisterIncidentServiceHandlerClient),
		served(&messagev1.MessageService_ServiceDesc, s.messages, messagev1.NewMessageServiceClient, messagev1.RegisterMessageServiceHandlerClient),
		served(&surveyv1.SurveyService_ServiceDesc, s.surveys, surveyv1.NewSurveyServiceClient, surveyv1.RegisterSurveyServiceHandlerClient),
		served(&reportingv1.ReportingService_ServiceDesc, s.events.reporting, reportingv1.NewReportingServiceClient, reportingv1.RegisterReportingServiceHandlerClient),
		served(&eventsv1.EventService_ServiceDesc, s.events.watch, eventsv1.NewEventServiceClient, eventsv1.RegisterEventServiceHandlerClient),
		served(&eventsv1.WebhookService_ServiceDesc, s.events.webhooks, eventsv1.NewWebhookServiceClient, eventsv1.RegisterWebhookServiceHandlerClient),
		served(&adminv1.AdminService_ServiceDesc, s.admin, adminv1.NewAdminServiceClient, adminv1.RegisterAdminServiceHandlerClient),
	}
}

// background runs what is not a call, until ctx ends.
func (s *wiring) background(ctx context.Context) error {
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() error { return s.importer.Run(ctx, s.door.Municipalities, importsEvery) })
	work.Go(func() error { return s.events.run(ctx) })
	work.Go(func() error { return s.messaging.run(ctx, s.messages.DB.Hints(ctx)) })
	work.Go(func() error { return s.outgoing.run(ctx) })
	work.Go(func() error { return s.asking(ctx) })
	work.Go(func() error { return s.expireOffers(ctx) })
	for _, r := range s.reminders() {
		work.Go(func() error { return s.remind(ctx, r) })
	}
	work.Go(func() error { return s.upkeep(ctx, s.worker) })
	return work.Wait()
}
