package store

import (
	"context"
	"fmt"
	"strings"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

const (
	insert = `INSERT INTO matching.offer (municipality, id, application, dossier, supporter, state, life_domains, neighbourhood,
  note, by_phone, resident_answer, support_case, answer_time, origin, expire_time, create_time, update_time, override_reason,
  override_note, overridden_gates, organisation, wave)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, $17, $18, $19, $20, $21)`
	save = `UPDATE matching.offer SET state = $3, by_phone = $4, decline_reason = $5, resident_answer = $6, support_case = $7,
  answer_time = $8, undone_time = $9, update_time = $10, supporter = $11, version = version + 1
WHERE municipality = $1 AND id = $2`
)

// Insert stores a new offer; ALREADY_EXISTS when the supporter or organisation has an open one for the application.
func (s *Store) Insert(ctx context.Context, tx *pg.Tx, o matching.Offer) error {
	key, err := s.keys.Get(ctx, tx, o.Dossier)
	if err != nil {
		return fmt.Errorf("insert an offer: %w", err)
	}
	note, err := key.Seal(table, "note", o.Note)
	if err != nil {
		return fmt.Errorf("insert an offer: %w", err)
	}
	why, err := key.Seal(table, "override_note", o.Override.Note)
	if err != nil {
		return fmt.Errorf("insert an offer: %w", err)
	}
	origin := live
	if o.Imported {
		origin = imported
	}
	asked := ""
	if o.ToOrganisation {
		asked = o.Organisation
	}
	_, err = tx.Exec(ctx, insert, tx.Municipality(), o.ID, o.Application, o.Dossier, pg.Null(o.Supporter), string(o.State),
		strings.Join(o.LifeDomains, ","), o.Neighbourhood, note, o.ByPhone, string(o.ResidentAnswer), pg.Null(o.Case),
		nullMoment(o.AnswerTime), origin, nullMoment(o.ExpireTime), tx.Now(), o.Override.Reason, why, joined(o.Override.Gates),
		asked, pg.Null(o.Wave))
	if pg.IsUniqueViolation(err, "offer_open_once") || pg.IsUniqueViolation(err, "offer_open_to_organisation_once") {
		return errs.AlreadyExists(matching.Resource).Because(err)
	}
	if err != nil {
		return fmt.Errorf("insert an offer: %w", err)
	}
	return nil
}

// Save stores where a locked offer stands and raises its version.
func (s *Store) Save(ctx context.Context, tx *pg.Tx, o matching.Offer) error {
	_, err := tx.Exec(ctx, save, tx.Municipality(), o.ID, string(o.State), o.ByPhone, o.DeclineReason, string(o.ResidentAnswer),
		pg.Null(o.Case), nullMoment(o.AnswerTime), nullMoment(o.UndoneTime), tx.Now(), pg.Null(o.Supporter))
	if err != nil {
		return fmt.Errorf("save an offer: %w", err)
	}
	return nil
}
