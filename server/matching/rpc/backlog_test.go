package rpc_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

func newIDs(many int) []string {
	list := make([]string, many)
	for i := range list {
		list[i] = pg.NewID()
	}
	return list
}

// waitingCrowd stores so many applications about one thing and another.
func (w *world) waitingCrowd(t *testing.T, many int) []string {
	t.Helper()
	applications, dossiers := newIDs(many), newIDs(many)
	w.write(t, func(tx *pg.Tx) error {
		for _, dossier := range dossiers {
			if _, err := w.keys.Make(w.coordinator, tx, dossier, subject.Dossier); err != nil {
				return err
			}
		}
		_, err := tx.Exec(w.coordinator, `INSERT INTO test.application (municipality, id, dossier, state, route, life_domains, target_groups)
			SELECT $1, id, dossier, 'WAITING_FOR_MATCH', 'INFORMAL', (ARRAY['HOUSING', 'WMO', 'HOUSING WMO', 'INCOME'])[1 + n % 4], ''
			FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS a (id, dossier, n)`, municipality, pg.Array(applications), pg.Array(dossiers))
		return err
	})
	return applications
}

// readyCrowd stores so many supporters, each with eight to twelve places and one life domain, and returns their places by
// id.
func (w *world) readyCrowd(t *testing.T, many int) map[string]int {
	t.Helper()
	var rows []struct {
		ID     string `db:"id"`
		Places int    `db:"max_cases"`
	}
	w.write(t, func(tx *pg.Tx) error {
		if err := tx.Select(w.coordinator, &rows, `INSERT INTO volunteer.supporter (municipality, id, kind, organisation, max_cases, hours_per_week,
			confidentiality_signed, trained, state, create_time, update_time)
			SELECT $1, id, 'INFORMAL', '', 8 + n % 5, 40, true, true, 'ACTIVE', $3, $3 FROM unnest($2::uuid[]) WITH ORDINALITY AS s (id, n)
			RETURNING id, max_cases`, municipality, pg.Array(newIDs(many)), tx.Now()); err != nil {
			return err
		}
		_, err := tx.Exec(w.coordinator, `INSERT INTO volunteer.supporter_life_domain (municipality, supporter, life_domain, place, level)
			SELECT $1, id, (ARRAY['HOUSING', 'WMO', 'INCOME'])[1 + max_cases % 3], 1, (ARRAY['STARTING', 'EXPERIENCED', 'EXPERT'])[1 + max_cases % 2]
			FROM volunteer.supporter WHERE municipality = $1`, municipality)
		return err
	})
	places := map[string]int{}
	for _, r := range rows {
		places[r.ID] = r.Places
	}
	return places
}

// allOffers are the supporters who were asked, by application, and how many offers there are.
func (w *world) allOffers(t *testing.T) (asked map[string]string, offers int) {
	t.Helper()
	var rows []struct {
		Application string `db:"application"`
		Supporter   string `db:"supporter"`
	}
	w.write(t, func(tx *pg.Tx) error {
		return tx.Select(w.coordinator, &rows, `SELECT application, supporter FROM matching.offer WHERE municipality = $1 AND state = 'OPEN'`, municipality)
	})
	asked = map[string]string{}
	for _, r := range rows {
		asked[r.Application] = r.Supporter
	}
	return asked, len(rows)
}

// A backlog of 300 for whom there are exactly 300 places: each gets one supporter and no supporter more than they can
// have, the total is what the matches come to, and everybody is asked or nobody.
func TestABacklogOfThreeHundredIsPlannedAndAppliedAsAWhole(t *testing.T) {
	w := newWorld(t)
	applications, places := w.waitingCrowd(t, 300), w.readyCrowd(t, 30)
	plan := w.plan(t)
	if plan.GetApplications() != 300 || len(plan.GetMatches()) != 300 || len(plan.GetUnplanned()) != 0 {
		t.Fatalf("of %d applications %d are matched and %d not", plan.GetApplications(), len(plan.GetMatches()), len(plan.GetUnplanned()))
	}
	want, total, taken := map[string]string{}, int64(0), map[string]int{}
	for _, m := range plan.GetMatches() {
		want[m.GetApplication()] = m.GetSupporter()
		total += millionths(m.GetScore())
		taken[m.GetSupporter()]++
	}
	if len(want) != 300 || total != millionths(plan.GetTotal()) {
		t.Errorf("%d applications, together %d of %f", len(want), total, plan.GetTotal())
	}
	if diff := cmp.Diff(places, taken); diff != "" {
		t.Errorf("places that there are, and that are taken: %s", diff)
	}

	last := applications[len(applications)-1]
	w.end(t, last)
	if _, err := w.apply(plan); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("without one of them: %v", err)
	}
	if _, offers := w.allOffers(t); offers != 0 {
		t.Errorf("%d were asked all the same", offers)
	}
	w.change(t, `UPDATE test.application SET state = 'WAITING_FOR_MATCH' WHERE municipality = $1 AND id = $2`, municipality, last)
	applied, err := w.apply(plan)
	if err != nil || applied.GetState() != matchingv1.MatchPlanState_MATCH_PLAN_STATE_APPLIED {
		t.Fatalf("got %v, %v", applied.GetState(), err)
	}
	asked, offers := w.allOffers(t)
	if diff := cmp.Diff(want, asked); diff != "" || offers != 300 {
		t.Errorf("%d offers: %s", offers, diff)
	}
	var waiting int
	w.write(t, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &waiting, `SELECT count(*) FROM test.application WHERE municipality = $1 AND state <> 'OFFERED'`, municipality)
	})
	if waiting != 0 {
		t.Errorf("%d still wait", waiting)
	}
}

// millionths is a score as plans count them.
func millionths(score float64) int64 { return int64(math.Round(score * 1e6)) }
