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

// counted are facts with fixed counts, the same for every period; they keep what was asked.
type counted struct {
	reporting.Counts
	asked []reporting.Asked
}

func (c *counted) Count(_ context.Context, asked ...reporting.Asked) ([]reporting.Counts, error) {
	c.asked = asked
	counts := make([]reporting.Counts, len(asked))
	for i := range asked {
		counts[i] = c.Counts
	}
	return counts, nil
}

var counts = reporting.Counts{
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
func newHouse(t *testing.T, facts rpc.Facts) *rpc.Service {
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
	return rpc.New(facts, store.NewCodes(db.App))
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
	s := newHouse(t, &counted{Counts: counts})
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
	facts := &counted{Counts: counts}
	s := newHouse(t, facts)
	for _, role := range []call.Role{call.RolePolicyAdviser, call.RoleFoundationBoard, call.RoleRegionManager} {
		m := monitor(t, s, role, "nl")
		if m.GetApplications().GetValue() != 40 || m.GetDirectAnswers().GetValue() != 6 || m.GetChannels()[0].GetCount().GetHidden() {
			t.Errorf("role %d: got %v", role, m)
		}
		if m.GetPosition() != 0 || m.GetFactsTime().AsTime() != time.Date(2022, 1, 31, 23, 0, 0, 0, time.UTC) {
			t.Errorf("role %d reads when something happened: %d, %v", role, m.GetPosition(), m.GetFactsTime().AsTime())
		}
	}
	want := []reporting.Asked{
		{Period: reporting.Period{From: "2021-01-01", Until: "2021-07-01"}, Closed: "2021-08-01"},
		{Period: reporting.Period{From: "2021-07-01", Until: "2022-01-01"}, Closed: "2022-02-01"},
		{Period: reporting.Period{From: "2021-01-01", Until: "2022-01-01"}, Closed: "2022-02-01"},
	}
	if diff := cmp.Diff(want, facts.asked); diff != "" {
		t.Errorf("what was counted (-want +got):\n%s", diff)
	}
	facts.Counts.Applications = 2
	m := monitor(t, s, call.RolePolicyAdviser, "nl")
	if !m.GetApplications().GetHidden() || m.GetApplications().GetValue() != 0 || !m.GetChannels()[0].GetCount().GetHidden() {
		t.Errorf("of four applications nothing is told: %v", m)
	}
}

// Only the coordinator asks for any period.
func TestEverybodyElseAsksForClosedPeriods(t *testing.T) {
	s := newHouse(t, &counted{Counts: counts})
	for _, role := range []call.Role{call.RoleCoordinator, call.RolePolicyAdviser, call.RoleFoundationBoard, call.RoleRegionManager} {
		for period, field := range map[reporting.Period]string{
			{From: "2021-03-01", Until: "2021-03-05"}: "from_date", {From: "2021-07-01", Until: "2021-09-01"}: "until_date",
			{From: "2090-01-01", Until: "2090-07-01"}: "until_date",
		} {
			_, err := s.GetMonitor(pgtest.Context(t, here, role), &reportingv1.GetMonitorRequest{Municipality: here, FromDate: period.From, UntilDate: period.Until})
			refused := errs.Of(err)
			switch {
			case role == call.RoleCoordinator && err != nil:
				t.Errorf("the coordinator, %v: %v", period, err)
			case role != call.RoleCoordinator && (refused == nil || len(refused.Violations) != 1 || refused.Violations[0].Field != field):
				t.Errorf("role %d, %v: %v, want a refusal of %s", role, period, err, field)
			}
		}
	}
}

func TestAPeriodThatIsNone(t *testing.T) {
	s := rpc.New(&counted{Counts: counts}, nil)
	_, err := s.GetMonitor(pgtest.Context(t, here, call.RoleCoordinator), &reportingv1.GetMonitorRequest{
		Municipality: here, FromDate: "2021-02-29", UntilDate: "2021-01-01",
	})
	if !errs.Is(err, errs.Invalid) {
		t.Errorf("got %v", err)
	}
}
