package rpc_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake/promise"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// timed is an office with a clock that the test sets.
type timed struct {
	*office
	now time.Time
}

// newTimedOffice opens on a Tuesday, half past nine here, in a municipality with the usual terms.
func newTimedOffice(t *testing.T) *timed {
	o := &timed{now: time.Date(2026, 11, 24, 8, 30, 0, 0, time.UTC)}
	o.office = newOffice(t, pgtest.WithClock(func() time.Time { return o.now }))
	o.write(`INSERT INTO admin.municipality (municipality, name, create_time, update_time) VALUES ($1, 'Waalwijk', now(), now())`, here)
	return o
}

func (o *timed) write(statement string, args ...any) {
	o.Helper()
	if err := o.db.Write(o.coordinator, func(tx *pg.Tx) error {
		_, err := tx.Exec(o.coordinator, statement, args...)
		return err
	}); err != nil {
		o.Fatal(err)
	}
}

func (o *timed) at(text string) {
	o.Helper()
	now, err := time.Parse(time.RFC3339, text)
	if err != nil {
		o.Fatal(err)
	}
	o.now = now
}

func (o *timed) applied(change func(*intakev1.SubmitApplicationRequest)) string {
	o.Helper()
	req := submission("06-11930601")
	if change != nil {
		change(req)
	}
	return o.submit(o.coordinator, req).GetApplication()
}

// words are the promises to the resident of an application as people read them.
func (o *timed) words(application string) string {
	var words []string
	for _, c := range o.get(application).GetPromiseClocks() {
		words = append(words, c.GetText())
	}
	return strings.Join(words, "; ")
}

// told are the promises that were told of: what, of which application, and which promise.
func (o *timed) told() []string {
	o.Helper()
	var rows []struct {
		Kind    string `db:"kind"`
		Payload []byte `db:"payload"`
	}
	if err := o.db.Read(o.coordinator, func(tx *pg.Tx) error {
		return tx.Select(o.coordinator, &rows, `SELECT kind, payload FROM platform.event WHERE municipality = $1 AND kind LIKE '%Promise%' ORDER BY position`, here)
	}); err != nil {
		o.Fatal(err)
	}
	list := make([]string, 0, len(rows))
	for _, row := range rows {
		soon, broken := &eventv1.PromiseSoonBroken{}, &eventv1.PromiseBroken{}
		if strings.HasSuffix(row.Kind, "SoonBroken") {
			if err := proto.Unmarshal(row.Payload, soon); err != nil {
				o.Fatal(err)
			}
			list = append(list, "soon "+soon.GetPromise()+" "+soon.GetApplication())
			continue
		}
		if err := proto.Unmarshal(row.Payload, broken); err != nil {
			o.Fatal(err)
		}
		list = append(list, "broken "+broken.GetPromise()+" "+broken.GetApplication())
	}
	return list
}

func (o *timed) tell(want int) {
	o.Helper()
	if n, err := o.service.TellPromises(o.coordinator); n != want || err != nil {
		o.Errorf("%s: told %d, %v, want %d", o.now, n, err, want)
	}
}

func TestWhatIsPromisedStandsWithTheApplication(t *testing.T) {
	o := newTimedOffice(t)
	application := o.applied(nil)
	clocks := o.get(application).GetPromiseClocks()
	if len(clocks) != len(promise.Kinds) || clocks[0].GetKind() != intakev1.PromiseKind_PROMISE_KIND_MATCH ||
		clocks[0].GetState() != intakev1.PromiseState_PROMISE_STATE_ON_TIME || clocks[0].GetUrgent() ||
		!clocks[0].GetDueTime().AsTime().Equal(time.Date(2026, 11, 24, 23, 0, 0, 0, time.UTC)) {
		t.Fatalf("got %v", clocks)
	}
	for now, want := range map[string]string{
		"2026-11-24T09:30:00+01:00": "koppelen: nog 14 uur; eerste afspraak maken: nog 2 dagen; eerste afspraak: nog 2 dagen",
		"2026-11-24T23:59:00+01:00": "koppelen: nog 1 minuut; eerste afspraak maken: nog 2 dagen; eerste afspraak: nog 2 dagen",
		"2026-11-26T01:00:00+01:00": "koppelen: 1 dag te laat; eerste afspraak maken: nog 23 uur; eerste afspraak: nog 23 uur",
	} {
		o.at(now)
		if got := o.words(application); got != want {
			t.Errorf("%s: %s", now, got)
		}
	}
	o.at("2026-11-26T01:00:00+01:00")
	if _, err := o.service.EndApplication(o.coordinator, &intakev1.EndApplicationRequest{
		Municipality: here, Application: application, Reason: intakev1.EndReason_END_REASON_MOVED,
	}); err != nil {
		t.Fatal(err)
	}
	if got := o.words(application); got != "koppelen: 1 dag te laat; eerste afspraak maken: staat stil; eerste afspraak: staat stil" {
		t.Errorf("after the end: %s", got)
	}
}

func TestTheWorklistRisesByItsPromises(t *testing.T) {
	o := newTimedOffice(t)
	later := func(hours int) { o.now = o.now.Add(time.Duration(hours) * time.Hour) }
	first := o.applied(nil)
	later(24)
	second := o.applied(nil)
	later(1)
	urgent := o.applied(func(r *intakev1.SubmitApplicationRequest) {
		r.Urgency = &intakev1.Urgency{Reason: intakev1.UrgencyReason_URGENCY_REASON_EVICTION}
	})
	ended := o.applied(nil)
	if _, err := o.service.EndApplication(o.coordinator, &intakev1.EndApplicationRequest{
		Municipality: here, Application: ended, Reason: intakev1.EndReason_END_REASON_MOVED,
	}); err != nil {
		t.Fatal(err)
	}
	var got []string
	token := ""
	for range 4 {
		page, err := o.service.ListApplications(o.coordinator, &intakev1.ListApplicationsRequest{Municipality: here, OrderBy: "promise", PageSize: 1, PageToken: token})
		if err != nil || len(page.GetApplications()) != 1 {
			t.Fatalf("got %v, %v", page, err)
		}
		got, token = append(got, page.GetApplications()[0].GetId()), page.GetNextPageToken()
	}
	if want := []string{urgent, first, second, ended}; !slices.Equal(got, want) || token != "" {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Before the breach and at it, once each, however often somebody looks and however many servers do.
func TestAPromiseIsToldOfOnceBeforeTheBreachAndOnceAtIt(t *testing.T) {
	o := newTimedOffice(t)
	application := o.applied(nil)
	o.tell(0)
	o.at("2026-11-24T14:59:59+01:00")
	o.tell(0)
	o.at("2026-11-24T15:00:00+01:00")
	together := func(want int) {
		t.Helper()
		var sum int
		var group sync.WaitGroup
		var mu sync.Mutex
		for range 8 {
			group.Go(func() {
				n, err := o.service.TellPromises(o.coordinator)
				mu.Lock()
				defer mu.Unlock()
				sum += n
				if err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if sum != want {
			t.Errorf("%s: told %d, want %d", o.now, sum, want)
		}
	}
	together(1)
	o.at("2026-11-24T23:59:59+01:00")
	o.tell(0)
	o.at("2026-11-25T00:00:00+01:00")
	together(1)
	o.at("2026-12-01T00:00:00+01:00") // nobody looked when it was time to warn of the others
	together(2)
	o.tell(0)
	want := []string{
		"soon MATCH " + application, "broken MATCH " + application,
		"broken APPOINTMENT_MADE " + application, "broken APPOINTMENT_HELD " + application,
	}
	if got := o.told(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNobodyIsToldOfWhatStandsStill(t *testing.T) {
	o := newTimedOffice(t)
	waits := o.applied(func(r *intakev1.SubmitApplicationRequest) {
		r.Applicant = &intakev1.Applicant{Kind: 2, Name: "Een dochter"}
	})
	ended := o.applied(nil)
	if _, err := o.service.EndApplication(o.coordinator, &intakev1.EndApplicationRequest{
		Municipality: here, Application: ended, Reason: intakev1.EndReason_END_REASON_MOVED,
	}); err != nil {
		t.Fatal(err)
	}
	if got := o.words(waits); got != "koppelen: staat stil; eerste afspraak maken: staat stil; eerste afspraak: staat stil" {
		t.Errorf("without consent: %s", got)
	}
	o.at("2026-12-24T12:00:00+01:00")
	o.tell(0)
}

// What a municipality sets counts from then on; what was promised before stays.
func TestOtherTerms(t *testing.T) {
	o := newTimedOffice(t)
	before := o.applied(nil)
	o.write(`UPDATE admin.municipality SET promise_match_days = 1, promise_warning_hours = 0, promise_every_day = true WHERE municipality = $1`, here)
	after := o.applied(nil)
	due := func(application string) time.Time {
		return o.get(application).GetPromiseClocks()[0].GetDueTime().AsTime()
	}
	if !due(before).Equal(time.Date(2026, 11, 24, 23, 0, 0, 0, time.UTC)) || !due(after).Equal(time.Date(2026, 11, 25, 23, 0, 0, 0, time.UTC)) {
		t.Errorf("before: %s, after: %s", due(before), due(after))
	}
	o.at("2026-11-25T23:59:59+01:00")
	o.tell(1) // the first is broken, of the second nobody is warned
	if got, want := o.told(), []string{"broken MATCH " + before}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A coordinator changes an application while it is told what of it was broken: neither undoes the other.
func TestTellingWhileSomebodyChangesTheApplication(t *testing.T) {
	o := newTimedOffice(t)
	var want []string
	applications := make([]string, 0, 8)
	for range cap(applications) {
		application := o.applied(nil)
		applications = append(applications, application)
		want = append(want, "broken MATCH "+application, "soon APPOINTMENT_HELD "+application, "soon APPOINTMENT_MADE "+application)
	}
	o.at("2026-11-26T15:00:00+01:00")
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if _, err := o.service.TellPromises(o.coordinator); err != nil {
				t.Error(err)
			}
		})
	}
	for _, application := range applications {
		group.Go(func() {
			if _, err := o.service.UpdateApplication(o.coordinator, &intakev1.UpdateApplicationRequest{
				Application: &intakev1.Application{Municipality: here, Id: application, Urgency: &intakev1.Urgency{Reason: intakev1.UrgencyReason_URGENCY_REASON_EVICTION}},
				UpdateMask:  &fieldmaskpb.FieldMask{Paths: []string{"urgency"}},
			}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	o.tell(0)
	got := o.told()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
