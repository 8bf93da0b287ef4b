package icalendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"pgregory.net/rapid"

	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
	"oco.example/oco/server/support/icalendar"
)

const id = "0198c0de-0000-7000-8000-000000000090"

var by = icalendar.Organiser{Name: "Coördinator OCO", Email: "oco@gm0867.example"}

func appointment(start time.Time, lasts time.Duration) support.Appointment {
	return support.Appointment{
		ID: id, Start: start, End: start.Add(lasts), Kind: "HOME", Place: sealed.Of("Kade 1; achterom, bel 2x"), State: support.AppointmentPlanned,
		Note: sealed.Of("Neem de brief mee.\nTot dan!"), UpdateTime: start.Add(-time.Hour),
	}
}

// read is a file as another library understands it.
func read(t interface {
	Fatalf(format string, args ...any)
}, file icalendar.File) (*ical.Calendar, *ical.Event) {
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

func value(props ical.Props, name string) string {
	prop := props.Get(name)
	if prop == nil {
		return ""
	}
	text, err := prop.Text()
	if err != nil {
		return prop.Value
	}
	return text
}

func TestACalendarTakesAnAppointmentInMovedAndCancelled(t *testing.T) {
	a := appointment(time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC), time.Hour)
	moved, err := a.Reschedule(appointment(a.Start.AddDate(0, 0, 1), time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	cancelled, err := moved.Cancel("RESIDENT")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		a                                support.Appointment
		method, status, sequence, begins string
	}{
		"made":      {a, "PUBLISH", "CONFIRMED", "0", "20260312T100000"},
		"moved":     {moved, "PUBLISH", "CONFIRMED", "1", "20260313T100000"},
		"cancelled": {cancelled, "CANCEL", "CANCELLED", "2", "20260313T100000"},
	} {
		entry, err := c.a.ResidentEntry(support.Contact{})
		if err != nil {
			t.Fatal(err)
		}
		file := icalendar.Write(c.a, entry, by, a.Start)
		calendar, event := read(t, file)
		for property, want := range map[string]string{
			ical.PropUID: id, ical.PropSummary: "Afspraak cliëntondersteuning", ical.PropStatus: c.status,
			ical.PropLocation: "Kade 1; achterom, bel 2x", ical.PropDescription: "Neem de brief mee.\nTot dan!", ical.PropSequence: c.sequence,
		} {
			if got := value(event.Props, property); got != want {
				t.Errorf("%s: %s is %q, want %q", name, property, got, want)
			}
		}
		if got := value(calendar.Props, ical.PropMethod); got != c.method || file.MediaType() != "text/calendar; charset=utf-8; method="+c.method {
			t.Errorf("%s: %s, %s", name, got, file.MediaType())
		}
		if got := event.Props.Get(ical.PropDateTimeStart).Value; got != c.begins {
			t.Errorf("%s: begins at %s by the clock", name, got)
		}
		if event.Props.Get(ical.PropAttendee) != nil || event.Props.Get(ical.PropOrganizer).Value != "mailto:oco@gm0867.example" {
			t.Errorf("%s: somebody is named: %v", name, event.Props)
		}
	}
}

// Where calendars are forbidden, the supporter's own holds a time and nothing by which anybody knows whom or where.
func TestTheSupportersFileTellsNothing(t *testing.T) {
	a := appointment(time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC), time.Hour)
	file := icalendar.Write(a, a.SupporterEntry(support.Contact{Name: sealed.Of("Kanarie"), NoCalendar: true}), by, a.Start)
	_, event := read(t, file)
	for _, secret := range []string{"Kanarie", "Kade", "brief"} {
		if strings.Contains(file.Content, secret) {
			t.Errorf("says %s:\n%s", secret, file.Content)
		}
	}
	if event.Props.Get(ical.PropLocation) != nil || event.Props.Get(ical.PropDescription) != nil || value(event.Props, ical.PropSummary) != "Afspraak cliëntondersteuning" {
		t.Errorf("says %v", event.Props)
	}
}

// Whatever the clocks do, another reader finds the moments that were agreed: the hour that comes twice in October is the only
// one of which local time does not tell which it is.
func TestTheMomentComesBackOverDaylightSaving(t *testing.T) {
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	twice := func(moment time.Time) bool {
		local := moment.In(amsterdam).Format("2006-01-02 15:04:05")
		return moment.Add(time.Hour).In(amsterdam).Format("2006-01-02 15:04:05") == local || moment.Add(-time.Hour).In(amsterdam).Format("2006-01-02 15:04:05") == local
	}
	changes := []time.Time{time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC), time.Date(2026, 10, 25, 1, 0, 0, 0, time.UTC), time.Date(2027, 3, 28, 1, 0, 0, 0, time.UTC)}
	rapid.Check(t, func(t *rapid.T) {
		start := rapid.SampledFrom(changes).Draw(t, "change").Add(time.Duration(rapid.IntRange(-48*60, 48*60).Draw(t, "minutes")) * time.Minute)
		a := appointment(start, time.Duration(rapid.IntRange(1, 24*60).Draw(t, "lasts"))*time.Minute)
		_, event := read(t, icalendar.Write(a, support.Entry{}, by, start))
		begin, err := event.DateTimeStart(nil)
		if err != nil {
			t.Fatalf("%v", err)
		}
		end, err := event.DateTimeEnd(nil)
		if err != nil {
			t.Fatalf("%v", err)
		}
		if !begin.Equal(a.Start) && !twice(a.Start) || !end.Equal(a.End) && !twice(a.End) {
			t.Fatalf("from %s until %s became from %s until %s", a.Start, a.End, begin, end)
		}
	})
}
