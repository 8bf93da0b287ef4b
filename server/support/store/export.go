package store

import (
	"context"
	"fmt"
	"strconv"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Export reads and logs the cases of a resident's dossiers.
func (s *Store) Export(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	q := newQuery(tx.Municipality())
	q.And("c.dossier = ANY (" + q.Arg(pg.Array(dossiers)) + "::uuid[])")
	var rows []row
	if err := tx.SelectLogged(ctx, &rows, "export cases", q.sql(columns, newest), q.Args...); err != nil {
		return nil, fmt.Errorf("export cases: %w", err)
	}
	sections := make([]subject.Section, 0, len(rows))
	for _, r := range rows {
		c, err := s.open(ctx, r)
		if err != nil {
			return nil, err
		}
		one := subject.Section{Kind: "case", ID: c.ID, Time: c.CreateTime}
		one.AddCodes("state", "CASE_STATE_", string(c.State))
		one.AddCodes("life_domains", "LIFE_DOMAIN_", c.LifeDomains...)
		one.Add("open_date", c.OpenDate)
		one.Add("appointment_made_date", c.AppointmentMadeDate)
		one.Add("first_appointment_date", c.FirstAppointmentDate)
		one.Add("close_date", c.CloseDate)
		one.AddText("need", c.Need.Reveal())
		one.Add("outcome", c.Outcome)
		one.AddCodes("fit", "FIT_", c.Fit)
		one.AddCodes("match_ended_by", "MATCH_ENDER_", c.MatchEndedBy)
		if c.Minutes > 0 {
			one.Add("minutes", strconv.Itoa(c.Minutes))
		}
		sections = append(sections, one)
	}
	return sections, nil
}
