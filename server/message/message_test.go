package message_test

import (
	"testing"
	"time"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/errs"
)

var now = time.Date(2026, 3, 9, 11, 0, 0, 0, time.UTC)

// Every move from every state either happens or is refused, naming the state.
func TestEveryMove(t *testing.T) {
	called := func(m message.Message) (message.Message, error) {
		m.Channel = message.Call
		return m.Call(message.Reached, now)
	}
	printed := func(m message.Message) (message.Message, error) {
		m.Channel = message.Letter
		return m.Print(now)
	}
	cancel := func(m message.Message) (message.Message, error) { return m.Cancel(message.NotNeeded) }
	retry := func(m message.Message) (message.Message, error) {
		return m.Retry(message.Decision{Channel: message.Mail}, now)
	}
	for name, c := range map[string]struct {
		move func(m message.Message) (message.Message, error)
		from []message.State
		to   message.State
	}{
		"call":   {called, []message.State{message.ToDo}, message.Done},
		"print":  {printed, []message.State{message.ToDo}, message.Done},
		"cancel": {cancel, []message.State{message.Queued, message.ToDo, message.Failed, message.Bounced}, message.Cancelled},
		"retry":  {retry, []message.State{message.Failed, message.Bounced}, message.Queued},
	} {
		may := map[message.State]bool{}
		for _, s := range c.from {
			may[s] = true
		}
		for _, from := range message.States {
			got, err := c.move(message.Message{State: from, Fault: message.Answered})
			if may[from] && (err != nil || got.State != c.to) || !may[from] && (!errs.Is(err, errs.StateConflictReason) || got.State != from) {
				t.Errorf("%s from %s: %s, %v", name, from, got.State, err)
			}
		}
	}
}

func TestWhatSomebodyTookBackCanGoAfterAll(t *testing.T) {
	back, err := message.Message{State: message.Queued, Channel: message.Mail}.Cancel(message.NotNeeded)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := back.Retry(message.Decision{Channel: message.Letter}, now); err != nil || got.State != message.ToDo || got.Channel != message.Letter || got.Fault != "" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestALetterIsPrintedAndACallIsMade(t *testing.T) {
	letter := message.Message{State: message.ToDo, Channel: message.Letter}
	if _, err := letter.Call(message.Reached, now); !errs.Is(err, errs.Invalid) {
		t.Errorf("a letter was called: %v", err)
	}
	task := message.Message{State: message.ToDo, Channel: message.Call}
	if _, err := task.Print(now); !errs.Is(err, errs.Invalid) {
		t.Errorf("a call was printed: %v", err)
	}
	for _, outcome := range []message.Outcome{message.NotReached, message.CallLater} {
		if got, err := task.Call(outcome, now); err != nil || got.State != message.ToDo || got.Attempts != 1 {
			t.Errorf("%s: %+v, %v", outcome, got, err)
		}
	}
}

func TestAMessageIsTriedForADay(t *testing.T) {
	m := message.Message{State: message.Queued, NextAttempt: now}
	at := now
	for m.State == message.Queued {
		at = m.NextAttempt
		m.State, m.Attempts = message.Sending, m.Attempts+1
		m = m.Tried(message.Unreachable, at)
	}
	if m.State != message.Failed || m.Fault != message.TooLate || !m.NextAttempt.IsZero() || m.Attempts != 9 {
		t.Errorf("got %+v", m)
	}
	if tried := at.Sub(now); tried != 24*time.Hour {
		t.Errorf("it was tried for %s", tried)
	}
}

func TestWhatBecomesOfAnAttempt(t *testing.T) {
	for fault, want := range map[message.Fault]message.State{
		"": message.Sent, message.Unreachable: message.Queued, message.Later: message.Queued, message.SignInRefused: message.Queued,
		message.AddressRefused: message.Bounced, message.MessageRefused: message.Failed,
	} {
		got := message.Message{State: message.Sending, Attempts: 1}.Tried(fault, now)
		if got.State != want || got.Fault != fault || (got.SentTime.IsZero() != (want != message.Sent)) || (got.NextAttempt.IsZero() != (want != message.Queued)) {
			t.Errorf("%q: %+v", fault, got)
		}
	}
}

func TestWhenTheWeekIsTold(t *testing.T) {
	for at, want := range map[string]struct {
		period string
		due    bool
	}{
		"2026-03-09T06:59:00+01:00": {"2026-W11", false}, "2026-03-09T07:00:00+01:00": {"2026-W11", true},
		"2026-03-10T07:00:00+01:00": {"2026-W11", false}, "2027-01-04T08:00:00+01:00": {"2027-W01", true},
		"2029-01-01T08:00:00+01:00": {"2029-W01", true}, "2026-12-28T08:00:00+01:00": {"2026-W53", true},
	} {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if period, due := message.WeekOf(moment); period != want.period || due != want.due {
			t.Errorf("%s: %s, %t", at, period, due)
		}
	}
}
