package promise_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"oco.example/oco/server/intake/promise"
	"oco.example/oco/server/platform/calendar"
)

func someTerms(t *rapid.T) promise.Terms {
	days := rapid.IntRange(0, 10)
	return promise.Terms{
		EveryDay: rapid.Bool().Draw(t, "every day"), MatchDays: days.Draw(t, "match"), MadeDays: days.Draw(t, "made"), HeldDays: days.Draw(t, "held"),
		UrgentMatchHours: rapid.IntRange(0, 20).Draw(t, "hours"), UrgentMadeDays: days.Draw(t, "urgent made"),
		UrgentHeldDays: days.Draw(t, "urgent held"), WarningHours: rapid.IntRange(0, 30).Draw(t, "warning"),
	}
}

func someMoment(t *rapid.T, after time.Time, seconds int64, name string) time.Time {
	return after.Add(time.Duration(rapid.Int64Range(0, seconds).Draw(t, name)) * time.Second)
}

// year is long enough for every holiday and both changes of the clocks.
const year = 366 * 24 * 3600

func TestUrgentIsNeverLaterThanOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, now := someTerms(t), someMoment(t, time.Unix(1_780_000_000, 0), year, "now")
		others := promise.Begin(runs, terms, now)
		latest := calendar.Day(someMoment(t, now.AddDate(0, 0, -5), 20*24*3600, "latest"))
		for i, c := range promise.Begin(promise.Situation{Runs: true, Urgent: true, LatestDay: latest}, terms, now) {
			if c.Due.After(others[i].Due) {
				t.Fatalf("%s: urgent by %s, others by %s", c.Kind, c.Due, others[i].Due)
			}
			if !c.Due.After(now) || c.Warn.Before(now) || c.Warn.After(c.Due) {
				t.Fatalf("%s from %s: warned at %s, due %s", c.Kind, now, c.Warn, c.Due)
			}
		}
	})
}

// Standing still for no time changes nothing, and for longer never makes the promise due sooner.
func TestStandingStillTakesNothingAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, begin := someTerms(t), someMoment(t, time.Unix(1_780_000_000, 0), year, "begin")
		clocks := promise.Begin(runs, terms, begin)
		stop := someMoment(t, begin, 6*24*3600, "stop")
		stood := promise.Follow(clocks, still, terms, stop)
		for i, c := range promise.Follow(stood, runs, terms, stop) {
			if !c.Due.Equal(clocks[i].Due) {
				t.Fatalf("%s: stood still for no time at %s, due %s instead of %s", c.Kind, stop, c.Due, clocks[i].Due)
			}
		}
		on := someMoment(t, stop, 20*24*3600, "on")
		for i, c := range promise.Follow(stood, runs, terms, on) {
			if c.Due.Before(clocks[i].Due) {
				t.Fatalf("%s: due %s, sooner than %s", c.Kind, c.Due, clocks[i].Due)
			}
		}
	})
}

// Whatever happens, and whenever somebody looks: each thing is told at most once, a warning once more when it is due
// later than was warned of, what is late not before the breach, and of a clock that was looked at late enough nothing is left out.
func TestEachThingIsToldOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, now := someTerms(t), someMoment(t, time.Unix(1_780_000_000, 0), year, "begin")
		clocks := promise.Begin(promise.Situation{Runs: rapid.Bool().Draw(t, "consent")}, terms, now)
		told := map[promise.Kind]map[promise.State]int{}
		for _, kind := range promise.Kinds {
			told[kind] = map[promise.State]int{}
		}
		warned := map[promise.Kind]time.Time{}
		look := func() {
			for i := range clocks {
				after, what := clocks[i].Tell(now)
				if what == promise.Soon && clocks[i].State(now) != promise.Soon || what == promise.Broken && clocks[i].State(now) != promise.Broken {
					t.Fatalf("told %s of a promise that is %s", what, clocks[i].State(now))
				}
				if what == promise.Soon {
					if !warned[after.Kind].Before(after.Warn) {
						t.Fatalf("warned at %s, and again at %s, from %s on", warned[after.Kind], now, after.Warn)
					}
					warned[after.Kind] = now
				}
				clocks[i] = after
				told[after.Kind][what]++
			}
		}
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			now = someMoment(t, now, 3*24*3600, "later")
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				look()
			case 1:
				at := rapid.IntRange(0, len(clocks)-1).Draw(t, "kept")
				clocks[at] = clocks[at].Keep(now)
			default:
				clocks = promise.Follow(clocks, promise.Situation{
					Runs: rapid.Bool().Draw(t, "runs"), Matched: rapid.Bool().Draw(t, "matched"), Urgent: rapid.Bool().Draw(t, "urgent"),
				}, terms, now)
			}
		}
		look()
		look()
		for _, c := range clocks {
			broken := told[c.Kind][promise.Broken]
			if broken > 1 || (broken == 1) != (c.State(now) == promise.Broken) {
				t.Fatalf("%s is %s, told %v", c.Kind, c.State(now), told[c.Kind])
			}
		}
		if next := nextLook(clocks); !next.IsZero() && !next.After(now) {
			t.Fatalf("looked at %s, and should look again at %s", now, next)
		}
	})
}

// The monitor counts a match of the same day by the two days alone. With days of the calendar the clock
// says the same, however it works that out; with working days on every working day.
func TestTheSameDayIsThatOfTheMonitor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		applied := someMoment(t, time.Unix(1_780_000_000, 0), year, "applied")
		yes := someMoment(t, applied, 2*24*3600, "yes")
		sameDay := calendar.Day(applied) == calendar.Day(yes)
		for _, everyDay := range []bool{true, false} {
			if !everyDay && !calendar.Standard().IsWorkingDay(applied) {
				continue
			}
			terms := usual
			terms.EveryDay = everyDay
			match := promise.Follow(promise.Begin(runs, terms, applied), promise.Situation{Runs: true, Matched: true}, terms, yes)[0]
			if kept := match.State(yes) == promise.Kept; kept != sameDay {
				t.Fatalf("applied %s, matched %s: kept %t, the same day %t", applied, yes, kept, sameDay)
			}
		}
	})
}
