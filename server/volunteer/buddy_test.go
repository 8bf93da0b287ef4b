package volunteer_test

import (
	"strings"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

// The path written out: by the step that a pair is at, and by what took place (S, T or O), where they stand then, where
// when it is done once more, and ! when that skips.
var path = map[volunteer.BuddyStep]string{
	volunteer.Shadow:   "S:TOGETHER/SHADOW T:SOLO/TOGETHER! O:DONE/SOLO!",
	volunteer.Together: "S:TOGETHER/TOGETHER T:SOLO/TOGETHER O:DONE/SOLO!",
	volunteer.Solo:     "S:SOLO/SOLO T:SOLO/SOLO O:DONE/SOLO",
	volunteer.Done:     "S:DONE/DONE T:DONE/DONE O:DONE/DONE",
}

func TestEveryStepFromEveryStep(t *testing.T) {
	took := map[string]volunteer.BuddyStep{"S": volunteer.Shadow, "T": volunteer.Together, "O": volunteer.Solo}
	for _, at := range volunteer.BuddySteps {
		for _, written := range strings.Fields(path[at]) {
			letter, rest, _ := strings.Cut(written, ":")
			next, again, _ := strings.Cut(strings.TrimSuffix(rest, "!"), "/")
			skips := strings.HasSuffix(rest, "!")
			pair := volunteer.BuddyPair{Step: at}
			for repeated, want := range map[bool]string{false: next, true: again} {
				record := volunteer.BuddyRecord{Step: took[letter], Again: repeated}
				_, _, err := pair.Record(record, "2026-03-02")
				if skips != errs.Is(err, errs.Invalid) {
					t.Errorf("%s at %s: without a reason: %v", record.Step, at, err)
				}
				record.SkipReason = sealed.Of("comes with experience")
				got, _, err := pair.Record(record, "2026-03-02")
				if err != nil || string(got.Step) != want {
					t.Errorf("%s at %s, again %t: got %s, %v, want %s", record.Step, at, repeated, got.Step, err, want)
				}
			}
		}
	}
	if len(volunteer.BuddyMoves) != len(volunteer.BuddySteps) || len(path) != len(volunteer.BuddySteps) {
		t.Error("the path has other steps than the contract")
	}
}

func TestAStepHasADayAndARunningPair(t *testing.T) {
	pair := volunteer.BuddyPair{Step: volunteer.Shadow}
	for day, rule := range map[string]string{"": "", "2026-03-02": "", "2026-03-03": "date.future", "2026-02-30": "date.invalid"} {
		_, record, err := pair.Record(volunteer.BuddyRecord{Step: volunteer.Shadow, Held: day}, "2026-03-02")
		var got string
		if e := errs.Of(err); e != nil {
			got = e.Violations[0].Rule
		}
		if got != rule || record.Held == "" {
			t.Errorf("%q: got %q on %q", day, got, record.Held)
		}
	}
	ended, err := pair.EndOn("2026-03-02")
	if err != nil || ended.End != "2026-03-02" {
		t.Fatalf("got %v, %v", ended, err)
	}
	if _, err := ended.EndOn("2026-03-03"); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("ended twice: %v", err)
	}
	if _, _, err := ended.Record(volunteer.BuddyRecord{Step: volunteer.Shadow}, "2026-03-02"); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a step of a pair that ended: %v", err)
	}
}

func TestWhoAccompaniesWhom(t *testing.T) {
	informal := func(id string, state volunteer.State) volunteer.Supporter {
		return volunteer.Supporter{ID: id, Kind: volunteer.Informal, State: state}
	}
	formal := volunteer.Supporter{ID: "3", Kind: volunteer.Formal, State: volunteer.Active}
	for _, state := range volunteer.States {
		_, moves, err := volunteer.Accompany(informal("1", state), informal("2", volunteer.Active), "2026-03-02")
		if can := state == "IN_TRAINING" || state == "WITH_BUDDY"; can != (err == nil) || moves != (state == "IN_TRAINING") {
			t.Errorf("a newcomer who is %s: moves %t, %v", state, moves, err)
		}
		_, _, err = volunteer.Accompany(informal("1", volunteer.InTraining), informal("2", state), "2026-03-02")
		if can := state == "ACTIVE"; can != (err == nil) {
			t.Errorf("a buddy who is %s: %v", state, err)
		}
	}
	for name, c := range map[string]struct {
		newcomer, buddy volunteer.Supporter
		field, rule     string
	}{
		"oneself":                 {informal("1", volunteer.WithBuddy), informal("1", volunteer.WithBuddy), "buddy_pair.buddy", "buddy.self"},
		"a professional":          {informal("1", volunteer.WithBuddy), formal, "buddy_pair.buddy", "buddy.not_active"},
		"a professional with one": {formal, informal("2", volunteer.Active), "buddy_pair.newcomer", "buddy.no_newcomer"},
	} {
		_, _, err := volunteer.Accompany(c.newcomer, c.buddy, "2026-03-02")
		if e := errs.Of(err); e == nil || e.Violations[0].Field != c.field || e.Violations[0].Rule != c.rule {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestWhoBecomesActiveAloneFirst(t *testing.T) {
	for _, worked := range append(volunteer.States, "") {
		for _, to := range volunteer.States {
			for _, kind := range []volunteer.Kind{volunteer.Informal, volunteer.Formal, volunteer.Unknown} {
				want := kind == "INFORMAL" && to == "ACTIVE" && (worked == "IN_TRAINING" || worked == "WITH_BUDDY")
				if got := (volunteer.Supporter{Kind: kind}).NeedsSolo(worked, to); got != want {
					t.Errorf("%s from %q to %s: got %t", kind, worked, to, got)
				}
			}
		}
	}
}

func TestHowItWentIsForBothAndTheCoordinator(t *testing.T) {
	pair := volunteer.BuddyPair{Records: []volunteer.BuddyRecord{{Step: volunteer.Shadow, Note: sealed.Of("went well"), Case: "c"}}}
	for name, c := range map[string]struct {
		owner call.Owner
		sees  bool
	}{
		"coordinator": {call.Everyone(), true}, "one of them": {call.OwnedBy("account"), true}, "organisation": {call.OwnedByOrganisation("MEE"), false},
	} {
		got := pair.For(c.owner).Records[0]
		if (got.Note.Reveal() != "") != c.sees || (got.Case != "") != c.sees || got.Step != volunteer.Shadow {
			t.Errorf("%s: got %q", name, got.Note.Reveal())
		}
	}
	if pair.Records[0].Note.Reveal() == "" {
		t.Error("what is kept changed")
	}
}
