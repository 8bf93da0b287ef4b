package store

import (
	"strconv"
	"strings"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
)

// query puts a SELECT on cases together from fixed parts, so that each set of filters has one
// text and a plan of its own.
type query struct {
	conditions []string
	args       []any
}

// columns are what a case is made of. The account is whom events tell; who is gone is told nothing.
const columns = `c.id, c.application, c.dossier, c.supporter, c.state, c.life_domains,
  c.application_date::text AS application_date, c.open_date::text AS open_date,
  coalesce(c.first_appointment_date::text, '') AS first_appointment_date, coalesce(c.close_date::text, '') AS close_date,
  c.need, c.outcome, c.fit, c.minutes, c.origin, c.version, c.create_time, c.update_time,
  CASE WHEN s.state IN ('SUSPENDED', 'LEFT') THEN '' ELSE coalesce(s.account::text, '') END AS account, ` + subject.Columns

func newQuery(municipality string) *query {
	q := &query{}
	q.where("c.municipality = " + q.arg(municipality))
	return q
}

// arg adds an argument and returns its place.
func (q *query) arg(value any) string {
	q.args = append(q.args, value)
	return "$" + strconv.Itoa(len(q.args))
}

func (q *query) where(condition string) { q.conditions = append(q.conditions, condition) }

// reach leaves only what owner may reach: the cases of the supporter with this account, who neither
// left nor is suspended. Nobody reaches the cases of an organisation. The supporter is found first,
// and the cases by it.
func (q *query) reach(owner call.Owner) {
	switch {
	case owner.IsEveryone():
	case owner.Account() != "":
		q.where("c.supporter = ANY(ARRAY(SELECT s.supporter FROM published.supporter s WHERE s.municipality = $1" +
			" AND s.account = " + q.arg(owner.Account()) + " AND s.state NOT IN ('SUSPENDED', 'LEFT')))")
	default:
		q.where("false")
	}
}

func (q *query) filter(f support.Filter) {
	if f.Application != "" {
		q.where("c.application = " + q.arg(f.Application))
	}
	if f.Supporter != "" {
		q.where("c.supporter = " + q.arg(f.Supporter))
	}
	if len(f.States) > 0 {
		q.where("c.state = ANY(" + q.arg(pg.Array(f.States)) + ")")
	}
}

// beside joins to a case (alias c) its key (k) and its supporter (s), looked up row by row.
var beside = subject.Lookup("c", "dossier") + `
LEFT JOIN LATERAL (SELECT s.account, s.state FROM published.supporter s
  WHERE s.municipality = c.municipality AND s.supporter = c.supporter OFFSET 0) s ON true`

func (q *query) sql(what, tail string) string {
	return "SELECT " + what + "\nFROM support.support_case c" + beside + "\nWHERE " + strings.Join(q.conditions, " AND ") + tail
}

// page is sql for a page of a list, the newest first: what stands beside a case is looked up for
// those of the page alone.
func (q *query) page(limit int) string { return q.pageOf(columns, "", limit) }

// pageOf is page with more beside each case.
func (q *query) pageOf(what, more string, limit int) string {
	cases := "SELECT c.* FROM support.support_case c WHERE " + strings.Join(q.conditions, " AND ") + newest + " LIMIT " + q.arg(limit)
	return "SELECT " + what + "\nFROM (" + cases + ") c" + beside + more + newest
}

const newest = " ORDER BY c.id DESC"
