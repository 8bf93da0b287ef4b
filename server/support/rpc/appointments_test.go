package rpc_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support/store"
)

// agreed is an hour of a case.
func agreed(theCase, start string) *supportv1.CreateAppointmentRequest {
	begin, err := time.Parse(time.RFC3339, start)
	if err != nil {
		panic(err)
	}
	return &supportv1.CreateAppointmentRequest{Municipality: municipality, Appointment: &supportv1.Appointment{
		Case: theCase, StartTime: timestamppb.New(begin), EndTime: timestamppb.New(begin.Add(time.Hour)), Kind: supportv1.AppointmentKind_APPOINTMENT_KIND_HOME,
		Place: "Kanariekade 1", Note: "Neem de kanariebrief mee.",
		Companies: []supportv1.AppointmentCompany{supportv1.AppointmentCompany_APPOINTMENT_COMPANY_RESIDENT, supportv1.AppointmentCompany_APPOINTMENT_COMPANY_ACCESS_TEAM},
	}}
}

func (w *world) plan(t *testing.T, ctx context.Context, theCase, start string) *supportv1.Appointment {
	t.Helper()
	a, err := w.CreateAppointment(ctx, agreed(theCase, start))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (w *world) move(ctx context.Context, id, start string) (*supportv1.Appointment, error) {
	to := agreed("", start).GetAppointment()
	return w.RescheduleAppointment(ctx, &supportv1.RescheduleAppointmentRequest{
		Municipality: municipality, Appointment: id, StartTime: to.GetStartTime(), EndTime: to.GetEndTime(),
	})
}

func (w *world) cancel(ctx context.Context, id string) (*supportv1.Appointment, error) {
	return w.CancelAppointment(ctx, &supportv1.CancelAppointmentRequest{
		Municipality: municipality, Appointment: id, CancelReason: supportv1.AppointmentCancelReason_APPOINTMENT_CANCEL_REASON_RESIDENT,
	})
}

func (w *world) attend(ctx context.Context, id string, state supportv1.AppointmentState) (*supportv1.Appointment, error) {
	return w.RecordAppointmentAttended(ctx, &supportv1.RecordAppointmentAttendedRequest{Municipality: municipality, Appointment: id, State: state})
}

const (
	held   = supportv1.AppointmentState_APPOINTMENT_STATE_HELD
	missed = supportv1.AppointmentState_APPOINTMENT_STATE_MISSED
)

// told are the events after the first so many.
func (w *world) told(t *testing.T, after int) (messages []proto.Message) {
	t.Helper()
	for _, e := range w.events(t)[after:] {
		messages = append(messages, e.Message)
	}
	return messages
}

func same(t *testing.T, got, want []proto.Message) {
	t.Helper()
	if !slices.EqualFunc(got, want, proto.Equal) {
		t.Errorf("told %v, want %v", got, want)
	}
}

func TestTheFirstAppointmentOfACaseIsThePromise(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	a := w.plan(t, bo.as(t), id, "2026-03-10T09:00:00+01:00")
	if a.GetResidentName() != "inwoner" || a.GetPlace() != "Kanariekade 1" || a.GetNote() != "Neem de kanariebrief mee." || a.GetSupporter() != bo.id ||
		a.GetState() != supportv1.AppointmentState_APPOINTMENT_STATE_PLANNED || len(a.GetCompanies()) != 2 || a.GetSequence() != 0 {
		t.Errorf("made: %v", a)
	}
	c, err := w.get(bo.as(t), id)
	if err != nil || c.GetAppointmentMadeDate() != today || !c.GetAppointmentTime().AsTime().Equal(a.GetStartTime().AsTime()) {
		t.Errorf("the case: %v, %v", c, err)
	}
	if made, heldAt := w.kept(t, application); made != today+" 12:00" || heldAt != "" {
		t.Errorf("kept %q and %q", made, heldAt)
	}
	second := w.plan(t, w.coordinator, id, "2026-03-20T09:00:00+01:00")
	if got, err := w.attend(bo.as(t), a.GetId(), held); err != nil || got.GetState() != held {
		t.Fatalf("held: %v, %v", got, err)
	}
	if made, heldAt := w.kept(t, application); made != today+" 12:00" || heldAt != today+" 12:00" {
		t.Errorf("kept %q and %q", made, heldAt)
	}
	if _, err := w.attend(bo.as(t), second.GetId(), held); errs.Of(err) == nil || errs.Of(err).Violations[0].Rule != "appointment.not_yet" {
		t.Errorf("held before its day: %v", err)
	}
	same(t, w.told(t, 1), []proto.Message{
		&eventv1.FirstAppointmentMade{Case: id, Application: application, MadeDate: today, AppointmentDate: "2026-03-10", Account: bo.account},
		&eventv1.AppointmentPlanned{Appointment: a.GetId(), Case: id, Application: application, Account: bo.account, AppointmentDate: "2026-03-10"},
		&eventv1.AppointmentPlanned{Appointment: second.GetId(), Case: id, Application: application, Account: bo.account, AppointmentDate: "2026-03-20"},
		&eventv1.FirstAppointmentHeld{Case: id, Application: application, AppointmentDate: "2026-03-10", Account: bo.account},
		&eventv1.AppointmentHeld{Appointment: a.GetId(), Case: id, Application: application, Account: bo.account, AppointmentDate: "2026-03-10"},
	})
}

func TestAnAppointmentIsMovedCancelledAndMissed(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	a := w.plan(t, bo.as(t), id, "2026-03-12T09:00:00+01:00")
	moved, err := w.move(bo.as(t), a.GetId(), "2026-03-13T09:00:00+01:00")
	if err != nil || moved.GetSequence() != 1 || moved.GetPlace() != "Kanariekade 1" || moved.GetStartTime().AsTime().Day() != 13 {
		t.Fatalf("moved: %v, %v", moved, err)
	}
	elsewhere := &supportv1.RescheduleAppointmentRequest{
		Municipality: municipality, Appointment: a.GetId(), StartTime: moved.GetStartTime(), EndTime: moved.GetEndTime(),
		Kind: supportv1.AppointmentKind_APPOINTMENT_KIND_PHONE, Etag: moved.GetEtag(),
	}
	if phoned, err := w.RescheduleAppointment(bo.as(t), elsewhere); err != nil || phoned.GetPlace() != "" || phoned.GetKind() != elsewhere.GetKind() || phoned.GetSequence() != 2 {
		t.Errorf("by phone instead: %v, %v", phoned, err)
	}
	if _, err := w.RescheduleAppointment(bo.as(t), elsewhere); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("an outdated copy: %v", err)
	}
	if c, _ := w.get(bo.as(t), id); c.GetAppointmentTime().AsTime().Day() != 13 {
		t.Errorf("the case did not hear of it: %v", c)
	}
	if got, err := w.cancel(bo.as(t), a.GetId()); err != nil || got.GetCancelReason() != supportv1.AppointmentCancelReason_APPOINTMENT_CANCEL_REASON_RESIDENT || got.GetSequence() != 3 {
		t.Errorf("cancelled: %v, %v", got, err)
	}
	if c, _ := w.get(bo.as(t), id); c.GetAppointmentTime() != nil || c.GetAppointmentMadeDate() != today {
		t.Errorf("the case did not hear of it: %v", c)
	}
	for name, again := range map[string]func() (*supportv1.Appointment, error){
		"moved": func() (*supportv1.Appointment, error) {
			return w.move(bo.as(t), a.GetId(), "2026-03-13T09:00:00+01:00")
		},
		"cancelled": func() (*supportv1.Appointment, error) { return w.cancel(bo.as(t), a.GetId()) },
		"held":      func() (*supportv1.Appointment, error) { return w.attend(bo.as(t), a.GetId(), held) },
	} {
		if _, err := again(); !errs.Is(err, errs.StateConflictReason) {
			t.Errorf("%s after it was cancelled: %v", name, err)
		}
	}
	before := w.plan(t, bo.as(t), id, "2026-03-09T09:00:00+01:00")
	if got, err := w.attend(bo.as(t), before.GetId(), missed); err != nil || got.GetState() != missed {
		t.Errorf("missed: %v, %v", got, err)
	}
	if made, heldAt := w.kept(t, application); made == "" || heldAt != "" {
		t.Errorf("missed, and kept: %q and %q", made, heldAt)
	}
	same(t, w.told(t, 3), []proto.Message{
		&eventv1.AppointmentMoved{Appointment: a.GetId(), Case: id, Application: application, Account: bo.account, AppointmentDate: "2026-03-13"},
		&eventv1.AppointmentMoved{Appointment: a.GetId(), Case: id, Application: application, Account: bo.account, AppointmentDate: "2026-03-13"},
		&eventv1.AppointmentCancelled{Appointment: a.GetId(), Case: id, Application: application, Account: bo.account, AppointmentDate: "2026-03-13", CancelReason: "RESIDENT"},
		&eventv1.AppointmentPlanned{Appointment: before.GetId(), Case: id, Application: application, Account: bo.account, AppointmentDate: "2026-03-09"},
	})
}

// A supporter reads and changes appointments of own cases only, and who is suspended none.
func TestOnlyOwnAppointmentsAreReached(t *testing.T) {
	w := newWorld(t)
	bo, other := w.supporter(t), w.supporter(t)
	id, _ := w.opened(t, bo)
	theirs, _ := w.opened(t, other)
	a := w.plan(t, bo.as(t), id, "2026-03-12T09:00:00+01:00")
	w.plan(t, other.as(t), theirs, "2026-03-12T09:00:00+01:00")
	for name, do := range map[string]func() error{
		"made": func() error {
			_, err := w.CreateAppointment(other.as(t), agreed(id, "2026-03-12T09:00:00+01:00"))
			return err
		},
		"read": func() error {
			_, err := w.GetAppointment(other.as(t), &supportv1.GetAppointmentRequest{Appointment: a.GetId()})
			return err
		},
		"moved":     func() error { _, err := w.move(other.as(t), a.GetId(), "2026-03-13T09:00:00+01:00"); return err },
		"cancelled": func() error { _, err := w.cancel(other.as(t), a.GetId()); return err },
		"attended":  func() error { _, err := w.attend(other.as(t), a.GetId(), missed); return err },
		"invited": func() error {
			_, err := w.GetAppointmentInvitation(other.as(t), &supportv1.GetAppointmentInvitationRequest{Appointment: a.GetId(), Audience: 1})
			return err
		},
	} {
		if err := do(); !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("somebody else's was %s: %v", name, err)
		}
	}
	for name, c := range map[string]struct {
		ctx  context.Context
		want int
	}{"own": {bo.as(t), 1}, "the coordinator's": {w.coordinator, 2}} {
		list, err := w.ListAppointments(c.ctx, &supportv1.ListAppointmentsRequest{Municipality: municipality})
		if err != nil || len(list.GetAppointments()) != c.want {
			t.Errorf("%s: %v, %v", name, list, err)
		}
	}
}

func TestAppointmentsAreListedByDay(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, _ := w.opened(t, bo)
	another, _ := w.opened(t, bo)
	for _, start := range []string{"2026-03-12T23:30:00+01:00", "2026-03-11T09:00:00+01:00", "2026-03-13T00:00:00+01:00"} {
		w.plan(t, bo.as(t), id, start)
	}
	w.plan(t, bo.as(t), another, "2026-03-12T00:00:00+01:00")
	for name, c := range map[string]struct {
		req  *supportv1.ListAppointmentsRequest
		want string
	}{
		"all":       {&supportv1.ListAppointmentsRequest{}, "13 12 12 11"},
		"a case":    {&supportv1.ListAppointmentsRequest{Case: id}, "13 12 11"},
		"from":      {&supportv1.ListAppointmentsRequest{FromDate: "2026-03-12"}, "13 12 12"},
		"one day":   {&supportv1.ListAppointmentsRequest{FromDate: "2026-03-12", UntilDate: "2026-03-12"}, "12 12"},
		"until":     {&supportv1.ListAppointmentsRequest{UntilDate: "2026-03-11"}, "11"},
		"cancelled": {&supportv1.ListAppointmentsRequest{States: []supportv1.AppointmentState{supportv1.AppointmentState_APPOINTMENT_STATE_CANCELLED}}, ""},
	} {
		c.req.Municipality = municipality
		for _, size := range []int32{0, 1, 2} { // in one page and in several it is the same
			c.req.PageSize, c.req.PageToken = size, ""
			var days []string
			for {
				page, err := w.ListAppointments(bo.as(t), c.req)
				if err != nil {
					t.Fatal(err)
				}
				for _, a := range page.GetAppointments() {
					days = append(days, a.GetStartTime().AsTime().In(amsterdam(t)).Format("2"))
				}
				if page.GetNextPageToken() == "" {
					break
				}
				c.req.PageToken = page.GetNextPageToken()
			}
			if got := strings.Join(days, " "); got != c.want {
				t.Errorf("%s, %d in a page: got %q, want %q", name, size, got, c.want)
			}
		}
	}
	_, err := w.ListAppointments(bo.as(t), &supportv1.ListAppointmentsRequest{Municipality: municipality, FromDate: "2026-02-30", UntilDate: "2026-13-01"})
	if e := errs.Of(err); e == nil || len(e.Violations) != 2 || e.Violations[0].Field != "from_date" || e.Violations[1].Field != "until_date" {
		t.Errorf("days that do not exist: %v", err)
	}
}

func amsterdam(t *testing.T) *time.Location {
	t.Helper()
	location, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return location
}

// Another appointment of the supporter at that time is told, and nothing more.
func TestAnOverlapIsANotice(t *testing.T) {
	w := newWorld(t)
	bo, other := w.supporter(t), w.supporter(t)
	id, _ := w.opened(t, bo)
	another, _ := w.opened(t, bo)
	theirs, _ := w.opened(t, other)
	w.plan(t, other.as(t), theirs, "2026-03-12T09:00:00+01:00")
	first := w.plan(t, bo.as(t), id, "2026-03-12T09:00:00+01:00")
	for _, c := range []struct {
		start   string
		notices int
	}{{"2026-03-12T08:00:00+01:00", 0}, {"2026-03-12T10:00:00+01:00", 0}, {"2026-03-12T09:59:00+01:00", 1}, {"2026-03-12T08:01:00+01:00", 1}} {
		ctx := bo.as(t)
		a := w.plan(t, ctx, another, c.start)
		notices := call.From(ctx).Notices()
		if len(notices) != c.notices || c.notices == 1 && (notices[0].Reason != "APPOINTMENT_OVERLAP" || notices[0].Field != "appointment.start_time") {
			t.Errorf("at %s: %v", c.start, notices)
		}
		if _, err := w.cancel(bo.as(t), a.GetId()); err != nil {
			t.Fatal(err)
		}
	}
	ctx := bo.as(t)
	if _, err := w.move(ctx, first.GetId(), "2026-03-12T09:30:00+01:00"); err != nil || len(call.From(ctx).Notices()) != 0 {
		t.Errorf("it overlaps with itself: %v, %v", call.From(ctx).Notices(), err)
	}
}

func TestTheInvitationKeepsToSafeContact(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	a := w.plan(t, bo.as(t), id, "2026-03-12T09:00:00+01:00")
	file := func(audience supportv1.AppointmentAudience) (*supportv1.AppointmentInvitation, error) {
		return w.GetAppointmentInvitation(bo.as(t), &supportv1.GetAppointmentInvitationRequest{Municipality: municipality, Appointment: a.GetId(), Audience: audience})
	}
	const supporter, resident = supportv1.AppointmentAudience_APPOINTMENT_AUDIENCE_SUPPORTER, supportv1.AppointmentAudience_APPOINTMENT_AUDIENCE_RESIDENT
	mine, err := file(supporter)
	if err != nil || mine.GetFileName() != "afspraak-2026-03-12.ics" || !strings.Contains(mine.GetContent(), "Kanariekade") ||
		strings.Contains(mine.GetContent(), "inwoner") || strings.Contains(mine.GetContent(), "brief") {
		t.Errorf("the supporter's: %v, %v", mine, err)
	}
	theirs, err := file(resident)
	if err != nil || !strings.Contains(theirs.GetContent(), "Kanariekade") || !strings.Contains(theirs.GetContent(), "kanariebrief") || strings.Contains(theirs.GetContent(), "inwoner") {
		t.Errorf("the resident's: %v, %v", theirs, err)
	}
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE test.application SET no_calendar = true WHERE municipality = $1 AND id = $2`, municipality, application)
		return err
	})
	mine, err = file(supporter)
	if err != nil || strings.Contains(mine.GetContent(), "anarie") || strings.Contains(mine.GetContent(), "inwoner") {
		t.Errorf("the supporter's, where calendars are forbidden: %v, %v", mine, err)
	}
	if theirs, err = file(resident); errs.Of(err) == nil || errs.Of(err).Violations[0].Rule != "appointment.no_calendar" || theirs != nil {
		t.Errorf("the resident's, where calendars are forbidden: %v, %v", theirs, err)
	}
}

// What was planned does not outlive its case; what had begun stays to be told of, which the closed case hears no more.
func TestWhatIsPlannedEndsWithTheCase(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	for name, end := range map[string]func(id, application string) error{
		"closed": func(id, _ string) error { _, err := w.CloseCase(bo.as(t), closing(id)); return err },
		"ended": func(_, application string) error {
			return w.db.App.Write(w.coordinator, func(tx *pg.Tx) error { return w.CloseFor(w.coordinator, tx, application) })
		},
	} {
		id, application := w.opened(t, bo)
		before, ahead := w.plan(t, bo.as(t), id, "2026-03-10T09:00:00+01:00"), w.plan(t, bo.as(t), id, "2026-03-12T09:00:00+01:00")
		count := len(w.events(t))
		if err := end(id, application); err != nil {
			t.Fatal(err)
		}
		got, err := w.GetAppointment(bo.as(t), &supportv1.GetAppointmentRequest{Municipality: municipality, Appointment: ahead.GetId()})
		if err != nil || got.GetState() != supportv1.AppointmentState_APPOINTMENT_STATE_CANCELLED ||
			got.GetCancelReason() != supportv1.AppointmentCancelReason_APPOINTMENT_CANCEL_REASON_OTHER || got.GetSequence() != 1 {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		if !slices.ContainsFunc(w.told(t, count), func(m proto.Message) bool {
			e, is := m.(*eventv1.AppointmentCancelled)
			return is && e.GetAppointment() == ahead.GetId() && e.GetCancelReason() == "OTHER" && e.GetLetGo()
		}) {
			t.Errorf("%s: nobody was told", name)
		}
		if got, err := w.attend(bo.as(t), before.GetId(), held); err != nil || got.GetState() != held {
			t.Errorf("%s, told of afterwards: %v, %v", name, got, err)
		}
		if _, err := w.CreateAppointment(bo.as(t), agreed(id, "2026-03-12T09:00:00+01:00")); !errs.Is(err, errs.StateConflictReason) {
			t.Errorf("%s, and planned: %v", name, err)
		}
	}
}

// Place and note are written in the resident's key, and gone with it.
func TestAnAppointmentIsErasedWithTheResident(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	a := w.plan(t, bo.as(t), id, "2026-03-12T09:00:00+01:00")
	var row struct {
		Dossier string `db:"dossier"`
		Legible bool   `db:"legible"`
	}
	w.write(t, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &row, `SELECT c.dossier, position('anarie' in encode(a.place || a.note, 'escape')) > 0 AS legible
			FROM support.appointment a, support.support_case c WHERE a.municipality = $1 AND c.municipality = $1 AND c.id = a.support_case AND c.application = $2`,
			municipality, application)
	})
	if row.Legible {
		t.Error("place or note is readable in the table")
	}
	w.write(t, func(tx *pg.Tx) error {
		if _, err := subject.Destroy(w.coordinator, tx, subject.Dossier, []string{row.Dossier}); err != nil {
			return err
		}
		erased, err := store.New(w.keys).Erase(w.coordinator, tx, subject.Dossier, []string{row.Dossier})
		if erased["appointments"] != 1 || erased["cases"] != 1 {
			t.Errorf("erased %v", erased)
		}
		return err
	})
	if _, err := w.GetAppointment(w.coordinator, &supportv1.GetAppointmentRequest{Municipality: municipality, Appointment: a.GetId()}); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("read: %v", err)
	}
}
