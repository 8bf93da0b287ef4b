package main

import (
	"context"
	"errors"
	"fmt"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
	volunteerstore "oco.example/oco/server/volunteer/store"
)

const (
	// reachable is how many supporters the first municipality has in both databases.
	reachable = 600
	// supportersInAll is how many all municipalities of the large database have together.
	supportersInAll = 60_000
	// proposeBound is how much longer it may take to propose among them when the others are there.
	proposeBound = 1.25
)

// supporter is the n-th of the first municipality.
func supporter(n int) volunteer.Supporter {
	domains := []string{"WMO", "INCOME", "HOUSING", "CARE", "WORK"}
	s := volunteer.Supporter{
		ID: pg.NewID(), Kind: volunteer.Formal, State: volunteer.Start(volunteer.Formal), Name: sealed.Of(fmt.Sprintf("Ondersteuner%d Proef", n)),
		Organisation: fmt.Sprintf("Bureau %d", n%12), LifeDomains: []string{domains[n%5], domains[(n+1)%5]}, Languages: []string{"nl", "en"}[:1+n%2],
		Neighbourhood: []string{"centrum", "noord", "zuid"}[n%3], MaxCases: 1 + n%6, HoursPerWeek: 8,
	}
	for weekday := range 1 + n%4 {
		s.Rhythm = append(s.Rhythm, volunteer.Moment{Weekday: 1 + weekday, Part: "MORNING"})
	}
	return s
}

// recruit stores the supporters of the first municipality.
func (r *region) recruit(ctx context.Context) (err error) {
	db, err := r.open(ctx, pg.AppRole, smallDatabase, 2)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	store := volunteerstore.New(r.keys)
	ctx = call.With(ctx, call.Call{Municipality: municipalities[0], Method: "bench", Activity: "bench"})
	for from := 0; from < reachable; from += atOnce {
		if err := db.Write(ctx, func(tx *pg.Tx) error {
			for n := from; n < min(from+atOnce, reachable); n++ {
				if err := store.Insert(ctx, tx, supporter(n), volunteer.Created); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// recruited are the tables in which a supporter stands, and the column that holds the id.
var recruited = []struct{ table, id string }{
	{"volunteer.supporter", "id"}, {"volunteer.supporter_life_domain", "supporter"}, {"volunteer.supporter_language", "supporter"},
	{"volunteer.supporter_rhythm", "supporter"},
}

// recruitElsewhere copies them into the other municipalities of the large database, until there are enough in all.
func (r *region) recruitElsewhere(ctx context.Context) (err error) {
	large, err := r.open(ctx, embedded.Superuser, largeDatabase, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, large.Close()) }()
	return large.Write(ctx, func(tx *pg.Tx) error {
		// The keys of copies are nobody's: nobody opens them.
		if _, err := tx.Exec(ctx, `SET LOCAL session_replication_role = replica`); err != nil {
			return err
		}
		for _, t := range recruited {
			elsewhere := replaced{"municipality": "($3::text[])[1 + n % cardinality($3::text[])]", t.id: derived(t.id)}
			err := copyRows(ctx, tx, t.table, "s.municipality = $2", supportersInAll/reachable-1, elsewhere, municipalities[0], pg.Array(municipalities[1:]))
			if err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, `ANALYZE`)
		return err
	})
}

// comparePropose measures a ranking of the first municipality's supporters with and without those of others beside them.
func comparePropose(ctx context.Context, r *region, f *figures) error {
	on := func(n *node) (task, error) {
		application, err := n.waiting(ctx)
		if err != nil {
			return nil, err
		}
		return func(ctx context.Context, caller int, _ int64) error {
			answer, err := matchingv1.NewMatchingServiceClient(n.conns[caller]).ProposeMatches(n.as(ctx, municipalities[0]),
				&matchingv1.ProposeMatchesRequest{Municipality: municipalities[0], Application: application})
			if err == nil && len(answer.GetProposals()) != 10 {
				err = fmt.Errorf("%d are proposed", len(answer.GetProposals()))
			}
			return err
		}, nil
	}
	small, err := on(r.small)
	if err != nil {
		return err
	}
	large, err := on(r.large)
	if err != nil {
		return err
	}
	const few = 2
	found, err := compare(ctx, r.round, few, small, large)
	if err != nil {
		return err
	}
	// Rates of small by large are times of large by small.
	f.bounded("propose_60000_vs_600", found.ratio, "ratio", proposeBound, lower)
	f.free("propose_60000", found.other, "calls/s", higher)
	return nil
}

// waiting is an application of the first municipality that waits for a professional.
func (n *node) waiting(ctx context.Context) (application string, err error) {
	ctx, intake := n.as(ctx, municipalities[0]), intakeOf(n.conns[0])
	submitted := submission(municipalities[0])
	submitted.ResidentAgrees = true
	received, err := intake.SubmitApplication(ctx, submitted)
	if err != nil {
		return "", err
	}
	_, err = intake.CreateTriageDecision(ctx, &intakev1.CreateTriageDecisionRequest{
		Municipality: municipalities[0], Application: received.GetApplication(), Route: commonv1.Route_ROUTE_FORMAL,
	})
	return received.GetApplication(), err
}
