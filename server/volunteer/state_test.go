package volunteer_test

import (
	"testing"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/volunteer"
)

// The machine of CONTRACT.md, written out pair by pair: rows are from, columns to, in the order
// of volunteer.States; x moves, . is refused.
var machine = map[volunteer.State]string{
	//                     A T B C P S L
	volunteer.Applicant:  ". x . . . . x",
	volunteer.InTraining: ". . x . x x x",
	volunteer.WithBuddy:  ". . . x x x x",
	volunteer.Active:     ". . . . x x x",
	volunteer.Paused:     ". x x x . x x",
	volunteer.Suspended:  ". x x x . . x",
	volunteer.Left:       "x . . . . . .",
}

func TestEveryPairOfStatesMovesOrIsRefused(t *testing.T) {
	for _, from := range volunteer.States {
		for i, to := range volunteer.States {
			moved, err := from.Move(to)
			if machine[from][2*i] == 'x' {
				if err != nil || moved != to {
					t.Errorf("%s → %s: got %s, %v", from, to, moved, err)
				}
				continue
			}
			e := errs.Of(err)
			if e == nil || e.Reason != errs.StateConflictReason || e.Args["state"] != string(from) || e.Args["resource"] != "supporter" {
				t.Errorf("%s → %s must be refused naming the state, got %v", from, to, err)
			}
			if moved != from {
				t.Errorf("%s → %s was refused and yet moved to %s", from, to, moved)
			}
		}
	}
	if len(volunteer.Moves) != len(volunteer.States) {
		t.Errorf("the machine has %d states, the contract %d", len(volunteer.Moves), len(volunteer.States))
	}
}

func TestStart(t *testing.T) {
	if got := volunteer.Start(volunteer.Informal); got != volunteer.Applicant {
		t.Errorf("an informal supporter starts as %s", got)
	}
	if got := volunteer.Start(volunteer.Formal); got != volunteer.Active {
		t.Errorf("a formal supporter starts as %s", got)
	}
}

func TestWhoIsGone(t *testing.T) {
	for _, state := range volunteer.States {
		if got, want := state.Gone(), state == "SUSPENDED" || state == "LEFT"; got != want {
			t.Errorf("%s: gone %t, want %t", state, got, want)
		}
	}
}
