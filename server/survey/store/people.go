package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/survey"
)

// residents are those of cases (alias c) that can be asked, each once and by the newest case: nobody who died, whose application
// ended without consent, or whom another round still asks. OFFSET 0 has dossiers looked up one by one: the planner read all of
// them otherwise.
const residents = `SELECT DISTINCT ON (d.person) c.application, c.dossier
	FROM published.supported_case c
	CROSS JOIN LATERAL (SELECT p.person FROM published.dossier_person p WHERE p.municipality = c.municipality AND p.dossier = c.dossier OFFSET 0) d
	WHERE c.municipality = $1 AND %s
	AND NOT EXISTS (SELECT FROM published.ended_application e WHERE e.municipality = $1 AND e.person = d.person
		AND (e.end_reason = 'DECEASED' OR e.end_reason = 'NO_CONSENT' AND e.application = c.application))
	AND NOT EXISTS (SELECT FROM published.dossier_person o JOIN survey.invitation i ON i.municipality = o.municipality AND i.dossier = o.dossier
		WHERE o.municipality = $1 AND o.person = d.person AND %s OFFSET 0)
	ORDER BY d.person, c.open_date DESC, c.support_case DESC`

var (
	residentsOfPeriod = fmt.Sprintf(residents, "c.open_date <= $3 AND (c.close_date IS NULL OR c.close_date >= $2)", "i.state = 'INVITED'")
	residentOfCase    = fmt.Sprintf(residents, "c.support_case = $2", "(i.state = 'INVITED' OR i.round = $3)")
)

// Residents are those to ask about a period, as invitations that are filled in so far.
func (s *Store) Residents(ctx context.Context, tx *pg.Tx, from, until string) ([]survey.Invitation, error) {
	return s.residents(ctx, tx, residentsOfPeriod, from, until)
}

// ResidentOf is whoever is asked because a case closed, in a round; nobody when they were asked in it, or are not to be.
func (s *Store) ResidentOf(ctx context.Context, tx *pg.Tx, supportCase, round string) ([]survey.Invitation, error) {
	return s.residents(ctx, tx, residentOfCase, supportCase, round)
}

func (s *Store) residents(ctx context.Context, tx *pg.Tx, text string, args ...any) ([]survey.Invitation, error) {
	var rows []struct {
		Application string `db:"application"`
		Dossier     string `db:"dossier"`
	}
	if err := tx.Select(ctx, &rows, text, append([]any{tx.Municipality()}, args...)...); err != nil {
		return nil, fmt.Errorf("find residents to ask: %w", err)
	}
	list := make([]survey.Invitation, 0, len(rows))
	for _, r := range rows {
		list = append(list, survey.Invitation{Audience: survey.Resident, Application: r.Application, Dossier: r.Dossier})
	}
	return list, nil
}

// Supporters are the active ones, but those whom another round still asks.
func (s *Store) Supporters(ctx context.Context, tx *pg.Tx) ([]survey.Invitation, error) {
	var ids []string
	err := tx.Select(ctx, &ids, `SELECT p.supporter FROM published.active_supporter p WHERE p.municipality = $1
		AND NOT EXISTS (SELECT FROM survey.invitation i WHERE i.municipality = $1 AND i.supporter = p.supporter AND i.state = 'INVITED' OFFSET 0)
		ORDER BY p.supporter`, tx.Municipality())
	if err != nil {
		return nil, fmt.Errorf("find supporters to ask: %w", err)
	}
	list := make([]survey.Invitation, 0, len(ids))
	for _, id := range ids {
		list = append(list, survey.Invitation{Audience: survey.Supporter, Supporter: id})
	}
	return list, nil
}
