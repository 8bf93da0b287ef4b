package store

import (
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// query puts a SELECT on offers together from fixed parts, so that each set of filters has one
// text and a plan of its own.
type query struct{ pg.Conditions }

// caseOpen says whether the case that an offer (alias o) led to is open. It is a scalar subquery: an EXISTS
// would let the planner read every open case of the municipality for one page.
const caseOpen = `coalesce((SELECT true FROM published.open_case c WHERE c.municipality = o.municipality AND c.supporter = o.supporter
    AND c.support_case = o.support_case), false)`

// columns are what an offer is made of. The account is whom events tell; who is gone is told nothing.
const columns = `o.id, o.application, o.dossier, coalesce(o.supporter::text, '') AS supporter, o.wave, o.organisation <> '' AS to_organisation, o.state, o.life_domains, o.neighbourhood, o.note,
  o.override_reason, o.override_note, o.overridden_gates, o.by_phone,
  o.decline_reason, o.resident_answer, o.support_case, o.expire_time, o.answer_time, o.undone_time, o.origin, o.version, o.create_time,
  o.update_time, CASE WHEN s.state IN ('SUSPENDED', 'LEFT') THEN '' ELSE coalesce(s.account::text, '') END AS account, coalesce(nullif(o.organisation, ''), s.organisation, '') AS organisation,
  ` + caseOpen + ` AS case_open,
  ` + subject.Columns

func newQuery(municipality string) *query {
	return &query{pg.Within("o", municipality)}
}

// reach leaves only what owner may reach: offers to the supporter with this account, who neither
// left nor is suspended, or to these organisations and their supporters.
func (q *query) reach(owner call.Owner) {
	switch {
	case owner.IsEveryone():
	case owner.Account() != "":
		q.And(ofSupporters("s.account = " + q.Arg(owner.Account()) + " AND s.state NOT IN ('SUSPENDED', 'LEFT')"))
	case len(owner.Organisations()) > 0:
		theirs := "= ANY(" + q.Arg(pg.Array(owner.Organisations())) + ")"
		q.And("(o.organisation <> '' AND o.organisation " + theirs + " OR " + ofSupporters("s.organisation "+theirs+" AND s.organisation <> ''") + ")")
	default:
		q.And("false")
	}
}

// ofSupporters says of an offer that it is to one of some supporters. They are found first, by their own index,
// and the offers by them.
func ofSupporters(condition string) string {
	return "o.supporter = ANY(ARRAY(SELECT s.supporter FROM published.supporter s WHERE s.municipality = $1 AND " + condition + "))"
}

func (q *query) filter(f matching.Filter) {
	if f.Application != "" {
		q.And("o.application = " + q.Arg(f.Application))
	}
	if f.Supporter != "" {
		q.And("o.supporter = " + q.Arg(f.Supporter))
	}
	if f.Wave != "" {
		q.And("o.wave = " + q.Arg(f.Wave))
	}
	if len(f.States) > 0 {
		q.And("o.state = ANY(" + q.Arg(pg.Array(f.States)) + ")")
	}
}

// beside joins to an offer (alias o) its key (k) and its supporter (s), looked up row by row.
var beside = subject.Lookup("o", "dossier") + `
LEFT JOIN LATERAL (SELECT s.account, s.organisation, s.state FROM published.supporter s
  WHERE s.municipality = o.municipality AND s.supporter = o.supporter OFFSET 0) s ON true`

func (q *query) sql(what, tail string) string {
	return "SELECT " + what + "\nFROM matching.offer o" + beside + q.Where() + tail
}

// page is sql for a page of a list, the newest first: what stands beside an offer is looked up for
// those of the page alone.
func (q *query) page(limit int) string {
	offers := "SELECT o.* FROM matching.offer o" + q.Where() + newest + " LIMIT " + q.Arg(limit)
	return "SELECT " + columns + "\nFROM (" + offers + ") o" + beside + newest
}

const newest = " ORDER BY o.id DESC"
