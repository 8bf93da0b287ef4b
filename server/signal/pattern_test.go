package signal_test

import (
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/signal"
)

func TestEveryPairOfPatternStatesMovesOrIsRefused(t *testing.T) {
	const g, r, a, c, w = signal.Gathering, signal.Released, signal.Answered, signal.Closed, signal.Withdrawn
	allowed := map[[2]signal.PatternState]bool{
		{g, r}: true, {g, w}: true, {r, a}: true, {r, c}: true, {r, w}: true, {a, a}: true, {a, c}: true, {a, w}: true,
	}
	for _, from := range signal.PatternStates {
		for _, to := range signal.PatternStates {
			got, err := from.Move(to)
			if allowed[[2]signal.PatternState{from, to}] {
				if err != nil || got != to {
					t.Errorf("%s to %s: got %s, %v", from, to, got, err)
				}
			} else if !errs.Is(err, errs.StateConflictReason) || errs.Of(err).Args["state"] != string(from) || got != from {
				t.Errorf("%s to %s: got %s, %v", from, to, got, err)
			}
		}
	}
}

// A pattern changes while it is gathered, and never once a copy left: that would tell something else.
func TestWhatLeftIsNotChanged(t *testing.T) {
	for _, state := range signal.PatternStates {
		p := signal.Pattern{State: state, Version: 3}
		if err := p.Change("3"); (err == nil) != (state == signal.Gathering) {
			t.Errorf("%s: got %v", state, err)
		}
	}
	left := signal.Pattern{State: signal.Released, Released: "r", Version: 3, CopyVersion: 2}
	if left.Etag() != "3-2" || !errs.Is(left.CheckEtag("3"), errs.EtagMismatchReason) || left.CheckEtag("3-2") != nil {
		t.Errorf("the etag of a pattern that left is %s", left.Etag())
	}
}

// Who reads as what: no other role is an addressee, so it reads nothing.
func TestWhoIsAddressed(t *testing.T) {
	want := map[call.Role]signal.Addressee{
		call.RolePolicyAdviser: signal.PolicyAdviser, call.RoleAccessTeam: signal.AccessTeam, call.RoleFoundationBoard: signal.Foundation,
	}
	for role := call.RoleUnspecified; role <= call.RoleSystem; role++ {
		got, ok := signal.As(role)
		if got != want[role] || ok != (want[role] != "") {
			t.Errorf("role %d: got %q, %t", role, got, ok)
		}
	}
}

func TestReply(t *testing.T) {
	for name, c := range map[string]struct {
		state     signal.PatternState
		as, whose signal.Addressee
		by        string
		who       signal.Addressee
		want      string
	}{
		"the adviser":                           {signal.Released, signal.PolicyAdviser, "", "", signal.PolicyAdviser, ""},
		"the adviser says so":                   {signal.Answered, signal.PolicyAdviser, signal.PolicyAdviser, today, signal.PolicyAdviser, ""},
		"the adviser for the foundation":        {signal.Released, signal.PolicyAdviser, signal.Foundation, "", "", "addressee pattern.answers_as"},
		"the coordinator for the provider":      {signal.Released, "", signal.CareProvider, "2026-05-01", signal.CareProvider, ""},
		"the coordinator for nobody":            {signal.Released, "", "", "", "", "addressee pattern.not_addressed"},
		"the coordinator for who it is not for": {signal.Released, "", signal.Other, "", "", "addressee pattern.not_addressed"},
		"a day that is over":                    {signal.Released, signal.PolicyAdviser, "", "2026-03-09", "", "by_date until_date.past"},
		"a day that is none":                    {signal.Released, signal.PolicyAdviser, "", "2026-02-30", "", "by_date date.invalid"},
		"a pattern that was closed":             {signal.Closed, signal.PolicyAdviser, "", "", "", "STATE_CONFLICT"},
		"a pattern that was withdrawn":          {signal.Withdrawn, signal.PolicyAdviser, "", "", "", "STATE_CONFLICT"},
	} {
		left := signal.Copy{State: c.state, Addressees: []signal.Addressee{signal.PolicyAdviser, signal.CareProvider}, Answers: []signal.Answer{{Words: "eerst"}}}
		got, err := left.Reply("", c.as, signal.Answer{As: c.whose, By: c.by, Words: "antwoord"}, today)
		if c.want == "STATE_CONFLICT" {
			if !errs.Is(err, errs.StateConflictReason) {
				t.Errorf("%s: got %v", name, err)
			}
			continue
		}
		if rules(err) != c.want {
			t.Errorf("%s: got %v", name, err)
			continue
		}
		if c.want == "" && (got.State != signal.Answered || len(got.Answers) != 2 || got.Answers[1].As != c.who || got.Answers[0].Words != "eerst") {
			t.Errorf("%s: got %+v", name, got)
		}
	}
	if _, err := (signal.Copy{State: signal.Released, Version: 2}).Reply("1", signal.PolicyAdviser, signal.Answer{}, today); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("got %v", err)
	}
}
