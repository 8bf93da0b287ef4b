package store

import (
	"context"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Export reads and logs what was decided of what a resident asked to correct, in all dossiers that are theirs.
func (s *Store) Export(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	const atOnce = 200
	var sections []subject.Section
	for after, more := "", true; more; {
		list, err := s.Corrections(ctx, tx, dossiers, after, atOnce)
		if err != nil {
			return nil, err
		}
		for _, c := range list {
			one := subject.Section{Kind: "correction", ID: c.ID, Time: c.CreateTime}
			one.AddCodes("part", "DOSSIER_PART_", c.Part)
			one.AddCodes("outcome", "CORRECTION_OUTCOME_", string(c.Outcome))
			one.AddText("subject", c.Subject.Reveal())
			one.AddText("reason", c.Reason.Reveal())
			one.AddText("statement", c.Statement.Reveal())
			sections, after = append(sections, one), c.ID
		}
		more = len(list) == atOnce
	}
	return sections, nil
}
