package store

import (
	"context"
	"fmt"
	"strings"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
)

// enoughCases is how many cases make somebody experienced for any question: no more are counted.
const enoughCases = 10

// Each table is read once for all candidates, and in it each of them by its own index: for a long list of ids Postgres
// would read all there are.
const (
	selectSupporters = `SELECT s.supporter, s.kind, s.state, coalesce(s.account::text, '') AS account, s.organisation,
  s.neighbourhood, s.max_cases, s.buddy_step, s.hours_per_week, s.travel_by, s.max_travel_minutes
FROM published.supporter s WHERE s.municipality = $1`
	selectLifeDomains = `SELECT asked.supporter, d.life_domain AS what, d.level FROM unnest($2::uuid[]) AS asked (supporter)
CROSS JOIN LATERAL (SELECT d.life_domain, d.level, d.place FROM published.supporter_life_domain d
  WHERE d.municipality = $1 AND d.supporter = asked.supporter OFFSET 0) d ORDER BY asked.supporter, d.place`
	selectKnownGroups = `SELECT asked.supporter, g.target_group AS what, g.level FROM unnest($2::uuid[]) AS asked (supporter)
CROSS JOIN LATERAL (SELECT g.target_group, g.level, g.place FROM published.supporter_target_group g
  WHERE g.municipality = $1 AND g.supporter = asked.supporter OFFSET 0) g ORDER BY asked.supporter, g.place`
	selectLanguages = `SELECT asked.supporter, l.language AS what, '' AS level FROM unnest($2::uuid[]) AS asked (supporter)
CROSS JOIN LATERAL (SELECT l.language, l.place FROM published.supporter_language l
  WHERE l.municipality = $1 AND l.supporter = asked.supporter OFFSET 0) l ORDER BY asked.supporter, l.place`
	selectWeek = `SELECT DISTINCT asked.supporter, r.weekday FROM unnest($2::uuid[]) AS asked (supporter)
CROSS JOIN LATERAL (SELECT r.weekday FROM published.supporter_rhythm r
  WHERE r.municipality = $1 AND r.supporter = asked.supporter OFFSET 0) r ORDER BY asked.supporter, r.weekday`
	selectPauses = `SELECT asked.supporter, p.start_date::text AS start_date, coalesce(p.end_date::text, '') AS end_date, p.kind, p.max_cases
FROM unnest($2::uuid[]) AS asked (supporter)
CROSS JOIN LATERAL (SELECT p.* FROM published.supporter_pause p
  WHERE p.municipality = $1 AND p.supporter = asked.supporter AND (p.end_date IS NULL OR p.end_date >= $3) OFFSET 0) p
ORDER BY asked.supporter, p.start_date, p.max_cases`
	// What is running is as complex as was judged last.
	selectLoad = `SELECT asked.supporter, count(*) AS cases, count(*) FILTER (WHERE w.complexity = 'SIMPLE') AS simple,
  count(*) FILTER (WHERE w.complexity = 'COMPLEX') AS complex
FROM unnest($2::uuid[]) AS asked (supporter)
CROSS JOIN LATERAL (SELECT l.application FROM published.supporter_load l
  WHERE l.municipality = $1 AND l.supporter = asked.supporter OFFSET 0) l
LEFT JOIN LATERAL (SELECT w.complexity FROM matching.wishes w
  WHERE w.municipality = $1 AND w.application = l.application ORDER BY w.id DESC LIMIT 1) w ON true
GROUP BY asked.supporter`
	selectHad = `SELECT asked.supporter, (SELECT count(*) FROM (SELECT 1 FROM matching.offer o
    WHERE o.municipality = $1 AND o.supporter = asked.supporter AND o.support_case IS NOT NULL LIMIT $3) had) AS cases
FROM unnest($2::uuid[]) AS asked (supporter)`
	selectRecent = `SELECT o.supporter, count(*) AS cases FROM matching.offer o
WHERE o.municipality = $1 AND o.origin = 'LIVE' AND o.supporter IS NOT NULL AND o.create_time >= $2 GROUP BY o.supporter`
	// A yes that came apart because the application went elsewhere, before or after the resident's own, is no reason
	// against asking again when it is back: nobody said no.
	selectTogether = `SELECT t.supporter, bool_or(t.asked_before) AS asked_before, bool_or(t.no_click) AS no_click, bool_or(t.supported) AS supported
FROM (SELECT o.supporter,
  o.application = $3 AND (o.state = 'DECLINED' OR ` + standing + ` OR ` + caseOpen + `) AS asked_before,
  o.decline_reason = 'ACQUAINTED' OR o.resident_answer IN ('ANOTHER_PLEASE', 'ACQUAINTED') AS no_click,
  o.support_case IS NOT NULL AS supported
FROM matching.offer o WHERE o.municipality = $1 AND o.dossier = ANY ($2::uuid[]) AND o.supporter IS NOT NULL
UNION ALL SELECT e.supporter, false, true, true FROM published.match_ended e WHERE e.municipality = $1 AND e.dossier = ANY ($2::uuid[])) t
GROUP BY t.supporter`
	// A resident can have several dossiers, once two turned out to be one person.
	selectDossiers = `SELECT p.other FROM published.same_person p WHERE p.municipality = $1 AND p.dossier = $2 AND p.other <> $2 ORDER BY p.other`
	selectTied     = `SELECT DISTINCT t.supporter FROM matching.tie t
WHERE t.municipality = $1 AND t.dossier = ANY ($2::uuid[]) AND t.end_time IS NULL`
	selectSameAddress = `SELECT DISTINCT a.supporter FROM published.same_address a WHERE a.municipality = $1 AND a.dossier = ANY ($2::uuid[])`
)

type supporterRow struct {
	Supporter     string `db:"supporter"`
	Kind          string `db:"kind"`
	State         string `db:"state"`
	Account       string `db:"account"`
	Organisation  string `db:"organisation"`
	Neighbourhood string `db:"neighbourhood"`
	MaxCases      int    `db:"max_cases"`
	BuddyStep     string `db:"buddy_step"`
	Hours         int    `db:"hours_per_week"`
	TravelBy      string `db:"travel_by"`
	Reach         int    `db:"max_travel_minutes"`
}

// Candidates are the supporters of the municipality who have not left and are more than a name
// from history: tens in most municipalities, hundreds in the largest, so the rules rank them all.
func (s *Store) Candidates(ctx context.Context, tx *pg.Tx, application matching.Application) ([]matching.Candidate, error) {
	return s.candidates(ctx, tx, application, selectSupporters+" AND s.state <> 'LEFT' AND NOT s.stub", tx.Municipality())
}

// Regional are the supporters of the municipality who agreed to help in others of the region and can be asked.
func (s *Store) Regional(ctx context.Context, tx *pg.Tx, application matching.Application) ([]matching.Candidate, error) {
	return s.candidates(ctx, tx, application, selectSupporters+" AND s.regional AND s.state IN ('ACTIVE', 'WITH_BUDDY') AND NOT s.stub", tx.Municipality())
}

// Candidate is one supporter as the gates see them now; NOT_FOUND when there is none.
func (s *Store) Candidate(ctx context.Context, tx *pg.Tx, application matching.Application, supporter string) (matching.Candidate, error) {
	list, err := s.candidates(ctx, tx, application, selectSupporters+" AND s.supporter = $2", tx.Municipality(), supporter)
	if err != nil {
		return matching.Candidate{}, err
	}
	if len(list) == 0 {
		return matching.Candidate{}, errs.NotFound("supporter")
	}
	return list[0], nil
}

// Account is what a supporter signs in with, empty when they do not; NOT_FOUND when there is no such supporter.
func (s *Store) Account(ctx context.Context, tx *pg.Tx, supporter string) (string, error) {
	var row supporterRow
	err := tx.Get(ctx, &row, selectSupporters+" AND s.supporter = $2", tx.Municipality(), supporter)
	if err := pg.Found(err, "supporter", "read the account of a supporter"); err != nil {
		return "", err
	}
	return row.Account, nil
}

func (s *Store) candidates(ctx context.Context, tx *pg.Tx, a matching.Application, text string, args ...any) ([]matching.Candidate, error) {
	var rows []supporterRow
	if err := tx.Select(ctx, &rows, text, args...); err != nil {
		return nil, fmt.Errorf("read candidates: %w", err)
	}
	g := gathering{tx: tx, at: make(map[string]*matching.Candidate, len(rows))}
	list := make([]matching.Candidate, len(rows))
	for i, r := range rows {
		list[i] = matching.Candidate{
			Supporter: r.Supporter, Kind: r.Kind, State: r.State, Account: r.Account, Organisation: r.Organisation, OrganisationKey: person.OrganisationKey(r.Organisation),
			Neighbourhood: r.Neighbourhood, MaxCases: r.MaxCases, BuddyStep: r.BuddyStep,
			HoursPerWeek: r.Hours, TravelBy: r.TravelBy, MaxTravelMinutes: r.Reach, Levels: map[string]string{},
		}
		g.at[r.Supporter] = &list[i]
		g.ids = append(g.ids, r.Supporter)
	}
	if len(list) == 0 {
		return nil, nil
	}
	for _, read := range []func(context.Context) error{g.knowledge, g.time, g.load, g.work, func(ctx context.Context) error { return g.together(ctx, a) }} {
		if err := read(ctx); err != nil {
			return nil, fmt.Errorf("read candidates: %w", err)
		}
	}
	return list, nil
}

// gathering is what is known of some supporters, as it is read table by table.
type gathering struct {
	tx  *pg.Tx
	ids []string
	at  map[string]*matching.Candidate
}

// knowledge reads what they know, and how well.
func (g gathering) knowledge(ctx context.Context) error {
	for text, keep := range map[string]func(c *matching.Candidate, what string){
		selectLifeDomains: func(c *matching.Candidate, what string) { c.LifeDomains = append(c.LifeDomains, what) },
		selectLanguages:   func(c *matching.Candidate, what string) { c.Languages = append(c.Languages, what) },
		selectKnownGroups: func(c *matching.Candidate, what string) { c.TargetGroups = append(c.TargetGroups, what) },
	} {
		var rows []struct {
			Supporter string `db:"supporter"`
			What      string `db:"what"`
			Level     string `db:"level"`
		}
		if err := g.tx.Select(ctx, &rows, text, g.tx.Municipality(), pg.Array(g.ids)); err != nil {
			return err
		}
		for _, r := range rows {
			keep(g.at[r.Supporter], r.What)
			if r.Level != "" {
				g.at[r.Supporter].Levels[r.What] = r.Level
			}
		}
	}
	return nil
}

// time reads when they have any.
func (g gathering) time(ctx context.Context) error {
	var days []struct {
		Supporter string `db:"supporter"`
		Weekday   int    `db:"weekday"`
	}
	if err := g.tx.Select(ctx, &days, selectWeek, g.tx.Municipality(), pg.Array(g.ids)); err != nil {
		return err
	}
	for _, r := range days {
		g.at[r.Supporter].Weekdays = append(g.at[r.Supporter].Weekdays, r.Weekday)
	}
	var pauses []struct {
		Supporter string `db:"supporter"`
		Start     string `db:"start_date"`
		End       string `db:"end_date"`
		Kind      string `db:"kind"`
		MaxCases  int    `db:"max_cases"`
	}
	if err := g.tx.Select(ctx, &pauses, selectPauses, g.tx.Municipality(), pg.Array(g.ids), calendar.Day(g.tx.Now())); err != nil {
		return err
	}
	for _, r := range pauses {
		c := g.at[r.Supporter]
		c.Pauses = append(c.Pauses, matching.Pause{Start: r.Start, End: r.End, Kind: r.Kind, MaxCases: r.MaxCases})
	}
	return nil
}

// load reads how much they do.
func (g gathering) load(ctx context.Context) error {
	var rows []struct {
		Supporter string `db:"supporter"`
		Cases     int    `db:"cases"`
		Simple    int    `db:"simple"`
		Complex   int    `db:"complex"`
	}
	if err := g.tx.Select(ctx, &rows, selectLoad, g.tx.Municipality(), pg.Array(g.ids)); err != nil {
		return err
	}
	for _, r := range rows {
		c := g.at[r.Supporter]
		c.OpenCases, c.SimpleCases, c.ComplexCases = r.Cases, r.Simple, r.Complex
	}
	return nil
}

// work reads how much they did and were asked.
func (g gathering) work(ctx context.Context) error {
	municipality, ids := g.tx.Municipality(), pg.Array(g.ids)
	for _, counting := range []struct {
		text string
		args []any
		keep func(c *matching.Candidate, cases int)
	}{
		{selectHad, []any{municipality, ids, enoughCases}, func(c *matching.Candidate, cases int) { c.HadCases = cases }},
		{selectRecent, []any{municipality, g.tx.Now().Add(-matching.RecentAsks)}, func(c *matching.Candidate, cases int) { c.RecentAsks = cases }},
	} {
		var rows []struct {
			Supporter string `db:"supporter"`
			Cases     int    `db:"cases"`
		}
		if err := g.tx.Select(ctx, &rows, counting.text, counting.args...); err != nil {
			return err
		}
		for _, r := range rows {
			if c := g.at[r.Supporter]; c != nil {
				counting.keep(c, r.Cases)
			}
		}
	}
	return nil
}

// together reads what there was between them and the resident.
func (g gathering) together(ctx context.Context, a matching.Application) error {
	dossiers, err := dossiersOf(ctx, g.tx, a.Dossier)
	if err != nil {
		return err
	}
	for text, keep := range map[string]func(c *matching.Candidate){
		selectTied:        func(c *matching.Candidate) { c.Tied = true },
		selectSameAddress: func(c *matching.Candidate) { c.SameAddress = true },
	} {
		var supporters []string
		if err := g.tx.Select(ctx, &supporters, text, g.tx.Municipality(), pg.Array(dossiers)); err != nil {
			return err
		}
		for _, supporter := range supporters {
			if c := g.at[supporter]; c != nil {
				keep(c)
			}
		}
	}
	var rows []struct {
		Supporter   string `db:"supporter"`
		AskedBefore bool   `db:"asked_before"`
		NoClick     bool   `db:"no_click"`
		Supported   bool   `db:"supported"`
	}
	if err := g.tx.Select(ctx, &rows, selectTogether, g.tx.Municipality(), pg.Array(dossiers), a.ID); err != nil {
		return err
	}
	for _, r := range rows {
		if c := g.at[r.Supporter]; c != nil {
			c.AskedBefore, c.NoClick, c.Supported = r.AskedBefore, r.NoClick, r.Supported
		}
	}
	return nil
}

// dossiersOf are all dossiers of the resident of one, that one first.
func dossiersOf(ctx context.Context, tx *pg.Tx, dossier string) ([]string, error) {
	var others []string
	err := tx.Select(ctx, &others, selectDossiers, tx.Municipality(), dossier)
	return append([]string{dossier}, others...), err
}

// joined is a list of names as a column has it; names have no commas.
func joined[S ~string](list []S) string {
	names := make([]string, len(list))
	for i, name := range list {
		names[i] = string(name)
	}
	return strings.Join(names, ",")
}
