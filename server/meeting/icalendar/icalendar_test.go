package icalendar_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"pgregory.net/rapid"

	"oco.example/oco/server/meeting"
	"oco.example/oco/server/meeting/icalendar"
	"oco.example/oco/server/platform/sealed"
)

const id = "0198c0de-0000-7000-8000-000000000070"

func intervision(start time.Time) meeting.Meeting {
	return meeting.Meeting{
		ID: id, Kind: meeting.Intervision, Title: `Intervisie; "groep" Noord, deel 1\2`, Start: start, End: start.Add(2 * time.Hour),
		Location: "Wijkpunt Centrum, Waalwijk", OnlineLink: "https://overleg.example/a,b;c", State: meeting.Planned, Sequence: 3,
		Agenda: []meeting.AgendaItem{{Title: "Schulden, armoede; wat nu", Theme: "poverty"}, {Title: strings.Repeat("é🌷", 60)}},
	}
}

var by = icalendar.Organiser{Name: `Team "OCO": Waalwijk, Noord`, Email: "oco@gm0867.example"}

// read is a file as another library understands it.
func read(t testing.TB, file icalendar.File) (*ical.Calendar, *ical.Event) {
	t.Helper()
	calendar, err := ical.NewDecoder(strings.NewReader(file.Content)).Decode()
	if err != nil {
		t.Fatalf("%v in:\n%s", err, file.Content)
	}
	events := calendar.Events()
	if len(events) != 1 {
		t.Fatalf("%d events", len(events))
	}
	return calendar, &events[0]
}

func text(t testing.TB, props ical.Props, name string) string {
	t.Helper()
	value, err := props.Text(name)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestAnotherReaderUnderstandsTheFile(t *testing.T) {
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		start time.Time
		local string
	}{
		"in winter":                           {time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC), "20261201T190000"},
		"in summer":                           {time.Date(2026, 7, 1, 17, 0, 0, 0, time.UTC), "20260701T190000"},
		"on the evening before summer time":   {time.Date(2026, 3, 28, 22, 30, 0, 0, time.UTC), "20260328T233000"},
		"on the first morning of summer time": {time.Date(2026, 3, 29, 7, 0, 0, 0, time.UTC), "20260329T090000"},
		"on the first morning of winter time": {time.Date(2026, 10, 25, 8, 0, 0, 0, time.UTC), "20261025T090000"},
		"over the end of the year":            {time.Date(2026, 12, 31, 22, 30, 0, 0, time.UTC), "20261231T233000"},
	} {
		m := intervision(c.start)
		file := icalendar.Write(m, &meeting.Invitation{ID: "0198c0de-0000-7000-8000-000000000072"}, by, now)
		calendar, event := read(t, file)
		start, err := event.DateTimeStart(nil)
		if err != nil {
			t.Fatal(err)
		}
		end, err := event.DateTimeEnd(nil)
		if err != nil {
			t.Fatal(err)
		}
		if !start.Equal(m.Start) || !end.Equal(m.End) || start.Location().String() != amsterdam.String() {
			t.Errorf("%s: from %s until %s", name, start, end)
		}
		if got := event.Props.Get(ical.PropDateTimeStart).Value; got != c.local {
			t.Errorf("%s: begins at %s by the clock, want %s", name, got, c.local)
		}
		for property, want := range map[string]string{
			ical.PropUID: id, ical.PropSummary: m.Title, ical.PropLocation: m.Location, ical.PropStatus: "CONFIRMED",
			ical.PropDescription: "- " + m.Agenda[0].Title + "\n- " + m.Agenda[1].Title + "\n" + m.OnlineLink,
		} {
			if got := text(t, event.Props, property); got != want {
				t.Errorf("%s: %s is %q, want %q", name, property, got, want)
			}
		}
		stamp, err := event.Props.DateTime(ical.PropDateTimeStamp, nil)
		if err != nil || !stamp.Equal(now) {
			t.Errorf("%s: made on %s, %v", name, stamp, err)
		}
		if got := event.Props.Get(ical.PropSequence).Value; got != "3" {
			t.Errorf("%s: sequence %s", name, got)
		}
		if got := text(t, calendar.Props, ical.PropMethod); got != "REQUEST" || file.MediaType() != "text/calendar; charset=utf-8; method=REQUEST" {
			t.Errorf("%s: %s, %s", name, got, file.MediaType())
		}
		zoneHolds(t, calendar, m)
	}
}

// zoneHolds checks that the file says itself what its local times mean, as somebody reads it who does not know the
// zone: its last rule that began says how far the clock is from UTC.
func zoneHolds(t *testing.T, calendar *ical.Calendar, m meeting.Meeting) {
	t.Helper()
	for _, child := range calendar.Children {
		if child.Name != ical.CompTimezone {
			continue
		}
		var latest time.Time
		var offset string
		for _, part := range child.Children {
			rule, err := part.Props.RecurrenceRule()
			if err != nil || rule == nil {
				t.Fatalf("a part of the zone without a rule: %v", err)
			}
			begin, err := part.Props.DateTime(ical.PropDateTimeStart, time.UTC)
			if err != nil {
				t.Fatal(err)
			}
			before := begin
			for year := begin.Year(); year <= m.Start.Year(); year++ { // the last Sunday of a month, once a year
				last := time.Date(year, time.Month(rule.Bymonth[0])+1, 0, begin.Hour(), 0, 0, 0, time.UTC)
				last = last.AddDate(0, 0, -int(last.Weekday()))
				if local := m.Start.In(mustLoad(t)); last.Before(time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), 0, 0, time.UTC)) {
					before = last
				}
			}
			if before.After(latest) {
				latest, offset = before, part.Props.Get("TZOFFSETTO").Value
			}
		}
		if want := m.Start.In(mustLoad(t)).Format("-0700"); offset != want {
			t.Errorf("the file says that the clock is %s from UTC, it is %s", offset, want)
		}
		return
	}
	t.Error("the file does not say what its times mean")
}

func mustLoad(t *testing.T) *time.Location {
	t.Helper()
	location, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return location
}

func TestWhatTheFileAsks(t *testing.T) {
	m := intervision(time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC))
	cancelled, err := m.Cancel("te weinig deelnemers")
	if err != nil {
		t.Fatal(err)
	}
	yes := &meeting.Invitation{ID: "0198c0de-0000-7000-8000-000000000072", Answer: meeting.Yes}
	for name, c := range map[string]struct {
		m              meeting.Meeting
		invitation     *meeting.Invitation
		method, status string
		part           string
	}{
		"somebody is invited":            {m, &meeting.Invitation{ID: yes.ID}, "REQUEST", "CONFIRMED", "NEEDS-ACTION"},
		"somebody said yes":              {m, yes, "REQUEST", "CONFIRMED", "ACCEPTED"},
		"it is announced":                {m, nil, "PUBLISH", "CONFIRMED", ""},
		"it was cancelled":               {cancelled, yes, "CANCEL", "CANCELLED", "ACCEPTED"},
		"it was cancelled for everybody": {cancelled, nil, "CANCEL", "CANCELLED", ""},
	} {
		calendar, event := read(t, icalendar.Write(c.m, c.invitation, by, m.Start))
		if got := text(t, calendar.Props, ical.PropMethod); got != c.method {
			t.Errorf("%s: %s", name, got)
		}
		if got := text(t, event.Props, ical.PropStatus); got != c.status || text(t, event.Props, ical.PropUID) != id {
			t.Errorf("%s: %s", name, got)
		}
		attendees := event.Props.Values(ical.PropAttendee)
		switch {
		case c.part == "" && len(attendees) > 0:
			t.Errorf("%s: names %v", name, attendees)
		case c.part != "" && (len(attendees) != 1 || attendees[0].Value != "urn:uuid:"+yes.ID || attendees[0].Params.Get(ical.ParamParticipationStatus) != c.part):
			t.Errorf("%s: names %v", name, attendees)
		}
		organiser := event.Props.Get(ical.PropOrganizer)
		if organiser.Value != "mailto:oco@gm0867.example" || organiser.Params.Get(ical.ParamCommonName) != "Team OCO Waalwijk Noord" {
			t.Errorf("%s: organised by %v", name, organiser)
		}
		if c.method == "CANCEL" && (event.Props.Get(ical.PropSequence).Value != "4" || text(t, event.Props, ical.PropComment) != "te weinig deelnemers") {
			t.Errorf("%s: %v", name, event.Props)
		}
	}
}

// TestAGuestStandsInTheFile: somebody without an account is named, with the mail address that they have.
func TestAGuestStandsInTheFile(t *testing.T) {
	const invitation = "0198c0de-0000-7000-8000-000000000072"
	for name, c := range map[string]struct{ name, email, who, called string }{
		"with a mail address":       {"Nora Kant", "nora+oco@post.example", "mailto:nora+oco@post.example", "Nora Kant"},
		"without one":               {"Nora Kant", "", "urn:uuid:" + invitation, "Nora Kant"},
		"signs of the standard":     {`Nora "de"; Kant:`, "a?b%c@post.example", "mailto:a%3Fb%25c@post.example", "Nora de Kant"},
		"a name of several letters": {"Zoë 🌷 Müller", "zoe@post.example", "mailto:zoe@post.example", "Zoë 🌷 Müller"},
	} {
		m := intervision(time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC))
		_, event := read(t, icalendar.Write(m, &meeting.Invitation{
			ID: invitation, Guest: "0198c0de-0000-7000-8000-000000000073", GuestName: sealed.Of(c.name), GuestEmail: sealed.Of(c.email), Answer: meeting.Yes,
		}, by, m.Start))
		got := event.Props.Values(ical.PropAttendee)
		if len(got) != 1 || got[0].Value != c.who || got[0].Params.Get(ical.ParamCommonName) != c.called ||
			got[0].Params.Get(ical.ParamParticipationStatus) != "ACCEPTED" {
			t.Errorf("%s: names %v", name, got)
		}
	}
}

// TestWhateverIsTypedComesBack: no title, place or agenda breaks the file, and each is read back as it was typed.
func TestWhateverIsTypedComesBack(t *testing.T) {
	line := rapid.StringOfN(rapid.RuneFrom([]rune(`aé🌷 ,;:\"'=-N n`)), 1, 120, -1)
	rapid.Check(t, func(t *rapid.T) { comesBack(t, line.Draw(t, "title"), line.Draw(t, "place"), line.Draw(t, "name")) })
}

// FuzzWrite puts whatever texts into a file.
func FuzzWrite(f *testing.F) {
	f.Add("Intervisie", "Wijkpunt; hal, 1e verdieping", `Team "OCO"`)
	f.Add(`\n\,\;`, strings.Repeat("é", 80), "BEGIN:VALARM")
	f.Fuzz(func(t *testing.T, title, place, name string) {
		oneLine := func(s string) string {
			return strings.Map(func(r rune) rune {
				if r < ' ' || r == 0x7f || r == '\ufffd' || r == '\u0085' || r == '\u2028' || r == '\u2029' {
					return -1
				}
				return r
			}, strings.ToValidUTF8(s, ""))
		}
		comesBack(t, oneLine(title), oneLine(place), oneLine(name))
	})
}

func comesBack(t interface {
	Fatalf(format string, args ...any)
}, title, place, name string) {
	m := intervision(time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC))
	m.Title, m.Location, m.Agenda[0].Title = title, place, title+place
	file := icalendar.Write(m, nil, icalendar.Organiser{Name: name, Email: by.Email}, m.Start)
	for line := range strings.SplitSeq(strings.TrimSuffix(file.Content, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Fatalf("a line of %d bytes: %q", len(line), line)
		}
	}
	calendar, err := ical.NewDecoder(strings.NewReader(file.Content)).Decode()
	if err != nil {
		t.Fatalf("%v in:\n%s", err, file.Content)
	}
	events := calendar.Events()
	if len(events) != 1 || len(events[0].Children) > 0 {
		t.Fatalf("the file holds something else:\n%s", file.Content)
	}
	for property, want := range map[string]string{ical.PropSummary: title, ical.PropLocation: place} {
		if got, err := events[0].Props.Text(property); err != nil || got != want {
			t.Fatalf("%s is %q, want %q: %v", property, got, want, err)
		}
	}
	if got, err := events[0].Props.Text(ical.PropDescription); err != nil || !slices.Contains(strings.Split(got, "\n"), "- "+title+place) {
		t.Fatalf("the agenda reads %q: %v", got, err)
	}
}
