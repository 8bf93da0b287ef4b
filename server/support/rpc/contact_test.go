package rpc_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"pgregory.net/rapid"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func moment(id, note string, minutes int32) *supportv1.ContactMoment {
	return &supportv1.ContactMoment{
		Case: id, Kind: supportv1.ContactKind_CONTACT_KIND_HOME_VISIT, ContactDate: "2026-03-09", Minutes: minutes,
		WithWhom: []supportv1.ContactParty{supportv1.ContactParty_CONTACT_PARTY_RESIDENT, supportv1.ContactParty_CONTACT_PARTY_OWN_NETWORK}, OwnNetworkPresent: true, Note: note,
	}
}

func draftOf(id string, m *supportv1.ContactMoment) *supportv1.ContactDraft {
	return &supportv1.ContactDraft{
		Id: id, Case: m.GetCase(), Kind: m.GetKind(), ContactDate: m.GetContactDate(), Minutes: m.GetMinutes(), WithWhom: m.GetWithWhom(),
		OwnNetworkPresent: m.GetOwnNetworkPresent(), Note: m.GetNote(),
	}
}

func (w *world) write1(ctx context.Context, t *testing.T, m *supportv1.ContactMoment) *supportv1.ContactMoment {
	t.Helper()
	got, err := w.CreateContactMoment(ctx, &supportv1.CreateContactMomentRequest{Municipality: municipality, ContactMoment: m})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func (w *world) save(ctx context.Context, d *supportv1.ContactDraft, etag string) (*supportv1.ContactDraft, error) {
	return w.SaveContactDraft(ctx, &supportv1.SaveContactDraftRequest{Municipality: municipality, ContactDraft: d, Etag: etag})
}

func (w *world) moments(ctx context.Context, t *testing.T, id string) []*supportv1.ContactMoment {
	t.Helper()
	list, err := w.ListContactMoments(ctx, &supportv1.ListContactMomentsRequest{Municipality: municipality, Case: id, PageSize: 200})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetContactMoments()
}

func (w *world) drafts(ctx context.Context, t *testing.T) []*supportv1.ContactDraft {
	t.Helper()
	list, err := w.ListContactDrafts(ctx, &supportv1.ListContactDraftsRequest{Municipality: municipality, PageSize: 200})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetContactDrafts()
}

func (w *world) minutes(t *testing.T, id string) int32 {
	t.Helper()
	c, err := w.get(w.coordinator, id)
	if err != nil {
		t.Fatal(err)
	}
	return c.GetMinutes()
}

func TestAContactIsWrittenChangedAndRemoved(t *testing.T) {
	w := newWorld(t)
	bo, other := w.supporter(t), w.supporter(t)
	id, application := w.opened(t, bo)
	first := w.write1(bo.as(t), t, moment(id, "koffie", 30))
	earlier := moment(id, "gebeld", 15)
	earlier.ContactDate = "2026-03-05"
	second := w.write1(w.coordinator, t, earlier)
	if first.GetSupporter() != bo.id || first.GetEnteredBy() != bo.account || second.GetSupporter() != bo.id || second.GetEnteredBy() == bo.account {
		t.Errorf("got %v and %v", first, second)
	}
	if got := w.moments(bo.as(t), t, id); len(got) != 2 || got[0].GetId() != first.GetId() || got[1].GetNote() != "gebeld" {
		t.Errorf("got %v", got)
	}
	if got := w.minutes(t, id); got != 45 {
		t.Errorf("the case took %d", got)
	}
	update := func(ctx context.Context, m *supportv1.ContactMoment, paths ...string) (*supportv1.ContactMoment, error) {
		return w.UpdateContactMoment(ctx, &supportv1.UpdateContactMomentRequest{Municipality: municipality, ContactMoment: m, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}})
	}
	got, err := update(bo.as(t), &supportv1.ContactMoment{Id: first.GetId(), Minutes: 40, Etag: first.GetEtag()}, "minutes")
	if err != nil || got.GetMinutes() != 40 || got.GetNote() != "koffie" || len(got.GetWithWhom()) != 2 || w.minutes(t, id) != 55 {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := update(bo.as(t), &supportv1.ContactMoment{Id: first.GetId(), Minutes: 50, Etag: first.GetEtag()}, "minutes"); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("an outdated version: %v", err)
	}
	for name, ctx := range map[string]context.Context{"somebody else": other.as(t)} {
		if _, err := w.GetContactMoment(ctx, &supportv1.GetContactMomentRequest{ContactMoment: first.GetId()}); !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s reads it: %v", name, err)
		}
		if got := w.moments(ctx, t, id); len(got) > 0 {
			t.Errorf("%s lists %v", name, got)
		}
		if _, err := w.CreateContactMoment(ctx, &supportv1.CreateContactMomentRequest{ContactMoment: moment(id, "x", 1)}); !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s writes: %v", name, err)
		}
	}
	remove := &supportv1.DeleteContactMomentRequest{Municipality: municipality, ContactMoment: first.GetId(), RequestId: pg.NewID()}
	if _, err := w.DeleteContactMoment(w.coordinator, &supportv1.DeleteContactMomentRequest{ContactMoment: first.GetId()}); errs.Of(err) == nil {
		t.Error("a coordinator removed what a supporter wrote")
	}
	for range 2 {
		if _, err := w.DeleteContactMoment(bo.as(t), remove); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.moments(bo.as(t), t, id); len(got) != 1 || w.minutes(t, id) != 15 {
		t.Errorf("got %v, and the case took %d", got, w.minutes(t, id))
	}
	untold := closing(id)
	untold.Minutes = 0
	if closed, err := w.CloseCase(bo.as(t), untold); err != nil || closed.GetMinutes() != 15 {
		t.Errorf("closed: %v, %v", closed, err)
	}
	if _, err := w.CreateContactMoment(bo.as(t), &supportv1.CreateContactMomentRequest{ContactMoment: moment(id, "te laat", 1)}); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a closed case: %v", err)
	}
	if diff := cmp.Diff(&eventv1.ContactRecorded{
		Case: id, Application: application, ContactDate: "2026-03-09", Kind: "HOME_VISIT", Minutes: 30, Account: bo.account,
	}, w.events(t)[1].Message, protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
}

func TestTwoTabsNoticeEachOther(t *testing.T) {
	w := newWorld(t)
	bo, other := w.supporter(t), w.supporter(t)
	id, _ := w.opened(t, bo)
	ctx, draft := bo.as(t), pg.NewID()
	first, err := w.save(ctx, &supportv1.ContactDraft{Id: strings.ToUpper(draft), Case: id, Note: "half"}, "")
	if err != nil || first.GetId() != draft || first.GetExpireTime().AsTime().Sub(first.GetUpdateTime().AsTime()) != 14*24*time.Hour {
		t.Fatalf("got %v, %v", first, err)
	}
	more, err := w.save(ctx, &supportv1.ContactDraft{Id: draft, Case: id, Note: "half en meer"}, first.GetEtag())
	if err != nil {
		t.Fatal(err)
	}
	for _, etag := range []string{first.GetEtag(), ""} {
		if _, err := w.save(ctx, &supportv1.ContactDraft{Id: draft, Case: id, Note: "iets anders"}, etag); !errs.Is(err, errs.EtagMismatchReason) {
			t.Errorf("the other tab, %q: %v", etag, err)
		}
		_, err := w.CreateContactMoment(ctx, &supportv1.CreateContactMomentRequest{ContactMoment: moment(id, "iets anders", 5), Draft: draft, DraftEtag: etag})
		if !errs.Is(err, errs.EtagMismatchReason) {
			t.Errorf("the other tab sends, %q: %v", etag, err)
		}
	}
	if got := w.drafts(ctx, t); len(got) != 1 || got[0].GetNote() != "half en meer" || got[0].GetEtag() != more.GetEtag() {
		t.Errorf("got %v", got)
	}
	if got := append(w.drafts(other.as(t), t), w.drafts(w.coordinator, t)...); len(got) > 0 {
		t.Errorf("somebody else reads %v", got)
	}
	if _, err := w.save(w.coordinator, &supportv1.ContactDraft{Id: draft, Case: id, Note: "van mij"}, more.GetEtag()); !errs.Is(err, errs.AlreadyExistsReason) {
		t.Errorf("somebody else's draft: %v", err)
	}
	sent, err := w.CreateContactMoment(ctx, &supportv1.CreateContactMomentRequest{ContactMoment: moment(id, "half en meer", 5), Draft: draft, DraftEtag: more.GetEtag()})
	if err != nil || sent.GetId() != draft || len(w.drafts(ctx, t)) != 0 {
		t.Fatalf("sent: %v, %v", sent, err)
	}
	if _, err := w.save(ctx, &supportv1.ContactDraft{Id: draft, Case: id, Note: "nog iets"}, more.GetEtag()); !errs.Is(err, errs.AlreadyExistsReason) {
		t.Errorf("what was sent is kept again: %v", err)
	}
	if _, err := w.CreateContactMoment(w.coordinator, &supportv1.CreateContactMomentRequest{ContactMoment: moment(id, "x", 5), Draft: draft}); !errs.Is(err, errs.AlreadyExistsReason) {
		t.Errorf("somebody else sends under the same id: %v", err)
	}
	if _, err := w.DeleteContactMoment(ctx, &supportv1.DeleteContactMomentRequest{ContactMoment: draft}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.CreateContactMoment(ctx, &supportv1.CreateContactMomentRequest{ContactMoment: moment(id, "half en meer", 5), Draft: draft}); !errs.Is(err, errs.AlreadyExistsReason) {
		t.Errorf("what was removed came back: %v", err)
	}
}

func TestADraftIsThrownAwayOrExpires(t *testing.T) {
	var days atomic.Int64
	w := newWorldBy(t, func() time.Time { return noon().AddDate(0, 0, int(days.Load())) })
	bo := w.supporter(t)
	id, _ := w.opened(t, bo)
	ctx := bo.as(t)
	saved, err := w.save(ctx, draftOf(pg.NewID(), moment(id, "weg", 5)), "")
	if err != nil {
		t.Fatal(err)
	}
	gone := &supportv1.DeleteContactDraftRequest{Municipality: municipality, ContactDraft: saved.GetId(), RequestId: pg.NewID(), Etag: "9"}
	if _, err := w.DeleteContactDraft(ctx, gone); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("another version: %v", err)
	}
	if _, err := w.DeleteContactDraft(w.coordinator, &supportv1.DeleteContactDraftRequest{ContactDraft: saved.GetId()}); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("somebody else's: %v", err)
	}
	gone.Etag, gone.RequestId = saved.GetEtag(), pg.NewID()
	for range 2 {
		if _, err := w.DeleteContactDraft(ctx, gone); err != nil {
			t.Fatal(err)
		}
	}
	old, err := w.save(ctx, draftOf(pg.NewID(), moment(id, "oud", 5)), "")
	if err != nil {
		t.Fatal(err)
	}
	days.Store(1)
	young, err := w.save(ctx, draftOf(pg.NewID(), moment(id, "jong", 5)), "")
	if err != nil {
		t.Fatal(err)
	}
	if got := w.drafts(ctx, t); len(got) != 2 || got[0].GetId() != young.GetId() {
		t.Errorf("got %v", got)
	}
	page, err := w.ListContactDrafts(ctx, &supportv1.ListContactDraftsRequest{Municipality: municipality, PageSize: 1})
	if err != nil || len(page.GetContactDrafts()) != 1 {
		t.Fatalf("got %v, %v", page, err)
	}
	page, err = w.ListContactDrafts(ctx, &supportv1.ListContactDraftsRequest{Municipality: municipality, PageSize: 1, PageToken: page.GetNextPageToken()})
	if err != nil || len(page.GetContactDrafts()) != 1 || page.GetContactDrafts()[0].GetId() != old.GetId() {
		t.Errorf("the next page: %v, %v", page, err)
	}
	days.Store(14)
	if got := w.drafts(ctx, t); len(got) != 1 || got[0].GetId() != young.GetId() {
		t.Errorf("got %v", got)
	}
	if forgotten, err := w.ForgetDrafts(w.coordinator); err != nil || forgotten != 1 {
		t.Errorf("forgot %d, %v", forgotten, err)
	}
	if forgotten, err := w.ForgetDrafts(w.coordinator); err != nil || forgotten != 0 {
		t.Errorf("forgot %d again, %v", forgotten, err)
	}
}

// What somebody typed is theirs to read and to throw away whatever became of the case: it was closed, or somebody else goes on
// with it. Nobody else reads it, and nothing more is saved of a case that is not theirs.
func TestADraftOutlivesItsCase(t *testing.T) {
	w := newWorldBy(t, ticking())
	for name, end := range map[string]func(id string, next someone) error{
		"closed": func(id string, _ someone) error { _, err := w.CloseCase(w.coordinator, closing(id)); return err },
		"handed over": func(id string, next someone) error {
			asked, err := w.ask(w.coordinator, id, next.id)
			if err == nil {
				_, err = w.accept(w.coordinator, asked.GetId(), "")
			}
			return err
		},
		"parted": func(id string, _ someone) error {
			_, err := w.EndMatch(w.coordinator, &supportv1.EndMatchRequest{Case: id})
			return err
		},
	} {
		bo, next := w.supporter(t), w.supporter(t)
		id, _ := w.opened(t, bo)
		saved, err := w.save(bo.as(t), draftOf(pg.NewID(), moment(id, "twintig regels", 5)), "")
		if err != nil {
			t.Fatal(err)
		}
		if err := end(id, next); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := w.drafts(bo.as(t), t); len(got) != 1 || got[0].GetNote() != "twintig regels" || got[0].GetCase() != id {
			t.Errorf("%s: lists %v", name, got)
		}
		if got, err := w.GetContactDraft(bo.as(t), &supportv1.GetContactDraftRequest{ContactDraft: saved.GetId()}); err != nil || got.GetNote() != "twintig regels" {
			t.Errorf("%s: reads %v, %v", name, got, err)
		}
		if got := w.drafts(next.as(t), t); len(got) != 0 {
			t.Errorf("%s: the other lists %v", name, got)
		}
		if name == "handed over" {
			if _, err := w.save(bo.as(t), draftOf(pg.NewID(), moment(id, "meer", 5)), ""); !errs.Is(err, errs.NotFoundReason) {
				t.Errorf("%s: saved more: %v", name, err)
			}
		}
		if _, err := w.DeleteContactDraft(bo.as(t), &supportv1.DeleteContactDraftRequest{ContactDraft: saved.GetId(), Etag: saved.GetEtag()}); err != nil {
			t.Errorf("%s: thrown away: %v", name, err)
		}
		if got := w.drafts(bo.as(t), t); len(got) != 0 {
			t.Errorf("%s: it stayed: %v", name, got)
		}
	}
}

// However often, by whatever request and from however many tabs at once drafts are sent, each makes one moment, and no
// text that was saved is lost or doubled.
func TestEveryDraftMakesOneMoment(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	ctx := bo.as(t)
	rapid.Check(t, func(r *rapid.T) {
		id, _ := w.opened(t, bo)
		drafts := make([]string, rapid.IntRange(1, 4).Draw(r, "drafts"))
		for i := range drafts {
			drafts[i] = pg.NewID()
		}
		var texts sync.Map // every text that the server said it keeps
		var running sync.WaitGroup
		work := func(do func()) { running.Go(do) }
		for i, draft := range drafts {
			note := fmt.Sprintf("tekst %d", i)
			saved, err := w.save(ctx, draftOf(draft, moment(id, note, 1)), "")
			if err != nil {
				r.Fatal(err)
			}
			texts.Store(note, true)
			shared := pg.NewID()
			for n := range rapid.IntRange(2, 6).Draw(r, "sends") {
				request := []string{"", pg.NewID(), shared}[rapid.IntRange(0, 2).Draw(r, "request")]
				work(func() {
					got, err := w.CreateContactMoment(ctx, &supportv1.CreateContactMomentRequest{
						Municipality: municipality, ContactMoment: moment(id, note, 1), Draft: draft, DraftEtag: saved.GetEtag(), RequestId: request,
					})
					if err != nil && !errs.Is(err, errs.EtagMismatchReason) || err == nil && got.GetId() != draft {
						t.Errorf("send %d: %v, %v", n, got, err)
					}
				})
			}
			if rapid.Bool().Draw(r, "another tab types") {
				work(func() {
					other := note + " verder"
					_, err := w.save(ctx, draftOf(draft, moment(id, other, 1)), saved.GetEtag())
					switch {
					case err == nil: // it took the place of what this tab saw, and is what is kept now
						texts.Delete(note)
						texts.Store(other, true)
					case !errs.Is(err, errs.AlreadyExistsReason) && !errs.Is(err, errs.EtagMismatchReason):
						t.Errorf("the other tab: %v", err)
					}
				})
			}
		}
		running.Wait()
		var kept, want []string
		moments := w.moments(ctx, t, id)
		for _, m := range moments {
			kept = append(kept, m.GetNote())
		}
		list, err := w.ListContactDrafts(ctx, &supportv1.ListContactDraftsRequest{Municipality: municipality, Case: id, PageSize: 200})
		if err != nil {
			r.Fatal(err)
		}
		for _, d := range list.GetContactDrafts() {
			kept = append(kept, d.GetNote())
		}
		texts.Range(func(text, _ any) bool { want = append(want, text.(string)); return true })
		slices.Sort(kept)
		slices.Sort(want)
		if diff := cmp.Diff(want, kept); diff != "" {
			r.Fatalf("what was saved and what is found: %s", diff)
		}
		for _, d := range list.GetContactDrafts() { // what is left is sent by whoever saw it
			sent, err := w.CreateContactMoment(ctx, &supportv1.CreateContactMomentRequest{
				Municipality: municipality, ContactMoment: moment(id, d.GetNote(), 1), Draft: d.GetId(), DraftEtag: d.GetEtag(),
			})
			if err != nil || sent.GetId() != d.GetId() {
				r.Fatalf("what is left: %v, %v", sent, err)
			}
		}
		if got := w.moments(ctx, t, id); len(got) != len(drafts) || w.minutes(t, id) != int32(len(drafts)) {
			r.Fatalf("%d drafts made %d moments of %d minutes", len(drafts), len(got), w.minutes(t, id))
		}
	})
}

func TestMomentsComeByTheirDayPageByPage(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, _ := w.opened(t, bo)
	for _, day := range []string{"2026-03-04", "2026-03-09", "2026-03-04", "2026-03-06"} {
		m := moment(id, day, 1)
		m.ContactDate = day
		w.write1(bo.as(t), t, m)
	}
	var days []string
	for token := ""; ; {
		page, err := w.ListContactMoments(bo.as(t), &supportv1.ListContactMomentsRequest{Municipality: municipality, Case: id, PageSize: 1, PageToken: token})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page.GetContactMoments() {
			days = append(days, m.GetContactDate())
		}
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	if !slices.Equal(days, []string{"2026-03-09", "2026-03-06", "2026-03-04", "2026-03-04"}) {
		t.Errorf("got %v", days)
	}
}

func TestACaseWaitsAndGoesOn(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	held, err := w.HoldCase(bo.as(t), &supportv1.HoldCaseRequest{Municipality: municipality, Case: id, Reason: supportv1.HoldReason_HOLD_REASON_DECISION, UntilDate: "2026-03-20"})
	if err != nil || held.GetState() != supportv1.CaseState_CASE_STATE_ON_HOLD || held.GetHoldReason() != supportv1.HoldReason_HOLD_REASON_DECISION || held.GetHoldUntilDate() != "2026-03-20" {
		t.Fatalf("got %v, %v", held, err)
	}
	w.write1(bo.as(t), t, moment(id, "gebeld terwijl het wacht", 5))
	resumed, err := w.ResumeCase(w.coordinator, &supportv1.ResumeCaseRequest{Municipality: municipality, Case: id})
	if err != nil || resumed.GetState() != supportv1.CaseState_CASE_STATE_OPEN || resumed.GetHoldReason() != 0 || resumed.GetHoldUntilDate() != "" {
		t.Errorf("got %v, %v", resumed, err)
	}
	told := w.events(t)
	for i, want := range map[int]event{
		1: {"LIVE", noon(), &eventv1.CaseHeld{Case: id, Application: application, Reason: "DECISION", UntilDate: "2026-03-20", Account: bo.account}},
		3: {"LIVE", noon(), &eventv1.CaseResumed{Case: id, Application: application, Account: bo.account}},
	} {
		if diff := cmp.Diff(want, told[i], protocmp.Transform()); diff != "" {
			t.Error(diff)
		}
	}
}

func TestGoals(t *testing.T) {
	w := newWorld(t)
	bo, other := w.supporter(t), w.supporter(t)
	id, _ := w.opened(t, bo)
	create := func(ctx context.Context, text string) (*supportv1.CaseGoal, error) {
		return w.CreateCaseGoal(ctx, &supportv1.CreateCaseGoalRequest{Municipality: municipality, CaseGoal: &supportv1.CaseGoal{Case: id, Text: text}})
	}
	first, err := create(bo.as(t), "een eigen sleutel")
	if err != nil || first.GetState() != supportv1.GoalState_GOAL_STATE_OPEN {
		t.Fatalf("got %v, %v", first, err)
	}
	if _, err := create(other.as(t), "x"); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("somebody else: %v", err)
	}
	update := &supportv1.UpdateCaseGoalRequest{
		Municipality: municipality, CaseGoal: &supportv1.CaseGoal{Id: first.GetId(), State: supportv1.GoalState_GOAL_STATE_REACHED, Etag: first.GetEtag()},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"state"}},
	}
	reached, err := w.UpdateCaseGoal(bo.as(t), update)
	if err != nil || reached.GetState() != supportv1.GoalState_GOAL_STATE_REACHED || reached.GetText() != "een eigen sleutel" {
		t.Errorf("got %v, %v", reached, err)
	}
	if _, err := w.UpdateCaseGoal(bo.as(t), update); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("an outdated version: %v", err)
	}
	second, err := create(w.coordinator, "rust")
	if err != nil {
		t.Fatal(err)
	}
	list := func() []*supportv1.CaseGoal {
		got, err := w.ListCaseGoals(bo.as(t), &supportv1.ListCaseGoalsRequest{Municipality: municipality, Case: id})
		if err != nil {
			t.Fatal(err)
		}
		return got.GetCaseGoals()
	}
	if got := list(); len(got) != 2 || got[0].GetId() != second.GetId() {
		t.Errorf("got %v", got)
	}
	if _, err := w.DeleteCaseGoal(bo.as(t), &supportv1.DeleteCaseGoalRequest{CaseGoal: second.GetId()}); err != nil {
		t.Fatal(err)
	}
	if got := list(); len(got) != 1 {
		t.Errorf("got %v", got)
	}
	if _, err := w.CloseCase(bo.as(t), closing(id)); err != nil {
		t.Fatal(err)
	}
	if _, err := create(bo.as(t), "te laat"); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a closed case: %v", err)
	}
	if _, err := w.DeleteCaseGoal(bo.as(t), &supportv1.DeleteCaseGoalRequest{CaseGoal: first.GetId()}); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a closed case: %v", err)
	}
}
