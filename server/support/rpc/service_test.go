package rpc_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/support"
)

func TestASupporterClosesTheOwnCase(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	running, err := w.get(bo.as(t), id)
	if err != nil || running.GetState() != supportv1.CaseState_CASE_STATE_OPEN || running.GetOpenDate() != today {
		t.Errorf("got %v, %v", running, err)
	}
	got, err := w.CloseCase(bo.as(t), closing(id))
	if err != nil {
		t.Fatal(err)
	}
	want := &supportv1.Case{
		Id: id, Municipality: municipality, Application: application, Supporter: bo.id, State: supportv1.CaseState_CASE_STATE_CLOSED,
		ResidentName: "inwoner", LifeDomains: []commonv1.LifeDomain{commonv1.LifeDomain_LIFE_DOMAIN_WMO, commonv1.LifeDomain_LIFE_DOMAIN_WORK},
		OpenDate: today, AppointmentMadeDate: "2026-03-04", FirstAppointmentDate: "2026-03-04", CloseDate: today, Need: "rust aan de keukentafel", Outcome: "solved",
		Fit: supportv1.Fit_FIT_PARTLY, Minutes: 90, Etag: "2",
	}
	if diff := cmp.Diff(want, got, protocmp.Transform(), protocmp.IgnoreFields(want, "create_time", "update_time")); diff != "" {
		t.Error(diff)
	}
	now := time.Date(2026, 3, 10, 11, 0, 0, 0, time.UTC)
	if diff := cmp.Diff([]event{
		{"LIVE", now, &eventv1.CaseOpened{Case: id, Application: application, Supporter: bo.id, Account: bo.account, OpenDate: today}},
		{"LIVE", time.Date(2026, 3, 3, 23, 0, 0, 0, time.UTC), &eventv1.FirstAppointmentHeld{
			Case: id, Application: application, AppointmentDate: "2026-03-04", Account: bo.account,
		}},
		{"LIVE", now, &eventv1.CaseClosed{
			Case: id, Application: application, Supporter: bo.id, Account: bo.account, Outcome: "solved", Fit: "PARTLY", Minutes: 90, CloseDate: today,
		}},
	}, w.events(t), protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
	if _, err := w.CloseCase(bo.as(t), closing(id)); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a case closes once, got %v", err)
	}
}

func TestClosingIsRefusedNamingTheField(t *testing.T) {
	w := newWorld(t)
	id, _ := w.opened(t, w.supporter(t))
	for name, c := range map[string]struct {
		change func(r *supportv1.CloseCaseRequest)
		fields []string
	}{
		"an unknown outcome":        {func(r *supportv1.CloseCaseRequest) { r.Outcome = "x" }, []string{"outcome"}},
		"before the application":    {func(r *supportv1.CloseCaseRequest) { r.FirstAppointmentDate = "2026-03-01" }, []string{"first_appointment_date"}},
		"in the future":             {func(r *supportv1.CloseCaseRequest) { r.FirstAppointmentDate = "2026-03-11" }, []string{"first_appointment_date"}},
		"a day that does not exist": {func(r *supportv1.CloseCaseRequest) { r.FirstAppointmentDate = "2026-02-30" }, []string{"first_appointment_date"}},
		"both at once": {func(r *supportv1.CloseCaseRequest) {
			r.Outcome, r.FirstAppointmentDate = "x", "2026-03-11"
		}, []string{"first_appointment_date", "outcome"}},
	} {
		req := closing(id)
		c.change(req)
		_, err := w.CloseCase(w.coordinator, req)
		var fields []string
		if e := errs.Of(err); e != nil {
			for _, v := range e.Violations {
				fields = append(fields, v.Field)
			}
		}
		if diff := cmp.Diff(c.fields, fields); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	stale := closing(id)
	stale.Etag = "0"
	if _, err := w.CloseCase(w.coordinator, stale); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("got %v", err)
	}
	if got, err := w.get(w.coordinator, id); err != nil || got.GetState() != supportv1.CaseState_CASE_STATE_OPEN {
		t.Errorf("refused, and yet %v, %v", got.GetState(), err)
	}
}

func TestOthersCasesAreUnknown(t *testing.T) {
	w := newWorld(t)
	bo, kim := w.supporter(t), w.supporter(t)
	id, _ := w.opened(t, bo)
	organisation := call.From(pgtest.Context(t, municipality, call.RoleOrganisationPlanner))
	organisation.Scope, organisation.Organisations = call.ScopeOrganisation, []string{"MEE"}
	for name, ctx := range map[string]context.Context{
		"another supporter":           kim.as(t),
		"the organisation":            call.With(t.Context(), organisation),
		"nobody in particular":        call.With(t.Context(), call.Call{Municipality: municipality}),
		"the neighbour's coordinator": pgtest.Context(t, "gm0855", call.RoleCoordinator),
	} {
		if _, err := w.get(ctx, id); !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s, get: %v", name, err)
		}
		if _, err := w.CloseCase(ctx, closing(id)); !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s, close: %v", name, err)
		}
		if list, err := w.ListCases(ctx, &supportv1.ListCasesRequest{}); err != nil || len(list.GetCases()) != 0 {
			t.Errorf("%s, list: %v, %v", name, list, err)
		}
	}
}

func TestSafeContactBindsWhatTheSupporterSees(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	if got, err := w.get(bo.as(t), id); err != nil || got.GetResidentPhone() == "" || got.GetSafeContact() != "alleen op school" {
		t.Errorf("got %v, %v", got, err)
	}
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE test.application SET no_phone = true WHERE id = $1`, application)
		return err
	})
	if got, err := w.get(bo.as(t), id); err != nil || got.GetResidentPhone() != "" || got.GetResidentName() == "" {
		t.Errorf("got %v, %v", got, err)
	}
	got, err := w.get(w.coordinator, id)
	if err != nil || got.GetResidentPhone() == "" || got.GetSafeContact() != "niet bellen; alleen op school" {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestListFiltersAndPages(t *testing.T) {
	w := newWorld(t)
	bo, kim := w.supporter(t), w.supporter(t)
	var ids, applications []string
	for _, s := range []someone{bo, kim, bo, bo} {
		id, application := w.opened(t, s)
		ids, applications = append(ids, id), append(applications, application)
	}
	if _, err := w.CloseCase(w.coordinator, closing(ids[2])); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		ctx  context.Context
		req  *supportv1.ListCasesRequest
		want []int
	}{
		"all, the newest first": {w.coordinator, &supportv1.ListCasesRequest{}, []int{3, 2, 1, 0}},
		"of an application":     {w.coordinator, &supportv1.ListCasesRequest{Application: applications[1]}, []int{1}},
		"of a supporter":        {w.coordinator, &supportv1.ListCasesRequest{Supporter: bo.id}, []int{3, 2, 0}},
		"running": {w.coordinator, &supportv1.ListCasesRequest{States: []supportv1.CaseState{
			supportv1.CaseState_CASE_STATE_OPEN, supportv1.CaseState_CASE_STATE_ON_HOLD,
		}}, []int{3, 1, 0}},
		"the supporter's own":    {bo.as(t), &supportv1.ListCasesRequest{}, []int{3, 2, 0}},
		"own, and not another's": {bo.as(t), &supportv1.ListCasesRequest{Supporter: kim.id}, nil},
	} {
		var got []int
		c.req.PageSize = 2
		for {
			list, err := w.ListCases(c.ctx, c.req)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range list.GetCases() {
				for i, id := range ids {
					if id == found.GetId() {
						got = append(got, i)
					}
				}
			}
			if c.req.PageToken = list.GetNextPageToken(); c.req.GetPageToken() == "" {
				break
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAnApplicationHasOneRunningCase(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	application, dossier := w.application(t)
	open := func() error {
		return w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
			_, err := w.Open(w.coordinator, tx, support.Opening{Application: application, Dossier: dossier, ApplicationDate: applied, Supporter: bo.id})
			return err
		})
	}
	if err := open(); err != nil {
		t.Fatal(err)
	}
	if err := open(); !errs.Is(err, errs.AlreadyExistsReason) {
		t.Errorf("got %v", err)
	}
}

func TestAnApplicationThatEndsClosesItsCase(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	for range 2 { // the second time there is none running, which is fine
		w.write(t, func(tx *pg.Tx) error { return w.CloseFor(w.coordinator, tx, application) })
	}
	got, err := w.get(w.coordinator, id)
	if err != nil || got.GetState() != supportv1.CaseState_CASE_STATE_CLOSED || got.GetCloseDate() != today || got.GetOutcome() != "" {
		t.Errorf("got %v, %v", got, err)
	}
	events := w.events(t)
	closed, ok := events[len(events)-1].Message.(*eventv1.CaseClosed)
	if len(events) != 2 || !ok || closed.GetOutcome() != "" || closed.GetFit() != "" {
		t.Errorf("got %v", events)
	}
	if _, err := w.CloseCase(w.coordinator, closing(id)); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("got %v", err)
	}
}

func TestHistoryIsRecordedOnItsDays(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	application, dossier := w.application(t)
	history := support.History{
		Case: pg.NewID(), Application: application, Dossier: dossier, ApplicationDate: "2021-01-06", Supporter: bo.id,
		OpenDay: "2021-01-06", FirstAppointmentDay: "2021-01-07", CloseDay: "2021-02-19", Outcome: "stopped", Minutes: 720,
	}
	w.write(t, func(tx *pg.Tx) error { return w.RecordHistory(w.coordinator, tx, history) })
	got, err := w.get(w.coordinator, history.Case)
	if err != nil || got.GetState() != supportv1.CaseState_CASE_STATE_CLOSED || got.GetOpenDate() != "2021-01-06" ||
		got.GetFirstAppointmentDate() != "2021-01-07" || got.GetCloseDate() != "2021-02-19" || got.GetMinutes() != 720 || got.GetOutcome() != "stopped" {
		t.Errorf("got %v, %v", got, err)
	}
	winter := func(month time.Month, day int) time.Time { return time.Date(2021, month, day-1, 23, 0, 0, 0, time.UTC) }
	var occurred []time.Time
	for _, e := range w.events(t) {
		if e.Origin != "IMPORT" {
			t.Errorf("%v is not live", e)
		}
		occurred = append(occurred, e.Time)
	}
	if diff := cmp.Diff([]time.Time{winter(1, 6), winter(1, 7), winter(2, 19)}, occurred); diff != "" {
		t.Error(diff)
	}
	history.Case, history.CloseDay, history.FirstAppointmentDay = pg.NewID(), "", ""
	w.write(t, func(tx *pg.Tx) error { return w.RecordHistory(w.coordinator, tx, history) })
	if got, err := w.get(w.coordinator, history.Case); err != nil || got.GetState() != supportv1.CaseState_CASE_STATE_OPEN {
		t.Errorf("without a day of closing the case goes on: %v, %v", got.GetState(), err)
	}
	history.OpenDay = "2021-02-30"
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error { return w.RecordHistory(w.coordinator, tx, history) }); err == nil {
		t.Error("a day that does not exist was recorded")
	}
}

func TestARepeatedCloseAnswersTheSame(t *testing.T) {
	w := newWorld(t)
	id, _ := w.opened(t, w.supporter(t))
	req := closing(id)
	req.RequestId = pg.NewID()
	first, err := w.CloseCase(w.coordinator, req)
	if err != nil {
		t.Fatal(err)
	}
	again, err := w.CloseCase(w.coordinator, req)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, again, protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
}
