package rpc_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/timestamppb"

	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/reporting"
	"oco.example/oco/server/reporting/rpc"
	"oco.example/oco/server/reporting/store"
)

const here = "gm0867"

var recorded = time.Date(2021, 12, 31, 23, 0, 0, 0, time.UTC)

// counted are facts with fixed counts.
type counted reporting.Counts

func (c counted) Count(context.Context, reporting.Period) (reporting.Counts, error) {
	return reporting.Counts(c), nil
}

var counts = counted{
	Applications: 20, Matched: 12, MatchedSameDay: 12, DirectAnswers: 3, Position: 7, FactsTime: recorded,
	Tables: map[reporting.Table]map[string]int64{
		reporting.Months:                  {"2021-01": 20},
		reporting.Channels:                {"website": 11, "phone": 9},
		reporting.Routes:                  {"own_network": 20},
		reporting.LifeDomains:             {"preventive_care": 3, "wmo": 17},
		reporting.Neighbourhoods:          {"de_hoef": 20},
		reporting.DaysToMatch:             {"0": 12},
		reporting.DirectAnswerLifeDomains: {"work": 3},
	},
}

// newHouse is a database with one neighbourhood in the code list.
func newHouse(t *testing.T) *rpc.Service {
	t.Helper()
	db := pgtest.New(t)
	ctx := pgtest.Context(t, here, call.RoleAdministrator)
	if err := db.Owner.Write(ctx, func(tx *pg.Tx) error {
		if _, err := tx.Exec(ctx, `INSERT INTO admin.municipality (municipality, name, create_time, update_time) VALUES ($1, 'Waalwijk', $2, $2)`, here, tx.Now()); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO admin.code (municipality, id, list, code, label_nl, active, create_time, update_time)
VALUES ($1, $2, 'NEIGHBOURHOOD', 'de_hoef', 'De Hoef', false, $3, $3)`, here, pg.NewID(), tx.Now())
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return rpc.New(counts, store.NewCodes(db.App))
}

func monitor(t *testing.T, s *rpc.Service, role call.Role, language string) *reportingv1.Monitor {
	t.Helper()
	ctx := pgtest.Context(t, here, role)
	c := call.From(ctx)
	c.Language = language
	m, err := s.GetMonitor(call.With(ctx, c), &reportingv1.GetMonitorRequest{Municipality: here, FromDate: "2021-01-01", UntilDate: "2022-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func shown(n int64) *reportingv1.Count { return &reportingv1.Count{Value: n} }

func cell(key, label string, n int64) *reportingv1.Cell {
	return &reportingv1.Cell{Key: key, Label: label, Count: shown(n)}
}

func TestTheCoordinatorReadsExactNumbers(t *testing.T) {
	s := newHouse(t)
	want := &reportingv1.Monitor{
		Municipality: here, FromDate: "2021-01-01", UntilDate: "2022-01-01", Applications: shown(20), DifferentReferrers: shown(0),
		Matched: shown(12), MatchedSameDay: shown(12), FirstAppointments: shown(0), DirectAnswers: shown(3), Position: 7, FactsTime: timestamppb.New(recorded),
		Months:                  []*reportingv1.Cell{cell("2021-01", "januari 2021", 20)},
		Channels:                []*reportingv1.Cell{cell("website", "website", 11), cell("phone", "telefoon", 9)},
		Routes:                  []*reportingv1.Cell{cell("own_network", "eigen omgeving", 20)},
		LifeDomains:             []*reportingv1.Cell{cell("wmo", "maatschappelijke ondersteuning", 17), cell("preventive_care", "preventieve zorg", 3)},
		Neighbourhoods:          []*reportingv1.Cell{cell("de_hoef", "De Hoef", 20)},
		DaysToMatch:             []*reportingv1.Cell{cell("0", "dezelfde dag", 12)},
		DirectAnswerLifeDomains: []*reportingv1.Cell{cell("work", "werk", 3)},
	}
	if diff := cmp.Diff(want, monitor(t, s, call.RoleCoordinator, "nl"), protocmp.Transform()); diff != "" {
		t.Errorf("in Dutch (-want +got):\n%s", diff)
	}
	english := monitor(t, s, call.RoleCoordinator, "en")
	if got := english.GetMonths()[0].GetLabel() + ", " + english.GetChannels()[1].GetLabel() + ", " + english.GetDaysToMatch()[0].GetLabel(); got != "January 2021, phone, the same day" {
		t.Errorf("in English: %s", got)
	}
}

func TestEverybodyElseReadsProtectedNumbers(t *testing.T) {
	s := newHouse(t)
	for _, role := range []call.Role{call.RolePolicyAdviser, call.RoleFoundationBoard, call.RoleRegionManager} {
		m := monitor(t, s, role, "nl")
		if !m.GetDirectAnswers().GetHidden() || m.GetDirectAnswers().GetValue() != 0 || m.GetApplications().GetValue() != 20 {
			t.Errorf("role %d: got %v", role, m)
		}
		for _, c := range m.GetLifeDomains() { // three of twenty would follow from seventeen
			if !c.GetCount().GetHidden() {
				t.Errorf("role %d reads %v", role, c)
			}
		}
	}
}

func TestAPeriodThatIsNone(t *testing.T) {
	s := rpc.New(counts, nil)
	_, err := s.GetMonitor(pgtest.Context(t, here, call.RoleCoordinator), &reportingv1.GetMonitorRequest{
		Municipality: here, FromDate: "2021-02-29", UntilDate: "2021-01-01",
	})
	if !errs.Is(err, errs.Invalid) {
		t.Errorf("got %v", err)
	}
}
