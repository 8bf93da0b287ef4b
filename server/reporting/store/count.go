package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/reporting"
)

// One statement, so that every number is of the same moment. Merged applications are counted with
// the one that stayed. A match before the day of the application (a slip in an old list) is a
// match, and takes no class of days.
const selectCounts = `WITH facts AS MATERIALIZED (
  SELECT application_date, applicant_kind, channel, life_domains, neighbourhood, referrer, referrer_kind, route, match_date,
    first_appointment_date, match_date - application_date AS days
  FROM reporting.application_fact
  WHERE municipality = $1 AND application_date >= $2::date AND application_date < $3::date AND merged_into IS NULL
), answers AS MATERIALIZED (
  SELECT life_domain FROM reporting.direct_answer_fact
  WHERE municipality = $1 AND answer_date >= $2::date AND answer_date < $3::date
)
SELECT 'applications' AS part, '' AS key, count(*) AS count FROM facts
UNION ALL SELECT 'different_referrers', '', count(DISTINCT referrer) FROM facts
UNION ALL SELECT 'matched', '', count(match_date) FROM facts
UNION ALL SELECT 'matched_same_day', '', count(*) FROM facts WHERE days = 0
UNION ALL SELECT 'first_appointments', '', count(first_appointment_date) FROM facts
UNION ALL SELECT 'direct_answers', '', count(*) FROM answers
UNION ALL SELECT 'months', to_char(application_date, 'YYYY-MM'), count(*) FROM facts GROUP BY 2
UNION ALL SELECT 'channels', channel, count(*) FROM facts WHERE channel <> '' GROUP BY 2
UNION ALL SELECT 'referrer_kinds', referrer_kind, count(*) FROM facts WHERE applicant_kind = 'referrer' AND referrer_kind <> '' GROUP BY 2
UNION ALL SELECT 'life_domains', d.life_domain, count(*) FROM facts, unnest(facts.life_domains) AS d (life_domain) GROUP BY 2
UNION ALL SELECT 'neighbourhoods', neighbourhood, count(*) FROM facts WHERE neighbourhood <> '' GROUP BY 2
UNION ALL SELECT 'routes', route, count(*) FROM facts WHERE route <> '' GROUP BY 2
UNION ALL SELECT 'days_to_match', CASE WHEN days < 3 THEN days::text WHEN days <= 7 THEN '3-7' ELSE '8+' END, count(*)
  FROM facts WHERE days >= 0 GROUP BY 2
UNION ALL SELECT 'direct_answer_life_domains', life_domain, count(*) FROM answers WHERE life_domain <> '' GROUP BY 2
UNION ALL SELECT 'position', '', position FROM reporting.progress WHERE municipality = $1
UNION ALL SELECT 'facts_time', '', (extract(epoch FROM recorded_time) * 1000000)::bigint FROM reporting.progress WHERE municipality = $1`

// Facts counts; its pool is that of oco_report.
type Facts struct{ db *pg.DB }

// NewFacts returns it; db is the pool of oco_report.
func NewFacts(db *pg.DB) *Facts { return &Facts{db: db} }

// Count counts the period in the municipality of the call.
func (f *Facts) Count(ctx context.Context, period reporting.Period) (reporting.Counts, error) {
	var rows []struct {
		Part  string `db:"part"`
		Key   string `db:"key"`
		Count int64  `db:"count"`
	}
	err := f.db.Read(ctx, func(tx *pg.Tx) error {
		rows = nil
		return tx.Select(ctx, &rows, selectCounts, tx.Municipality(), period.From, period.Until)
	})
	if err != nil {
		return reporting.Counts{}, fmt.Errorf("count the facts: %w", err)
	}
	counts := reporting.Counts{Tables: map[reporting.Table]map[string]int64{}}
	numbers := map[string]*int64{
		"applications": &counts.Applications, "different_referrers": &counts.DifferentReferrers, "matched": &counts.Matched,
		"matched_same_day": &counts.MatchedSameDay, "first_appointments": &counts.FirstAppointments,
		"direct_answers": &counts.DirectAnswers, "position": &counts.Position,
	}
	for _, row := range rows {
		if row.Part == "facts_time" {
			counts.FactsTime = time.UnixMicro(row.Count).UTC()
			continue
		}
		if number := numbers[row.Part]; number != nil {
			*number = row.Count
			continue
		}
		table := reporting.Table(row.Part)
		if counts.Tables[table] == nil {
			counts.Tables[table] = map[string]int64{}
		}
		counts.Tables[table][row.Key] = row.Count
	}
	return counts, nil
}
