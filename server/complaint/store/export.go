package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Export reads and logs the warnings for home visits of a resident, in all dossiers that are theirs, also those that ended.
// Complaints, safety concerns and incidents have readers of their own: the document says who tells them.
func (s *Store) Export(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	q := newQuery(tx.Municipality())
	q.And("c.dossier = ANY (" + q.Arg(pg.Array(dossiers)) + "::uuid[])")
	var rows []riskRow
	text := "SELECT " + riskColumns + " FROM complaint.home_visit_risk c" + riskKey + q.Where() + newest
	if err := tx.SelectLogged(ctx, &rows, "export risks at home visits", text, q.Args...); err != nil {
		return nil, fmt.Errorf("export risks at home visits: %w", err)
	}
	sections := make([]subject.Section, 0, len(rows))
	for _, row := range rows {
		r, err := s.risk(ctx, row)
		if err != nil {
			return nil, err
		}
		one := subject.Section{Kind: "home_visit_risk", ID: r.ID, Time: r.CreateTime}
		one.AddText("warning", r.Warning.Reveal())
		if !r.EndTime.IsZero() {
			one.Add("end_date", calendar.Day(r.EndTime))
		}
		sections = append(sections, one)
	}
	return sections, nil
}
