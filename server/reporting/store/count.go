package store

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/reporting"
)

// One statement, so that every number is of the same moment, whatever the number of periods. Merged
// applications are counted with the one that stayed. A match before the day of the application (a
// slip in an old list) is a match, and takes no class of days. What happened on or after the day on
// which the period was closed did not happen.
const selectCounts = `WITH asked AS MATERIALIZED (
  SELECT period, from_date, until_date, closed
  FROM unnest($2::date[], $3::date[], $4::date[]) WITH ORDINALITY AS a (from_date, until_date, closed, period)
), facts AS MATERIALIZED (
  SELECT a.period, f.application_date, f.applicant_kind, f.channel, f.life_domains, f.neighbourhood, f.referrer, f.referrer_kind,
    CASE WHEN f.route_date < a.closed THEN f.route ELSE '' END AS route,
    CASE WHEN f.match_date < a.closed THEN f.match_date END AS match_date,
    CASE WHEN f.first_appointment_date < a.closed THEN f.first_appointment_date END AS first_appointment_date,
    CASE WHEN f.match_date < a.closed THEN f.match_date - f.application_date END AS days
  FROM asked a JOIN reporting.application_fact f ON f.application_date >= a.from_date AND f.application_date < a.until_date
  WHERE f.municipality = $1 AND f.merged_into IS NULL
), answers AS MATERIALIZED (
  SELECT a.period, d.life_domain
  FROM asked a JOIN reporting.direct_answer_fact d ON d.answer_date >= a.from_date AND d.answer_date < a.until_date
  WHERE d.municipality = $1
)
SELECT period, 'applications' AS part, '' AS key, count(*) AS count FROM facts GROUP BY period
UNION ALL SELECT period, 'different_referrers', '', count(DISTINCT referrer) FROM facts GROUP BY period
UNION ALL SELECT period, 'matched', '', count(match_date) FROM facts GROUP BY period
UNION ALL SELECT period, 'matched_same_day', '', count(*) FROM facts WHERE days = 0 GROUP BY period
UNION ALL SELECT period, 'first_appointments', '', count(first_appointment_date) FROM facts GROUP BY period
UNION ALL SELECT period, 'direct_answers', '', count(*) FROM answers GROUP BY period
UNION ALL SELECT period, 'months', to_char(application_date, 'YYYY-MM'), count(*) FROM facts GROUP BY period, 3
UNION ALL SELECT period, 'channels', channel, count(*) FROM facts WHERE channel <> '' GROUP BY period, 3
UNION ALL SELECT period, 'referrer_kinds', referrer_kind, count(*) FROM facts
  WHERE applicant_kind = 'referrer' AND referrer_kind <> '' GROUP BY period, 3
UNION ALL SELECT period, 'life_domains', d.life_domain, count(*) FROM facts, unnest(facts.life_domains) AS d (life_domain) GROUP BY period, 3
UNION ALL SELECT period, 'neighbourhoods', neighbourhood, count(*) FROM facts WHERE neighbourhood <> '' GROUP BY period, 3
UNION ALL SELECT period, 'routes', route, count(*) FROM facts WHERE route <> '' GROUP BY period, 3
UNION ALL SELECT period, 'days_to_match', CASE WHEN days < 3 THEN days::text WHEN days <= 7 THEN '3-7' ELSE '8+' END, count(*)
  FROM facts WHERE days >= 0 GROUP BY period, 3
UNION ALL SELECT period, 'direct_answer_life_domains', life_domain, count(*) FROM answers WHERE life_domain <> '' GROUP BY period, 3
UNION ALL SELECT period, 'position', '', position FROM asked, reporting.progress WHERE municipality = $1
UNION ALL SELECT period, 'facts_time', '', (extract(epoch FROM recorded_time) * 1000000)::bigint FROM asked, reporting.progress
  WHERE municipality = $1`

// Facts counts; its pool is that of oco_report.
type Facts struct{ db *pg.DB }

// NewFacts returns it; db is the pool of oco_report.
func NewFacts(db *pg.DB) *Facts { return &Facts{db: db} }

type countRow struct {
	Period int    `db:"period"`
	Part   string `db:"part"`
	Key    string `db:"key"`
	Count  int64  `db:"count"`
}

// Count counts periods in the municipality of the call, in the order in which they are asked.
func (f *Facts) Count(ctx context.Context, asked ...reporting.Asked) ([]reporting.Counts, error) {
	var from, until, closed []string
	for _, a := range asked {
		from, until, closed = append(from, a.From), append(until, a.Until), append(closed, cmp.Or(a.Closed, "infinity"))
	}
	var rows []countRow
	err := f.db.Read(ctx, func(tx *pg.Tx) error {
		rows = nil
		return tx.Select(ctx, &rows, selectCounts, tx.Municipality(), pg.Array(from), pg.Array(until), pg.Array(closed))
	})
	if err != nil {
		return nil, fmt.Errorf("count the facts: %w", err)
	}
	counts := make([]reporting.Counts, len(asked))
	for i := range counts {
		counts[i].Tables = map[reporting.Table]map[string]int64{}
	}
	for _, row := range rows {
		row.addTo(&counts[row.Period-1])
	}
	return counts, nil
}

func (r countRow) addTo(counts *reporting.Counts) {
	numbers := map[string]*int64{
		"applications": &counts.Applications, "different_referrers": &counts.DifferentReferrers, "matched": &counts.Matched,
		"matched_same_day": &counts.MatchedSameDay, "first_appointments": &counts.FirstAppointments,
		"direct_answers": &counts.DirectAnswers, "position": &counts.Position,
	}
	if r.Part == "facts_time" {
		counts.FactsTime = time.UnixMicro(r.Count).UTC()
		return
	}
	if number := numbers[r.Part]; number != nil {
		*number = r.Count
		return
	}
	table := reporting.Table(r.Part)
	if counts.Tables[table] == nil {
		counts.Tables[table] = map[string]int64{}
	}
	counts.Tables[table][r.Key] = r.Count
}
