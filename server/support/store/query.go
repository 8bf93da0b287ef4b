package store

import (
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
)

// query puts a SELECT on cases together from fixed parts, so that each set of filters has one
// text and a plan of its own.
type query struct{ pg.Conditions }

// columns are what a case is made of. The account is whom events tell; who is gone is told nothing.
const columns = `c.id, c.application, c.dossier, c.supporter, c.state, c.life_domains,
  c.application_date::text AS application_date, c.open_date::text AS open_date,
  coalesce(c.first_appointment_date::text, '') AS first_appointment_date, coalesce(c.close_date::text, '') AS close_date,
  coalesce(c.appointment_made_date::text, '') AS appointment_made_date, c.appointment_time, c.need, c.outcome, c.fit, c.match_ended_by, c.minutes, c.origin, c.version, c.create_time, c.update_time,
  c.hold_reason, coalesce(c.hold_until_date::text, '') AS hold_until_date, coalesce(c.second_supporter::text, '') AS second_supporter,
  c.seen_from_time, c.successor_view, c.successor_view_time, coalesce(c.successor_view_account::text, '') AS successor_view_account,
  coalesce((SELECT x.account::text FROM published.supporter x WHERE x.municipality = c.municipality AND x.supporter = c.second_supporter
    AND x.state NOT IN ('SUSPENDED', 'LEFT')), '') AS second_account,
  CASE WHEN s.state IN ('SUSPENDED', 'LEFT') THEN '' ELSE coalesce(s.account::text, '') END AS account, ` + subject.Columns

func newQuery(municipality string) *query {
	return &query{pg.Within("c", municipality)}
}

// reach leaves only what owner may reach: the cases that the supporter with this account is on, first or second, who
// neither left nor is suspended. Nobody reaches the cases of an organisation. The supporter is found first, and the
// cases by it.
func (q *query) reach(owner call.Owner) {
	switch {
	case owner.IsEveryone():
	case owner.Account() != "":
		mine := q.supporterOf(owner.Account())
		q.And("(c.supporter = " + mine + " OR c.second_supporter = " + mine + ")")
	default:
		q.And("false")
	}
}

// supporterOf is a condition's right side: any of the supporters with an account, who neither left nor is suspended.
func (q *query) supporterOf(account string) string {
	return "ANY(ARRAY(SELECT s.supporter FROM published.supporter s WHERE s.municipality = $1 AND s.account = " + q.Arg(account) +
		" AND s.state NOT IN ('SUSPENDED', 'LEFT')))"
}

// seen leaves of what was written within cases (an alias, its moment of writing) what owner may see of it, as
// support.Sees decides: since who supports took over all, of before what the resident chose.
func (q *query) seen(owner call.Owner, alias string, chosen ...support.SuccessorView) {
	if owner.IsEveryone() {
		return
	}
	q.And("(c.seen_from_time IS NULL OR " + alias + ".create_time >= c.seen_from_time OR c.successor_view = ANY(" + q.Arg(pg.Array(chosen)) + "))")
}

func (q *query) filter(f support.Filter) {
	if f.Application != "" {
		q.And("c.application = " + q.Arg(f.Application))
	}
	if f.Supporter != "" {
		on := q.Arg(f.Supporter)
		q.And("(c.supporter = " + on + " OR c.second_supporter = " + on + ")")
	}
	if len(f.States) > 0 {
		q.And("c.state = ANY(" + q.Arg(pg.Array(f.States)) + ")")
	}
}

// beside joins to a case (alias c) its key (k) and its supporter (s), looked up row by row.
var beside = subject.Lookup("c", "dossier") + `
LEFT JOIN LATERAL (SELECT s.account, s.state FROM published.supporter s
  WHERE s.municipality = c.municipality AND s.supporter = c.supporter OFFSET 0) s ON true`

func (q *query) sql(what, tail string) string {
	return "SELECT " + what + "\nFROM support.support_case c" + beside + q.Where() + tail
}

// page is sql for a page of a list, the newest first: what stands beside a case is looked up for
// those of the page alone.
func (q *query) page(limit int) string { return q.pageOf(columns, "", limit) }

// pageOf is page with more beside each case.
func (q *query) pageOf(what, more string, limit int) string {
	cases := "SELECT c.* FROM support.support_case c" + q.Where() + newest + " LIMIT " + q.Arg(limit)
	return "SELECT " + what + "\nFROM (" + cases + ") c" + beside + more + newest
}

const newest = " ORDER BY c.id DESC"
