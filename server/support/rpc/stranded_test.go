package rpc_test

import (
	"context"
	"testing"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// called gives every supporter a name.
type called struct{}

func (called) Names(_ context.Context, _ *pg.Tx, ids []string) (map[string]sealed.Text, error) {
	names := map[string]sealed.Text{}
	for _, id := range ids {
		names[id] = sealed.Of("ondersteuner")
	}
	return names, nil
}

func TestACaseWhoseSupporterIsAwayOrGoneIsStranded(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		what, state, pauses string
		want                supportv1.StrandedReason
		start, end          string
	}{
		{what: "at work", state: "ACTIVE"},
		{"ill since days", "ACTIVE", "('ILL', date '2026-03-01', NULL::date, 0)", supportv1.StrandedReason_STRANDED_REASON_ILL, "2026-03-01", ""},
		{"ill, and still able to do one case", "ACTIVE", "('ILL', '2026-03-10', '2026-03-10', 1)", supportv1.StrandedReason_STRANDED_REASON_ILL, "2026-03-10", "2026-03-10"},
		{what: "better since today", state: "ACTIVE", pauses: "('ILL', '2026-03-01', '2026-03-09', 0)"},
		{what: "a break from tomorrow on", state: "ACTIVE", pauses: "('BREAK', '2026-03-11', NULL, 0)"},
		{"a break", "ACTIVE", "('BREAK', '2026-03-05', '2026-03-20', 0)", supportv1.StrandedReason_STRANDED_REASON_BREAK, "2026-03-05", "2026-03-20"},
		{what: "a break with fewer cases", state: "ACTIVE", pauses: "('BREAK', '2026-03-05', NULL, 1)"},
		{what: "a holiday", state: "ACTIVE", pauses: "('HOLIDAY', '2026-03-05', '2026-03-20', 0)"},
		{"a break, and ill in it", "ACTIVE", "('BREAK', '2026-03-01', NULL, 0), ('ILL', '2026-03-08', '2026-03-12', 0)", supportv1.StrandedReason_STRANDED_REASON_ILL, "2026-03-08", "2026-03-12"},
		{what: "suspended", state: "SUSPENDED", want: supportv1.StrandedReason_STRANDED_REASON_SUSPENDED},
		{what: "left while ill", state: "LEFT", pauses: "('ILL', '2026-03-08', NULL, 0)", want: supportv1.StrandedReason_STRANDED_REASON_LEFT},
		{what: "paused by the coordinator", state: "PAUSED"},
	} {
		s := w.supporter(t)
		id, _ := w.opened(t, s)
		w.away(t, s.id, c.state, c.pauses)
		list, err := w.ListStrandedCases(w.coordinator, &supportv1.ListStrandedCasesRequest{Municipality: municipality})
		if err != nil {
			t.Fatal(err)
		}
		var got *supportv1.StrandedCase
		if len(list.GetStrandedCases()) > 0 && list.GetStrandedCases()[0].GetCase().GetId() == id {
			got = list.GetStrandedCases()[0]
		}
		if got.GetReason() != c.want || got.GetStartDate() != c.start || got.GetEndDate() != c.end {
			t.Errorf("%s: got %v", c.what, got)
		}
		if got != nil && (got.GetSupporterName() != "ondersteuner" || got.GetCase().GetResidentName() != "inwoner") {
			t.Errorf("%s: got the names %q and %q", c.what, got.GetSupporterName(), got.GetCase().GetResidentName())
		}
	}
	before, err := w.ListStrandedCases(w.coordinator, &supportv1.ListStrandedCasesRequest{Municipality: municipality})
	if err != nil || len(before.GetStrandedCases()) != 6 {
		t.Fatalf("got %d, %v", len(before.GetStrandedCases()), err)
	}
	if _, err := w.CloseCase(w.coordinator, closing(before.GetStrandedCases()[0].GetCase().GetId())); err != nil {
		t.Fatal(err)
	}
	after, err := w.ListStrandedCases(w.coordinator, &supportv1.ListStrandedCasesRequest{Municipality: municipality, PageSize: 3})
	if err != nil || len(after.GetStrandedCases()) != 3 || after.GetNextPageToken() == "" {
		t.Errorf("what is closed is stranded no more: got %d, %v", len(after.GetStrandedCases()), err)
	}
}

// away brings a supporter into a state, with pauses.
func (w *world) away(t *testing.T, supporter, state, pauses string) {
	t.Helper()
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE volunteer.supporter SET state = $3 WHERE municipality = $1 AND id = $2`, municipality, supporter, state)
		if err != nil || pauses == "" {
			return err
		}
		_, err = tx.Exec(w.coordinator, `INSERT INTO volunteer.supporter_pause (municipality, id, supporter, kind, start_date, end_date, max_cases, create_time, update_time)
			SELECT $1, gen_random_uuid(), $2, p.kind, p.start_date::date, p.end_date::date, p.max_cases, now(), now()
			FROM (VALUES `+pauses+`) AS p (kind, start_date, end_date, max_cases)`, municipality, supporter)
		return err
	})
}
