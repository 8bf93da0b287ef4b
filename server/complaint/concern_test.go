package complaint_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/sealed"
)

func recorded(step complaint.SafetyStep) complaint.SafetyRecord {
	return complaint.SafetyRecord{
		Step: step, Note: sealed.Of("gezien"), Account: "coordinator", SecondAccount: "colleague", Decision: "HELP", Time: time.Unix(int64(len(step)), 0),
	}
}

// after is a concern with these steps recorded.
func after(acute bool, steps ...complaint.SafetyStep) complaint.Concern {
	c := complaint.Concern{State: complaint.ConcernOpen, Acute: acute}
	for _, step := range steps {
		c.Records = append(c.Records, recorded(step))
	}
	return c
}

func TestTheOrderOfTheSteps(t *testing.T) {
	signals, consult, talk, weigh, decide := complaint.Signals, complaint.Consulting, complaint.Talk, complaint.Weigh, complaint.DecisionStep
	skipped := func(step complaint.SafetyStep) complaint.SafetyRecord {
		r := recorded(step)
		r.Skipped = true
		return r
	}
	silent, alone, mine, undecided, named := recorded(signals), recorded(decide), recorded(decide), recorded(decide), recorded(decide)
	silent.Note, alone.SecondAccount, mine.SecondAccount, undecided.Decision = sealed.Of(" "), "", "coordinator", ""
	named.SecondAccount, named.SecondPerson = "", sealed.Of("Veilig Thuis")
	for name, c := range map[string]struct {
		concern   complaint.Concern
		record    complaint.SafetyRecord
		supporter bool
		rule      string
	}{
		"more signals":                     {after(false, signals), recorded(signals), false, ""},
		"a supporter's more signals":       {after(false, signals), recorded(signals), true, ""},
		"a supporter consults":             {after(false, signals), recorded(consult), true, "safety.not_alone"},
		"a supporter decides":              {after(false, signals, consult, talk, weigh), recorded(decide), true, "safety.not_alone"},
		"without a word":                   {after(false), silent, false, "required"},
		"a talk before the consultation":   {after(false, signals), recorded(talk), false, ""},
		"weighing at once":                 {after(false, signals), recorded(weigh), false, "safety.before_weighing"},
		"weighing without a talk":          {after(false, signals, consult), recorded(weigh), false, "safety.before_weighing"},
		"weighing without consultation":    {after(false, signals, talk), recorded(weigh), false, "safety.before_weighing"},
		"weighing without signals":         {after(false, consult, talk), recorded(weigh), false, "safety.before_weighing"},
		"weighing":                         {after(false, signals, consult, talk), recorded(weigh), false, ""},
		"deciding without weighing":        {after(false, signals, consult, talk), recorded(decide), false, "safety.before_deciding"},
		"deciding in danger, not weighed":  {after(true, signals, consult, talk), recorded(decide), false, "safety.before_deciding"},
		"deciding alone":                   {after(false, signals, consult, talk, weigh), alone, false, "safety.second_person"},
		"deciding with oneself":            {after(false, signals, consult, talk, weigh), mine, false, "safety.second_person"},
		"deciding nothing":                 {after(false, signals, consult, talk, weigh), undecided, false, "required"},
		"deciding with a colleague":        {after(false, signals, consult, talk, weigh), recorded(decide), false, ""},
		"deciding with somebody from afar": {after(false, signals, consult, talk, weigh), named, false, ""},
		"skipping without danger":          {after(false, signals), skipped(consult), false, "safety.not_acute"},
		"skipping consultation in danger":  {after(true, signals), skipped(consult), false, ""},
		"skipping the talk in danger":      {after(true, signals), skipped(talk), false, ""},
		"skipping the weighing in danger":  {after(true, signals, consult, talk), skipped(weigh), false, "safety.not_skipped"},
		"skipping the signals":             {after(true, signals), skipped(signals), false, "safety.not_skipped"},
		"anything after it was decided":    {complaint.Concern{State: complaint.ConcernDecided}, recorded(signals), false, "STATE_CONFLICT"},
		"a supporter after it was decided": {complaint.Concern{State: complaint.ConcernDecided}, recorded(signals), true, "STATE_CONFLICT"},
	} {
		got, err := c.concern.Record(c.record, c.supporter)
		if rule(err) != c.rule {
			t.Errorf("%s: got %v, want %q", name, err, c.rule)
		}
		if added := len(got.Records) - len(c.concern.Records); added != map[bool]int{true: 1}[c.rule == ""] {
			t.Errorf("%s: %d records were added", name, added)
		}
	}
}

// Whatever is tried in whatever order: what is decided was weighed before, by somebody who is not alone, and every step
// before it was taken or, in danger, skipped.
func TestNothingIsDecidedOutOfOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := after(rapid.Bool().Draw(r, "acute"), complaint.Signals)
		for range rapid.IntRange(1, 30).Draw(r, "tries") {
			record := recorded(rapid.SampledFrom(complaint.SafetySteps).Draw(r, "step"))
			record.Skipped = rapid.Bool().Draw(r, "skip")
			record.SecondAccount = rapid.SampledFrom([]string{"", "coordinator", "colleague"}).Draw(r, "second")
			if next, err := c.Record(record, rapid.Bool().Draw(r, "supporter")); err == nil {
				c = next
			}
		}
		if (c.State == complaint.ConcernDecided) != (c.Decision != "" && !c.DecideTime.IsZero()) {
			r.Fatalf("%+v", c)
		}
		place := func(step complaint.SafetyStep) int {
			return slices.IndexFunc(c.Records, func(r complaint.SafetyRecord) bool { return r.Step == step })
		}
		for _, step := range []complaint.SafetyStep{complaint.Consulting, complaint.Talk} {
			if at := place(complaint.Weigh); at >= 0 && (place(step) < 0 || place(step) > at) {
				r.Fatalf("%s is not before the weighing: %+v", step, c.Records)
			}
		}
		if at := place(complaint.DecisionStep); at >= 0 && (place(complaint.Weigh) < 0 || place(complaint.Weigh) > at || at != len(c.Records)-1 || c.Records[at].SecondAccount != "colleague") {
			r.Fatalf("decided out of order, or alone: %+v", c.Records)
		}
		if !c.Acute && slices.ContainsFunc(c.Records, func(r complaint.SafetyRecord) bool { return r.Skipped }) {
			r.Fatalf("a step was skipped without danger: %+v", c.Records)
		}
	})
}

func TestTheClocksOfASafetyConcern(t *testing.T) {
	// Friday 6 March 2026: two working days are until Tuesday 10 March, five weeks until Friday 10 April.
	raised := at(t, "2026-03-06T10:00:00+01:00")
	c := complaint.Concern{CreateTime: raised}
	clocks := c.Clocks()
	if !clocks[0].Due.Equal(at(t, "2026-03-11T00:00:00+01:00")) || !clocks[1].Due.Equal(at(t, "2026-04-11T00:00:00+02:00")) {
		t.Errorf("got %v", clocks)
	}
	// Friday 3 April 2026 is before Easter: the two working days are Tuesday and Wednesday.
	if due := (complaint.Concern{CreateTime: at(t, "2026-04-03T10:00:00+02:00")}).Clocks()[0].Due; !due.Equal(at(t, "2026-04-09T00:00:00+02:00")) {
		t.Errorf("over Easter: %v", due)
	}
	c.Acute = true
	for _, clock := range c.Clocks() {
		if !clock.Overdue(raised) {
			t.Errorf("acute danger waits: %v", clock)
		}
	}
}

func TestWhatASupporterSees(t *testing.T) {
	mine, theirs, consulted := recorded(complaint.Signals), recorded(complaint.Signals), recorded(complaint.Consulting)
	mine.Account, consulted.Account = "me", "me" // a coordinator once, who only supports now
	c := complaint.Concern{State: complaint.ConcernDecided, Decision: "REPORT", Asked: sealed.Of("bel niet zelf"), Records: []complaint.SafetyRecord{mine, theirs, consulted}}
	got := c.See("me")
	if len(got.Records) != 1 || got.Records[0].Account != "me" || got.Records[0].Step != complaint.Signals || got.Decision != "" ||
		got.State != complaint.ConcernDecided || got.Asked.Reveal() == "" {
		t.Errorf("%+v", got)
	}
	if len(c.Records) != 3 || c.Records[2].Step != complaint.Consulting {
		t.Error("the concern itself changed")
	}
}
