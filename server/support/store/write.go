package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

const (
	insert = `INSERT INTO support.support_case (municipality, id, application, dossier, supporter, state, life_domains,
  application_date, open_date, first_appointment_date, close_date, outcome, minutes, origin, create_time, update_time)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15)`
	save = `UPDATE support.support_case SET state = $3, first_appointment_date = $4, close_date = $5, need = $6, outcome = $7,
  fit = $8, minutes = $9, update_time = $10, appointment_made_date = $11, appointment_time = $12, hold_reason = $13, hold_until_date = $14,
  supporter = $15, second_supporter = $16, seen_from_time = $17, successor_view = $18, successor_view_time = $19, successor_view_account = $20,
  match_ended_by = $21, version = version + 1
WHERE municipality = $1 AND id = $2`
)

// Insert stores a new case, which has no need yet; ALREADY_EXISTS when the application has one
// that is open or on hold.
func (s *Store) Insert(ctx context.Context, tx *pg.Tx, c support.Case) error {
	origin := live
	if c.Imported {
		origin = imported
	}
	_, err := tx.Exec(ctx, insert, tx.Municipality(), c.ID, c.Application, c.Dossier, c.Supporter, string(c.State),
		list(c.LifeDomains), c.ApplicationDate, c.OpenDate, pg.Null(c.FirstAppointmentDate), pg.Null(c.CloseDate),
		c.Outcome, c.Minutes, origin, tx.Now())
	if pg.IsUniqueViolation(err, "support_case_one_open") {
		return errs.AlreadyExists(support.Resource).Because(err)
	}
	if err != nil {
		return fmt.Errorf("insert a case: %w", err)
	}
	return nil
}

// Save stores where a locked case stands and raises its version.
func (s *Store) Save(ctx context.Context, tx *pg.Tx, c support.Case) error {
	key, err := s.keys.Get(ctx, tx, c.Dossier)
	if err != nil {
		return fmt.Errorf("save a case: %w", err)
	}
	need, err := key.Seal(table, "need", c.Need)
	if err != nil {
		return fmt.Errorf("save a case: %w", err)
	}
	_, err = tx.Exec(ctx, save, tx.Municipality(), c.ID, string(c.State), pg.Null(c.FirstAppointmentDate), pg.Null(c.CloseDate),
		need, c.Outcome, c.Fit, c.Minutes, tx.Now(), pg.Null(c.AppointmentMadeDate),
		when(c.AppointmentTime), c.HoldReason, pg.Null(c.HoldUntilDate), c.Supporter, pg.Null(c.SecondSupporter), when(c.SeenFrom),
		string(c.SuccessorView), when(c.ViewTime), pg.Null(c.ViewAccount), c.MatchEndedBy)
	if err != nil {
		return fmt.Errorf("save a case: %w", err)
	}
	return nil
}
