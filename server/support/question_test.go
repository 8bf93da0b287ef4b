package support_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
)

func TestEveryQuestionEndsOnce(t *testing.T) {
	for _, from := range support.QuestionStates {
		for _, to := range support.QuestionStates {
			ended, err := support.Question{State: from}.End(to, "2026-03-10")
			moves := from == support.QuestionOpen && to != support.QuestionOpen
			if moves != (err == nil) || moves != (ended.AnswerDate == "2026-03-10") || !moves && !errs.Is(err, errs.StateConflictReason) {
				t.Errorf("%s → %s: %+v, %v", from, to, ended, err)
			}
		}
	}
}

func TestAQuestionIsAskedOfACaseThatRuns(t *testing.T) {
	runs := support.Case{ID: "c", Dossier: "d", Application: "a", Account: "me", State: support.OnHold}
	asked, err := runs.AskAccess(support.Question{}, "STRUCTURAL", sealed.Of("dit blijft"), "q", "2026-03-10")
	if err != nil || asked.ID != "q" || asked.Case != "c" || asked.Dossier != "d" || asked.Application != "a" || asked.Account != "me" ||
		asked.Reason != "STRUCTURAL" || asked.Note.Reveal() != "dit blijft" || asked.ByItself || asked.State != support.QuestionOpen || asked.AskDate != "2026-03-10" {
		t.Fatalf("got %+v, %v", asked, err)
	}
	if again, err := runs.AskAccess(asked, "MOVED", sealed.Of("verhuisd"), "r", "2026-03-11"); !errs.Is(err, errs.AlreadyExistsReason) || again.Reason != "STRUCTURAL" {
		t.Errorf("asked twice: %+v, %v", again, err)
	}
	itself := runs.AskItself("i", "2026-03-01")
	if itself.Reason != "LONG" || !itself.ByItself || itself.State != support.QuestionOpen {
		t.Errorf("got %+v", itself)
	}
	worded, err := runs.AskAccess(itself, "COMPLEX", sealed.Of("te zwaar"), "r", "2026-03-10")
	if err != nil || worded.ID != "i" || worded.AskDate != "2026-03-01" || worded.Reason != "COMPLEX" || worded.Note.Reveal() != "te zwaar" || worded.ByItself {
		t.Errorf("a question that the case asked itself: %+v, %v", worded, err)
	}
	if _, err := (support.Case{State: support.Closed}).AskAccess(support.Question{}, "LONG", sealed.Of("x"), "q", "2026-03-10"); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("of a closed case: %v", err)
	}
}

func TestACoordinatorSaysWhyACaseGoesOn(t *testing.T) {
	open := support.Question{State: support.QuestionOpen, Version: 2}
	if _, err := open.GoOn(sealed.Of("nog één gesprek"), "1", "2026-03-10"); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("an older version: %v", err)
	}
	got, err := open.GoOn(sealed.Of("nog één gesprek"), "2", "2026-03-10")
	if err != nil || got.State != support.GoesOn || got.Answer.Reveal() != "nog één gesprek" || got.AnswerDate != "2026-03-10" {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := got.GoOn(sealed.Of("toch"), "", "2026-03-10"); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("answered twice: %v", err)
	}
}

func TestOnlyATransferToWhoCanDoMoreAnswersTheQuestion(t *testing.T) {
	for _, reason := range []string{"COMPLEX", "NO_CLICK", "ACQUAINTED", "TIME", "ILL", "LEAVING", "RESIDENT_ASKED", "OTHER"} {
		if got := (support.Transfer{Reason: reason}).AnswersQuestion(); got != (reason == "COMPLEX") {
			t.Errorf("%s: %t", reason, got)
		}
	}
}

func TestASuccessorReadsTheWordsThatTheResidentChose(t *testing.T) {
	supporter := call.Call{Role: call.RoleSupporter, Scope: call.ScopeOwn, Caller: call.Caller{Account: "me"}}.Owner()
	for _, owner := range []call.Owner{call.Everyone(), supporter} {
		for _, earlier := range []bool{false, true} {
			for _, view := range support.SuccessorViews {
				q := support.Question{Note: sealed.Of("toelichting"), Answer: sealed.Of("antwoord"), State: support.GoesOn, Earlier: earlier, View: view}.Show(owner)
				words := owner.IsEveryone() || !earlier || view == support.Everything
				if words != (q.Note.Reveal() != "") || words != (q.Answer.Reveal() != "") || q.State != support.GoesOn {
					t.Errorf("coordinator %t, earlier %t, %q: %+v", owner.IsEveryone(), earlier, view, q)
				}
			}
		}
	}
}

// A case is asked of once so many weeks are over, and not on the day on which they are: the day before which it opened
// is so many weeks ago, in whatever time of the year.
func TestLongSinceIsSoManyWeeksAgo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := time.Date(2024, 1, 1, 12, 0, 0, 0, time.UTC)
		today := start.AddDate(0, 0, rapid.IntRange(0, 2000).Draw(t, "day"))
		weeks := rapid.IntRange(1, 104).Draw(t, "weeks")
		since, err := time.Parse(time.DateOnly, support.LongSince(weeks, calendar.Day(today)))
		if err != nil || int(today.Truncate(24*time.Hour).Sub(since).Hours()) != weeks*7*24 {
			t.Fatalf("%d weeks before %s: %s, %v", weeks, today, since, err)
		}
	})
	if got := support.LongSince(0, "2026-03-10"); got != "" {
		t.Errorf("never: %q", got)
	}
}
