package rpc_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func (w *world) pause(t *testing.T, p *volunteerv1.Pause) *volunteerv1.Pause {
	t.Helper()
	created, err := w.CreatePause(w.coordinator, &volunteerv1.CreatePauseRequest{Municipality: municipality, Pause: p})
	if err != nil {
		t.Fatal(err)
	}
	return created
}

func TestTheLowestOfOverlappingPausesCountsToday(t *testing.T) {
	w := newWorld(t)
	s := volunteerOf("Bo")
	s.MaxCases = 4
	id := w.create(t, s).GetId()
	now := func() int32 {
		t.Helper()
		got, err := w.get(w.coordinator, id)
		if err != nil {
			t.Fatal(err)
		}
		list, err := w.ListSupporters(w.coordinator, &volunteerv1.ListSupportersRequest{Municipality: municipality})
		if err != nil || list.GetSupporters()[0].GetMaxCasesNow() != got.GetMaxCasesNow() {
			t.Errorf("a list says otherwise: %v, %v", list, err)
		}
		return got.GetMaxCasesNow()
	}
	if got := now(); got != 4 {
		t.Errorf("without a pause: got %d", got)
	}
	w.pause(t, &volunteerv1.Pause{Supporter: id, Kind: volunteerv1.PauseKind_PAUSE_KIND_HOLIDAY, StartDate: "2090-01-01"})
	w.pause(t, &volunteerv1.Pause{Supporter: id, Kind: volunteerv1.PauseKind_PAUSE_KIND_BREAK, MaxCases: 2})
	less := w.pause(t, &volunteerv1.Pause{Supporter: id, Kind: volunteerv1.PauseKind_PAUSE_KIND_BREAK, MaxCases: 1})
	if got := now(); got != 1 {
		t.Errorf("with two: got %d", got)
	}
	if _, err := w.EndPause(w.coordinator, &volunteerv1.EndPauseRequest{Municipality: municipality, Pause: less.GetId()}); err != nil {
		t.Fatal(err)
	}
	if got := now(); got != 2 {
		t.Errorf("with one: got %d", got)
	}
	var published []string
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Select(w.coordinator, &published, `SELECT concat_ws(' ', kind, max_cases) FROM published.supporter_pause
			WHERE municipality = $1 AND supporter = $2 ORDER BY start_date, max_cases`, municipality, id)
	}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"BREAK 2", "HOLIDAY 0"}, published); diff != "" {
		t.Errorf("what did not take place is published, or what does is not: %s", diff)
	}
}

func TestPausesAreForThoseTheyConcern(t *testing.T) {
	w := newWorld(t)
	mine, account := volunteerOf("Bo"), pg.NewID()
	mine.Account, mine.Organisation = account, "MEE"
	id := w.create(t, mine).GetId()
	other := volunteerOf("Kim")
	other.Phone, other.Email = "+31611930002", "kim@voorbeeld.example"
	w.pause(t, &volunteerv1.Pause{Supporter: w.create(t, other).GetId(), Kind: volunteerv1.PauseKind_PAUSE_KIND_HOLIDAY})
	own := as(t, call.RoleSupporter, account, "")
	ill, err := w.CreatePause(own, &volunteerv1.CreatePauseRequest{Municipality: municipality, Pause: &volunteerv1.Pause{Kind: volunteerv1.PauseKind_PAUSE_KIND_ILL}})
	if err != nil || ill.GetSupporter() != id || ill.GetSupporterName() != "Bo" || ill.GetRecordedBy() != account {
		t.Fatalf("got %v, %v", ill, err)
	}
	list, err := w.ListPauses(own, &volunteerv1.ListPausesRequest{Municipality: municipality})
	if err != nil || len(list.GetPauses()) != 1 || list.GetPauses()[0].GetKind() != volunteerv1.PauseKind_PAUSE_KIND_ILL {
		t.Errorf("their own: got %v, %v", list, err)
	}
	list, err = w.ListPauses(as(t, call.RolePartnerContact, "", "MEE"), &volunteerv1.ListPausesRequest{Municipality: municipality})
	if err != nil || len(list.GetPauses()) != 1 || list.GetPauses()[0].GetKind() != volunteerv1.PauseKind_PAUSE_KIND_OTHER {
		t.Errorf("the organisation's: got %v, %v", list, err)
	}
	list, err = w.ListPauses(w.coordinator, &volunteerv1.ListPausesRequest{Municipality: municipality})
	if err != nil || len(list.GetPauses()) != 2 {
		t.Errorf("all: got %v, %v", list, err)
	}
	stranger := as(t, call.RoleSupporter, pg.NewID(), "")
	if _, err := w.EndPause(stranger, &volunteerv1.EndPauseRequest{Municipality: municipality, Pause: ill.GetId()}); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("somebody else's: %v", err)
	}
	if _, err := w.CreatePause(stranger, &volunteerv1.CreatePauseRequest{Municipality: municipality, Pause: &volunteerv1.Pause{}}); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("of nobody: %v", err)
	}
}
