package demo

import (
	"context"
	"fmt"
	"net/netip"
	"time"

	"google.golang.org/grpc"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	signalv1 "oco.example/oco/gen/go/oco/signal/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// Tokens makes tokens for personas (the development issuer).
type Tokens interface {
	Token(subject string, counts time.Duration) (string, error)
}

// Region is the demo as it calls the platform.
type Region struct {
	tokens     Tokens
	issuer     string
	admin      adminv1.AdminServiceClient
	intake     intakev1.IntakeServiceClient
	people     volunteerv1.VolunteerServiceClient
	match      matchingv1.MatchingServiceClient
	ties       matchingv1.TieServiceClient
	pairs      volunteerv1.BuddyServiceClient
	others     volunteerv1.RolePurityServiceClient
	cases      supportv1.CaseServiceClient
	contacts   supportv1.ContactServiceClient
	plans      supportv1.AppointmentServiceClient
	goals      supportv1.CaseGoalServiceClient
	refer      intakev1.ReferrerServiceClient
	residents  intakev1.ResidentServiceClient
	handovers  intakev1.HandoverServiceClient
	meet       meetingv1.MeetingServiceClient
	spending   expensev1.ExpenseServiceClient
	signal     signalv1.SignalServiceClient
	surveys    surveyv1.SurveyServiceClient
	complaints complaintv1.ComplaintServiceClient
}

// New returns the demo, which reaches the platform through channel with tokens of issuer.
func New(channel grpc.ClientConnInterface, tokens Tokens, issuer string) *Region {
	return &Region{
		tokens: tokens, issuer: issuer, admin: adminv1.NewAdminServiceClient(channel), intake: intakev1.NewIntakeServiceClient(channel),
		people: volunteerv1.NewVolunteerServiceClient(channel), match: matchingv1.NewMatchingServiceClient(channel),
		ties: matchingv1.NewTieServiceClient(channel), pairs: volunteerv1.NewBuddyServiceClient(channel),
		others: volunteerv1.NewRolePurityServiceClient(channel), cases: supportv1.NewCaseServiceClient(channel),
		contacts: supportv1.NewContactServiceClient(channel), plans: supportv1.NewAppointmentServiceClient(channel),
		goals: supportv1.NewCaseGoalServiceClient(channel), refer: intakev1.NewReferrerServiceClient(channel),
		residents: intakev1.NewResidentServiceClient(channel), handovers: intakev1.NewHandoverServiceClient(channel), meet: meetingv1.NewMeetingServiceClient(channel),
		spending: expensev1.NewExpenseServiceClient(channel), signal: signalv1.NewSignalServiceClient(channel),
		surveys: surveyv1.NewSurveyServiceClient(channel), complaints: complaintv1.NewComplaintServiceClient(channel),
	}
}

// Administrators are the two accounts with which everything begins; they are named by whoever
// holds the database, before anyone can sign in.
func Administrators(issuer string) (home admin.Municipality, one, other admin.Account) {
	account := func(p persona) admin.Account {
		return admin.Account{
			Municipality: Home, Kind: admin.Person, Name: sealed.Of(p.name), Email: sealed.Of(p.subject + "@oco.example"),
			Issuer: issuer, Subject: p.subject, Active: true,
		}
	}
	return places[0].settings(), account(personas[0]), account(personas[1])
}

// Seed fills the region: municipalities and their lists, accounts with one role each, supporters, a
// referrer, applications in every stage, a hand-over of the neighbour, meetings, and what is heard: signals, a complaint, a round of the survey. It stops at the first call that is refused.
func (r *Region) Seed(ctx context.Context) error {
	for _, step := range []func(context.Context) error{r.municipalities, r.accounts, r.supporters, r.pauses, r.buddies, r.referrers, r.applications, r.handedOver, r.roles, r.meetings, r.expenses, r.signals, r.complaint, r.survey} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("fill the demo region: %w", err)
		}
	}
	return nil
}

// as is the context of a call by a persona.
func (r *Region) as(ctx context.Context, subject string) context.Context {
	token, err := r.tokens.Token(subject, time.Hour)
	if err != nil {
		token = "" // the call is refused, and says so
	}
	return door.WithOutside(ctx, door.Outside{
		Peer: door.Peer{Address: netip.IPv6Loopback()}, Authorization: []string{"Bearer " + token}, AcceptLanguage: "nl", Quiet: true,
	})
}

// asNobody is the context of a public call.
func asNobody(ctx context.Context) context.Context {
	return door.WithOutside(ctx, door.Outside{Peer: door.Peer{Address: netip.IPv6Loopback()}, AcceptLanguage: "nl", Quiet: true})
}

func (r *Region) municipalities(ctx context.Context) error {
	ctx = r.as(ctx, first)
	for i, p := range places {
		m := p.municipality()
		if i > 0 {
			if _, err := r.admin.CreateMunicipality(ctx, &adminv1.CreateMunicipalityRequest{Municipality: m, RequestId: pg.NewID()}); err != nil {
				return fmt.Errorf("municipality %s: %w", p.code, err)
			}
		}
		for n, name := range p.neighbourhoods {
			entry := &adminv1.Code{
				List: adminv1.CodeList_CODE_LIST_NEIGHBOURHOOD, Code: code(name), LabelNl: name, LabelEn: name, Position: int32(n + 1), Active: true,
			}
			if middle, known := middles[entry.GetCode()]; known && p.code == Home {
				entry.Latitude, entry.Longitude = &middle[0], &middle[1]
			}
			_, err := r.admin.CreateCode(ctx, &adminv1.CreateCodeRequest{Municipality: p.code, RequestId: pg.NewID(), Code: entry})
			if err != nil {
				return fmt.Errorf("neighbourhood %q of %s: %w", name, p.code, err)
			}
		}
	}
	return nil
}

// accounts makes an account for each persona and gives it its role; what needs a second person
// gets one.
func (r *Region) accounts(ctx context.Context) error {
	giver, confirmer := r.as(ctx, first), r.as(ctx, second)
	for _, p := range personas[2:] {
		kind := adminv1.AccountKind_ACCOUNT_KIND_PERSON
		if p.system {
			kind = adminv1.AccountKind_ACCOUNT_KIND_SYSTEM
		}
		account, err := r.admin.CreateAccount(giver, &adminv1.CreateAccountRequest{Municipality: p.home(), RequestId: pg.NewID(), Account: &adminv1.Account{
			Kind: kind, Name: p.name, Email: p.subject + "@oco.example", Issuer: r.issuer, Subject: p.subject, Municipal: p.municipal, Active: true,
		}})
		if err != nil {
			return fmt.Errorf("account of %s: %w", p.about, err)
		}
		grant := &adminv1.Grant{Account: account.GetId(), Role: p.role, Organisation: p.organisation}
		if p.subject == "region-manager" {
			grant.Region = region
		}
		given, err := r.admin.CreateGrant(giver, &adminv1.CreateGrantRequest{Municipality: p.home(), RequestId: pg.NewID(), Grant: grant})
		if err != nil {
			return fmt.Errorf("role of %s: %w", p.about, err)
		}
		if given.GetState() == adminv1.GrantState_GRANT_STATE_PENDING {
			_, err := r.admin.ConfirmGrant(confirmer, &adminv1.ConfirmGrantRequest{Municipality: p.home(), Grant: given.GetId(), RequestId: pg.NewID()})
			if err != nil {
				return fmt.Errorf("confirm the role of %s: %w", p.about, err)
			}
		}
	}
	return nil
}

// Seeded reports whether the region was filled before: all its municipalities are there.
func (r *Region) Seeded(ctx context.Context) (bool, error) {
	list, err := r.admin.ListMunicipalities(asNobody(ctx), &adminv1.ListMunicipalitiesRequest{PageSize: 200})
	return len(list.GetMunicipalities()) >= len(places), err
}
