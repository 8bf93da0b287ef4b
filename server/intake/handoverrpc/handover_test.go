package handoverrpc_test

import (
	"bytes"
	"context"
	"sync"
	"testing"
	"time"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/handoverrpc"
	"oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// desk is a caller at work: the service, the store with which a test prepares, and the time.
type desk struct {
	*handoverrpc.Service
	t     *testing.T
	db    *pgtest.Database
	store *store.Store
	cases *closed
	at    *clock
}

type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

func (c *clock) set(now time.Time) { c.mu.Lock(); defer c.mu.Unlock(); c.now = now }

// closed are the applications of which the case was closed.
type closed struct{ applications []string }

func (c *closed) HandOverCase(_ context.Context, _ *pg.Tx, application string) error {
	c.applications = append(c.applications, application)
	return nil
}

func newDesk(t *testing.T) desk {
	t.Helper()
	at := &clock{now: time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)}
	db := pgtest.New(t, pgtest.WithClock(at.Now))
	tokens, err := page.NewTokens(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	s, cases := store.New(subject.New(db.Keys)), &closed{}
	return desk{Service: handoverrpc.New(db.App, s, cases, tokens), t: t, db: db, store: s, cases: cases, at: at}
}

func (d desk) as(role call.Role) context.Context { return pgtest.Context(d.t, "gm0867", role) }

// application stores one of a new resident.
func (d desk) application(state intake.State) string {
	d.t.Helper()
	a := intake.Application{
		ID: pg.NewID(), State: state, Channel: intake.Website, Origin: intake.Live, Day: "2026-11-20", Question: sealed.Of("schulden"),
		Applicant: intake.Applicant{Kind: intake.ByResident},
	}
	ctx := d.as(call.RoleCoordinator)
	if err := d.db.App.Write(ctx, func(tx *pg.Tx) error {
		r, err := d.store.InsertDossier(ctx, tx, intake.Resident{Name: sealed.Of("Noor Jansen"), Phone: sealed.Of("+31611930000")})
		if err != nil {
			return err
		}
		a.Resident = r
		_, err = d.store.Insert(ctx, tx, a)
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	return a.ID
}

func request(application string, kind intakev1.HandoverRecipientKind) *intakev1.CreateHandoverRequest {
	h := &intakev1.Handover{
		Application: application, RecipientKind: kind, Reason: intakev1.HandoverReason_HANDOVER_REASON_LONG,
		Fields:  []intakev1.HandoverField{intakev1.HandoverField_HANDOVER_FIELD_NAME},
		Consent: &intakev1.HandoverConsent{GivenBy: intakev1.HandoverConsentGiver_HANDOVER_CONSENT_GIVER_RESIDENT, GivenDate: "2026-11-26", Purpose: "dat de Toegang belt"},
	}
	if kind != team {
		h.RecipientName = "Stichting De Brug"
	}
	return &intakev1.CreateHandoverRequest{Municipality: "gm0867", RequestId: pg.NewID(), Handover: h}
}

const (
	team         = intakev1.HandoverRecipientKind_HANDOVER_RECIPIENT_KIND_ACCESS_TEAM
	organisation = intakev1.HandoverRecipientKind_HANDOVER_RECIPIENT_KIND_ORGANISATION
)

func (d desk) sent(kind intakev1.HandoverRecipientKind) string {
	d.t.Helper()
	h, err := d.CreateHandover(d.as(call.RoleCoordinator), request(d.application(intake.HandedOver), kind))
	if err != nil {
		d.t.Fatal(err)
	}
	return h.GetId()
}

// count runs a query that counts, as the owner.
func (d desk) count(query string, args ...any) (n int) {
	d.t.Helper()
	ctx := d.as(call.RoleCoordinator)
	if err := d.db.Owner.Read(ctx, func(tx *pg.Tx) error { return tx.Get(ctx, &n, query, args...) }); err != nil {
		d.t.Fatal(err)
	}
	return n
}

func (d desk) events(kind string) int {
	return d.count(`SELECT count(*) FROM platform.event WHERE municipality = 'gm0867' AND kind = $1`, "oco.event.v1."+kind)
}

func TestAHandoverOutOfSupportEndsTheCase(t *testing.T) {
	d := newDesk(t)
	supported := d.application(intake.InSupport)
	if _, err := d.CreateHandover(d.as(call.RoleCoordinator), request(supported, team)); err != nil {
		t.Fatal(err)
	}
	if n := d.count(`SELECT count(*) FROM intake.application WHERE municipality = 'gm0867' AND id = $1 AND state = 'HANDED_OVER'`, supported); n != 1 {
		t.Error("the application did not move")
	}
	d.sent(team)
	if len(d.cases.applications) != 1 || d.cases.applications[0] != supported {
		t.Errorf("closed were the cases of %v", d.cases.applications)
	}
	if n := d.events("HandoverSent"); n != 2 {
		t.Errorf("told %d times", n)
	}
	if n := d.count(`SELECT count(*) FROM intake.consent WHERE municipality = 'gm0867' AND kind = 'HANDOVER' AND given`); n != 2 {
		t.Errorf("%d consents were noted", n)
	}
}

// What is refused leaves nothing behind: no move, no case closed, no consent.
func TestARefusedHandoverLeavesNothing(t *testing.T) {
	d := newDesk(t)
	application := d.application(intake.InSupport)
	bad := request(application, team)
	bad.Handover.Consent.GivenBy = intakev1.HandoverConsentGiver_HANDOVER_CONSENT_GIVER_REPRESENTATIVE
	bad.Handover.Consent.Representative = pg.NewID()
	_, err := d.CreateHandover(d.as(call.RoleCoordinator), bad)
	if refusal := errs.Of(err); refusal == nil || len(refusal.Violations) != 1 || refusal.Violations[0].Field != "handover.consent.representative" {
		t.Fatalf("got %v", err)
	}
	if n := d.count(`SELECT count(*) FROM intake.application WHERE municipality = 'gm0867' AND id = $1 AND state = 'IN_SUPPORT'`, application); n != 1 {
		t.Error("the application moved")
	}
	if d.count(`SELECT count(*) FROM intake.consent WHERE municipality = 'gm0867'`) != 0 || d.events("HandoverSent") != 0 {
		t.Error("something was left behind")
	}
}

func TestTheAccessTeamReachesWhatIsAddressedToIt(t *testing.T) {
	d := newDesk(t)
	own, other := d.sent(team), d.sent(organisation)
	get := func(role call.Role, id string) error {
		_, err := d.GetHandover(d.as(role), &intakev1.GetHandoverRequest{Municipality: "gm0867", Handover: id})
		return err
	}
	before := d.count(`SELECT count(*) FROM platform.processing_log WHERE municipality = 'gm0867' AND name = 'read handover'`)
	if err := get(call.RoleAccessTeam, own); err != nil {
		t.Error(err)
	}
	if n := d.count(`SELECT count(*) FROM platform.processing_log WHERE municipality = 'gm0867' AND name = 'read handover'`); n != before+1 {
		t.Errorf("the read was logged %d times", n-before)
	}
	for _, role := range []call.Role{call.RoleAccessTeam, call.RolePolicyAdviser, call.RoleSystem} {
		if err := get(role, other); !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("role %d: %v", role, err)
		}
	}
	if err := get(call.RoleCoordinator, other); err != nil {
		t.Error(err)
	}
	list, err := d.ListHandovers(d.as(call.RoleAccessTeam), &intakev1.ListHandoversRequest{Municipality: "gm0867"})
	if err != nil || len(list.GetHandovers()) != 1 || list.GetHandovers()[0].GetId() != own || list.GetHandovers()[0].GetData() != nil {
		t.Errorf("got %v, %v", list, err)
	}
	neighbour := pgtest.Context(t, "gm0855", call.RoleAccessTeam)
	if _, err := d.GetHandover(neighbour, &intakev1.GetHandoverRequest{Municipality: "gm0855", Handover: own}); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("next door: %v", err)
	}
}

// A machine repeats what it did not hear the answer of: the second time changes and tells nothing.
func TestAnAcknowledgementCanBeRepeated(t *testing.T) {
	d := newDesk(t)
	id, machine := d.sent(team), d.as(call.RoleAccessTeam)
	ask := &intakev1.AcknowledgeHandoverRequest{Municipality: "gm0867", Handover: id, Reference: "2026-0413", RequestId: pg.NewID()}
	for range 2 {
		h, err := d.AcknowledgeHandover(machine, ask)
		if err != nil || h.GetEtag() != "2" || h.GetReceipt().GetReference() != "2026-0413" {
			t.Fatalf("got %v, %v", h.GetEtag(), err)
		}
	}
	if n := d.events("HandoverAcknowledged"); n != 1 {
		t.Errorf("told %d times", n)
	}
	again := &intakev1.AcknowledgeHandoverRequest{Municipality: "gm0867", Handover: id, RequestId: pg.NewID()}
	if _, err := d.AcknowledgeHandover(d.as(call.RoleAccessTeam), again); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("got %v", err)
	}
}

// Each hand-over without an answer is told once, also when several servers look at the same time.
func TestAHandoverWithoutAnswerIsToldOnce(t *testing.T) {
	d := newDesk(t)
	late, answered := d.sent(team), d.sent(team)
	d.sent(organisation)
	if _, err := d.WithdrawHandover(d.as(call.RoleCoordinator), &intakev1.WithdrawHandoverRequest{Municipality: "gm0867", Handover: answered, RequestId: pg.NewID()}); err != nil {
		t.Fatal(err)
	}
	tell := func() (told int) {
		var mu sync.Mutex
		var wait sync.WaitGroup
		for range 3 {
			wait.Go(func() {
				n, err := d.TellOverdue(d.as(call.RoleSystem))
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				told += n
			})
		}
		wait.Wait()
		return told
	}
	d.at.set(time.Date(2026, 12, 3, 22, 59, 0, 0, time.UTC))
	if n := tell(); n != 0 {
		t.Errorf("told %d too early", n)
	}
	d.at.set(time.Date(2026, 12, 3, 23, 0, 0, 0, time.UTC))
	list, err := d.ListHandovers(d.as(call.RoleCoordinator), &intakev1.ListHandoversRequest{Municipality: "gm0867", Overdue: true})
	if err != nil || len(list.GetHandovers()) != 2 || !list.GetHandovers()[1].GetOverdue() || list.GetHandovers()[1].GetId() != late {
		t.Errorf("listed %v, %v", list.GetHandovers(), err)
	}
	if n := tell(); n != 2 {
		t.Errorf("told %d, want 2", n)
	}
	if n := tell() + d.events("HandoverOverdue"); n != 2 {
		t.Errorf("told %d in all, want 2", n)
	}
}
