package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Export reads and logs that a resident was asked in the survey, in all dossiers that are theirs, and whether they answered.
// What they answered leads to nobody.
func (s *Store) Export(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	q := pg.Within("i", tx.Municipality())
	q.And("i.dossier = ANY (" + q.Arg(pg.Array(dossiers)) + "::uuid[])")
	var rows []row
	text := "SELECT " + columns + ", k.log_id FROM survey.invitation i" + beside + q.Where() + " ORDER BY i.id DESC"
	if err := tx.SelectLogged(ctx, &rows, "export invitations to the survey", text, q.Args...); err != nil {
		return nil, fmt.Errorf("export invitations to the survey: %w", err)
	}
	sections := make([]subject.Section, 0, len(rows))
	for _, i := range invitations(rows) {
		one := subject.Section{Kind: "survey_invitation", ID: i.ID, Time: i.CreateTime}
		one.AddCodes("state", "SURVEY_INVITATION_STATE_", string(i.State))
		one.AddCodes("way", "SURVEY_WAY_", string(i.Way))
		one.Add("last_date", i.Last)
		sections = append(sections, one)
	}
	return sections, nil
}
