package volunteer_test

import (
	"testing"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/volunteer"
)

func TestCompleteAPause(t *testing.T) {
	const today = "2026-03-02"
	for name, c := range map[string]struct {
		pause       volunteer.Pause
		field, rule string
	}{
		"from today, until nobody knows": {pause: volunteer.Pause{}},
		"a holiday to come":              {pause: volunteer.Pause{Start: "2026-07-01", End: "2026-07-14"}},
		"one day":                        {pause: volunteer.Pause{Start: today, End: today}},
		"told a month later":             {pause: volunteer.Pause{Start: "2026-01-30"}},
		"told too late":                  {volunteer.Pause{Start: "2026-01-29"}, "pause.start_date", "pause.long_ago"},
		"a day that does not exist":      {volunteer.Pause{Start: "2026-02-30"}, "pause.start_date", "date.invalid"},
		"an end that does not exist":     {volunteer.Pause{End: "2026-04-31"}, "pause.end_date", "date.invalid"},
		"an end before the begin":        {volunteer.Pause{Start: "2026-07-01", End: "2026-06-30"}, "pause.end_date", "date.order"},
		"over already":                   {volunteer.Pause{Start: "2026-02-20", End: "2026-03-01"}, "pause.end_date", "date.past"},
		"fewer cases":                    {pause: volunteer.Pause{MaxCases: 2}},
		"as many as usual":               {volunteer.Pause{MaxCases: 3}, "pause.max_cases", "pause.not_fewer"},
	} {
		got, err := c.pause.Complete(3, today)
		var field, rule string
		if e := errs.Of(err); e != nil {
			field, rule = e.Violations[0].Field, e.Violations[0].Rule
		}
		if field != c.field || rule != c.rule {
			t.Errorf("%s: got %q %q", name, field, rule)
		}
		if c.pause.Start == "" && got.Start != today {
			t.Errorf("%s: begins %q", name, got.Start)
		}
	}
	if _, err := (volunteer.Pause{}).Complete(0, today); err != nil {
		t.Errorf("who takes no cases can be away: %v", err)
	}
}

// TestMaxCasesOn counts days of Europe/Amsterdam: in the night in which summer time begins too.
func TestMaxCasesOn(t *testing.T) {
	holiday := volunteer.Pause{Kind: volunteer.Holiday, Start: "2026-03-29", End: "2026-04-05"}
	fewer := volunteer.Pause{Kind: volunteer.Break, Start: "2026-04-01", MaxCases: 1}
	fewest := volunteer.Pause{Kind: volunteer.Break, Start: "2026-04-10", End: "2026-04-10", MaxCases: 2}
	taken := volunteer.Pause{Start: "2026-01-01", Cancelled: true}
	for name, c := range map[string]struct {
		moment string
		pauses []volunteer.Pause
		want   int
	}{
		"no pauses":                           {"2026-03-29T10:00:00Z", nil, 3},
		"the last minute before":              {"2026-03-28T22:59:59Z", []volunteer.Pause{holiday}, 3},
		"the first minute":                    {"2026-03-28T23:00:00Z", []volunteer.Pause{holiday}, 0},
		"the last minute, in summer time":     {"2026-04-05T21:59:59Z", []volunteer.Pause{holiday}, 0},
		"the first minute after":              {"2026-04-05T22:00:00Z", []volunteer.Pause{holiday}, 3},
		"fewer instead of none":               {"2026-05-01T10:00:00Z", []volunteer.Pause{fewer}, 1},
		"the lowest of two counts":            {"2026-04-02T10:00:00Z", []volunteer.Pause{fewer, holiday}, 0},
		"in whatever order":                   {"2026-04-02T10:00:00Z", []volunteer.Pause{holiday, fewer}, 0},
		"a higher one does not make it more":  {"2026-04-10T10:00:00Z", []volunteer.Pause{fewer, fewest}, 1},
		"what did not take place":             {"2026-03-01T10:00:00Z", []volunteer.Pause{taken}, 3},
		"usually fewer than during the pause": {"2026-04-10T10:00:00Z", []volunteer.Pause{{Start: "2026-04-01", MaxCases: 9}}, 3},
	} {
		moment, err := time.Parse(time.RFC3339, c.moment)
		if err != nil {
			t.Fatal(err)
		}
		if got := volunteer.MaxCasesOn(3, c.pauses, calendar.Day(moment)); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}

func TestEndAPause(t *testing.T) {
	const today = "2026-03-30"
	running := volunteer.Pause{Start: "2026-03-01"}
	for name, c := range map[string]struct {
		pause     volunteer.Pause
		last      string
		end       string
		cancelled bool
		refused   errs.Reason
	}{
		"over from today on":           {pause: running, end: "2026-03-29"},
		"on a day to come":             {pause: running, last: "2026-04-03", end: "2026-04-03"},
		"later than was thought":       {pause: volunteer.Pause{Start: "2026-03-01", End: today}, last: "2026-04-03", end: "2026-04-03"},
		"some days ago":                {pause: running, last: "2026-03-20", end: "2026-03-20"},
		"before it began":              {pause: running, last: "2026-02-28", refused: errs.Invalid},
		"on a day that does not exist": {pause: running, last: "2026-02-30", refused: errs.Invalid},
		"on its first day":             {pause: volunteer.Pause{Start: today}, cancelled: true},
		"before it comes":              {pause: volunteer.Pause{Start: "2026-07-01", End: "2026-07-14"}, end: "2026-07-14", cancelled: true},
		"over since yesterday":         {pause: volunteer.Pause{Start: "2026-03-01", End: "2026-03-29"}, refused: errs.StateConflictReason},
		"what did not take place":      {pause: volunteer.Pause{Start: "2026-03-01", Cancelled: true}, refused: errs.StateConflictReason},
	} {
		got, err := c.pause.EndOn(c.last, today)
		if c.refused != "" {
			if !errs.Is(err, c.refused) {
				t.Errorf("%s: got %v", name, err)
			}
			continue
		}
		if err != nil || got.End != c.end || got.Cancelled != c.cancelled {
			t.Errorf("%s: got %q %t, %v", name, got.End, got.Cancelled, err)
		}
	}
}

func TestThatSomebodyIsIllIsNotForTheOrganisation(t *testing.T) {
	ill := volunteer.Pause{Kind: volunteer.Ill}
	for name, c := range map[string]struct {
		owner call.Owner
		want  volunteer.PauseKind
	}{
		"coordinator":  {call.Everyone(), volunteer.Ill},
		"the person":   {call.OwnedBy("account"), volunteer.Ill},
		"organisation": {call.OwnedByOrganisation("MEE"), volunteer.AnotherReason},
	} {
		if got := ill.For(c.owner).Kind; got != c.want {
			t.Errorf("%s: got %s", name, got)
		}
	}
	if got := (volunteer.Pause{Kind: volunteer.Holiday}).For(call.OwnedByOrganisation("MEE")).Kind; got != volunteer.Holiday {
		t.Errorf("a holiday is one: got %s", got)
	}
}
