package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// candidateColumns tell of a supporter what the gates ask, for the application $2. A yes that came apart
// because the application went elsewhere, before or after the resident's own, is no reason against
// asking again when it is back: nobody said no.
const candidateColumns = `SELECT s.supporter, s.kind, s.state, coalesce(s.account::text, '') AS account, s.max_cases,
  (SELECT string_agg(d.life_domain, ',' ORDER BY d.place) FROM published.supporter_life_domain d
    WHERE d.municipality = s.municipality AND d.supporter = s.supporter) AS life_domains,
  (SELECT string_agg(g.target_group, ',' ORDER BY g.place) FROM published.supporter_target_group g
    WHERE g.municipality = s.municipality AND g.supporter = s.supporter) AS target_groups,
  (SELECT count(*) FROM published.supporter_load l
    WHERE l.municipality = s.municipality AND l.supporter = s.supporter) AS open_cases,
  EXISTS (SELECT 1 FROM matching.offer o WHERE o.municipality = s.municipality AND o.application = $2
    AND o.supporter = s.supporter AND (o.state = 'DECLINED' OR o.resident_answer IN ('ANOTHER_PLEASE', 'ACQUAINTED')
      OR ` + standing + ` OR ` + caseOpen + `)) AS asked_before
FROM published.supporter s
WHERE s.municipality = $1`

type candidateRow struct {
	Supporter    string         `db:"supporter"`
	Kind         string         `db:"kind"`
	State        string         `db:"state"`
	Account      string         `db:"account"`
	MaxCases     int            `db:"max_cases"`
	LifeDomains  sql.NullString `db:"life_domains"`
	TargetGroups sql.NullString `db:"target_groups"`
	OpenCases    int            `db:"open_cases"`
	AskedBefore  bool           `db:"asked_before"`
}

// Candidates are the supporters of the municipality who have not left and are more than a name
// from history: tens in most municipalities, hundreds in the largest, so the rules rank them all.
func (s *Store) Candidates(ctx context.Context, tx *pg.Tx, application string) ([]matching.Candidate, error) {
	var rows []candidateRow
	err := tx.Select(ctx, &rows, candidateColumns+" AND s.state <> 'LEFT' AND NOT s.stub", tx.Municipality(), application)
	if err != nil {
		return nil, fmt.Errorf("read candidates: %w", err)
	}
	candidates := make([]matching.Candidate, 0, len(rows))
	for _, r := range rows {
		candidates = append(candidates, r.candidate())
	}
	return candidates, nil
}

// Candidate is one supporter as the gates see them now; NOT_FOUND when there is none.
func (s *Store) Candidate(ctx context.Context, tx *pg.Tx, application, supporter string) (matching.Candidate, error) {
	var r candidateRow
	err := tx.Get(ctx, &r, candidateColumns+" AND s.supporter = $3", tx.Municipality(), application, supporter)
	if errors.Is(err, pg.ErrNoRows) {
		return matching.Candidate{}, errs.NotFound("supporter")
	}
	if err != nil {
		return matching.Candidate{}, fmt.Errorf("read a candidate: %w", err)
	}
	return r.candidate(), nil
}

func (r candidateRow) candidate() matching.Candidate {
	return matching.Candidate{
		Supporter: r.Supporter, Kind: r.Kind, State: r.State, Account: r.Account,
		LifeDomains: parts(r.LifeDomains.String), TargetGroups: parts(r.TargetGroups.String),
		OpenCases: r.OpenCases, MaxCases: r.MaxCases, AskedBefore: r.AskedBefore,
	}
}
