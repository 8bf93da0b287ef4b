package promise_test

import (
	"math"
	"testing"
	"time"

	"oco.example/oco/server/intake/promise"
)

func at(t testing.TB, text string) time.Time {
	t.Helper()
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

// usual are terms as most municipalities have them.
var usual = promise.Terms{MadeDays: 2, HeldDays: 2, UrgentMatchHours: 4, UrgentMadeDays: 1, UrgentHeldDays: 1, WarningHours: 2}

var (
	runs   = promise.Situation{Runs: true}
	still  = promise.Situation{}
	urgent = promise.Situation{Runs: true, Urgent: true}
)

// When each promise of an application is broken, and when somebody is warned: written by hand.
func TestWhenPromisesAreBroken(t *testing.T) {
	everyDay := usual
	everyDay.EveryDay = true
	for _, c := range []struct {
		name, from             string
		situation              promise.Situation
		terms                  promise.Terms
		match, warn, made, end string
	}{
		{
			"a Tuesday morning", "2026-11-24T09:30:00+01:00", runs, usual,
			"2026-11-25T00:00:00+01:00", "2026-11-24T15:00:00+01:00", "2026-11-27T00:00:00+01:00", "2026-11-27T00:00:00+01:00",
		},
		{
			"late in the afternoon: warned at once", "2026-11-24T16:30:00+01:00", runs, usual,
			"2026-11-25T00:00:00+01:00", "2026-11-24T16:30:00+01:00", "2026-11-27T00:00:00+01:00", "2026-11-27T00:00:00+01:00",
		},
		{
			"on a Saturday", "2026-11-21T12:00:00+01:00", runs, usual,
			"2026-11-24T00:00:00+01:00", "2026-11-23T15:00:00+01:00", "2026-11-25T00:00:00+01:00", "2026-11-25T00:00:00+01:00",
		},
		{
			"on a Saturday that counts", "2026-11-21T12:00:00+01:00", runs, everyDay,
			"2026-11-22T00:00:00+01:00", "2026-11-21T12:00:00+01:00", "2026-11-24T00:00:00+01:00", "2026-11-24T00:00:00+01:00",
		},
		{
			"before Easter", "2026-04-02T10:00:00+02:00", runs, usual,
			"2026-04-03T00:00:00+02:00", "2026-04-02T15:00:00+02:00", "2026-04-09T00:00:00+02:00", "2026-04-09T00:00:00+02:00",
		},
		{
			"on 24 December", "2026-12-24T10:00:00+01:00", runs, usual,
			"2026-12-25T00:00:00+01:00", "2026-12-24T15:00:00+01:00", "2026-12-30T00:00:00+01:00", "2026-12-30T00:00:00+01:00",
		},
		{
			"urgent, in the morning", "2026-11-24T09:30:00+01:00", urgent, usual,
			"2026-11-24T13:30:00+01:00", "2026-11-24T11:30:00+01:00", "2026-11-26T00:00:00+01:00", "2026-11-26T00:00:00+01:00",
		},
		{
			"urgent, in the evening: not later than others", "2026-11-24T20:00:00+01:00", urgent, usual,
			"2026-11-25T00:00:00+01:00", "2026-11-24T20:00:00+01:00", "2026-11-26T00:00:00+01:00", "2026-11-26T00:00:00+01:00",
		},
		{
			"urgent until the same day", "2026-11-24T09:30:00+01:00", promise.Situation{Runs: true, Urgent: true, LatestDay: "2026-11-24"}, usual,
			"2026-11-24T13:30:00+01:00", "2026-11-24T11:30:00+01:00", "2026-11-25T00:00:00+01:00", "2026-11-25T00:00:00+01:00",
		},
		{
			"urgent until a day that was over", "2026-11-24T09:30:00+01:00", promise.Situation{Runs: true, Urgent: true, LatestDay: "2026-11-20"}, usual,
			"2026-11-24T13:30:00+01:00", "2026-11-24T11:30:00+01:00", "2026-11-26T00:00:00+01:00", "2026-11-26T00:00:00+01:00",
		},
		{
			"a day that says nothing without urgency", "2026-11-24T09:30:00+01:00", promise.Situation{Runs: true, LatestDay: "2026-11-24"}, usual,
			"2026-11-25T00:00:00+01:00", "2026-11-24T15:00:00+01:00", "2026-11-27T00:00:00+01:00", "2026-11-27T00:00:00+01:00",
		},
	} {
		clocks := promise.Begin(c.situation, c.terms, at(t, c.from))
		if len(clocks) != len(promise.Kinds) {
			t.Fatalf("%s: %d clocks", c.name, len(clocks))
		}
		got := []time.Time{clocks[0].Due, clocks[0].Warn, clocks[1].Due, clocks[2].Due}
		for i, want := range []string{c.match, c.warn, c.made, c.end} {
			if !got[i].Equal(at(t, want)) {
				t.Errorf("%s: number %d is %s, want %s", c.name, i, got[i], want)
			}
		}
	}
}

func TestHowAPromiseStands(t *testing.T) {
	match := promise.Begin(runs, usual, at(t, "2026-11-24T09:30:00+01:00"))[0]
	kept := func(text string) promise.Clock { return match.Keep(at(t, text)) }
	for _, c := range []struct {
		name  string
		clock promise.Clock
		now   string
		want  promise.State
		left  int
		unit  promise.Unit
	}{
		{"in the morning", match, "2026-11-24T09:30:00+01:00", promise.OnTime, 14, promise.Hours},
		{"a minute before the warning", match, "2026-11-24T14:59:00+01:00", promise.OnTime, 9, promise.Hours},
		{"at the warning", match, "2026-11-24T15:00:00+01:00", promise.Soon, 9, promise.Hours},
		{"a second before the breach", match, "2026-11-24T23:59:59+01:00", promise.Soon, 1, promise.Minutes},
		{"at the breach", match, "2026-11-25T00:00:00+01:00", promise.Broken, 1, promise.Minutes},
		{"two days later", match, "2026-11-27T03:00:00+01:00", promise.Broken, 2, promise.Days},
		{"kept", kept("2026-11-24T23:59:59+01:00"), "2026-12-01T00:00:00+01:00", promise.Kept, 1, promise.Minutes},
		{"kept at the breach is too late", kept("2026-11-25T00:00:00+01:00"), "2026-12-01T00:00:00+01:00", promise.Broken, 1, promise.Minutes},
		{"kept a day late", kept("2026-11-26T01:00:00+01:00"), "2026-12-01T00:00:00+01:00", promise.Broken, 1, promise.Days},
		{"kept earlier than was told first", kept("2026-11-27T11:00:00+01:00").Keep(at(t, "2026-11-24T11:00:00+01:00")), "2026-12-01T00:00:00+01:00", promise.Kept, 13, promise.Hours},
		{"kept once", kept("2026-11-24T11:00:00+01:00").Keep(at(t, "2026-11-29T00:00:00+01:00")), "2026-12-01T00:00:00+01:00", promise.Kept, 13, promise.Hours},
	} {
		if got := c.clock.State(at(t, c.now)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if n, unit := c.clock.Left(at(t, c.now)); n != c.left || unit != c.unit {
			t.Errorf("%s: %d %s, want %d %s", c.name, n, unit, c.left, c.unit)
		}
	}
}

// While the resident was not asked nobody can keep a promise: the clocks begin with the yes, and stand still
// when it is taken back.
func TestAClockStandsStillWhileConsentIsAwaited(t *testing.T) {
	clocks := promise.Begin(still, usual, at(t, "2026-11-23T09:00:00+01:00"))
	if clocks[0].State(at(t, "2027-01-01T00:00:00Z")) != promise.Still || !nextLook(clocks).IsZero() || promise.Order(clocks, false) != math.MaxInt64 {
		t.Fatalf("without consent: %+v", clocks[0])
	}
	clocks = promise.Follow(clocks, runs, usual, at(t, "2026-11-24T09:00:00+01:00"))
	if !clocks[2].Due.Equal(at(t, "2026-11-27T00:00:00+01:00")) {
		t.Fatalf("from the yes on: %s", clocks[2].Due)
	}
	clocks = promise.Follow(clocks, still, usual, at(t, "2026-11-25T09:00:00+01:00")) // a day was used
	if clocks[2].State(at(t, "2026-12-01T00:00:00Z")) != promise.Still || clocks[2].Used != 1 {
		t.Fatalf("taken back: %+v", clocks[2])
	}
	clocks = promise.Follow(clocks, runs, usual, at(t, "2026-12-07T09:00:00+01:00"))
	if !clocks[2].Due.Equal(at(t, "2026-12-09T00:00:00+01:00")) {
		t.Errorf("with the day that is left: %s", clocks[2].Due)
	}
}

func TestWhatIsBrokenStaysBroken(t *testing.T) {
	clocks := promise.Begin(runs, usual, at(t, "2026-11-24T09:00:00+01:00"))
	due := clocks[0].Due
	clocks = promise.Follow(clocks, still, usual, at(t, "2026-11-25T09:00:00+01:00"))
	clocks = promise.Follow(clocks, urgent, usual, at(t, "2026-11-26T09:00:00+01:00"))
	if got := clocks[0]; got.State(at(t, "2026-11-26T09:00:00+01:00")) != promise.Broken || !got.Due.Equal(due) {
		t.Errorf("got %+v", got)
	}
	if clocks[1].State(at(t, "2026-11-26T09:00:00+01:00")) != promise.OnTime {
		t.Errorf("the next promise is %s", clocks[1].State(at(t, "2026-11-26T09:00:00+01:00")))
	}
}

func TestWhatIsSaidToBeUrgentLaterCountsFromThen(t *testing.T) {
	clocks := promise.Begin(runs, usual, at(t, "2026-11-24T09:00:00+01:00"))
	longer := usual
	longer.HeldDays, longer.WarningHours = 20, 5
	same := promise.Follow(clocks, runs, longer, at(t, "2026-11-24T10:00:00+01:00"))
	if same[2] != clocks[2] {
		t.Errorf("what was promised changed with the settings: %+v", same[2])
	}
	clocks = promise.Follow(clocks, urgent, usual, at(t, "2026-11-24T12:00:00+01:00"))
	if !clocks[0].Due.Equal(at(t, "2026-11-24T16:00:00+01:00")) {
		t.Errorf("urgent since noon: %s", clocks[0].Due)
	}
	clocks = promise.Follow(clocks, runs, usual, at(t, "2026-11-24T13:00:00+01:00"))
	if !clocks[0].Due.Equal(at(t, "2026-11-25T00:00:00+01:00")) {
		t.Errorf("not urgent any more: %s", clocks[0].Due)
	}
}

// A last day that was over before somebody wrote it down was never promised; one that passed since was.
func TestALastDayThatWasOverPromisesNothing(t *testing.T) {
	since := at(t, "2026-11-24T09:00:00+01:00")
	for _, c := range []struct{ latest, follows, due string }{
		{"2026-11-24", "2026-11-24T12:00:00+01:00", "2026-11-25T00:00:00+01:00"},
		{"2026-11-23", "2026-11-24T12:00:00+01:00", "2026-11-26T00:00:00+01:00"},
		{"2026-11-24", "2026-11-25T12:00:00+01:00", "2026-11-26T00:00:00+01:00"}, // urgent since the day before
	} {
		s := urgent
		clocks := promise.Begin(s, usual, since)
		s.LatestDay = c.latest
		clocks = promise.Follow(clocks, s, usual, at(t, c.follows))
		if held := clocks[2]; !held.Due.Equal(at(t, c.due)) || held.State(at(t, c.follows)) == promise.Broken {
			t.Errorf("last day %s written down at %s: due %s, want %s", c.latest, c.follows, held.Due, c.due)
		}
	}
}

// Terms that became shorter count for a clock that goes on, but nobody broke a promise that was not made.
func TestShorterTermsBreakNoPromise(t *testing.T) {
	clocks := promise.Begin(runs, usual, at(t, "2026-11-24T09:00:00+01:00"))
	shorter := usual
	shorter.HeldDays, shorter.UrgentHeldDays = 0, 0
	now := at(t, "2026-11-25T09:00:00+01:00")
	clocks = promise.Follow(clocks, urgent, usual, at(t, "2026-11-24T10:00:00+01:00"))
	after := promise.Follow(clocks, runs, shorter, now)
	if got := after[2]; got.State(now) == promise.Broken || !got.Due.Equal(clocks[2].Due) {
		t.Errorf("due %s at %s, was %s", got.Due, now, clocks[2].Due)
	}
}

// The days that ran before an urgent clock stood still are counted by the ordinary promise, not once more
// by the urgent one.
func TestAnUrgentClockThatStoodStill(t *testing.T) {
	terms := usual
	terms.HeldDays, terms.UrgentHeldDays = 10, 2
	clocks := promise.Begin(runs, terms, at(t, "2026-11-23T09:00:00+01:00"))
	clocks = promise.Follow(clocks, still, terms, at(t, "2026-11-26T09:00:00+01:00")) // three days were used
	clocks = promise.Follow(clocks, urgent, terms, at(t, "2026-12-07T09:00:00+01:00"))
	if got := clocks[2]; !got.Due.Equal(at(t, "2026-12-10T00:00:00+01:00")) || got.Used != 3 {
		t.Errorf("due %s after %d days", got.Due, got.Used)
	}
}

// A promise that is due later after all is warned of anew; one that stays due when it was, is not.
func TestWhatIsDueLaterIsWarnedOfAnew(t *testing.T) {
	clocks := promise.Begin(urgent, usual, at(t, "2026-11-24T09:00:00+01:00"))
	warn := clocks[2].Warn
	var what promise.State
	if clocks[2], what = clocks[2].Tell(warn); what != promise.Soon {
		t.Fatalf("told %q", what)
	}
	s := urgent
	s.LatestDay = "2026-12-24"
	clocks = promise.Follow(clocks, s, usual, warn.Add(time.Minute))
	if _, what := clocks[2].Tell(warn.Add(time.Minute)); what != "" {
		t.Errorf("told %q of what is due as before", what)
	}
	clocks = promise.Follow(clocks, runs, usual, warn.Add(time.Minute))
	if got := clocks[2]; !got.Warn.After(warn) || !got.Look().Equal(got.Warn) {
		t.Errorf("warned from %s on, then from %s; looks at %s", warn, got.Warn, got.Look())
	}
	if clocks[2], what = clocks[2].Tell(clocks[2].Warn); what != promise.Soon {
		t.Errorf("told %q of what is due later", what)
	}
	if !clocks[2].Look().Equal(clocks[2].Due) {
		t.Error("warned once more")
	}
}

func TestTheWorklistByItsClocks(t *testing.T) {
	begin := func(s promise.Situation, text string) []promise.Clock { return promise.Begin(s, usual, at(t, text)) }
	matched := promise.Situation{Runs: true, Matched: true}
	held := begin(matched, "2026-11-23T09:00:00+01:00")
	for i := range held {
		held[i] = held[i].Keep(at(t, "2026-11-23T10:00:00+01:00"))
	}
	order := []int64{
		promise.Order(begin(urgent, "2026-11-24T09:00:00+01:00"), true),
		promise.Order(begin(urgent, "2026-11-24T10:00:00+01:00"), true),
		promise.Order(begin(still, "2026-11-20T09:00:00+01:00"), true), // urgent, and waits for consent
		promise.Order(begin(runs, "2026-11-20T09:00:00+01:00"), false), // broken
		promise.Order(begin(runs, "2026-11-24T09:00:00+01:00"), false),
		promise.Order(begin(matched, "2026-11-24T09:00:00+01:00"), false), // the appointment is next
		promise.Order(held, false),
	}
	for i := 1; i < len(order); i++ {
		if order[i-1] >= order[i] {
			t.Errorf("number %d stands at %d, number %d at %d", i-1, order[i-1], i, order[i])
		}
	}
	if promise.Order(held, true) != promise.Order(held, false) {
		t.Error("what is urgent stands first though everything that was promised was done")
	}
	if promise.Order(held, false) != promise.Order(nil, false) {
		t.Error("who is promised nothing any more stands with those who never were")
	}
}

// nextLook is when there is something to tell of any of the clocks; zero when there is nothing more.
func nextLook(clocks []promise.Clock) (next time.Time) {
	for _, c := range clocks {
		if look := c.Look(); !look.IsZero() && (next.IsZero() || look.Before(next)) {
			next = look
		}
	}
	return next
}
