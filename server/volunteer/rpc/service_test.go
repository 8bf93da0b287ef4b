package rpc_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/volunteer/rpc"
	"oco.example/oco/server/volunteer/store"
)

const municipality = "gm0867"

// codes are the code lists of the tests.
type codes map[string]bool

func (c codes) Active(_ context.Context, _ *pg.Tx, list, code string) (bool, error) {
	return c[list+" "+code], nil
}

// accounts refuse one account, as the admin slice does.
type accounts string

// nobodys is an account that no supporter can sign in with.
const nobodys accounts = "0197a1f0-0000-7000-8000-000000000001"

func (a accounts) CheckHolder(_ context.Context, _ *pg.Tx, account string) error {
	if account == string(a) {
		return errs.Field("account", "account.unknown")
	}
	return nil
}

// contact is the account of the contact person of contactOf.
const (
	contact   = "0197a1f0-0000-7000-8000-000000000002"
	contactOf = "Stichting Voorbeeld"
)

// IsContact knows one contact person.
func (w *world) IsContact(_ context.Context, _ *pg.Tx, account, organisation string) (bool, error) {
	return account == contact && organisation == contactOf, nil
}

// world is the service on a database of its own.
type world struct {
	*rpc.Service
	db *pgtest.Database
	// coordinator is a context that may reach the whole municipality.
	coordinator context.Context
	// letGo are the supporters whose offers were taken back.
	letGo []string
}

func newWorld(t *testing.T, options ...pgtest.Option) *world {
	t.Helper()
	db := pgtest.New(t, options...)
	tokens, err := page.NewTokens(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	supporters := store.New(subject.New(db.Keys))
	w := &world{db: db, coordinator: pgtest.Context(t, municipality, call.RoleCoordinator)}
	w.Service = rpc.New(rpc.Deps{
		DB: db.App, Supporters: supporters, Requirements: supporters, Pauses: supporters, Buddies: supporters, Roles: supporters, Register: supporters, Offers: w, Tokens: tokens,
		Codes:    codes{"TARGET_GROUP lvb": true, "TARGET_GROUP nah": true, "NEIGHBOURHOOD centrum": true, "OTHER_ROLE advocate": true, "OTHER_ROLE care_employee": true, "OTHER_ROLE buddy_visitor": true},
		Accounts: nobodys, Contacts: w,
	})
	return w
}

// LetGo records whose offers were taken back.
func (w *world) LetGo(_ context.Context, _ *pg.Tx, supporter string) error {
	w.letGo = append(w.letGo, supporter)
	return nil
}

// as is the context of another caller: by its own account, or for an organisation.
func as(t *testing.T, role call.Role, account, organisation string) context.Context {
	t.Helper()
	c := call.From(pgtest.Context(t, municipality, role))
	c.Scope = call.ScopeOwn
	if organisation != "" {
		c.Scope, c.Organisations = call.ScopeOrganisation, []string{organisation}
	}
	if account != "" {
		c.Caller.Account = account
	}
	return call.With(t.Context(), c)
}

func volunteerOf(name string) *volunteerv1.Supporter {
	return &volunteerv1.Supporter{
		Kind: commonv1.SupportKind_SUPPORT_KIND_INFORMAL, Name: name, Phone: "+31611930001", Email: "v@voorbeeld.example",
		LifeDomains:  []commonv1.LifeDomain{commonv1.LifeDomain_LIFE_DOMAIN_WORK, commonv1.LifeDomain_LIFE_DOMAIN_CARE},
		TargetGroups: []string{"nah", "lvb"}, Languages: []string{"nl", "ar"}, Neighbourhood: "centrum", MaxCases: 2, HoursPerWeek: 4,
		LivedExperience: true, LivedExperienceNote: "in eigen woorden", ConductCertificateUntilDate: "2028-02-29",
		ConfidentialitySigned: true, Trained: true, LivedExperienceConsentDate: "2026-01-05",
	}
}

func (w *world) create(t *testing.T, s *volunteerv1.Supporter) *volunteerv1.Supporter {
	t.Helper()
	created, err := w.CreateSupporter(w.coordinator, &volunteerv1.CreateSupporterRequest{Municipality: municipality, Supporter: s})
	if err != nil {
		t.Fatal(err)
	}
	return created
}

func (w *world) get(ctx context.Context, id string) (*volunteerv1.Supporter, error) {
	return w.GetSupporter(ctx, &volunteerv1.GetSupporterRequest{Municipality: municipality, Supporter: id})
}

func TestCreateAndGetAgree(t *testing.T) {
	w := newWorld(t)
	want := volunteerOf("Zoë d'Arc")
	created := w.create(t, want)
	got, err := w.get(w.coordinator, created.GetId())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(created, got, protocmp.Transform()); diff != "" {
		t.Errorf("created and read differ: %s", diff)
	}
	want.Id, want.Municipality, want.Etag = created.GetId(), municipality, "1"
	want.State = volunteerv1.SupporterState_SUPPORTER_STATE_APPLICANT
	if diff := cmp.Diff(want, got, protocmp.Transform(), protocmp.IgnoreFields(want, "create_time", "update_time", "max_cases_now")); diff != "" {
		t.Errorf("what was asked and what was stored differ: %s", diff)
	}
}

func TestCreateIsRefusedNamingTheField(t *testing.T) {
	w := newWorld(t)
	for name, c := range map[string]struct {
		change func(s *volunteerv1.Supporter)
		field  string
	}{
		"a phone that is none":       {func(s *volunteerv1.Supporter) { s.Phone = "12" }, "supporter.phone"},
		"a professional of nobody":   {func(s *volunteerv1.Supporter) { s.Kind = commonv1.SupportKind_SUPPORT_KIND_FORMAL }, "supporter.organisation"},
		"a day that does not exist":  {func(s *volunteerv1.Supporter) { s.ConductCertificateUntilDate = "2027-02-30" }, "supporter.conduct_certificate_until_date"},
		"an unknown target group":    {func(s *volunteerv1.Supporter) { s.TargetGroups = []string{"lvb", "x"} }, "supporter.target_groups[1]"},
		"an unknown neighbourhood":   {func(s *volunteerv1.Supporter) { s.Neighbourhood = "x" }, "supporter.neighbourhood"},
		"a buddy whom nobody knows":  {func(s *volunteerv1.Supporter) { s.Buddy = pg.NewID() }, "supporter.buddy"},
		"an account of nobody here":  {func(s *volunteerv1.Supporter) { s.Account = string(nobodys) }, "supporter.account"},
		"another municipality's one": {func(s *volunteerv1.Supporter) { s.Buddy = w.createElsewhere(t) }, "supporter.buddy"},
	} {
		s := volunteerOf("Bo")
		c.change(s)
		_, err := w.CreateSupporter(w.coordinator, &volunteerv1.CreateSupporterRequest{Municipality: municipality, Supporter: s})
		e := errs.Of(err)
		if e == nil || e.Reason != errs.Invalid || len(e.Violations) != 1 || e.Violations[0].Field != c.field {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func (w *world) createElsewhere(t *testing.T) string {
	t.Helper()
	s := volunteerOf("Bo")
	s.TargetGroups, s.Neighbourhood = nil, ""
	created, err := w.CreateSupporter(pgtest.Context(t, "gm0855", call.RoleCoordinator),
		&volunteerv1.CreateSupporterRequest{Municipality: "gm0855", Supporter: s})
	if err != nil {
		t.Fatal(err)
	}
	return created.GetId()
}

func TestWhoReachesWhom(t *testing.T) {
	w := newWorld(t)
	account, other := pg.NewID(), pg.NewID()
	own := volunteerOf("Bo")
	own.Account, own.Organisation = account, "KBO"
	id := w.create(t, own).GetId()
	stranger := w.createElsewhere(t)
	for name, c := range map[string]struct {
		ctx   context.Context
		id    string
		found bool
	}{
		"coordinator":                    {w.coordinator, id, true},
		"the person":                     {as(t, call.RoleSupporter, account, ""), id, true},
		"another supporter":              {as(t, call.RoleSupporter, other, ""), id, false},
		"somebody without an account":    {call.With(t.Context(), call.Call{Municipality: municipality, Scope: call.ScopeOwn}), id, false},
		"the organisation":               {as(t, call.RolePartnerContact, "", "KBO"), id, true},
		"another organisation":           {as(t, call.RolePartnerContact, "", "MEE"), id, false},
		"nobody in particular":           {call.With(t.Context(), call.Call{Municipality: municipality}), id, false},
		"coordinator, of elsewhere":      {w.coordinator, stranger, false},
		"coordinator, of nobody at all":  {w.coordinator, pg.NewID(), false},
		"the neighbour's coordinator":    {pgtest.Context(t, "gm0855", call.RoleCoordinator), id, false},
		"the neighbour's, of their own":  {pgtest.Context(t, "gm0855", call.RoleCoordinator), stranger, true},
		"the person, but elsewhere":      {elsewhere(t, account), id, false},
		"an organisation without a name": {call.With(t.Context(), call.Call{Municipality: municipality, Scope: call.ScopeOrganisation}), id, false},
	} {
		got, err := w.get(c.ctx, c.id)
		if c.found && (err != nil || got.GetId() != c.id) {
			t.Errorf("%s: got %v", name, err)
		}
		if !c.found && !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s: must not be found, got %v", name, err)
		}
	}
	got, err := w.get(as(t, call.RolePartnerContact, "", "KBO"), id)
	if err != nil || got.GetLivedExperience() || got.GetLivedExperienceNote() != "" {
		t.Errorf("lived experience is not for the organisation: %v", err)
	}
}

func elsewhere(t *testing.T, account string) context.Context {
	t.Helper()
	c := call.From(as(t, call.RoleSupporter, account, ""))
	c.Municipality = "gm0855"
	return call.With(t.Context(), c)
}

func TestUpdateChangesWhatTheMaskNames(t *testing.T) {
	w := newWorld(t)
	created := w.create(t, volunteerOf("Bo"))
	change := &volunteerv1.Supporter{
		Id: created.GetId(), Etag: created.GetEtag(), Name: "Kim de Wit", MaxCases: 9,
		LifeDomains: []commonv1.LifeDomain{commonv1.LifeDomain_LIFE_DOMAIN_HOUSING},
	}
	got, err := w.UpdateSupporter(w.coordinator, &volunteerv1.UpdateSupporterRequest{
		Municipality: municipality, Supporter: change, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"name", "life_domains"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := volunteerOf("Kim de Wit")
	want.LifeDomains = change.GetLifeDomains()
	if diff := cmp.Diff(want, got, protocmp.Transform(),
		protocmp.IgnoreFields(want, "id", "municipality", "state", "create_time", "update_time", "etag", "max_cases_now")); diff != "" {
		t.Error(diff)
	}
	change.Etag = "1"
	if _, err := w.UpdateSupporter(w.coordinator, &volunteerv1.UpdateSupporterRequest{
		Municipality: municipality, Supporter: change, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"name"}},
	}); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("an older version: got %v", err)
	}
	if found := w.search(t, &volunteerv1.SearchSupportersRequest{Name: "bo"}); len(found) != 0 {
		t.Error("the former name still finds the supporter")
	}
	if found := w.search(t, &volunteerv1.SearchSupportersRequest{Name: "Wit"}); len(found) != 1 {
		t.Error("the new name does not find the supporter")
	}
}

func TestMove(t *testing.T) {
	w := newWorld(t)
	id := w.create(t, volunteerOf("Bo")).GetId()
	move := func(state volunteerv1.SupporterState) (*volunteerv1.Supporter, error) {
		return w.MoveSupporter(w.coordinator, &volunteerv1.MoveSupporterRequest{Municipality: municipality, Supporter: id, State: state})
	}
	if _, err := move(volunteerv1.SupporterState_SUPPORTER_STATE_ACTIVE); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("an applicant cannot be active at once, got %v", err)
	}
	got, err := move(volunteerv1.SupporterState_SUPPORTER_STATE_IN_TRAINING)
	if err != nil || got.GetState() != volunteerv1.SupporterState_SUPPORTER_STATE_IN_TRAINING || got.GetEtag() != "2" {
		t.Errorf("got %v, %v", got.GetState(), err)
	}
	events := w.events(t)
	if diff := cmp.Diff([]string{"LIVE APPLICANT", "LIVE IN_TRAINING"}, events); diff != "" {
		t.Errorf("events: %s", diff)
	}
}

func TestARepeatedCreateIsDoneOnce(t *testing.T) {
	w := newWorld(t)
	req := &volunteerv1.CreateSupporterRequest{Municipality: municipality, Supporter: volunteerOf("Bo"), RequestId: pg.NewID()}
	first, err := w.CreateSupporter(w.coordinator, req)
	if err != nil {
		t.Fatal(err)
	}
	again, err := w.CreateSupporter(w.coordinator, req)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, again, protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
	if list := w.list(t, w.coordinator, &volunteerv1.ListSupportersRequest{}); len(list) != 1 {
		t.Errorf("%d supporters", len(list))
	}
}
