package rpc_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
	"oco.example/oco/server/volunteer/rpc"
)

// inRoles asks a course of buddies and an agreement of who helps in the region; both stop something.
func (w *world) inRoles(t *testing.T) {
	t.Helper()
	asked := func(code, label string, role volunteerv1.RequirementRole) *volunteerv1.Requirement {
		return &volunteerv1.Requirement{
			Code: code, LabelNl: label, Role: role, Months: 24, WarnDays: 30, Blocks: volunteerv1.RequirementBlock_REQUIREMENT_BLOCK_NEW_MATCHES,
			ConfirmedBy: volunteerv1.RequirementConfirmer_REQUIREMENT_CONFIRMER_COORDINATOR,
		}
	}
	made, err := w.CreateRequirementPolicy(w.coordinator, &volunteerv1.CreateRequirementPolicyRequest{
		Municipality: municipality, RequirementPolicy: &volunteerv1.RequirementPolicy{
			Kind: commonv1.SupportKind_SUPPORT_KIND_INFORMAL, Requirements: []*volunteerv1.Requirement{
				asked("buddy_course", "Buddytraining", volunteerv1.RequirementRole_REQUIREMENT_ROLE_BUDDY),
				asked("region", "Regioafspraak", volunteerv1.RequirementRole_REQUIREMENT_ROLE_REGION),
			},
		},
	})
	if err != nil || made.GetRequirements()[0].GetRole() != volunteerv1.RequirementRole_REQUIREMENT_ROLE_BUDDY {
		t.Fatal(made, err)
	}
}

// remarks are what matching hears of a supporter's requirements.
func (w *world) remarks(t *testing.T, id string) (remarks []rpc.Remark) {
	t.Helper()
	err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		found, err := w.Remarks(w.coordinator, tx, []volunteer.Supporter{{ID: id, Kind: volunteer.Informal}})
		remarks = found[id]
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return remarks
}

func TestWhoAccompaniesANewcomerHasWhatIsAskedOfABuddy(t *testing.T) {
	w := newWorld(t)
	newcomer, buddy := w.volunteerAt(t, "Nina", "", inTraining), w.volunteerAt(t, "Vera", "", isActive)
	w.inRoles(t)
	if diff := cmp.Diff(map[string]string{"buddy_course": "NOT_ASKED ", "region": "NOT_ASKED "}, w.standings(w.coordinator, t, buddy)); diff != "" {
		t.Error(diff)
	}
	lacking := func(err error, field string) {
		t.Helper()
		wantField(t, err, field, "requirement.lacking_buddy")
		if e := errs.Of(err); e != nil && e.Violations[0].Args["lacking"] != "Buddytraining" {
			t.Errorf("lacks %v", e.Violations[0].Args)
		}
	}
	_, err := w.pair(newcomer, buddy)
	lacking(err, "buddy_pair.buddy")
	_, err = w.update(&volunteerv1.Supporter{Id: newcomer, Buddy: buddy}, "buddy")
	lacking(err, "supporter.buddy")

	if _, err := w.record(w.coordinator, &volunteerv1.RecordRequirementRequest{Supporter: buddy, Requirement: "buddy_course"}); err != nil {
		t.Fatal(err)
	}
	pair, err := w.pair(newcomer, buddy)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.record(w.coordinator, &volunteerv1.RecordRequirementRequest{Supporter: buddy, Requirement: "buddy_course", Withdrawn: true}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"buddy_course": "MISSING ", "region": "NOT_ASKED "}, w.standings(w.coordinator, t, buddy)); diff != "" {
		t.Error(diff)
	}
	attention, err := w.ListLapsingRequirements(w.coordinator, &volunteerv1.ListLapsingRequirementsRequest{Municipality: municipality})
	if err != nil || len(attention.GetSupporters()) != 1 || attention.GetSupporters()[0].GetSupporter() != buddy ||
		attention.GetSupporters()[0].GetRequirements()[0].GetText() != "Buddytraining ontbreekt" {
		t.Errorf("got %v, %v", attention, err)
	}
	if remarks := w.remarks(t, buddy); len(remarks) > 0 {
		t.Errorf("it says nothing about taking cases: %v", remarks)
	}
	if _, err := w.stepped(pair.GetId(), volunteerv1.BuddyStep_BUDDY_STEP_SHADOW); err != nil {
		t.Errorf("what runs goes on: %v", err)
	}
}

func TestWhoIsABuddyWithoutAPairIsAskedTheSame(t *testing.T) {
	w := newWorld(t)
	newcomer, buddy := w.volunteerAt(t, "Nina", "", inTraining), w.volunteerAt(t, "Vera", "", isActive)
	if _, err := w.update(&volunteerv1.Supporter{Id: newcomer, Buddy: buddy}, "buddy"); err != nil {
		t.Fatal(err)
	}
	w.inRoles(t)
	if got := w.standings(w.coordinator, t, buddy)["buddy_course"]; got != "MISSING " {
		t.Errorf("got %s", got)
	}
}

// A pair goes on while the newcomer pauses; whoever once had a buddy, and pauses now, has none.
func TestWhoAccompaniesWhilePausing(t *testing.T) {
	w := newWorld(t)
	newcomer, buddy := w.volunteerAt(t, "Nina", "", inTraining), w.volunteerAt(t, "Vera", "", isActive)
	experienced, before := w.volunteerAt(t, "Els", "", isActive), w.volunteerAt(t, "Kees", "", isActive)
	if _, err := w.pair(newcomer, buddy); err != nil {
		t.Fatal(err)
	}
	if _, err := w.update(&volunteerv1.Supporter{Id: experienced, Buddy: before}, "buddy"); err != nil {
		t.Fatal(err)
	}
	w.inRoles(t)
	for _, id := range []string{newcomer, experienced} {
		if _, err := w.moveTo(id, volunteerv1.SupporterState_SUPPORTER_STATE_PAUSED, ""); err != nil {
			t.Fatal(err)
		}
	}
	for id, want := range map[string]string{buddy: "MISSING ", before: "NOT_ASKED "} {
		if got := w.standings(w.coordinator, t, id)["buddy_course"]; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestWhoHelpsInTheRegionIsShownThereWithWhatIsAsked(t *testing.T) {
	w := newWorld(t)
	id := w.volunteerAt(t, "Vera", "", isActive)
	w.inRoles(t)
	if remarks := w.remarks(t, id); len(remarks) > 0 {
		t.Errorf("who stays here needs nothing: %v", remarks)
	}
	if _, err := w.update(&volunteerv1.Supporter{Id: id, Regional: true}, "regional"); err != nil {
		t.Fatal(err)
	}
	want := []rpc.Remark{{Text: "Regioafspraak ontbreekt", Stops: true, Abroad: true}}
	if diff := cmp.Diff(want, w.remarks(t, id)); diff != "" {
		t.Error(diff)
	}
}

// That a course for buddies lapses is told of who accompanies somebody, and of nobody else.
func TestWhatLapsesInARoleIsToldOfWhoHasIt(t *testing.T) {
	w := newWorld(t)
	newcomer, buddy, other := w.volunteerAt(t, "Nina", "", inTraining), w.volunteerAt(t, "Vera", "", isActive), w.volunteerAt(t, "Els", "", isActive)
	w.inRoles(t)
	for _, id := range []string{buddy, other} {
		if _, err := w.record(w.coordinator, &volunteerv1.RecordRequirementRequest{Supporter: id, Requirement: "buddy_course", UntilDate: inDays(3)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.pair(newcomer, buddy); err != nil {
		t.Fatal(err)
	}
	told, err := w.TellLapsing(w.coordinator)
	if err != nil || told != 1 {
		t.Fatal(told, err)
	}
	if diff := cmp.Diff([]string{"lapsing buddy_course " + inDays(3) + " " + buddy}, w.lapses(t)); diff != "" {
		t.Error(diff)
	}
}
