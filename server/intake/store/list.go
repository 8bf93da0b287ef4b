package store

import (
	"context"
	"fmt"
	"strings"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// List reads a page of applications that the owner may reach; after holds the keys of the last one seen. The read is logged.
func (s *Store) List(ctx context.Context, tx *pg.Tx, owner call.Owner, filter intake.Filter, order intake.Order, after []string, limit int) ([]intake.Application, error) {
	q := &pg.Conditions{}
	q.And("a.municipality = " + q.Arg(municipality(ctx)))
	if !owner.IsEveryone() {
		var own string
		own, q.Args = ownEntries(owner, q.Args, tx.Now())
		q.And(strings.TrimPrefix(own, " AND "))
	}
	narrow(q, filter)
	sorted := continueAfter(q, order, after)
	page := pageOf(q, filter.States, sorted, limit)
	var rows []applicationRow
	if err := tx.SelectLogged(ctx, &rows, "list applications", `SELECT `+applicationColumns+page+personOf+sorted, q.Args...); err != nil {
		return nil, fmt.Errorf("list applications: %w", err)
	}
	list, err := s.applications(ctx, tx, rows)
	for i := range list {
		list[i] = list[i].For(owner)
	}
	return list, err
}

// narrow adds the filters other than the states.
func narrow(q *pg.Conditions, f intake.Filter) {
	if f.Route != "" {
		q.And("a.route = " + q.Arg(f.Route))
	}
	if f.LifeDomain != "" {
		q.And(`EXISTS (SELECT 1 FROM intake.application_life_domain l WHERE l.municipality = a.municipality
			AND l.life_domain = ` + q.Arg(f.LifeDomain) + ` AND l.application = a.id)`)
	}
	if f.Resident != "" {
		q.And(`a.dossier = ANY (ARRAY(SELECT d.id FROM intake.dossier d WHERE d.municipality = $1 AND d.person =
			(SELECT r.person FROM intake.dossier r WHERE r.municipality = $1 AND r.id = ` + q.Arg(f.Resident) + `::uuid)))`)
	}
	if f.Urgent {
		q.And("a.urgency_order < 'infinity'")
	}
	if f.ToComplete {
		q.And("cardinality(a.to_complete) > 0")
	}
}

// continueAfter adds where the page begins and returns the order.
func continueAfter(q *pg.Conditions, order intake.Order, after []string) string {
	switch order {
	case intake.MostUrgentFirst:
		if len(after) == 2 {
			q.And("(a.urgency_order, a.id) > (" + q.Arg(after[0]) + "::date, " + q.Arg(after[1]) + "::uuid)")
		}
		return " ORDER BY a.urgency_order, a.id"
	case intake.MostPressingFirst:
		if len(after) == 2 {
			q.And("(a.clock_order, a.id) > (" + q.Arg(after[0]) + "::bigint, " + q.Arg(after[1]) + "::uuid)")
		}
		return " ORDER BY a.clock_order, a.id"
	case intake.OldestFirst:
		if len(after) == 1 {
			q.And("a.id > " + q.Arg(after[0]) + "::uuid")
		}
		return " ORDER BY a.id"
	default:
		if len(after) == 1 {
			q.And("a.id < " + q.Arg(after[0]) + "::uuid")
		}
		return " ORDER BY a.id DESC"
	}
}

// pageOf is a page of applications (alias a), found before anything is read beside them: joined
// first, the planner takes the people of a whole municipality for a handful. Of each wanted state it
// reads the first rows from its own stretch of the index and merges them, so that the cost does not
// grow with the number of rows in other states; without states it reads any.
func pageOf(q *pg.Conditions, states []string, sorted string, limit int) string {
	most := sorted + ` LIMIT ` + q.Arg(limit)
	if len(states) == 0 {
		return ` FROM (SELECT a.* FROM intake.application a` + q.Where() + most + `) a`
	}
	return ` FROM (SELECT a.* FROM unnest(` + q.Arg(pg.Array(states)) + `::text[]) AS wanted (state) CROSS JOIN LATERAL
		(SELECT a.* FROM intake.application a WHERE a.state = wanted.state` + q.More() + most + `) a` + most + `) a`
}
