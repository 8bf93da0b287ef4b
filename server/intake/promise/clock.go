package promise

import (
	"math"
	"slices"
	"time"
)

// State is how a promise stands, by its name in the contract without prefix.
type State string

// The states of a promise.
const (
	OnTime State = "ON_TIME"
	Soon   State = "SOON"
	Broken State = "BROKEN"
	Kept   State = "KEPT"
	Still  State = "STANDS_STILL"
)

// Clock is one promise of one application.
type Clock struct {
	Kind Kind
	// Since is when it began to run, the last time; zero while it stands still.
	Since time.Time
	// Used counts the days for which it ran before.
	Used int
	// Urgent is since when it counts as urgent; zero when it does not. LatestDay is the last day on which
	// help still helps, YYYY-MM-DD or empty.
	Urgent    time.Time
	LatestDay string
	// Due is when the promise is broken, Warn when somebody is told that it will be; both are zero until it
	// runs, and while it stands still unless it was broken before.
	Due, Warn time.Time
	// Kept is when it was kept, in time or too late.
	Kept time.Time
	// Warned and Told are when it was told that the promise will be broken, and that it was. Whoever was warned
	// before it was due later than that is warned anew.
	Warned, Told time.Time
}

// Situation is what the clocks follow of an application.
type Situation struct {
	// Runs says that the municipality has the next move. While it waits for the resident's consent nobody
	// may be asked, so nobody can keep a promise; and once it is answered, handed over or ended none is left
	// to keep.
	Runs bool
	// Matched says that a supporter said yes.
	Matched bool
	// Urgent and LatestDay are the application's.
	Urgent    bool
	LatestDay string
}

// Begin are the clocks of a new application. Without consent they stand still from the start.
func Begin(s Situation, t Terms, now time.Time) []Clock {
	clocks := make([]Clock, 0, len(Kinds))
	for _, kind := range Kinds {
		clocks = append(clocks, Clock{Kind: kind})
	}
	return Follow(clocks, s, t, now)
}

// Follow are the clocks after something happened to their application. What was promised stays: terms that
// changed meanwhile count for clocks that begin, go on or become urgent from now on.
func Follow(clocks []Clock, s Situation, t Terms, now time.Time) []Clock {
	after := make([]Clock, 0, len(clocks))
	for _, c := range clocks {
		after = append(after, c.follow(s, t, now))
	}
	return after
}

func (c Clock) follow(s Situation, t Terms, now time.Time) Clock {
	switch {
	case !c.Kept.IsZero():
		return c // the first yes counts, whatever becomes of it: so does the monitor
	case c.Kind == Match && s.Matched:
		return c.Keep(now)
	case c.late(now):
		return c.lateFollows(s, now)
	case !s.Runs && c.runs():
		c.Used += t.span().Between(c.Since, now)
		c.Since, c.Urgent, c.Due, c.Warn = time.Time{}, time.Time{}, time.Time{}, time.Time{}
		return c
	case !s.Runs:
		return c
	case c.runs() && c.Urgent.IsZero() != s.Urgent && c.LatestDay == s.latest():
		return c
	}
	if !c.runs() {
		c.Since = now
	}
	next := c.press(s, now).promise(t)
	if !next.Due.After(now) && c.Due.After(now) {
		next.Due, next.Warn = c.Due, c.Warn // what was promised is not broken by counting anew
	}
	if next.Warned.Before(next.Warn) {
		next.Warned = time.Time{}
	}
	return next
}

// lateFollows: a promise that was broken stays so, and no other day is named for it.
func (c Clock) lateFollows(s Situation, now time.Time) Clock {
	switch {
	case !s.Runs:
		c.Since = time.Time{}
	case !c.runs():
		c.Since = now
	}
	return c.press(s, now)
}

// press takes over how urgent the application is; hours count from when somebody said so.
func (c Clock) press(s Situation, now time.Time) Clock {
	switch {
	case !s.Urgent:
		c.Urgent = time.Time{}
	case c.Urgent.IsZero():
		c.Urgent = now
	}
	c.LatestDay = s.latest()
	return c
}

func (c Clock) promise(t Terms) Clock {
	c.Due = t.due(c)
	c.Warn = t.warn(c)
	return c
}

// latest is the last day of what is urgent; without urgency there is none.
func (s Situation) latest() string {
	if !s.Urgent {
		return ""
	}
	return s.LatestDay
}

// Keep is the clock of a promise that was kept at a moment. The first time counts, as it does in the
// monitor, in whichever order they are told.
func (c Clock) Keep(at time.Time) Clock {
	if c.Kept.IsZero() || at.Before(c.Kept) {
		c.Kept = at
	}
	return c
}

func (c Clock) runs() bool { return !c.Since.IsZero() }

// late reports whether the promise is broken, and not kept since.
func (c Clock) late(now time.Time) bool {
	return c.Kept.IsZero() && !c.Due.IsZero() && !now.Before(c.Due)
}

// State is how the promise stands at a moment.
func (c Clock) State(now time.Time) State {
	switch {
	case !c.Kept.IsZero() && (c.Due.IsZero() || c.Kept.Before(c.Due)):
		return Kept
	case !c.Kept.IsZero() || c.late(now):
		return Broken
	case !c.runs():
		return Still
	case !now.Before(c.Warn):
		return Soon
	default:
		return OnTime
	}
}

// Look is when there is something to tell of the promise next; zero when there is nothing more. Each is
// told once: that it will be broken while there is time, and that it was, also when it was kept since.
func (c Clock) Look() time.Time {
	keptInTime := !c.Kept.IsZero() && c.Kept.Before(c.Due)
	switch {
	case c.Due.IsZero() || keptInTime || !c.Told.IsZero():
		return time.Time{}
	case c.Kept.IsZero() && c.runs() && c.Warned.IsZero() && c.Warn.Before(c.Due):
		return c.Warn
	default:
		return c.Due
	}
}

// Tell is what there is to tell at a moment, and the clock after that: Soon, Broken, or empty.
func (c Clock) Tell(now time.Time) (Clock, State) {
	look := c.Look()
	switch {
	case look.IsZero() || now.Before(look):
		return c, ""
	case now.Before(c.Due):
		c.Warned = now
		return c, Soon
	default:
		c.Told = now
		return c, Broken
	}
}

// Order is the place of an application in a worklist: what is urgent first, then what is due first, so that
// a promise rises as its breach comes near; last those of whom nothing is promised any more. urgent says that
// the application is, and still waits for somebody: it stands first also while its clocks stand still.
func Order(clocks []Clock, urgent bool) int64 {
	const urgentFirst = 1 << 40 // seconds: more than there are between any two days that people write
	order := int64(math.MaxInt64)
	if urgent && (len(clocks) == 0 || slices.ContainsFunc(clocks, func(c Clock) bool { return c.Kept.IsZero() })) {
		order = -1
	}
	for _, c := range clocks {
		if !c.runs() || !c.Kept.IsZero() {
			continue
		}
		place := c.Due.Unix()
		if urgent {
			place -= urgentFirst
		}
		order = min(order, place)
	}
	return order
}
