package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/volunteer"
)

const (
	insert = `INSERT INTO volunteer.supporter (municipality, id, name, phone, email, lived_experience, lived_experience_note, gender,
  postcode, house_number, kind, organisation, neighbourhood, max_cases, hours_per_week, conduct_certificate_until,
  confidentiality_signed, trained, buddy, account, state, stub, max_travel_minutes, travel_by, start_date, intended_until_date,
  lived_experience_consent_date, contact_account, regional, update_time, create_time)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $30)`
	update = `UPDATE volunteer.supporter SET name = $3, phone = $4, email = $5, lived_experience = $6, lived_experience_note = $7,
  gender = $8, postcode = $9, house_number = $10, kind = $11, organisation = $12, neighbourhood = $13, max_cases = $14,
  hours_per_week = $15, conduct_certificate_until = $16, confidentiality_signed = $17, trained = $18, buddy = $19,
  account = $20, state = $21, stub = $22, max_travel_minutes = $23, travel_by = $24, start_date = $25,
  intended_until_date = $26, lived_experience_consent_date = $27, contact_account = $28, regional = $29, update_time = $30, version = version + 1
WHERE municipality = $1 AND id = $2`
	insertStep = `INSERT INTO volunteer.supporter_step (municipality, id, supporter, step, state, actor, create_time, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
)

// Insert stores a new supporter with its key, and how it came; volunteer.AccountTaken when another
// supporter signs in with its account.
func (s *Store) Insert(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter, step volunteer.Step) error {
	key, err := s.keys.Make(ctx, tx, supporter.ID, subject.Supporter)
	if err != nil {
		return fmt.Errorf("insert a supporter: %w", err)
	}
	if err := s.write(ctx, tx, insert, key, supporter); err != nil {
		return err
	}
	return s.step(ctx, tx, supporter, step, sealed.Text{})
}

// Update stores every field of a supporter and raises its version. The row was locked before;
// volunteer.AccountTaken as Insert.
func (s *Store) Update(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter) error {
	key, err := s.keys.Get(ctx, tx, supporter.ID)
	if err != nil {
		return fmt.Errorf("update a supporter: %w", err)
	}
	return s.write(ctx, tx, update, key, supporter)
}

// Move stores the state that a supporter moved to, the step, and why it is so if there is a reason to keep.
func (s *Store) Move(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter, reason sealed.Text) error {
	_, err := tx.Exec(ctx, `UPDATE volunteer.supporter SET state = $3, update_time = $4, version = version + 1
		WHERE municipality = $1 AND id = $2`, tx.Municipality(), supporter.ID, string(supporter.State), tx.Now())
	if err != nil {
		return fmt.Errorf("move a supporter: %w", err)
	}
	return s.step(ctx, tx, supporter, volunteer.Moved, reason)
}

// Kind is that of a supporter; exists is false when there is none.
func (s *Store) Kind(ctx context.Context, tx *pg.Tx, id string) (kind volunteer.Kind, exists bool, err error) {
	var found []string
	if err := tx.Select(ctx, &found, `SELECT kind FROM volunteer.supporter WHERE municipality = $1 AND id = $2`, tx.Municipality(), id); err != nil {
		return "", false, fmt.Errorf("look for a supporter: %w", err)
	}
	if len(found) == 0 {
		return "", false, nil
	}
	return volunteer.Kind(found[0]), true, nil
}

func (s *Store) write(ctx context.Context, tx *pg.Tx, statement string, key subject.Key, supporter volunteer.Supporter) error {
	texts, err := sealedTexts(key, supporter)
	if err != nil {
		return err
	}
	args := append([]any{tx.Municipality(), supporter.ID}, texts...)
	args = append(args, string(supporter.Kind), supporter.Organisation, supporter.Neighbourhood, supporter.MaxCases,
		supporter.HoursPerWeek, pg.Null(supporter.ConductCertificateUntil), supporter.ConfidentialitySigned, supporter.Trained,
		pg.Null(supporter.Buddy), pg.Null(supporter.Account), string(supporter.State), supporter.Stub,
		supporter.MaxTravelMinutes, supporter.TravelBy, pg.Null(supporter.Start), pg.Null(supporter.IntendedUntil),
		pg.Null(supporter.LivedExperienceConsent), pg.Null(supporter.ContactAccount), supporter.Regional, tx.Now())
	if _, err := tx.Exec(ctx, statement, args...); err != nil {
		if pg.IsUniqueViolation(err, "supporter_account") {
			return volunteer.AccountTaken().Because(err)
		}
		return fmt.Errorf("write a supporter: %w", err)
	}
	if err := replace(ctx, tx, supporter.ID, "volunteer.supporter_language", "language", supporter.Languages); err != nil {
		return err
	}
	if err := writeProfile(ctx, tx, supporter); err != nil {
		return err
	}
	return s.writeSearchKeys(ctx, tx, supporter)
}

// replace puts a list in the place of the one that was there.
func replace(ctx context.Context, tx *pg.Tx, id, table, column string, values []string) error {
	if err := empty(ctx, tx, id, table); err != nil || len(values) == 0 {
		return err
	}
	_, err := tx.Exec(ctx, "INSERT INTO "+table+" (municipality, supporter, "+column+`, place)
		SELECT $1, $2, v.value, v.place FROM unnest($3::text[]) WITH ORDINALITY AS v (value, place)`,
		tx.Municipality(), id, pg.Array(values))
	if err != nil {
		return fmt.Errorf("write %s: %w", table, err)
	}
	return nil
}

// empty takes the list of a supporter away.
func empty(ctx context.Context, tx *pg.Tx, id, table string) error {
	_, err := tx.Exec(ctx, "DELETE FROM "+table+" WHERE municipality = $1 AND supporter = $2", tx.Municipality(), id)
	if err != nil {
		return fmt.Errorf("clear %s: %w", table, err)
	}
	return nil
}

func (s *Store) step(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter, step volunteer.Step, reason sealed.Text) error {
	why, err := s.sealReason(ctx, tx, supporter.ID, reason)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, insertStep, tx.Municipality(), pg.NewID(), supporter.ID, string(step), string(supporter.State),
		pg.Null(tx.Call().Caller.Account), tx.Now(), why)
	if err != nil {
		return fmt.Errorf("write a step of a supporter: %w", err)
	}
	return nil
}
