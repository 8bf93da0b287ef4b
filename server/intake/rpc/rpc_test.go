package rpc_test

import (
	"context"
	"slices"
	"testing"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/intake/rpc"
	"oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const here = "gm0867"

// office is the service on a real database; what other slices do is recorded.
type office struct {
	*testing.T
	db                *pg.DB
	service           *rpc.Service
	coordinator       context.Context
	withdrawn, closed []string
	// accounts are the names of accounts that the municipality keeps.
	accounts map[string]string
}

func newOffice(t *testing.T, options ...pgtest.Option) *office {
	database := pgtest.New(t, options...)
	o := &office{T: t, db: database.App, coordinator: pgtest.Context(t, here, call.RoleCoordinator), accounts: map[string]string{}}
	key, err := database.Keys.Derive("page")
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := page.NewTokens(key)
	if err != nil {
		t.Fatal(err)
	}
	o.service = rpc.New(database.App, store.New(subject.New(database.Keys)), o, o, tokens)
	return o
}

func (o *office) Form(context.Context, *pg.Tx, string) (intake.Form, error) {
	return intake.Form{Municipality: here, SubThemes: []intake.Choice{{Code: "debts", Label: "Schulden", LifeDomain: "INCOME"}}}, nil
}

func (o *office) Promise(context.Context, *pg.Tx) (intake.Promise, error) {
	return intake.Promise{ContactName: "Team", ContactPhone: "085 000 00 00", WorkingDays: 2}, nil
}

func (o *office) ReferrerKinds(context.Context, *pg.Tx) ([]register.KindRule, error) {
	return register.DefaultKinds(), nil
}

func (o *office) AccountName(_ context.Context, _ *pg.Tx, account string) (sealed.Text, error) {
	return sealed.Of(o.accounts[account]), nil
}

func (o *office) Unknown(_ context.Context, _ *pg.Tx, _ string, codes []string) (unknown []string, err error) {
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return code == "debts" || code == "centrum" }), nil
}

func (o *office) HasPoint(_ context.Context, _ *pg.Tx, code string) (bool, error) {
	return code == "wijkpunt_centrum", nil
}

func (o *office) WithdrawOffers(_ context.Context, _ *pg.Tx, application string) error {
	o.withdrawn = append(o.withdrawn, application)
	return nil
}

func (o *office) CloseCase(_ context.Context, _ *pg.Tx, application string) error {
	o.closed = append(o.closed, application)
	return nil
}

// public is the context of a call without a token.
func public(t *testing.T) context.Context {
	c := call.From(pgtest.Context(t, here, call.RoleUnspecified))
	c.Caller.Account, c.Caller.Grants, c.Role, c.Scope = "", nil, call.RoleUnspecified, call.ScopePublic
	return call.With(t.Context(), c)
}

func submission(phone string) *intakev1.SubmitApplicationRequest {
	return &intakev1.SubmitApplicationRequest{
		Municipality: here, RequestId: pg.NewID(), Question: "Hulp bij een brief", Neighbourhood: "centrum",
		LifeDomains: []commonv1.LifeDomain{commonv1.LifeDomain_LIFE_DOMAIN_WMO},
		Resident:    &intakev1.ResidentDetails{Name: "Sanne Voorbeeld", Phone: phone},
	}
}

func (o *office) submit(ctx context.Context, req *intakev1.SubmitApplicationRequest) *intakev1.SubmitApplicationResponse {
	o.Helper()
	answer, err := o.service.SubmitApplication(ctx, req)
	if err != nil {
		o.Fatal(err)
	}
	return answer
}

func (o *office) get(application string) *intakev1.Application {
	o.Helper()
	a, err := o.service.GetApplication(o.coordinator, &intakev1.GetApplicationRequest{Municipality: here, Application: application})
	if err != nil {
		o.Fatal(err)
	}
	return a
}

func reason(err error) errs.Reason {
	if refused := errs.Of(err); refused != nil {
		return refused.Reason
	}
	return ""
}

func TestThePublicNeverTouchesADossierAndTheDeskJoinsIt(t *testing.T) {
	o := newOffice(t)
	first := o.get(o.submit(public(t), submission("06-11930001")).GetApplication())
	again := o.get(o.submit(public(t), submission("+31 6 11930001")).GetApplication())
	if again.GetResident() == first.GetResident() {
		t.Error("a public submission joined a dossier that was there")
	}
	desk := pgtest.Context(t, here, call.RoleDesk)
	joined := o.submit(desk, submission("0611930001"))
	if got := o.get(joined.GetApplication()).GetResident(); got != first.GetResident() {
		t.Errorf("the desk's entry made dossier %s, want %s", got, first.GetResident())
	}
	notices := call.From(desk).Notices()
	if len(notices) != 1 || notices[0].Reason != "POSSIBLE_DUPLICATE" {
		t.Errorf("the desk is told of the other dossier: got %v", notices)
	}
	household := submission("0611930001")
	household.Resident.Name = "Joris Voorbeeld"
	if got := o.get(o.submit(desk, household).GetApplication()).GetResident(); got == first.GetResident() {
		t.Error("the same phone with another name is a household, never merged")
	}
}

func TestTheSameRequestGivesTheSameReceipt(t *testing.T) {
	o := newOffice(t)
	req := submission("06-11930001")
	ctx := public(t)
	first, again := o.submit(ctx, req), o.submit(ctx, req)
	if first.GetReceiptCode() != again.GetReceiptCode() || first.GetApplication() != again.GetApplication() || again.GetContactName() != "Team" {
		t.Errorf("got %v, then %v", first, again)
	}
	req.Question = "Iets anders"
	if _, err := o.service.SubmitApplication(ctx, req); reason(err) != errs.RequestIDReused {
		t.Errorf("another body under the same id: got %v", err)
	}
}

func TestAReceiptIsLookedUpHoweverItIsTyped(t *testing.T) {
	o := newOffice(t)
	code := o.submit(public(t), submission("06-11930001")).GetReceiptCode()
	receipt, err := o.service.LookupReceipt(public(t), &intakev1.LookupReceiptRequest{Municipality: here, ReceiptCode: " " + code})
	if err != nil || receipt.GetStatus() != intakev1.ReceiptStatus_RECEIPT_STATUS_RECEIVED {
		t.Errorf("got %v (%v)", receipt, err)
	}
	if _, err := o.service.LookupReceipt(public(t), &intakev1.LookupReceiptRequest{Municipality: here, ReceiptCode: "ABC"}); reason(err) != errs.Invalid {
		t.Errorf("no code at all: got %v", err)
	}
	foreign := call.From(public(t))
	foreign.Municipality = "gm0855"
	_, err = o.service.LookupReceipt(call.With(t.Context(), foreign), &intakev1.LookupReceiptRequest{Municipality: "gm0855", ReceiptCode: code})
	if reason(err) != errs.NotFoundReason {
		t.Errorf("in another municipality: got %v", err)
	}
}

func TestUnknownCodesAreRefusedTogether(t *testing.T) {
	o := newOffice(t)
	req := submission("06-11930001")
	req.SubThemes, req.TargetGroups = []string{"debts", "tuin"}, []string{"martians"}
	_, err := o.service.SubmitApplication(public(t), req)
	refused := errs.Of(err)
	if refused == nil || len(refused.Violations) != 2 || refused.Violations[1].Field != "target_groups" {
		t.Errorf("got %v", err)
	}
}

func TestADecisionMovesTheApplicationAndWithdrawsOffers(t *testing.T) {
	o := newOffice(t)
	id := o.submit(public(t), submission("06-11930001")).GetApplication()
	req := &intakev1.CreateTriageDecisionRequest{
		Municipality: here, Application: id, Route: commonv1.Route_ROUTE_INFORMAL, Grounds: "past bij een vrijwilliger", RequestId: pg.NewID(),
	}
	o.accounts = map[string]string{call.From(o.coordinator).Caller.Account: "Carla"}
	decision, err := o.service.CreateTriageDecision(o.coordinator, req)
	if err != nil || decision.GetDecidedByName() != "Carla" {
		t.Fatalf("got %v (%v)", decision, err)
	}
	again, err := o.service.CreateTriageDecision(o.coordinator, req)
	if err != nil || again.GetId() != decision.GetId() || again.GetDecidedByName() != "Carla" || again.GetGrounds() != req.GetGrounds() {
		t.Errorf("the request again: got %v (%v)", again, err)
	}
	a := o.get(id)
	if a.GetState() != intakev1.ApplicationState_APPLICATION_STATE_WAITING_FOR_MATCH || a.GetRoute() != req.GetRoute() || len(o.withdrawn) != 1 {
		t.Errorf("got %s, %s, %d times withdrawn", a.GetState(), a.GetRoute(), len(o.withdrawn))
	}
	list, err := o.service.ListTriageDecisions(o.coordinator, &intakev1.ListTriageDecisionsRequest{Municipality: here, Application: id})
	if err != nil || len(list.GetTriageDecisions()) != 1 {
		t.Errorf("got %v (%v)", list, err)
	}
}

func TestAnEndLetsGoOfOffersAndCase(t *testing.T) {
	o := newOffice(t)
	id := o.submit(public(t), submission("06-11930001")).GetApplication()
	end := &intakev1.EndApplicationRequest{Municipality: here, Application: id, Reason: intakev1.EndReason_END_REASON_MOVED, Etag: "7.1"}
	if _, err := o.service.EndApplication(o.coordinator, end); reason(err) != errs.EtagMismatchReason {
		t.Errorf("an outdated copy: got %v", err)
	}
	end.Etag = "1.1"
	a, err := o.service.EndApplication(o.coordinator, end)
	if err != nil || a.GetState() != intakev1.ApplicationState_APPLICATION_STATE_ENDED || len(o.withdrawn) != 1 || len(o.closed) != 1 {
		t.Errorf("got %v (%v)", a, err)
	}
	end.Etag = ""
	if _, err := o.service.EndApplication(o.coordinator, end); reason(err) != errs.StateConflictReason {
		t.Errorf("an end after the end: got %v", err)
	}
}

func TestAMergedApplicationPointsToTheOther(t *testing.T) {
	o := newOffice(t)
	one, other := o.submit(public(t), submission("06-11930001")).GetApplication(), o.submit(public(t), submission("06-11930001")).GetApplication()
	twins, err := o.service.ListPossibleDuplicates(o.coordinator, &intakev1.ListPossibleDuplicatesRequest{Municipality: here, Application: one})
	if err != nil || len(twins.GetPossibleDuplicates()) != 1 || !slices.Contains(twins.GetPossibleDuplicates()[0].GetEqual(), "person") {
		t.Fatalf("got %v (%v)", twins, err)
	}
	merged, err := o.service.MergeApplications(o.coordinator, &intakev1.MergeApplicationsRequest{Municipality: here, Application: one, Into: other})
	if err != nil || merged.GetMergedInto() != other {
		t.Errorf("got %v (%v)", merged, err)
	}
}

func TestAnUpdateChangesWhatTheMaskNames(t *testing.T) {
	o := newOffice(t)
	req := submission("06-11930001")
	req.LifeDomains = nil
	id := o.submit(public(t), req).GetApplication()
	if got := o.get(id).GetToComplete(); !slices.Equal(got, []string{"life_domain"}) {
		t.Errorf("to complete: got %v", got)
	}
	a, err := o.service.UpdateApplication(o.coordinator, &intakev1.UpdateApplicationRequest{
		Municipality: here, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"life_domains", "safe_contact", "sub_themes"}},
		Application: &intakev1.Application{
			Id: id, Etag: "1.1", Question: "staat niet in het masker", LifeDomains: []commonv1.LifeDomain{commonv1.LifeDomain_LIFE_DOMAIN_INCOME},
			SubThemes: []string{"debts"}, SafeContact: &intakev1.SafeContact{NoPhone: true, Instruction: "alleen op school"},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if a.GetQuestion() != "Hulp bij een brief" || len(a.GetToComplete()) != 0 || a.GetEtag() != "2.2" || a.GetSafeContact().GetInstruction() != "alleen op school" {
		t.Errorf("got %v", a)
	}
	found, err := o.service.ListApplications(o.coordinator, &intakev1.ListApplicationsRequest{Municipality: here, LifeDomain: commonv1.LifeDomain_LIFE_DOMAIN_INCOME})
	if err != nil || len(found.GetApplications()) != 1 {
		t.Errorf("found under its new domain: %v (%v)", found, err)
	}
}

func TestTheDeskListsItsOwnDirectAnswers(t *testing.T) {
	o := newOffice(t)
	record := func(ctx context.Context) {
		_, err := o.service.RecordDirectAnswer(ctx, &intakev1.RecordDirectAnswerRequest{
			Municipality: here, LifeDomain: commonv1.LifeDomain_LIFE_DOMAIN_HOUSING, Minutes: 10, RequestId: pg.NewID(),
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	c := call.From(pgtest.Context(t, here, call.RoleDesk))
	c.Scope = call.ScopeOwn
	desk := call.With(t.Context(), c)
	record(desk)
	record(o.coordinator)
	for name, want := range map[string]struct {
		ctx context.Context
		n   int
	}{"desk": {desk, 1}, "coordinator": {o.coordinator, 2}} {
		list, err := o.service.ListDirectAnswers(want.ctx, &intakev1.ListDirectAnswersRequest{Municipality: here})
		if err != nil || len(list.GetDirectAnswers()) != want.n {
			t.Errorf("%s: got %d (%v)", name, len(list.GetDirectAnswers()), err)
		}
	}
}
