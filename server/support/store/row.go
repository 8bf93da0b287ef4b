package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
)

// table is the name to which ciphertexts are bound.
const table = "support.support_case"

// The values of the column origin.
const (
	live     = "LIVE"
	imported = "IMPORT"
)

type row struct {
	ID                   string       `db:"id"`
	Application          string       `db:"application"`
	Dossier              string       `db:"dossier"`
	Supporter            string       `db:"supporter"`
	Account              string       `db:"account"`
	State                string       `db:"state"`
	LifeDomains          string       `db:"life_domains"`
	ApplicationDate      string       `db:"application_date"`
	OpenDate             string       `db:"open_date"`
	FirstAppointmentDate string       `db:"first_appointment_date"`
	CloseDate            string       `db:"close_date"`
	Need                 []byte       `db:"need"`
	Outcome              string       `db:"outcome"`
	Fit                  string       `db:"fit"`
	Minutes              int          `db:"minutes"`
	Origin               string       `db:"origin"`
	MatchEndedBy         string       `db:"match_ended_by"`
	Version              int64        `db:"version"`
	AppointmentMadeDate  string       `db:"appointment_made_date"`
	AppointmentTime      sql.NullTime `db:"appointment_time"`
	HoldReason           string       `db:"hold_reason"`
	HoldUntilDate        string       `db:"hold_until_date"`
	SecondSupporter      string       `db:"second_supporter"`
	SecondAccount        string       `db:"second_account"`
	SeenFrom             sql.NullTime `db:"seen_from_time"`
	SuccessorView        string       `db:"successor_view"`
	ViewTime             sql.NullTime `db:"successor_view_time"`
	ViewAccount          string       `db:"successor_view_account"`
	CreateTime           time.Time    `db:"create_time"`
	UpdateTime           time.Time    `db:"update_time"`
	subject.Row
}

// open makes a case of a row and its key.
func (s *Store) open(ctx context.Context, r row) (support.Case, error) {
	key, err := s.keys.Open(ctx, r.Dossier, r.Row)
	if err != nil {
		return support.Case{}, fmt.Errorf("open a case: %w", err)
	}
	need, err := key.Open(table, "need", r.Need)
	if err != nil {
		return support.Case{}, fmt.Errorf("open a case: %w", err)
	}
	c := support.Case{
		ID: r.ID, Application: r.Application, Dossier: r.Dossier, Supporter: r.Supporter, Account: r.Account,
		State: support.State(r.State), LifeDomains: parts(r.LifeDomains), ApplicationDate: r.ApplicationDate, OpenDate: r.OpenDate,
		FirstAppointmentDate: r.FirstAppointmentDate, CloseDate: r.CloseDate, Need: need, Outcome: r.Outcome, Fit: r.Fit, MatchEndedBy: r.MatchEndedBy,
		Minutes: r.Minutes, Imported: r.Origin == imported, Version: r.Version,
		AppointmentMadeDate: r.AppointmentMadeDate,
		HoldReason:          r.HoldReason, HoldUntilDate: r.HoldUntilDate, SecondSupporter: r.SecondSupporter, SecondAccount: r.SecondAccount,
		SeenFrom: utc(r.SeenFrom), SuccessorView: support.SuccessorView(r.SuccessorView), ViewTime: utc(r.ViewTime), ViewAccount: r.ViewAccount,
		AppointmentTime: utc(r.AppointmentTime), CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID,
	}
	return c, nil
}

// utc is a moment, zero for NULL.
func utc(t sql.NullTime) time.Time {
	if !t.Valid {
		return time.Time{}
	}
	return t.Time.UTC()
}

// when is NULL for a moment that was not.
func when(t time.Time) sql.NullTime { return sql.NullTime{Time: t, Valid: !t.IsZero()} }

// list joins names of the contract, which have no commas.
func list(names []string) string { return strings.Join(names, ",") }

// parts takes apart what list joined.
func parts(joined string) []string {
	if joined == "" {
		return nil
	}
	return strings.Split(joined, ",")
}

// seal seals a text of a resident, under the key of their dossier.
func (s *Store) seal(ctx context.Context, tx *pg.Tx, dossier, table, column string, text sealed.Text) ([]byte, error) {
	key, err := s.keys.Get(ctx, tx, dossier)
	if err != nil {
		return nil, fmt.Errorf("open a dossier's key: %w", err)
	}
	return key.Seal(table, column, text)
}

// unseal opens a text of a resident with the key that came with its row.
func (s *Store) unseal(ctx context.Context, dossier string, row subject.Row, table, column string, ciphertext []byte) (sealed.Text, error) {
	key, err := s.keys.Open(ctx, dossier, row)
	if err != nil {
		return sealed.Text{}, fmt.Errorf("open a text of a case: %w", err)
	}
	text, err := key.Open(table, column, ciphertext)
	if err != nil {
		return sealed.Text{}, fmt.Errorf("open a text of a case: %w", err)
	}
	return text, nil
}
