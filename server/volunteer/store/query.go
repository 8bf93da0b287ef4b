package store

import (
	"strconv"
	"strings"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/volunteer"
)

// query puts a SELECT on supporters together from fixed parts, so that each set of filters has one
// text and a plan of its own.
type query struct {
	pg.Conditions
	joins []string
}

const columns = `s.id, s.kind, s.name, s.phone, s.email, s.organisation, s.neighbourhood, s.max_cases, s.hours_per_week,
  s.lived_experience, s.lived_experience_note, s.conduct_certificate_until::text AS conduct_certificate_until,
  s.confidentiality_signed, s.trained, s.buddy, s.account, s.state, s.stub, s.version, s.create_time, s.update_time,
  s.max_travel_minutes, s.travel_by, s.start_date::text AS start_date, s.intended_until_date::text AS intended_until_date,
  s.gender, s.postcode, s.house_number, s.lived_experience_consent_date::text AS lived_experience_consent_date, s.contact_account, s.regional,
  (SELECT string_agg(d.life_domain || ':' || d.level, ',' ORDER BY d.place) FROM volunteer.supporter_life_domain d
    WHERE d.municipality = s.municipality AND d.supporter = s.id AND d.level <> '') AS life_domain_levels,
  (SELECT string_agg(g.target_group || ':' || g.level, ',' ORDER BY g.place) FROM volunteer.supporter_target_group g
    WHERE g.municipality = s.municipality AND g.supporter = s.id AND g.level <> '') AS target_group_levels,
  (SELECT string_agg(r.part || ':' || r.weekday, ',' ORDER BY r.weekday, array_position(ARRAY['MORNING', 'AFTERNOON', 'EVENING'], r.part))
    FROM volunteer.supporter_rhythm r WHERE r.municipality = s.municipality AND r.supporter = s.id) AS rhythm,
  (SELECT p.reason FROM volunteer.supporter_step p WHERE p.municipality = s.municipality AND p.supporter = s.id AND p.reason IS NOT NULL
    ORDER BY p.id DESC LIMIT 1) AS without_buddy_reason,
  (SELECT count(*) FROM published.closed_case e WHERE e.municipality = s.municipality AND e.supporter = s.id) AS closed_cases,
  (SELECT string_agg(d.life_domain, ',' ORDER BY d.place) FROM volunteer.supporter_life_domain d
    WHERE d.municipality = s.municipality AND d.supporter = s.id) AS life_domains,
  (SELECT string_agg(g.target_group, ',' ORDER BY g.place) FROM volunteer.supporter_target_group g
    WHERE g.municipality = s.municipality AND g.supporter = s.id) AS target_groups,
  (SELECT string_agg(l.language, ',' ORDER BY l.place) FROM volunteer.supporter_language l
    WHERE l.municipality = s.municipality AND l.supporter = s.id) AS languages,
  (SELECT count(*) FROM published.supporter_load o
    WHERE o.municipality = s.municipality AND o.supporter = s.id) AS open_cases,
  ` + subject.Columns

func newQuery(municipality string) *query {
	return &query{Conditions: pg.Within("s", municipality)}
}

func (q *query) join(table string) { q.joins = append(q.joins, "\nJOIN "+table) }

// reach leaves only what owner may reach: who left or is suspended, nothing.
func (q *query) reach(owner call.Owner) {
	switch {
	case owner.IsEveryone():
	case owner.Account() != "":
		q.And("s.account = " + q.Arg(owner.Account()) + " AND s.state NOT IN ('SUSPENDED', 'LEFT')")
	case len(owner.Organisations()) > 0:
		q.And("s.organisation = ANY(" + q.Arg(pg.Array(owner.Organisations())) + ") AND s.organisation <> ''")
	default:
		q.And("false")
	}
}

// reachBy is reach for a column that names a supporter. The supporters are found first.
func (q *query) reachBy(column string, owner call.Owner) {
	if within := q.within(owner); within != "" {
		q.And(column + " = ANY(" + within + ")")
	}
}

// within are the supporters in reach of owner, empty when all are.
func (q *query) within(owner call.Owner) string {
	if owner.IsEveryone() {
		return ""
	}
	reach := &query{Conditions: pg.Conditions{Args: q.Args}}
	reach.And("s.municipality = $1")
	reach.reach(owner)
	q.Args = reach.Args
	return "ARRAY(SELECT s.id FROM volunteer.supporter s" + reach.Where() + ")"
}

func (q *query) filter(f volunteer.Filter) {
	if len(f.States) > 0 {
		q.And("s.state = ANY(" + q.Arg(pg.Array(f.States)) + ")")
	}
	if f.Kind != "" {
		q.And("s.kind = " + q.Arg(string(f.Kind)))
	}
	if f.LifeDomain != "" {
		q.And("s.id = ANY(ARRAY(SELECT f.supporter FROM volunteer.supporter_life_domain f WHERE f.municipality = $1 AND f.life_domain = " +
			q.Arg(f.LifeDomain) + "))")
	}
}

// found leaves only the supporters that have a search key.
func (q *query) found(hash []byte) {
	alias := "h" + strconv.Itoa(len(q.Args))
	q.join("volunteer.search_key " + alias + " ON " + alias + ".municipality = s.municipality AND " + alias +
		".supporter = s.id AND " + alias + ".hash = " + q.Arg(hash))
}

func (q *query) sql(tail string) string {
	return "SELECT " + columns + "\nFROM volunteer.supporter s" + subject.Lookup("s", "id") + q.conditioned() + tail
}

// conditioned are the joins and conditions.
func (q *query) conditioned() string {
	return strings.Join(q.joins, "") + q.Where()
}
