package rpc_test

import (
	"context"
	"strings"
	"testing"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
)

const neighbour = "gm0855"

// region brings the world's municipality and its neighbour into one region.
func (w *world) region(t *testing.T) {
	t.Helper()
	for code, name := range map[string]string{municipality: "Waalwijk", neighbour: "Tilburg", "gm0344": "Utrecht"} {
		region := "hart-van-brabant"
		if code == "gm0344" {
			region = "midden-nederland"
		}
		w.change(t, `INSERT INTO admin.municipality (municipality, name, region, phone, create_time, update_time)
			VALUES ($1, $2, $3, '013 000 00 00', now(), now())`, code, name, region)
	}
}

// showing lets a municipality show its regional supporters.
func (w *world) showing(t *testing.T, code string, regional bool) {
	t.Helper()
	ctx := pgtest.Context(t, code, call.RoleCoordinator)
	if _, err := w.CreateMatchingPolicy(ctx, &matchingv1.CreateMatchingPolicyRequest{Municipality: code, MatchingPolicy: &matchingv1.MatchingPolicy{
		Regional: regional, Weights: []*matchingv1.FactorWeight{{Factor: matchingv1.MatchFactor_MATCH_FACTOR_LIFE_DOMAIN, Weight: 5}, {Factor: matchingv1.MatchFactor_MATCH_FACTOR_TRAVEL, Weight: 5}},
	}}); err != nil {
		t.Fatal(err)
	}
}

// elsewhere stores a volunteer of another municipality who knows about housing.
func (w *world) elsewhere(t *testing.T, code string, regional bool) string {
	t.Helper()
	ctx, id := pgtest.Context(t, code, call.RoleCoordinator), pg.NewID()
	err := w.db.App.Write(ctx, func(tx *pg.Tx) error {
		if _, err := w.keys.Make(ctx, tx, id, subject.Supporter); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO volunteer.supporter (municipality, id, kind, max_cases, hours_per_week, confidentiality_signed, trained, neighbourhood, regional, state, create_time, update_time)
			VALUES ($1, $2, 'INFORMAL', 2, 4, true, true, 'centrum', $3, 'ACTIVE', now(), now())`, code, id, regional); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO volunteer.supporter_life_domain (municipality, supporter, life_domain, place) VALUES ($1, $2, 'HOUSING', 1)`, code, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// shownIn is how often a municipality's processing log says that supporters were shown to a neighbour.
func (w *world) shownIn(t *testing.T, code string) (times int) {
	t.Helper()
	ctx := pgtest.Context(t, code, call.RoleCoordinator)
	if err := w.db.Owner.Read(ctx, func(tx *pg.Tx) error {
		return tx.Get(ctx, &times, `SELECT count(*) FROM platform.processing_log WHERE municipality = $1 AND name = 'show regional supporters to a neighbour'`, code)
	}); err != nil {
		t.Fatal(err)
	}
	return times
}

func TestNeighboursAreShownWhereBothAllowIt(t *testing.T) {
	w := newWorld(t)
	w.region(t)
	application := w.application(t) // in a neighbourhood that is called centrum too
	helps := w.elsewhere(t, neighbour, true)
	w.elsewhere(t, neighbour, false)
	w.elsewhere(t, "gm0344", true)
	regional := func() []*matchingv1.RegionalProposal {
		t.Helper()
		return w.propose(t, "nl", application).GetRegionalProposals()
	}
	w.showing(t, "gm0344", true)
	for _, c := range []struct {
		code      string
		shows     bool
		proposals int
	}{{municipality, true, 0}, {neighbour, true, 1}, {municipality, false, 0}, {municipality, true, 1}, {neighbour, false, 0}, {neighbour, true, 1}} {
		w.showing(t, c.code, c.shows)
		if got := regional(); len(got) != c.proposals {
			t.Errorf("%s shows: %v: got %v", c.code, c.shows, got)
		}
	}
	got := regional()[0]
	if got.GetReference() != helps || got.GetFromMunicipality() != neighbour || got.GetMunicipalityName() != "Tilburg" || got.GetPhone() != "013 000 00 00" {
		t.Errorf("got %v", got)
	}
	told := strings.Join(got.GetReasons(), " ")
	if strings.Contains(told, "naam") || strings.Contains(told, "dezelfde wijk") || !strings.Contains(told, "wonen") {
		t.Errorf("told: %s", told)
	}
	if w.shownIn(t, neighbour) == 0 || w.shownIn(t, municipality) != 0 || w.shownIn(t, "gm0344") != 0 {
		t.Errorf("logged %d times there, %d here, %d elsewhere", w.shownIn(t, neighbour), w.shownIn(t, municipality), w.shownIn(t, "gm0344"))
	}
}

// Of many who would fit the neighbour hands over, and writes down, no more than are told.
func TestANeighbourWritesDownWhomItShowed(t *testing.T) {
	w := newWorld(t)
	w.region(t)
	w.showing(t, municipality, true)
	w.showing(t, neighbour, true)
	for range matching.MaxRegional + 3 {
		w.elsewhere(t, neighbour, true)
	}
	if got := len(w.propose(t, "nl", w.application(t)).GetRegionalProposals()); got != matching.MaxRegional {
		t.Errorf("%d are told", got)
	}
	ctx, subjects := pgtest.Context(t, neighbour, call.RoleCoordinator), 0
	if err := w.db.Owner.Read(ctx, func(tx *pg.Tx) error {
		return tx.Get(ctx, &subjects, `SELECT coalesce(sum(cardinality(subjects)), 0) FROM platform.processing_log
			WHERE municipality = $1 AND name = 'show regional supporters to a neighbour'`, neighbour)
	}); err != nil || subjects != matching.MaxRegional {
		t.Errorf("%d are written down, %v", subjects, err)
	}
}

func TestANeighboursSupporterIsNotAskedFromHere(t *testing.T) {
	w := newWorld(t)
	w.region(t)
	w.showing(t, municipality, true)
	w.showing(t, neighbour, true)
	if _, err := w.ask(w.application(t), w.elsewhere(t, neighbour, true)); err == nil {
		t.Error("somebody of another municipality was asked")
	}
}

func TestARegionalSupporterWhoFailsAGateIsNotShown(t *testing.T) {
	w := newWorld(t)
	w.region(t)
	w.showing(t, municipality, true)
	w.showing(t, neighbour, true)
	id := w.elsewhere(t, neighbour, true)
	ctx := pgtest.Context(t, neighbour, call.RoleCoordinator)
	w.requirements[id] = []matching.Requirement{{Text: "Regioafspraak ontbreekt", Stops: true, Abroad: true}}
	if got := w.propose(t, "nl", w.application(t)).GetRegionalProposals(); len(got) != 0 {
		t.Errorf("without what is asked of who helps in the region: got %v", got)
	}
	delete(w.requirements, id)
	for change, shown := range map[string]int{"max_cases = 0": 0, "max_cases = 1": 1} {
		if err := w.db.App.Write(ctx, func(tx *pg.Tx) error {
			_, err := tx.Exec(context.WithoutCancel(ctx), `UPDATE volunteer.supporter SET `+change+` WHERE id = $1`, id)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if got := w.propose(t, "nl", w.application(t)).GetRegionalProposals(); len(got) != shown {
			t.Errorf("%s: got %v", change, got)
		}
	}
}
