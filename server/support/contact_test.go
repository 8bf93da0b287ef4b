package support_test

import (
	"testing"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
)

func ruleOf(err error) string {
	e := errs.Of(err)
	if e == nil {
		return ""
	}
	if len(e.Violations) > 0 {
		return e.Violations[0].Field + " " + e.Violations[0].Rule
	}
	return string(e.Reason)
}

func TestTheMinutesOfACaseAreThoseOfItsContacts(t *testing.T) {
	c := support.Case{State: support.OnHold, ApplicationDate: "2026-03-02", Minutes: 20}
	call := support.Told{Date: "2026-03-09", Minutes: 30}
	c, err := c.Write(call, "2026-03-10")
	if err != nil || c.Minutes != 50 {
		t.Fatalf("written: %d, %v", c.Minutes, err)
	}
	longer := support.Told{Date: "2026-03-09", Minutes: 45}
	if c, err = c.Rewrite(call, longer, "2026-03-10"); err != nil || c.Minutes != 65 {
		t.Fatalf("changed: %d, %v", c.Minutes, err)
	}
	if got, err := c.Unwrite(longer); err != nil || got.Minutes != 20 {
		t.Errorf("removed: %d, %v", got.Minutes, err)
	}
	if closed, _, err := c.Close(support.Closing{}, "2026-03-10"); err != nil || closed.Minutes != 65 {
		t.Errorf("closing that tells no minutes: %d, %v", closed.Minutes, err)
	}
	if closed, _, err := c.Close(support.Closing{Minutes: 90}, "2026-03-10"); err != nil || closed.Minutes != 90 {
		t.Errorf("closing that tells minutes: %d, %v", closed.Minutes, err)
	}
	for name, told := range map[string]support.Told{
		"contact_moment.contact_date date.before_application": {Date: "2026-03-01"},
		"contact_moment.contact_date date.future":             {Date: "2026-03-11"},
		"contact_moment.contact_date date.invalid":            {Date: "2026-02-30"},
	} {
		if _, err := c.Write(told, "2026-03-10"); ruleOf(err) != name {
			t.Errorf("got %v, want %s", err, name)
		}
	}
	c.Minutes = 60000
	if _, err := c.Write(call, "2026-03-10"); ruleOf(err) != "contact_moment.minutes contact.too_long" {
		t.Errorf("more than a case can take: %v", err)
	}
	c.State = support.Closed
	if _, err := c.Write(call, "2026-03-10"); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a closed case: %v", err)
	}
	if _, err := c.Unwrite(call); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a closed case: %v", err)
	}
}

func TestWhoMayChangeAContact(t *testing.T) {
	m := support.ContactMoment{Account: "theirs", EnteredBy: "desk", Version: 2}
	for name, c := range map[string]struct {
		account, etag string
		anyone        bool
		want          string
	}{
		"whose it is":         {"theirs", "2", false, ""},
		"who wrote it":        {"desk", "", false, ""},
		"somebody else":       {"other", "", false, "contact_moment contact.not_yours"},
		"nobody":              {"", "", false, "contact_moment contact.not_yours"},
		"a coordinator":       {"other", "", true, ""},
		"an outdated version": {"theirs", "1", false, "ETAG_MISMATCH"},
	} {
		if got := ruleOf(m.Change(c.account, c.etag, c.anyone)); got != c.want {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestWhatIsKeptOfADraftIsNotTypedOver(t *testing.T) {
	kept := support.ContactDraft{Case: "c", Account: "a", Version: 3, Told: support.Told{Note: sealed.Of("een"), WithWhom: []string{"RESIDENT", "COLLEAGUE"}}}
	same, other := support.Told{Note: sealed.Of("een"), WithWhom: []string{"COLLEAGUE", "RESIDENT"}}, support.Told{Note: sealed.Of("twee")}
	for name, c := range map[string]struct {
		by                support.Told
		of, account, etag string
		want              string
	}{
		"seen":                      {other, "c", "a", "3", ""},
		"not seen":                  {other, "c", "a", "2", "ETAG_MISMATCH"},
		"thought to be new":         {other, "c", "a", "", "ETAG_MISMATCH"},
		"the same, not seen":        {same, "c", "a", "2", ""},
		"the same, a retry":         {same, "c", "a", "", ""},
		"somebody else's":           {same, "c", "b", "3", "ALREADY_EXISTS"},
		"of another case":           {same, "d", "a", "3", "ALREADY_EXISTS"},
		"somebody else's, not seen": {other, "c", "b", "2", "ALREADY_EXISTS"},
	} {
		if got := ruleOf(kept.Replace(c.by, c.of, c.account, c.etag)); got != c.want {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestADraftMayBeIncompleteAndHasNoDayThatIsNone(t *testing.T) {
	for day, want := range map[string]string{"": "", "2026-03-09": "", "2090-01-01": "", "2026-02-30": "contact_draft.contact_date date.invalid", "0000-01-01": "contact_draft.contact_date date.invalid"} {
		if got := ruleOf(support.ContactDraft{Told: support.Told{Date: day}}.Check()); got != want {
			t.Errorf("%q: got %q", day, got)
		}
	}
}

func TestWaiting(t *testing.T) {
	open := support.Case{State: support.Open}
	held, err := open.Hold("DECISION", "2026-03-10", "2026-03-10")
	if err != nil || held.State != support.OnHold || held.HoldReason != "DECISION" || held.HoldUntilDate != "2026-03-10" {
		t.Fatalf("got %+v, %v", held, err)
	}
	if _, err := held.Hold("OTHER", "", "2026-03-10"); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("waits twice: %v", err)
	}
	if _, err := open.Hold("OTHER", "2026-03-09", "2026-03-10"); ruleOf(err) != "until_date date.past" {
		t.Errorf("until yesterday: %v", err)
	}
	if _, err := open.Hold("OTHER", "2026-02-30", "2026-03-10"); ruleOf(err) != "until_date date.invalid" {
		t.Errorf("until no day: %v", err)
	}
	resumed, err := held.Resume()
	if err != nil || resumed.State != support.Open || resumed.HoldReason != "" || resumed.HoldUntilDate != "" {
		t.Errorf("got %+v, %v", resumed, err)
	}
	if _, err := resumed.Resume(); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("goes on twice: %v", err)
	}
	if closed, _, err := held.Close(support.Closing{}, "2026-03-10"); err != nil || closed.HoldReason != "" || closed.HoldUntilDate != "" {
		t.Errorf("closed, and waits: %+v, %v", closed, err)
	}
}

func TestACaseRunsLong(t *testing.T) {
	for name, c := range map[string]struct {
		c     support.Case
		weeks int
		want  bool
	}{
		"twelve weeks":         {support.Case{State: support.Open, OpenDate: "2026-01-01"}, 12, false},
		"a day more":           {support.Case{State: support.OnHold, OpenDate: "2025-12-31"}, 12, true},
		"twenty hours":         {support.Case{State: support.Open, OpenDate: "2026-03-01", Minutes: 1200}, 12, false},
		"a minute more":        {support.Case{State: support.Open, OpenDate: "2026-03-01", Minutes: 1201}, 0, true},
		"closed, however long": {support.Case{State: support.Closed, OpenDate: "2020-01-01", Minutes: 9000}, 12, false},
		"other weeks":          {support.Case{State: support.Open, OpenDate: "2026-03-01"}, 3, true},
		"never":                {support.Case{State: support.Open, OpenDate: "2020-03-01"}, 0, false},
	} {
		if got := c.c.RunsLong(c.weeks, "2026-03-26"); got != c.want {
			t.Errorf("%s: got %t", name, got)
		}
	}
}

func TestEveryTransferIsAnsweredOnce(t *testing.T) {
	for _, from := range support.TransferStates {
		for _, to := range support.TransferStates {
			_, err := from.Move(to)
			if moves := from == support.Asked && to != support.Asked; moves != (err == nil) {
				t.Errorf("%s → %s: %v", from, to, err)
			}
		}
	}
	asked := support.Transfer{State: support.Asked, From: "f", FromAccount: "from", Successor: "s", SuccessorAccount: "next", Version: 1}
	for name, c := range map[string]struct {
		to   support.TransferState
		by   call.Owner
		want string
	}{
		"the successor accepts":        {support.Accepted, call.OwnedBy("next"), ""},
		"the successor refuses":        {support.Refused, call.OwnedBy("next"), ""},
		"a coordinator accepts":        {support.Accepted, call.Everyone(), ""},
		"who hands over withdraws":     {support.Withdrawn, call.OwnedBy("from"), ""},
		"a coordinator withdraws":      {support.Withdrawn, call.Everyone(), ""},
		"who hands over accepts":       {support.Accepted, call.OwnedBy("from"), "transfer transfer.not_yours"},
		"the successor withdraws":      {support.Withdrawn, call.OwnedBy("next"), "transfer transfer.not_yours"},
		"somebody else accepts":        {support.Accepted, call.OwnedBy("other"), "transfer transfer.not_yours"},
		"nobody accepts for everybody": {support.Accepted, call.Owner{}, "transfer transfer.not_yours"},
	} {
		got, err := asked.Answer(c.to, c.by, "", "2026-03-10")
		if ruleOf(err) != c.want {
			t.Errorf("%s: got %v", name, err)
		}
		if err == nil && (got.State != c.to || got.AnswerDate != "2026-03-10" || got.ByPhone != (c.by.IsEveryone() && c.to != support.Withdrawn)) {
			t.Errorf("%s: got %+v", name, got)
		}
	}
	unnamed := support.Transfer{State: support.Asked}
	if _, err := unnamed.Answer(support.Accepted, call.OwnedBy(""), "", "2026-03-10"); err == nil {
		t.Error("nobody in particular accepted")
	}
	if _, err := unnamed.Name("", call.Everyone()); ruleOf(err) != "successor transfer.nobody" {
		t.Errorf("nobody goes on: %v", err)
	}
	if _, err := asked.Name("x", call.OwnedBy("next")); ruleOf(err) != "successor transfer.not_yours" {
		t.Errorf("the successor names another: %v", err)
	}
	if got, err := asked.Name("x", call.Everyone()); err != nil || got.Successor != "x" {
		t.Errorf("a coordinator names another: %v, %v", got, err)
	}
}

func TestWhoCanGoOn(t *testing.T) {
	asked := support.Transfer{From: "f", Kind: "FORMAL"}
	for name, c := range map[string]struct {
		who  support.Candidate
		want string
	}{
		"a professional":        {support.Candidate{ID: "s", Kind: "FORMAL", State: "ACTIVE"}, ""},
		"with a buddy":          {support.Candidate{ID: "s", Kind: "FORMAL", State: "WITH_BUDDY"}, ""},
		"a volunteer":           {support.Candidate{ID: "s", Kind: "INFORMAL", State: "ACTIVE"}, "successor transfer.other_kind"},
		"who hands over":        {support.Candidate{ID: "f", Kind: "FORMAL", State: "ACTIVE"}, "successor transfer.same"},
		"somebody in training":  {support.Candidate{ID: "s", Kind: "FORMAL", State: "IN_TRAINING"}, "successor transfer.not_active"},
		"somebody who left":     {support.Candidate{ID: "s", Kind: "FORMAL", State: "LEFT"}, "successor transfer.not_active"},
		"somebody who is ill":   {support.Candidate{ID: "s", Kind: "FORMAL", State: "PAUSED"}, "successor transfer.not_active"},
		"somebody put on a bar": {support.Candidate{ID: "s", Kind: "FORMAL", State: "SUSPENDED"}, "successor transfer.not_active"},
	} {
		if got := ruleOf(asked.Succeeds(c.who, "successor")); got != c.want {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

// What a resident chose for one successor does not open what was before to the next.
func TestAChoiceIsForOneSuccessor(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 3, 10, hour, 0, 0, 0, time.UTC) }
	c := support.Case{State: support.Open, Supporter: "a", SecondSupporter: "b", Account: "account"}
	c, err := c.Choose(support.Everything, call.OwnedBy("account"), "account", at(9))
	if err != nil {
		t.Fatal(err)
	}
	c, err = c.HandTo("b", at(9), at(10))
	if err != nil || c.Supporter != "b" || c.SecondSupporter != "" || c.SuccessorView != support.Everything || !c.SeenFrom.Equal(at(10)) {
		t.Fatalf("got %+v, %v", c, err)
	}
	if _, err := c.Choose(support.Everything, call.OwnedBy("b"), "b", at(11)); ruleOf(err) != "successor_view transfer.view_not_yours" {
		t.Errorf("a successor opened what was before: %v", err)
	}
	if again, err := c.HandTo("c", at(12), at(13)); err != nil || again.SuccessorView != support.NotChosen || !again.ViewTime.IsZero() {
		t.Errorf("got %+v, %v", again, err)
	}
	c, err = c.Choose(support.SeeGoals, call.Everyone(), "desk", at(11))
	if err != nil {
		t.Fatal(err)
	}
	if again, err := c.HandTo("c", at(12), at(13)); err != nil || again.SuccessorView != support.NotChosen {
		t.Errorf("what was chosen for b, when b was there: %+v, %v", again, err)
	}
	if again, err := c.HandTo("c", at(10), at(13)); err != nil || again.SuccessorView != support.SeeGoals {
		t.Errorf("what was chosen once c was asked: %+v, %v", again, err)
	}
}

// What was chosen for a transfer ends with it, as what was chosen before the first one was asked does; what was chosen for who
// took over before stays theirs.
func TestAChoiceEndsWithItsTransfer(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 3, 10, hour, 0, 0, 0, time.UTC) }
	for name, c := range map[string]struct {
		seenFrom, chosen time.Time
		stays            bool
	}{
		"before the first was asked":       {time.Time{}, at(9), false},
		"once the first was asked":         {time.Time{}, at(11), false},
		"for who took over before":         {at(8), at(9), true},
		"once the next was asked":          {at(8), at(11), false},
		"at the moment the next was asked": {at(8), at(10), false},
	} {
		was := support.Case{State: support.Open, Supporter: "a", SeenFrom: c.seenFrom, SuccessorView: support.Everything, ViewTime: c.chosen, ViewAccount: "desk"}
		got := was.Unchosen(at(10))
		if stays := got.SuccessorView == support.Everything; stays != c.stays || stays == got.ViewTime.IsZero() || stays == (got.ViewAccount == "") || !got.SeenFrom.Equal(c.seenFrom) {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}
