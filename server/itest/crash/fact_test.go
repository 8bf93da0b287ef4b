package crash_test

import (
	"context"
	"testing"

	"oco.example/oco/server/itest/program"
)

// What happened, once as the slices keep it and once as facts do: a line for each application
// that came in, got a route, a match, a case, an end of it, and for each direct answer. An id is
// no part of a line, for facts have pseudonyms; two of the same kind differ by day or minutes.
const (
	happened = `
SELECT municipality, 'received' AS what, application_date AS day, lower(applicant_kind || ' ' || channel) || ' ' || origin AS line
FROM intake.application
UNION ALL SELECT municipality, 'route', NULL, lower(route) FROM intake.application WHERE route <> ''
UNION ALL SELECT municipality, 'matched', min((answer_time AT TIME ZONE 'Europe/Amsterdam')::date), ''
FROM matching.offer WHERE state = 'ACCEPTED' GROUP BY municipality, application
UNION ALL SELECT municipality, 'opened', min(open_date), '' FROM support.support_case GROUP BY municipality, application
UNION ALL SELECT municipality, 'first appointment', min(first_appointment_date), '' FROM support.support_case
WHERE first_appointment_date IS NOT NULL GROUP BY municipality, application
UNION ALL SELECT municipality, 'closed', close_date, concat_ws(' ', outcome, lower(fit), minutes)
FROM support.support_case WHERE state = 'CLOSED'
UNION ALL SELECT municipality, 'direct answer', answer_date, concat_ws(' ', lower(life_domain), lower(channel), minutes)
FROM intake.direct_answer`

	counted = `
SELECT municipality, 'received' AS what, application_date AS day, concat_ws(' ', applicant_kind, channel, origin) AS line
FROM reporting.application_fact
UNION ALL SELECT municipality, 'route', NULL, route FROM reporting.application_fact WHERE route <> ''
UNION ALL SELECT municipality, 'matched', match_date, '' FROM reporting.application_fact WHERE match_date IS NOT NULL
UNION ALL SELECT municipality, 'opened', open_date, '' FROM reporting.application_fact WHERE open_date IS NOT NULL
UNION ALL SELECT municipality, 'first appointment', first_appointment_date, '' FROM reporting.application_fact WHERE first_appointment_date IS NOT NULL
UNION ALL SELECT municipality, 'closed', close_date, concat_ws(' ', outcome, fit, minutes) FROM reporting.application_fact WHERE close_date IS NOT NULL
UNION ALL SELECT municipality, 'direct answer', answer_date, concat_ws(' ', life_domain, channel, minutes) FROM reporting.direct_answer_fact`

	// ALL counts a line that is there twice as two.
	selectDifferences = `WITH happened AS (` + happened + `), counted AS (` + counted + `)
SELECT municipality, what, count(*) FILTER (WHERE side = 'missing') AS missing, count(*) FILTER (WHERE side = 'too many') AS too_many,
  min(concat_ws(' ', side || ':', day, line)) AS example FROM (
  SELECT 'missing' AS side, * FROM (SELECT * FROM happened EXCEPT ALL SELECT * FROM counted) one
  UNION ALL SELECT 'too many', * FROM (SELECT * FROM counted EXCEPT ALL SELECT * FROM happened) other) both_sides
GROUP BY municipality, what ORDER BY municipality, what`

	selectKinds = `SELECT what, count(*) AS lines FROM (` + happened + `) happened GROUP BY what`
)

// checkFacts waits until every event was counted in, and finds each thing that happened counted
// once, by SQL of its own.
func checkFacts(ctx context.Context, t *testing.T, server *program.Server) {
	t.Helper()
	await(ctx, t, "facts that follow every event", func() bool {
		behind := look[string](ctx, t, server, `SELECT c.municipality FROM platform.event_clock c
			LEFT JOIN reporting.progress p ON p.municipality = c.municipality WHERE p.position IS DISTINCT FROM c.position`)
		return len(behind) == 0
	})
	for _, row := range look[struct {
		Municipality string `db:"municipality"`
		What         string `db:"what"`
		Missing      int    `db:"missing"`
		TooMany      int    `db:"too_many"`
		Example      string `db:"example"`
	}](ctx, t, server, selectDifferences) {
		t.Errorf("facts of %s, %s: %d missing and %d too many, such as %s", row.Municipality, row.What, row.Missing, row.TooMany, row.Example)
	}
	lines := map[string]int{}
	for _, row := range look[struct {
		What  string `db:"what"`
		Lines int    `db:"lines"`
	}](ctx, t, server, selectKinds) {
		lines[row.What] = row.Lines
	}
	report(t, "what happened, and was counted once: %v", lines)
	for _, what := range []string{"received", "route", "matched", "opened", "first appointment", "closed", "direct answer"} {
		if lines[what] == 0 {
			t.Errorf("nothing happened of the kind %q: nothing is proved", what)
		}
	}
}
