package intake_test

import (
	"strings"
	"testing"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/errs"
)

// The table is written by hand from CONTRACT's text, a row per move and a column per state; "."
// is refused. It repeats intake.Machine on purpose, in another form.
const table = `
                   RCVD CONS ANSW OWN  HAND REFD WAIT OFFD MTCH SUPP CLSD ENDD MERG
CONSENT_GIVEN      .    RCVD .    .    .    .    .    .    .    .    .    .    .
CONSENT_WITHDRAWN  CONS .    .    .    .    .    .    .    .    .    .    .    .
DECIDE_ANSWERED    ANSW .    ANSW ANSW ANSW ANSW ANSW ANSW .    .    .    .    .
DECIDE_OWN_NETWORK OWN  .    OWN  OWN  OWN  OWN  OWN  OWN  .    .    .    .    .
DECIDE_SUPPORT     WAIT .    WAIT WAIT WAIT WAIT WAIT WAIT .    .    .    .    .
DECIDE_ACCESS_TEAM HAND .    HAND HAND HAND HAND HAND HAND .    .    .    .    .
DECIDE_REFERRED    REFD .    REFD REFD REFD REFD REFD REFD .    .    .    .    .
OFFER              .    .    .    .    .    .    OFFD OFFD .    .    .    .    .
MATCH              .    .    .    .    .    .    .    MTCH .    .    .    .    .
WAIT               .    .    .    .    .    .    .    WAIT WAIT WAIT .    .    .
SUPPORT            .    .    .    .    .    .    .    .    SUPP .    .    .    .
HAND_OVER          .    .    .    .    .    .    .    .    .    HAND .    .    .
CLOSE              .    .    .    .    .    .    .    .    .    CLSD .    .    .
END                ENDD ENDD ENDD ENDD ENDD ENDD ENDD ENDD ENDD ENDD .    .    .
DECEASE            ENDD ENDD ENDD ENDD ENDD ENDD ENDD ENDD ENDD ENDD ENDD .    .
REOPEN_RECEIVED    .    .    .    .    .    .    .    .    .    .    .    RCVD .
REOPEN_AWAITING    .    .    .    .    .    .    .    .    .    .    .    CONS .
REOPEN_ANSWERED    .    .    .    .    .    .    .    .    .    .    .    ANSW .
REOPEN_OWN_NETWORK .    .    .    .    .    .    .    .    .    .    .    OWN  .
REOPEN_SUPPORT     .    .    .    .    .    .    .    .    .    .    .    WAIT .
REOPEN_ACCESS_TEAM .    .    .    .    .    .    .    .    .    .    .    HAND .
REOPEN_REFERRED    .    .    .    .    .    .    .    .    .    .    .    REFD .
REOPEN_CLOSED      .    .    .    .    .    .    .    .    .    .    .    CLSD .
MERGE              MERG MERG MERG MERG MERG MERG MERG MERG MERG MERG MERG MERG .
`

func TestEveryMoveFromEveryState(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(table), "\n")
	short := map[string]intake.State{}
	for i, name := range strings.Fields(lines[0]) {
		short[name] = intake.States[i]
	}
	if len(short) != len(intake.States) || len(lines)-1 != len(intake.Machine) {
		t.Fatalf("the table has %d states and %d moves, the machine %d and %d",
			len(short), len(lines)-1, len(intake.States), len(intake.Machine))
	}
	for _, line := range lines[1:] {
		fields := strings.Fields(line)
		move := intake.Move(fields[0])
		for i, want := range fields[1:] {
			from := intake.States[i]
			application := intake.Application{State: from}
			err := application.Move(move)
			if want == "." {
				if refusal := errs.Of(err); !errs.Is(err, errs.StateConflictReason) || refusal.Args["state"] != string(from) {
					t.Errorf("%s from %s: must be refused naming the state, got %v", move, from, err)
				}
				if application.State != from {
					t.Errorf("%s from %s: refused, yet moved to %s", move, from, application.State)
				}
				continue
			}
			if err != nil || application.State != short[want] {
				t.Errorf("%s from %s: got %s (%v), want %s", move, from, application.State, err, short[want])
			}
		}
	}
}

// What has not ended keeps a person from being erased.
func TestWhatRunsHasToEnd(t *testing.T) {
	running := map[intake.State]bool{
		intake.Received: true, intake.AwaitingConsent: true, intake.WaitingForMatch: true, intake.Offered: true,
		intake.Matched: true, intake.InSupport: true,
	}
	for _, state := range intake.States {
		if state.Running() != running[state] {
			t.Errorf("%s: got %t", state, state.Running())
		}
	}
}

func TestWhatEndedOrWasMergedIsNotEdited(t *testing.T) {
	for _, state := range intake.States {
		refused := state == intake.Ended || state == intake.Merged
		err := intake.Application{State: state}.CheckEdit()
		if (err != nil) != refused || refused && !errs.Is(err, errs.StateConflictReason) {
			t.Errorf("%s: got %v", state, err)
		}
	}
}
