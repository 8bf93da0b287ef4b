package meeting_test

import (
	"slices"
	"testing"
	"time"

	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/errs"
)

var begin = time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)

func planned() meeting.Meeting {
	return meeting.Meeting{
		ID: "m", Kind: meeting.Training, Title: "Opleiding", Start: begin, End: begin.Add(2 * time.Hour), Places: 10, RegionPlaces: 4,
		Requirement: "oco_training", State: meeting.Planned,
	}
}

// TestEveryMove holds the machine whole: every pair either moves or is refused, naming the state.
func TestEveryMove(t *testing.T) {
	for _, from := range meeting.States {
		for _, to := range meeting.States {
			got, err := from.Move(to)
			allowed := from == meeting.Planned && to != meeting.Planned
			if allowed && (err != nil || got != to) || !allowed && (!errs.Is(err, errs.StateConflictReason) || got != from) {
				t.Errorf("%s → %s: %s, %v", from, to, got, err)
			}
		}
	}
}

func TestWhatIsToldOfAChange(t *testing.T) {
	before := begin.Add(-time.Hour)
	for name, c := range map[string]struct {
		change func(m *meeting.Meeting)
		now    time.Time
		want   meeting.Told
	}{
		"nothing":              {func(*meeting.Meeting) {}, before, ""},
		"another time":         {func(m *meeting.Meeting) { m.Start = m.Start.Add(time.Hour) }, before, meeting.ToldChanged},
		"another end":          {func(m *meeting.Meeting) { m.End = m.End.Add(time.Hour) }, before, meeting.ToldChanged},
		"another place":        {func(m *meeting.Meeting) { m.Location = "Bibliotheek" }, before, meeting.ToldChanged},
		"an online address":    {func(m *meeting.Meeting) { m.OnlineLink = "https://overleg.example" }, before, meeting.ToldChanged},
		"another title":        {func(m *meeting.Meeting) { m.Title = "Training" }, before, meeting.ToldChanged},
		"another agenda":       {func(m *meeting.Meeting) { m.Agenda = []meeting.AgendaItem{{Title: "Wmo"}} }, before, ""},
		"more places":          {func(m *meeting.Meeting) { m.Places = 12 }, before, ""},
		"off":                  {func(m *meeting.Meeting) { m.State = meeting.Cancelled }, before, meeting.ToldCancelled},
		"off, when it began":   {func(m *meeting.Meeting) { m.State = meeting.Cancelled }, begin, ""},
		"moved into the past":  {func(m *meeting.Meeting) { m.Start = before.Add(-time.Hour) }, before, ""},
		"moved, when it began": {func(m *meeting.Meeting) { m.Location = "Bibliotheek" }, begin, ""},
		"held, and corrected":  {func(m *meeting.Meeting) { m.State, m.Title = meeting.Held, "Training" }, before, ""},
	} {
		m := planned()
		c.change(&m)
		if got := planned().Tells(m, c.now); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestWhatIsWrongWithAMeeting(t *testing.T) {
	for name, c := range map[string]struct {
		change func(m *meeting.Meeting)
		rules  []string
	}{
		"nothing":                             {func(*meeting.Meeting) {}, nil},
		"it ends when it begins":              {func(m *meeting.Meeting) { m.End = m.Start }, []string{"meeting.order"}},
		"two days":                            {func(m *meeting.Meeting) { m.End = m.Start.Add(48 * time.Hour) }, nil},
		"longer than two days":                {func(m *meeting.Meeting) { m.End = m.Start.Add(48*time.Hour + time.Second) }, []string{"meeting.long"}},
		"a year that nobody means":            {func(m *meeting.Meeting) { m.Start, m.End = time.Time{}, time.Time{}.Add(time.Hour) }, []string{"meeting.year"}},
		"more for the region than there is":   {func(m *meeting.Meeting) { m.RegionPlaces = 11 }, []string{"meeting.region_places"}},
		"no limit, and places for the region": {func(m *meeting.Meeting) { m.Places, m.RegionPlaces = 0, 11 }, nil},
		"more taken than offered":             {func(m *meeting.Meeting) { m.RegionTaken = 5 }, []string{"meeting.region_taken"}},
		"fewer places than say yes":           {func(m *meeting.Meeting) { m.Coming = 7 }, []string{"meeting.places"}},
	} {
		m := planned()
		c.change(&m)
		var rules []string
		for _, wrong := range m.Check() {
			rules = append(rules, wrong.Violations[0].Rule)
		}
		if !slices.Equal(rules, c.rules) {
			t.Errorf("%s: got %v, want %v", name, rules, c.rules)
		}
	}
}

func TestAChangeRaisesWhatCalendarsLookAt(t *testing.T) {
	for name, c := range map[string]struct {
		change   func(m *meeting.Meeting)
		sequence int
	}{
		"nothing":       {func(*meeting.Meeting) {}, 0},
		"another place": {func(m *meeting.Meeting) { m.Location = "Wijkpunt" }, 1},
		"another time":  {func(m *meeting.Meeting) { m.Start = m.Start.Add(time.Minute) }, 1},
		"the agenda":    {func(m *meeting.Meeting) { m.Agenda = []meeting.AgendaItem{{Title: "Wmo"}} }, 1},
		"more places":   {func(m *meeting.Meeting) { m.Places = 20 }, 0},
	} {
		to := planned()
		c.change(&to)
		if got, err := planned().Change(to); err != nil || got.Sequence != c.sequence {
			t.Errorf("%s: sequence %d, %v", name, got.Sequence, err)
		}
	}
	held := planned()
	held.State = meeting.Held
	to := held
	to.RegionTaken = 3
	if _, err := held.Change(to); err != nil {
		t.Errorf("what the region took is counted afterwards: %v", err)
	}
	to.Places = 20
	if _, err := held.Change(to); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a meeting that was held was changed: %v", err)
	}
}

func TestCancellingAndHolding(t *testing.T) {
	cancelled, err := planned().Cancel("te weinig deelnemers")
	if err != nil || cancelled.State != meeting.Cancelled || cancelled.Sequence != 1 || cancelled.Offered() {
		t.Errorf("got %+v, %v", cancelled, err)
	}
	if _, err := cancelled.Hold(begin); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("somebody was at a cancelled meeting: %v", err)
	}
	if _, err := planned().Hold(begin.Add(-time.Second)); !errs.Is(err, errs.Invalid) {
		t.Errorf("somebody was at a meeting before it began: %v", err)
	}
	held, err := planned().Hold(begin)
	if err != nil || held.State != meeting.Held {
		t.Errorf("got %s, %v", held.State, err)
	}
	if again, err := held.Hold(begin); err != nil || again.State != meeting.Held {
		t.Errorf("more is told of it: %s, %v", again.State, err)
	}
}

func TestWhoCanStillSayYes(t *testing.T) {
	now := begin.Add(-time.Hour)
	for name, c := range map[string]struct {
		coming    int
		was, says meeting.Answer
		full      bool
	}{
		"there is a place":            {5, "", meeting.Yes, false},
		"the others are the region's": {6, "", meeting.Yes, true},
		"no needs no place":           {6, meeting.Maybe, meeting.No, false},
		"nor does maybe":              {6, "", meeting.Maybe, false},
		"who has one keeps it":        {6, meeting.Yes, meeting.Yes, false},
	} {
		m := planned()
		m.Coming = c.coming
		got, err := meeting.Invitation{Answer: c.was}.Reply(c.says, m, now)
		if c.full != errs.Is(err, errs.Invalid) || !c.full && (got.Answer != c.says || !got.AnswerTime.Equal(now)) {
			t.Errorf("%s: %s, %v", name, got.Answer, err)
		}
	}
	held := planned()
	held.State = meeting.Held
	if _, err := (meeting.Invitation{}).Reply(meeting.No, held, now); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("somebody answered to a meeting that was held: %v", err)
	}
}

func TestWhatAttendanceMeansForTheRequirement(t *testing.T) {
	free := planned()
	free.Requirement = ""
	for name, c := range map[string]struct {
		before         meeting.Invitation
		now            meeting.Attendance
		m              meeting.Meeting
		meets, unmeets bool
	}{
		"was there":                      {meeting.Invitation{Supporter: "s"}, meeting.Present, planned(), true, false},
		"was there, told twice":          {meeting.Invitation{Supporter: "s", Proof: "p"}, meeting.Present, planned(), false, false},
		"was not there after all":        {meeting.Invitation{Supporter: "s", Proof: "p"}, meeting.Absent, planned(), false, true},
		"was not there":                  {meeting.Invitation{Supporter: "s"}, meeting.AbsentWithNotice, planned(), false, false},
		"of a meeting that asks nothing": {meeting.Invitation{Supporter: "s"}, meeting.Present, free, false, false},
		"asked nothing since":            {meeting.Invitation{Supporter: "s", Proof: "p"}, meeting.Absent, free, false, true},
		"a guest":                        {meeting.Invitation{Account: "a"}, meeting.Present, planned(), false, false},
	} {
		after, meets, unmeets := c.before.Attend(c.now, c.m)
		if after.Attendance != c.now || meets != c.meets || unmeets != c.unmeets {
			t.Errorf("%s: %s meets %t, unmeets %t", name, after.Attendance, meets, unmeets)
		}
	}
}
