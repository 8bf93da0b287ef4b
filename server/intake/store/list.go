package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// query puts a statement together from fixed pieces: one text for each set of filters.
type query struct {
	where []string
	args  []any
}

func (q *query) arg(value any) string {
	q.args = append(q.args, value)
	return "$" + strconv.Itoa(len(q.args))
}

func (q *query) and(condition string) { q.where = append(q.where, condition) }

// List reads a page of applications that the owner may reach; after holds the keys of the last one seen. The read is logged.
func (s *Store) List(ctx context.Context, tx *pg.Tx, owner call.Owner, filter intake.Filter, order intake.Order, after []string, limit int) ([]intake.Application, error) {
	q := &query{}
	q.and("a.municipality = " + q.arg(municipality(ctx)))
	if !owner.IsEveryone() {
		var own string
		own, q.args = ownEntries(owner, q.args, tx.Now())
		q.and(strings.TrimPrefix(own, " AND "))
	}
	narrow(q, filter)
	sorted := continueAfter(q, order, after)
	page := pageOf(q, filter.States, sorted, limit)
	var rows []applicationRow
	if err := tx.SelectLogged(ctx, &rows, "list applications", `SELECT `+applicationColumns+page+personOf+sorted, q.args...); err != nil {
		return nil, fmt.Errorf("list applications: %w", err)
	}
	list, err := s.applications(ctx, rows)
	for i := range list {
		list[i] = list[i].For(owner)
	}
	return list, err
}

// narrow adds the filters other than the states.
func narrow(q *query, f intake.Filter) {
	if f.Route != "" {
		q.and("a.route = " + q.arg(f.Route))
	}
	if f.LifeDomain != "" {
		q.and(`EXISTS (SELECT 1 FROM intake.application_life_domain l WHERE l.municipality = a.municipality
			AND l.life_domain = ` + q.arg(f.LifeDomain) + ` AND l.application = a.id)`)
	}
	if f.Resident != "" {
		q.and(`a.dossier = ANY (ARRAY(SELECT d.id FROM intake.dossier d WHERE d.municipality = $1 AND d.person =
			(SELECT r.person FROM intake.dossier r WHERE r.municipality = $1 AND r.id = ` + q.arg(f.Resident) + `::uuid)))`)
	}
	if f.Urgent {
		q.and("a.urgency_order < 'infinity'")
	}
	if f.ToComplete {
		q.and("cardinality(a.to_complete) > 0")
	}
}

// continueAfter adds where the page begins and returns the order.
func continueAfter(q *query, order intake.Order, after []string) string {
	switch order {
	case intake.MostUrgentFirst:
		if len(after) == 2 {
			q.and("(a.urgency_order, a.id) > (" + q.arg(after[0]) + "::date, " + q.arg(after[1]) + "::uuid)")
		}
		return " ORDER BY a.urgency_order, a.id"
	case intake.OldestFirst:
		if len(after) == 1 {
			q.and("a.id > " + q.arg(after[0]) + "::uuid")
		}
		return " ORDER BY a.id"
	default:
		if len(after) == 1 {
			q.and("a.id < " + q.arg(after[0]) + "::uuid")
		}
		return " ORDER BY a.id DESC"
	}
}

// pageOf is a page of applications (alias a), found before anything is read beside them: joined
// first, the planner takes the people of a whole municipality for a handful. Of each wanted state it
// reads the first rows from its own stretch of the index and merges them, so that the cost does not
// grow with the number of rows in other states; without states it reads any.
func pageOf(q *query, states []string, sorted string, limit int) string {
	most := sorted + ` LIMIT ` + q.arg(limit)
	where := strings.Join(q.where, " AND ")
	if len(states) == 0 {
		return ` FROM (SELECT a.* FROM intake.application a WHERE ` + where + most + `) a`
	}
	return ` FROM (SELECT a.* FROM unnest(` + q.arg(pg.Array(states)) + `::text[]) AS wanted (state) CROSS JOIN LATERAL
		(SELECT a.* FROM intake.application a WHERE a.state = wanted.state AND ` + where + most + `) a` + most + `) a`
}
